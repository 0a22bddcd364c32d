#include "eventarch/components/saga.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace eventarch::components {
namespace {

using std::chrono::nanoseconds;

bool has_ended(SagaStatus status) {
  return status != SagaStatus::running && status != SagaStatus::compensating;
}

bool is_request(SagaEvent event) {
  return event == SagaEvent::action_requested || event == SagaEvent::compensation_requested;
}

/// What an answer to an action changes; empty where nothing.
std::optional<SagaEvent> action_event(const SagaState& state, const SagaStepState& step,
                                      SagaAnswer answer) {
  if (answer == SagaAnswer::failed) {
    const bool is_awaited =
        state.status == SagaStatus::running && step.action == ActionState::requested;
    return is_awaited ? std::optional{SagaEvent::action_failed} : std::nullopt;
  }
  // Done counts whenever it comes: also for a step that was given up, and for one whose first copy
  // failed and whose second one did not.
  const bool was_open =
      step.action != ActionState::done && step.action != ActionState::not_requested;
  return was_open ? std::optional{SagaEvent::action_done} : std::nullopt;
}

std::optional<SagaEvent> compensation_event(const SagaStepState& step, std::uint32_t round,
                                            SagaAnswer answer) {
  if (round != step.rounds_requested || step.rounds_done == step.rounds_requested) return {};
  if (answer == SagaAnswer::done) return SagaEvent::compensation_done;
  return step.awaits_compensation ? std::optional{SagaEvent::compensation_failed} : std::nullopt;
}

}  // namespace

std::string problem_with(const SagaOptions& options) {
  if (options.answer_timeout <= nanoseconds{0}) return "answer_timeout is not positive";
  if (options.answer_timeout > longest_duration) return "answer_timeout is over a hundred years";
  return problem_with(options.retry);
}

SagaOrchestrator::SagaOrchestrator(SagaDefinition definition, SagaLog& log,
                                   const SagaOptions& options)
    : definition_(std::move(definition)), log_(&log), options_(options), retry_(options.retry) {}

SagaProgress SagaOrchestrator::start(const std::string& saga_id, Instant now) {
  auto saga = find(saga_id);
  if (!saga) return {.reply = SagaReply::log_unavailable};
  const bool is_new = saga->records == 0;
  SagaReply reply = SagaReply::ignored;
  if (is_new) reply = record(saga_id, *saga, {SagaEvent::started, 0}, now);
  return go_on(saga_id, std::move(*saga), reply, now);
}

SagaProgress SagaOrchestrator::answer(std::string_view command_id, SagaAnswer answer, Instant now) {
  const auto target = target_of(command_id);
  if (!target) return {.reply = SagaReply::ignored};
  auto saga = find(target->saga_id);
  if (!saga) return {.reply = SagaReply::log_unavailable};
  if (saga->records == 0) return {.reply = SagaReply::ignored};
  const SagaStepState& step = saga->state.steps[target->step];
  const auto event = target->kind == CommandKind::action
                         ? action_event(saga->state, step, answer)
                         : compensation_event(step, target->round, answer);
  SagaReply reply = SagaReply::ignored;
  if (event) reply = record(target->saga_id, *saga, {*event, target->step}, now);
  return go_on(target->saga_id, std::move(*saga), reply, now);
}

SagaProgress SagaOrchestrator::resume(const std::string& saga_id, Instant now) {
  auto saga = find(saga_id);
  if (!saga) return {.reply = SagaReply::log_unavailable};
  SagaReply reply = SagaReply::ignored;
  if (saga->records != 0 && saga->state.status == SagaStatus::stuck) {
    reply = record(saga_id, *saga, {SagaEvent::resumed, 0}, now);
  }
  return go_on(saga_id, std::move(*saga), reply, now);
}

