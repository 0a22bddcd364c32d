#pragma once

/// Leads a business transaction over several services: asks for each step, and where one fails, for
/// the compensation of those that were done. Every decision is in a durable log before it is acted
/// on; a crash at any point loses nothing.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/components/instant.hpp"
#include "eventarch/components/retry_policy.hpp"
#include "eventarch/components/saga_log.hpp"
#include "eventarch/components/saga_state.hpp"

namespace eventarch::components {

enum class CommandKind : std::uint8_t { action, compensation };

/// What a participant is asked to do. It may arrive more than once, with the same id: participants
/// are idempotent by it. A compensation may arrive for an action that was never done, and must then
/// succeed.
struct SagaCommand {
  std::string id;  ///< `<saga>/<step>/action`, `<saga>/<step>/compensation-<round>`
  std::string saga_id;
  std::string step;
  CommandKind kind = CommandKind::action;

  friend bool operator==(const SagaCommand&, const SagaCommand&) = default;
};

/// `failed` promises that nothing of it was done. A participant that does not know says nothing.
enum class SagaAnswer : std::uint8_t { done, failed };

enum class SagaReply : std::uint8_t {
  accepted,
  ignored,          ///< a repetition, or an answer to something that was never asked
  log_unavailable,  ///< may not be recorded: do not acknowledge the answer, deliver it again
  conflict,         ///< another orchestrator was faster: likewise
};

struct SagaOptions {
  /// Without an answer for so long the command is sent again, with its id.
  std::chrono::nanoseconds answer_timeout = std::chrono::seconds{30};
  /// After so many repetitions without an answer a step before the pivot is given up: it counts as
  /// perhaps done, and is compensated too. Empty: never. Counted since the process started.
  std::optional<std::uint32_t> give_up_after = {};
  /// Waits between the attempts at a compensation; after `max_attempts` failures the saga is stuck.
  /// Steps behind the pivot use the waits and know no limit. Nominal, without jitter.
  RetryOptions retry = {};
};

/// What is wrong with the options, in a sentence; empty where nothing is.
[[nodiscard]] std::string problem_with(const SagaOptions& options);

struct SagaProgress {
  SagaReply reply = SagaReply::accepted;
  SagaStatus status = SagaStatus::running;
  /// Send these. One that gets lost is sent again by `tick`.
  std::vector<SagaCommand> commands;
};

/// Orchestrates all sagas of one definition. Two of them on one log do no harm: the log decides.
/// Keeps unfinished sagas in memory. Not synchronised.
class SagaOrchestrator {
 public:
  /// Requires: no problem with definition and options. `log` must outlive the orchestrator. A
  /// definition may get further steps at its end while sagas run; a new order needs a new
  /// definition, and the old one until its sagas have ended.
  SagaOrchestrator(SagaDefinition definition, SagaLog& log, const SagaOptions& options = {});

  /// Ignored where there is a saga of that id.
  SagaProgress start(const std::string& saga_id, Instant now);

  /// The answer to a command, whenever it comes. An action that is done after its saga has turned
  /// back is compensated, once more if its compensation had been asked for before.
  SagaProgress answer(std::string_view command_id, SagaAnswer answer, Instant now);

  /// Sends again what has had no answer, and tries again what has failed. Call it at `next_due`.
  std::vector<SagaCommand> tick(Instant now);
  [[nodiscard]] std::optional<Instant> next_due() const;

  /// At the start of the process: takes up every unfinished saga of the log. What was asked for and
  /// not answered is asked for again, with the same id. Empty: the log gave no answer; try again.
  std::optional<std::vector<SagaCommand>> recover(Instant now);

  /// By a person, where a saga is stuck and the reason is mended.
  SagaProgress resume(const std::string& saga_id, Instant now);

  /// Empty where there is no such saga, or the log gives no answer.
  [[nodiscard]] std::optional<SagaStatus> status(const std::string& saga_id) const;

 private:
  struct Saga {
    SagaState state;
    std::size_t records = 0;
    std::optional<Instant> due;  ///< of the next repetition or attempt
    std::uint32_t repetitions = 0;
  };
  struct Target {
    std::string saga_id;
    std::size_t step;
    CommandKind kind;
    std::uint32_t round;
  };

  /// A saga without records is one that is not there. Empty: the log gives no answer.
  [[nodiscard]] std::optional<Saga> load(const std::string& saga_id) const;
  [[nodiscard]] std::optional<Saga> find(const std::string& saga_id) const;
  void keep(const std::string& saga_id, Saga saga, Instant now);
  SagaProgress go_on(const std::string& saga_id, Saga saga, SagaReply reply, Instant now);
  SagaReply record(const std::string& saga_id, Saga& saga, const SagaDecision& decision,
                   Instant now);
  SagaReply advance(const std::string& saga_id, Saga& saga, Instant now,
                    std::vector<SagaCommand>& commands);
  void tick_one(const std::string& saga_id, Saga& saga, Instant now,
                std::vector<SagaCommand>& commands);
  void ask(const std::string& saga_id, Saga& saga, std::size_t step, Instant now,
           std::vector<SagaCommand>& commands) const;
  [[nodiscard]] static bool waits_for_retry(const Saga& saga, const SagaDecision& decision,
                                            Instant now);
  [[nodiscard]] bool gives_up(const Saga& saga, std::size_t step) const;
  [[nodiscard]] std::optional<Target> target_of(std::string_view command_id) const;

  SagaDefinition definition_;
  SagaLog* log_;
  SagaOptions options_;
  RetryPolicy retry_;
  std::map<std::string, Saga> unfinished_;
};

}  // namespace eventarch::components
