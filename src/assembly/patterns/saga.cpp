#include <fmt/format.h>

#include "assembly/dialect.hpp"
#include "assembly/pattern.hpp"
#include "assembly/patterns/broker_wording.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool saga_applies(const PatternInput& input) { return input.context.use_case == UseCase::saga; }

std::size_t steps(const PatternInput& input) { return input.context.consumers.size(); }
bool orchestrated(const PatternInput& input) { return input.context.orchestrated(); }

std::string why_saga(const PatternInput& input) {
  const std::string last = orchestrated(input)
                               ? fmt::format("{} leads them", input.context.producers.front())
                               : std::string("each follows the events of the one before");
  return steps(input) == 1
             ? fmt::format(
                   "{} and {} finish one business transaction together, without a lock "
                   "across them",
                   input.context.producers.front(), input.context.consumers.front())
             : fmt::format(
                   "one business transaction over {} participants without a lock across "
                   "them: {}",
                   steps(input), last);
}

std::optional<PatternFigure> step_timeout(const PatternInput& input) {
  return resting_on(figure("step_timeout_seconds", formulas::answer_timeout,
                           {{"request", input.context.requirements.latency.seconds()},
                            {"reply", reply_seconds(input)},
                            {"retries", retried_for_seconds(input)}}),
                    "the margin is an estimate; the retries are those of the participant, with all "
                    "jitter and the work of each added");
}

/// Once, and once more where the answer is missing. Under at_most_once nobody recognises the second
/// question.
double times_asked(const PatternInput& input) { return input.at_most_once() ? 1 : 2; }

std::optional<PatternFigure> bound(const PatternInput& input) {
  return figure("saga_longest_seconds", formulas::saga_bound,
                {{"steps", static_cast<double>(steps(input))},
                 {"step_timeout", step_timeout(input).value_or(PatternFigure{}).value},
                 {"asked", times_asked(input)}});
}

std::string who_leads(const PatternInput& input, const Participants& who) {
  if (orchestrated(input)) {
    return fmt::format(
        "orchestration by {}: with {} participants one place must know how far each "
        "saga is",
        who.producer, steps(input));
  }
  return fmt::format(
      "choreography: {}, so each reacts to events; from the third on "
      "let {} orchestrate",
      counted(steps(input), "participant"), who.producer);
}

std::string channels(const PatternInput& input, const Participants& who) {
  if (who.all_commands.size() > 1) {
    return fmt::format(
        "commands per participant ({}), as readers of a queue share it; {} for answers; keyed by "
        "the saga's id",
        listed(who.all_commands), who.replies);
  }
  if (orchestrated(input)) {
    return fmt::format(
        "{} carries steps and compensations, {} what came of them; both keyed by "
        "the saga's id",
        who.commands, who.replies);
  }
  return fmt::format(
      "{} carries the events that start a step, {} the compensations, {} what came "
      "of both",
      who.entry, who.commands, who.replies);
}

/// The declared order of the consumers is taken for the order of the steps.
std::string pivot(const PatternInput& input) {
  const auto& all = input.context.consumers;
  if (all.size() == 1) {
    return fmt::format("{} is the pivot: before its answer {} may still undo its own change",
                       all.front(), input.context.producers.front());
  }
  const std::vector<std::string> before(all.begin(), all.end() - 1);
  return fmt::format(
      "pivot: {}, the last step in the order declared; {} before it must be undoable", all.back(),
      listed(before));
}

std::string compensation(const PatternInput& input) {
  if (steps(input) == 1) {
    return fmt::format("the compensation is idempotent, and {} tries it again until it succeeds",
                       input.context.producers.front());
  }
  std::vector<std::string> reversed(input.context.consumers.rbegin() + 1,
                                    input.context.consumers.rend());
  return fmt::format("compensate in reverse ({}), idempotent, each tried again until it succeeds",
                     listed(reversed));
}

std::string stuck(const PatternInput& input, const Participants& who) {
  const std::string dead =
      who.commands_dead_letters.empty() ? "the log" : who.commands_dead_letters;
  return fmt::format(
      "stuck: a compensation in {} or a saga older than {}; alert, and a person "
      "decides",
      dead, text_of(bound(input), "its bound"));
}

