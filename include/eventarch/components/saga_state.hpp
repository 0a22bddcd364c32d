#pragma once

/// What a saga is, and where it stands: a function of its definition and its log.
///
///     running        steps one after the other; all done                    -> completed
///                    a step up to the pivot fails or is given up            -> compensating
///                    a step behind the pivot fails: tried again, for ever
///     compensating   completed steps in reverse, each until it succeeds     -> compensated
///                    a compensation fails once too often                    -> stuck
///     compensated    an action turns out to be done after all               -> compensating

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eventarch/components/saga_log.hpp"

namespace eventarch::components {

/// Whether a completed step leaves something that has to be undone.
enum class Undo : std::uint8_t { compensate, nothing_to_undo };

struct SagaStep {
  std::string name;  ///< unique in the saga, without a slash
  Undo undo = Undo::compensate;
};

struct SagaDefinition {
  std::vector<SagaStep> steps;
  /// The step that decides: before it everything can be undone, behind it everything can be done.
  /// It is not undone itself. Without one, every failure turns the saga back.
  std::optional<std::size_t> pivot = {};
};

/// What is wrong with the definition, in a sentence; empty where nothing is.
[[nodiscard]] std::string problem_with(const SagaDefinition& definition);

enum class SagaStatus : std::uint8_t { running, completed, compensating, compensated, stuck };

enum class ActionState : std::uint8_t { not_requested, requested, done, failed, given_up };

struct SagaStepState {
  ActionState action = ActionState::not_requested;
  bool awaits_compensation = false;  ///< requested and not answered
  /// Compensations begun, completed and owed. More than one where an action turned out to be done
  /// after its compensation had been asked for: that one may have found nothing to undo.
  std::uint32_t rounds_requested = 0;
  std::uint32_t rounds_done = 0;
  std::uint32_t rounds_owed = 1;
  std::uint32_t failures = 0;  ///< answers `failed` in a row, of the action or of this round
};

struct SagaState {
  SagaStatus status = SagaStatus::running;
  std::vector<SagaStepState> steps;
};

/// The state after one more record. A step that the definition does not have is left aside.
void apply(const SagaRecord& record, SagaState& state);

/// The state after all records. Requires: `problem_with(definition)` is empty.
[[nodiscard]] SagaState fold(const SagaDefinition& definition, std::span<const SagaRecord> records);

/// What the orchestrator has to record next, before it acts on it.
struct SagaDecision {
  SagaEvent event = SagaEvent::started;
  std::size_t step = 0;
};

/// Empty where an answer is awaited, or the saga has ended. `compensation_attempts`: after so many
/// failures of a compensation the saga is stuck.
[[nodiscard]] std::optional<SagaDecision> decide(const SagaDefinition& definition,
                                                 const SagaState& state,
                                                 std::uint32_t compensation_attempts);

/// The step whose answer is awaited, of the action or of the compensation.
[[nodiscard]] std::optional<std::size_t> awaited_step(const SagaState& state);

}  // namespace eventarch::components