/// Whatever became of what was just recorded: an earlier call may have come no further than that.
SagaProgress SagaOrchestrator::go_on(const std::string& saga_id, Saga saga, SagaReply reply,
                                     Instant now) {
  SagaProgress progress{.reply = reply};
  if (saga.records != 0 && (reply == SagaReply::accepted || reply == SagaReply::ignored)) {
    const SagaReply advanced = advance(saga_id, saga, now, progress.commands);
    if (advanced != SagaReply::accepted) progress.reply = advanced;
  }
  progress.status = saga.state.status;
  keep(saga_id, std::move(saga), now);
  return progress;
}

std::vector<SagaCommand> SagaOrchestrator::tick(Instant now) {
  std::vector<std::string> due;
  for (const auto& [id, saga] : unfinished_) {
    if (saga.due && *saga.due <= now) due.push_back(id);
  }
  std::vector<SagaCommand> commands;
  for (const std::string& id : due) {
    Saga saga = unfinished_.at(id);
    tick_one(id, saga, now, commands);
    keep(id, std::move(saga), now);
  }
  return commands;
}

void SagaOrchestrator::tick_one(const std::string& saga_id, Saga& saga, Instant now,
                                std::vector<SagaCommand>& commands) {
  if (const auto step = awaited_step(saga.state)) {
    if (!gives_up(saga, *step)) {
      ++saga.repetitions;
      return ask(saga_id, saga, *step, now, commands);
    }
    const auto reply = record(saga_id, saga, {SagaEvent::action_given_up, *step}, now);
    if (reply != SagaReply::accepted) return;
  }
  advance(saga_id, saga, now, commands);
}

std::optional<Instant> SagaOrchestrator::next_due() const {
  std::optional<Instant> next;
  for (const auto& [id, saga] : unfinished_) {
    if (saga.due && (!next || *saga.due < *next)) next = saga.due;
  }
  return next;
}

std::optional<std::vector<SagaCommand>> SagaOrchestrator::recover(Instant now) {
  const auto ids = log_->unfinished();
  if (!ids) return {};
  std::vector<SagaCommand> commands;
  bool is_complete = true;
  for (const std::string& id : *ids) {
    auto saga = load(id);
    is_complete = is_complete && saga.has_value();
    if (!saga) continue;
    if (const auto step = awaited_step(saga->state)) {
      ask(id, *saga, *step, now, commands);
    } else {
      advance(id, *saga, now, commands);
    }
    keep(id, std::move(*saga), now);
  }
  // What could be loaded is kept; its commands are sent again by the next call.
  if (!is_complete) return {};
  return commands;
}

std::optional<SagaStatus> SagaOrchestrator::status(const std::string& saga_id) const {
  const auto saga = find(saga_id);
  if (!saga || saga->records == 0) return {};
  return saga->state.status;
}

std::optional<SagaOrchestrator::Saga> SagaOrchestrator::load(const std::string& saga_id) const {
  const auto records = log_->read(saga_id);
  if (!records) return {};
  return Saga{.state = fold(definition_, *records), .records = records->size()};
}

std::optional<SagaOrchestrator::Saga> SagaOrchestrator::find(const std::string& saga_id) const {
  const auto found = unfinished_.find(saga_id);
  return found != unfinished_.end() ? found->second : load(saga_id);
}

/// A saga that waits for something has an instant at which `tick` looks at it.
void SagaOrchestrator::keep(const std::string& saga_id, Saga saga, Instant now) {
  if (saga.records == 0 || has_ended(saga.state.status)) {
    unfinished_.erase(saga_id);
    return;
  }
  if (!saga.due) saga.due = now;
  unfinished_.insert_or_assign(saga_id, std::move(saga));
}

