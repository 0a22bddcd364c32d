#include <fmt/format.h>

#include "assembly/dialect.hpp"
#include "assembly/pattern.hpp"
#include "assembly/patterns/broker_wording.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool dead_letter_queue_applies(const PatternInput& input) {
  const auto& decided = input.context.decisions.dead_letter_queue;
  return !input.at_most_once() && (!decided || decided->value);
}

std::string why_dead_letter_queue(const PatternInput& input) {
  return fmt::format(
      "what fails {}, or can never succeed, must neither block {} nor vanish",
      input.max_attempts() == 1 ? "once" : fmt::format("{} times", input.max_attempts()),
      input.context.name);
}

std::uint32_t attempts(const PatternInput& input) { return input.consumer.retry.max_attempts; }

/// Every wait at the top of its jitter, and the work of every attempt.
Duration retries(const PatternInput& input) {
  return seconds(retry_seconds(input) +
                 attempts(input) * input.context.workload.processing_time.seconds());
}

std::string triggers(const PatternInput& input) {
  return fmt::format(
      "it goes there after {}{}, or at once with VALIDATION_ERROR or SCHEMA_MISMATCH",
      counted(attempts(input), "attempt"),
      attempts(input) == 1
          ? ""
          : fmt::format(" within {} (waits of up to {}, and {} of work each time)",
                        notation::about(retries(input)),
                        notation::about(seconds(retry_seconds(input))),
                        notation::duration(input.context.workload.processing_time)));
}

constexpr std::string_view duplicates =
    "a DUPLICATE_MESSAGE is acknowledged and never becomes a dead letter";

/// On Amazon SQS a message takes its age along.
std::string retention(const PatternInput& input, const Participants& who) {
  return fmt::format("kept for {}{}; one that nobody reads is lost then, so report it before",
                     notation::duration(hours(who.dead_letters_kept_hours)),
                     input.fact(FactKey::fan_out).is(Word::with_sns)
                         ? ", the time in the main queue included"
                         : "");
}

/// Shares that are common here have too many zeros for a percentage.
std::optional<PatternFigure> alarming_share(const PatternInput& input) {
  auto share = figure("alarming_share", formulas::failing_share,
                      {{"count", static_cast<double>(DeadLetterPolicy{}.alert_threshold)},
                       {"rate", input.sizing.traffic.average.per_second},
                       {"window", hours(1).seconds()}});
  if (share && share->value > 0) share->text = fmt::format("1 in {}", rounded(1 / share->value));
  return share;
}

std::string one_in(const PatternInput& input) {
  const auto share = alarming_share(input);
  if (!share || !(share->value > 0)) return "hardly any messages fail";
  if (share->value >= 1) return "every message fails";
  return fmt::format("{} fails", share->text);
}

std::string alert(const PatternInput& input) {
  return fmt::format("alert at {} of them: they gather within an hour where {}",
                     DeadLetterPolicy{}.alert_threshold, one_in(input));
}

/// A queue of the group's own takes its messages back; in a log that all groups read, a copy would
/// reach every one of them.
bool goes_back(const PatternInput& input, const Participants& who) {
  return !who.retry.empty() || !wording(input).replay_dead.empty();
}

std::string replay(const PatternInput& input, const Participants& who) {
  if (!who.retry.empty()) {
    return fmt::format(
        "replay once the cause is mended, a few first: copy them to {}, which only "
        "{} reads",
        who.retry, who.group);
  }
  if (goes_back(input, who)) {
    return fmt::format("replay once the cause is mended, a few first: {}, to {}",
                       wording(input).replay_dead, who.source);
  }
  return fmt::format(
      "replay once the cause is mended, a few first: the handler of {} is run on them, and nothing "
      "is published again",
      who.group);
}