/// The event_id stays, so that a step which was done is not done twice. A broker that drops repeats
/// by an id of its own would drop the second question.
std::string unanswered(const PatternInput& input, const Participants& who) {
  const std::string limit = text_of(step_timeout(input), "its timeout");
  if (input.at_most_once()) {
    return fmt::format(
        "a step without answer after {} is unknown, not failed: {} compensates it too, as nobody "
        "recognises a second question",
        limit, who.producer);
  }
  const bool drops = input.fact(FactKey::exactly_once_scope).is(Word::deduplication_window);
  return fmt::format(
      "a step without answer after {} is unknown, not failed: {} asks once more with the same "
      "event_id ({}), then compensates",
      limit, who.producer,
      drops ? "with a new deduplication id" : "known: answered, not done twice");
}

std::vector<std::string> saga_parts(const PatternInput& input, const Participants& who) {
  std::vector<std::string> all{
      who_leads(input, who),
      channels(input, who),
      pivot(input),
      compensation(input),
      unanswered(input, who),
      "an answer that comes after the compensation asks for a second compensation: never ignore it",
      stuck(input, who)};
  all.push_back(input.at_most_once()
                    ? "at_most_once may lose a step in silence: only its timeout shows it"
                    : fmt::format("{} writes the state of the saga and its next message in one "
                                  "transaction (outbox)",
                                  orchestrated(input) ? who.producer : "each participant"));
  if (!stable(input)) {
    all.emplace_back(
        "at peak steps arrive faster than they are worked off: sagas time out in turn");
  }
  return all;
}

std::vector<PatternFigure> saga_figures(const PatternInput& input) {
  std::vector<PatternFigure> all;
  add(all, step_timeout(input));
  add(all, bound(input));
  all.push_back(taken_over("participants_count", static_cast<double>(steps(input)),
                           counted(steps(input), "participant"), "consumers of the design file"));
  return all;
}

std::vector<FlowStep> orchestration(const PatternInput& input, const Participants& who) {
  const auto& all = input.context.consumers;
  const std::string& first = all.front();
  const std::string& second = all[1];
  const std::string to_first = commands_for(input, who, first);
  const std::string to_second = commands_for(input, who, second);
  return {{who.producer, who.producer, "writes the saga's state and its first command"},
          {who.producer, to_first, fmt::format("step 1 for {}", first)},
          {to_first, first, "step 1"},
          {first, who.replies, "done", true},
          {who.replies, who.producer, "step 1 done", true},
          {who.producer, to_second, fmt::format("step 2 for {}", second)},
          {to_second, second, "step 2"},
          {second, who.replies, "failed", true},
          {who.producer, to_first, fmt::format("compensate step 1 of {}", first)},
          {first, who.replies, "compensated", true}};
}

std::vector<FlowStep> choreography(const PatternInput& input, const Participants& who) {
  const std::string& first = input.context.consumers.front();
  const std::string& last = input.context.consumers.back();
  std::vector<FlowStep> all{
      {who.producer, who.entry, fmt::format("{}: the saga starts", an_event(input))},
      {who.entry, first, an_event(input)}};
  if (steps(input) > 1) {
    all.push_back({first, who.entry, "step 1 done"});
    all.push_back({who.entry, last, "step 1 done"});
  }
  all.push_back({last, who.replies, "failed", true});
  all.push_back({who.replies, who.producer, "failed", true});
  all.push_back({who.producer, who.commands, "compensate"});
  if (steps(input) > 1) all.push_back({who.commands, first, "compensate step 1"});
  all.push_back({steps(input) > 1 ? first : who.producer, who.replies, "compensated", true});
  return all;
}

std::vector<FlowStep> saga_flow(const PatternInput& input, const Participants& who) {
  return orchestrated(input) ? orchestration(input, who) : choreography(input, who);
}

}  // namespace

extern const PatternUnit saga_pattern;
constinit const PatternUnit saga_pattern{
    .name = "saga",
    .title = "Saga",
    .page = {.summary = "A business transaction over several services: one local transaction each, "
                        "undone by compensations where a later one fails.",
             .use_when = "Several services must all do their part or none of it, each with a "
                         "database of its own, and every step can be undone or repeated.",
             .avoid_when = "Others must not see half-done work: a saga has no isolation. Or one "
                           "database could hold all of it in one transaction.",
             .source = "Garcia-Molina and Salem, Sagas, SIGMOD 1987; Chris Richardson, "
                       "https://microservices.io/patterns/data/saga.html"},
    .applies = saga_applies,
    .why = why_saga,
    .parts = saga_parts,
    .figures = saga_figures,
    .flow = saga_flow};

}  // namespace eventarch::assembly