SagaReply SagaOrchestrator::record(const std::string& saga_id, Saga& saga,
                                   const SagaDecision& decision, Instant now) {
  const SagaRecord record{decision.event, decision.step, now};
  switch (log_->append(saga_id, saga.records, record)) {
    case SagaAppend::stored: break;
    case SagaAppend::conflict:
      // Perhaps it was our own record, stored by an append that gave no answer.
      if (auto fresh = load(saga_id)) saga = std::move(*fresh);
      return SagaReply::conflict;
    case SagaAppend::unavailable:
      saga.due = now + options_.answer_timeout;
      return SagaReply::log_unavailable;
  }
  apply(record, saga.state);
  ++saga.records;
  const bool has_failed = decision.event == SagaEvent::action_failed ||
                          decision.event == SagaEvent::compensation_failed;
  if (has_failed) {
    saga.due = now + retry_.nominal_delay(saga.state.steps[decision.step].failures);
  }
  return SagaReply::accepted;
}

SagaReply SagaOrchestrator::advance(const std::string& saga_id, Saga& saga, Instant now,
                                    std::vector<SagaCommand>& commands) {
  while (const auto decision = decide(definition_, saga.state, options_.retry.max_attempts)) {
    if (waits_for_retry(saga, *decision, now)) break;
    const SagaReply reply = record(saga_id, saga, *decision, now);
    if (reply != SagaReply::accepted) return reply;
    if (!is_request(decision->event)) continue;
    saga.repetitions = 0;
    ask(saga_id, saga, decision->step, now, commands);
  }
  return SagaReply::accepted;
}

bool SagaOrchestrator::waits_for_retry(const Saga& saga, const SagaDecision& decision,
                                       Instant now) {
  return is_request(decision.event) && saga.state.steps[decision.step].failures > 0 && saga.due &&
         now < *saga.due;
}

bool SagaOrchestrator::gives_up(const Saga& saga, std::size_t step) const {
  // Whether the pivot was done decides everything: its answer is waited for.
  const bool may_give_up =
      saga.state.status == SagaStatus::running && (!definition_.pivot || step < *definition_.pivot);
  return may_give_up && options_.give_up_after && saga.repetitions >= *options_.give_up_after;
}

void SagaOrchestrator::ask(const std::string& saga_id, Saga& saga, std::size_t step, Instant now,
                           std::vector<SagaCommand>& commands) const {
  const bool is_action = saga.state.status == SagaStatus::running;
  const std::string& name = definition_.steps[step].name;
  const std::string what =
      is_action ? "action"
                : "compensation-" + std::to_string(saga.state.steps[step].rounds_requested);
  std::string id = saga_id;
  id.append("/").append(name).append("/").append(what);
  commands.push_back({.id = std::move(id),
                      .saga_id = saga_id,
                      .step = name,
                      .kind = is_action ? CommandKind::action : CommandKind::compensation});
  saga.due = now + options_.answer_timeout;
}

std::optional<SagaOrchestrator::Target> SagaOrchestrator::target_of(
    std::string_view command_id) const {
  const std::size_t last = command_id.rfind('/');
  if (last == std::string_view::npos || last == 0) return {};
  const std::size_t middle = command_id.rfind('/', last - 1);
  if (middle == std::string_view::npos) return {};
  const std::string_view name = command_id.substr(middle + 1, last - middle - 1);
  const auto step = std::find_if(definition_.steps.begin(), definition_.steps.end(),
                                 [&](const SagaStep& one) { return one.name == name; });
  if (step == definition_.steps.end()) return {};
  Target target{.saga_id = std::string(command_id.substr(0, middle)),
                .step = static_cast<std::size_t>(step - definition_.steps.begin()),
                .kind = CommandKind::action,
                .round = 0};
  std::string_view what = command_id.substr(last + 1);
  if (what == "action") return target;
  constexpr std::string_view prefix = "compensation-";
  if (!what.starts_with(prefix)) return {};
  what.remove_prefix(prefix.size());
  const char* const end = what.data() + what.size();
  const auto [read_to, error] = std::from_chars(what.data(), end, target.round);
  if (error != std::errc{} || read_to != end) return {};
  target.kind = CommandKind::compensation;
  return target;
}

}  // namespace eventarch::components