std::string order_after_replay(const PatternInput& input) {
  switch (input.context.requirements.ordering) {
    case Ordering::none: return "a replay breaks no order, since none is promised here";
    case Ordering::global:
      return "a replayed message comes after all that followed it: stop, and apply it by hand "
             "where that matters";
    case Ordering::partition: break;
  }
  return fmt::format(
      "a replayed message comes after later ones of its {}: apply it only if "
      "aggregate_version still allows",
      input.key());
}

/// Who moves a message there; what goes beyond the first clause stands in the consumers' section.
std::string mechanism(const PatternInput& input) {
  std::string text = dialect_for(input.broker).dead_letter_mechanism(input);
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    if (text[i] == ';' && depth == 0) return text.substr(0, i);
  }
  return text;
}

std::vector<std::string> dead_letter_queue_parts(const PatternInput& input,
                                                 const Participants& who) {
  return {fmt::format("{}: one for each consumer, since each fails for reasons of its own",
                      listed(who.dead_letters)),
          mechanism(input),
          triggers(input),
          std::string(duplicates),
          std::string(wording(input).origin),
          retention(input, who),
          alert(input),
          replay(input, who),
          order_after_replay(input)};
}

std::vector<PatternFigure> dead_letter_queue_figures(const PatternInput& input) {
  std::vector<PatternFigure> all;
  all.push_back(taken_over("attempts_before_dead_letter_count", attempts(input),
                           counted(attempts(input), "attempt"),
                           input.context.decisions.max_attempts ? "decisions.max_attempts"
                                                                : "the default of the design"));
  all.push_back(taken_over("retries_longest_seconds", retries(input).seconds(),
                           show(Dimension::duration, retries(input).seconds()),
                           "sum of the retry schedule with all jitter added, and attempts x "
                           "workload.processing_time"));
  add(all, alarming_share(input));
  return all;
}

std::vector<FlowStep> dead_letter_queue_flow(const PatternInput& input, const Participants& who) {
  const std::string dead = who.dead_letters.empty() ? "dead letters" : who.dead_letters.front();
  std::vector<FlowStep> steps{{who.source, who.group, "message, attempt 1"},
                              {who.group, who.group, "fails with TIMEOUT"}};
  if (!who.retry.empty()) {
    steps.push_back({who.group, who.retry, "published to wait"});
    steps.push_back({who.retry, who.group, "attempt 2, after its delay"});
  }
  if (input.max_attempts() > 1) {
    steps.push_back({who.retry.empty() ? who.source : who.retry, who.group,
                     fmt::format("attempt {}, the last one", input.max_attempts())});
  }
  steps.push_back({who.group, dead, "dead letter, with where it came from and its error"});
  steps.push_back({dead, "operator", "alert; the cause is mended"});
  const std::string& target = !who.retry.empty() ? who.retry : who.source;
  steps.push_back({"operator", dead, "replay"});
  steps.push_back({dead, goes_back(input, who) ? target : who.group,
                   "the same event_id again, after later messages"});
  return steps;
}

}  // namespace

extern const PatternUnit dead_letter_queue_pattern;
constinit const PatternUnit dead_letter_queue_pattern{
    .name = "dead_letter_queue",
    .title = "Dead-letter queue",
    .page = {.summary = "Failed messages are stored apart once their retries are used up, with "
                        "the reason, for manual review: mend the cause, then send them again.",
             .use_when = "Error handling where a message must not be lost, and one that fails "
                         "must not hold up those behind it.",
             .avoid_when = "Losing messages is acceptable, or every message depends on the one "
                           "before: then stop at the first failure instead.",
             .source = "Hohpe and Woolf, Enterprise Integration Patterns, Dead Letter Channel: "
                       "https://www.enterpriseintegrationpatterns.com/patterns/messaging/"
                       "DeadLetterChannel.html"},
    .applies = dead_letter_queue_applies,
    .why = why_dead_letter_queue,
    .parts = dead_letter_queue_parts,
    .figures = dead_letter_queue_figures,
    .flow = dead_letter_queue_flow};

}  // namespace eventarch::assembly
