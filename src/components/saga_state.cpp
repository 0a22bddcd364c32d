#include "eventarch/components/saga_state.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace eventarch::components {
namespace {

/// The answer came after the saga had turned back. Whatever compensation was asked for before may
/// have come first and found nothing.
void complete_action(SagaState& state, SagaStepState& step) {
  step.action = ActionState::done;
  step.failures = 0;
  if (state.status == SagaStatus::running) return;
  step.rounds_owed = step.rounds_requested + 1;
  if (state.status == SagaStatus::compensated) state.status = SagaStatus::compensating;
}

void request_compensation(SagaStepState& step) {
  // An attempt after a failure belongs to the same round and has the same id.
  if (step.rounds_requested == step.rounds_done) ++step.rounds_requested;
  step.awaits_compensation = true;
}

void complete_compensation(SagaState& state, SagaStepState& step) {
  step.rounds_done = step.rounds_requested;
  step.awaits_compensation = false;
  step.failures = 0;
  if (state.status == SagaStatus::stuck) state.status = SagaStatus::compensating;
}

void apply_to_step(SagaEvent event, SagaState& state, SagaStepState& step) {
  switch (event) {
    case SagaEvent::action_requested: step.action = ActionState::requested; break;
    case SagaEvent::action_done: complete_action(state, step); break;
    case SagaEvent::action_failed:
      step.action = ActionState::failed;
      ++step.failures;
      break;
    case SagaEvent::action_given_up: step.action = ActionState::given_up; break;
    case SagaEvent::compensation_requested: request_compensation(step); break;
    case SagaEvent::compensation_done: complete_compensation(state, step); break;
    case SagaEvent::compensation_failed:
      step.awaits_compensation = false;
      ++step.failures;
      break;
    default: break;  // events of the saga
  }
}

void turn_back(SagaState& state) {
  state.status = SagaStatus::compensating;
  for (SagaStepState& step : state.steps) step.failures = 0;  // compensations count for themselves
}

std::optional<SagaDecision> decide_forward(const SagaDefinition& definition,
                                           const SagaState& state) {
  for (std::size_t i = 0; i < state.steps.size(); ++i) {
    const bool is_behind_pivot = definition.pivot && i > *definition.pivot;
    switch (state.steps[i].action) {
      case ActionState::done: continue;
      case ActionState::requested: return {};
      case ActionState::not_requested: return SagaDecision{SagaEvent::action_requested, i};
      case ActionState::failed:
        if (is_behind_pivot) return SagaDecision{SagaEvent::action_requested, i};
        return SagaDecision{SagaEvent::turned_back, 0};
      case ActionState::given_up: return SagaDecision{SagaEvent::turned_back, 0};
    }
  }
  return SagaDecision{SagaEvent::completed, 0};
}

std::optional<SagaDecision> decide_backward(const SagaDefinition& definition,
                                            const SagaState& state,
                                            std::uint32_t compensation_attempts) {
  if (awaited_step(state)) return {};  // one after the other, also where a late answer adds one
  for (std::size_t i = state.steps.size(); i-- > 0;) {
    const SagaStepState& step = state.steps[i];
    // A pivot that said it had failed and was done after all can be neither kept nor undone.
    const bool is_past_undoing = definition.pivot && i >= *definition.pivot;
    if (is_past_undoing && step.action == ActionState::done) {
      return SagaDecision{SagaEvent::stuck, i};
    }
    const bool was_done = step.action == ActionState::done || step.action == ActionState::given_up;
    const bool is_owed = was_done && !is_past_undoing &&
                         definition.steps[i].undo == Undo::compensate &&
                         step.rounds_done < step.rounds_owed;
    if (!is_owed) continue;
    const bool is_exhausted = step.failures >= compensation_attempts;
    return SagaDecision{is_exhausted ? SagaEvent::stuck : SagaEvent::compensation_requested, i};
  }
  return SagaDecision{SagaEvent::compensated, 0};
}

}  // namespace

std::string problem_with(const SagaDefinition& definition) {
  if (definition.steps.empty()) return "the saga has no steps";
  std::set<std::string_view> names;
  for (const SagaStep& step : definition.steps) {
    if (step.name.empty()) return "a step has no name";
    if (step.name.find('/') != std::string::npos) {
      return "step '" + step.name + "': the slash separates the parts of a command's id";
    }
    if (!names.insert(step.name).second) return "two steps are called '" + step.name + "'";
  }
  if (definition.pivot && *definition.pivot >= definition.steps.size()) {
    return "the pivot is step " + std::to_string(*definition.pivot) + " of " +
           std::to_string(definition.steps.size()) + ", counted from 0";
  }
  return {};
}

void apply(const SagaRecord& record, SagaState& state) {
  switch (record.event) {
    case SagaEvent::started: state.status = SagaStatus::running; return;
    case SagaEvent::completed: state.status = SagaStatus::completed; return;
    case SagaEvent::compensated: state.status = SagaStatus::compensated; return;
    case SagaEvent::stuck: state.status = SagaStatus::stuck; return;
    case SagaEvent::turned_back:
    case SagaEvent::resumed: turn_back(state); return;
    default: break;
  }
  if (record.step < state.steps.size()) {
    apply_to_step(record.event, state, state.steps[record.step]);
  }
}

SagaState fold(const SagaDefinition& definition, std::span<const SagaRecord> records) {
  SagaState state;
  state.steps.resize(definition.steps.size());
  for (const SagaRecord& record : records) apply(record, state);
  return state;
}

std::optional<SagaDecision> decide(const SagaDefinition& definition, const SagaState& state,
                                   std::uint32_t compensation_attempts) {
  if (state.status == SagaStatus::running) return decide_forward(definition, state);
  if (state.status != SagaStatus::compensating) return {};
  return decide_backward(definition, state, compensation_attempts);
}

std::optional<std::size_t> awaited_step(const SagaState& state) {
  const auto is_awaited = [&](const SagaStepState& step) {
    if (state.status == SagaStatus::running) return step.action == ActionState::requested;
    return state.status == SagaStatus::compensating && step.awaits_compensation;
  };
  const auto found = std::find_if(state.steps.begin(), state.steps.end(), is_awaited);
  if (found == state.steps.end()) return {};
  return static_cast<std::size_t>(found - state.steps.begin());
}

}  // namespace eventarch::components
