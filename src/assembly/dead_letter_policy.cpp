#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "assembly/failure_handling.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

const DeadLetterUnit& unit_for(const Broker& broker) {
  static const std::array all{kafka_dead_letters(), pulsar_dead_letters(), rabbitmq_dead_letters(),
                              sqs_dead_letters()};
  static const DeadLetterUnit general = general_dead_letters();
  // Redpanda's dead letters are those of a Kafka client.
  const std::string_view id = broker.id == "redpanda" ? "kafka" : broker.id;
  const auto* found = std::ranges::find(all, id, &DeadLetterUnit::broker);
  return found == all.end() ? general : *found;
}

std::string retention_why(const DesignInput& input, std::uint32_t days,
                          const DeadLetterUnit& unit) {
  const std::string weekend =
      "what fails on a Friday evening is seen on Monday and leaves four days to repair and replay; "
      "a dead letter that expires is a loss and is reported as one";
  const Duration kept = input.context.requirements.retention;
  constexpr double day_ms = 86'400'000;
  if (!input.fact(FactKey::retention_model).is(Word::by_time)) {
    return fmt::format("{}; the queue itself no longer has the message{}", weekend,
                       unit.retention_note == nullptr ? "" : unit.retention_note(input));
  }
  return kept.milliseconds > days * day_ms
             ? fmt::format(
                   "{}; the event itself is kept for {}, so it can be read again by its "
                   "position after that",
                   weekend, notation::duration(kept))
             : fmt::format(
                   "{}; the event itself is kept for {} only: from then on the dead letter "
                   "is the one copy",
                   weekend, notation::duration(kept));
}

/// How often the threshold is reached by chance alone, were 1 attempt in 100 to fail by itself: all
/// attempts of a message fail with 0.01^attempts.
std::string by_chance(double rate, std::uint32_t attempts, std::uint32_t threshold) {
  constexpr double failing = 0.01;
  constexpr double day = 86'400;
  const double a_day = rate * day * std::pow(failing, attempts);
  const std::string come =
      fmt::format("were 1 attempt in 100 to fail by chance, {} a day would come ({} x 0.01^{})",
                  a_day < 0.01 ? "less than 0.01" : notation::number(a_day, 2),
                  notation::rate(MessageRate{rate}), attempts);
  return a_day < threshold
             ? fmt::format("{}, so that {} mean that something is broken", come, threshold)
             : fmt::format(
                   "{}, so that {} come by themselves: more attempts help, or a "
                   "higher threshold",
                   come, threshold);
}

std::string threshold_why(const DesignInput& input, const RetryPolicy& retry,
                          std::uint32_t threshold) {
  const double rate = input.sizing.traffic.average.per_second;
  constexpr double hour = 3'600;
  constexpr double rearmed = 0.8;
  const std::string meaning =
      rate * hour > threshold
          ? fmt::format("{} in an hour are 1 in {} messages at {}", threshold,
                        notation::number(rate * hour / threshold, 2),
                        notation::rate(MessageRate{rate}))
          : fmt::format(
                "{} are all messages of {} at {}: set a lower threshold where each one "
                "matters",
                threshold, notation::about(Duration{threshold / rate * 1000}),
                notation::rate(MessageRate{rate}));
  return fmt::format("{}; {}; reported once, and again after the depth was below {}", meaning,
                     by_chance(rate, retry.max_attempts, threshold),
                     notation::number(threshold * rearmed));
}

std::vector<std::string> triggers(const DesignInput& input, const RetryPolicy& retry,
                                  const DeadLetterUnit& unit) {
  const auto errors = retryable_errors();
  const std::vector<std::string> names(errors.begin(), errors.end());
  std::vector<std::string> all{
      retry.max_attempts < 2
          ? fmt::format("any error at the one attempt, {} included", text::list_of(names))
          : fmt::format("a retryable error ({}) or one of neither list, at attempt {} of {}",
                        text::list_of(names), retry.max_attempts, retry.max_attempts),
      "VALIDATION_ERROR or SCHEMA_MISMATCH, at the first attempt: it would fail again",
      "a payload that cannot be decoded, at once and as the bytes that came"};
  for (std::string& own : unit.triggers(input)) all.push_back(std::move(own));
  return all;
}

std::string replay_and_order(const DesignInput& input) {
  switch (input.context.requirements.ordering) {
    case Ordering::none: return "order is not asked for: a replayed message is one more message";
    case Ordering::partition:
      return fmt::format(
          "a replayed message comes after newer ones with the same {}: the consumer "
          "compares aggregate_version and drops what is older than its state, or the "
          "messages of that key are replayed together, in order",
          input.key());
    case Ordering::global: break;
  }
  return "a replayed message comes after everything that followed it: the one order of all "
         "messages "
         "is broken for it, so that its effect is repaired by a new event rather than by a replay";
}

std::vector<std::string> replay(const DesignInput& input, const Dialect& dialect,
                                const DeadLetterUnit& unit) {
  const std::vector<GroupResources> groups = dialect.groups(input);
  if (groups.empty()) return {};
  std::vector<std::string> steps{
      fmt::format("find the commonest error in {}, repair its cause and deploy {}",
                  groups.front().dead_letter, group_name(groups.front().group))};
  for (std::string& step : unit.replay(input, groups.front())) steps.push_back(std::move(step));
  const auto& idempotent = input.context.decisions.idempotent_consumers;
  steps.emplace_back(idempotent && !idempotent->value
                         ? "attempts start at 1 again; decisions.idempotent_consumers is false, so "
                           "look first whether the message took effect in part"
                         : "event_id stays, so that what took effect before is dropped as a "
                           "duplicate; attempts start at 1 again");
  if (groups.size() > 1) {
    steps.push_back(groups.size() == 2
                        ? std::string("likewise for the other group")
                        : fmt::format("likewise for the other {} groups", groups.size() - 1));
  }
  return steps;
}

std::string mechanism(const std::string& who, const std::vector<MessageHeader>& headers) {
  const bool own = std::ranges::any_of(headers, [](const MessageHeader& header) {
    return header.name.starts_with("x-") && header.name != "x-death";
  });
  return own ? who + "; the headers x-... are names of this design" : who;
}

DeadLetterPolicy no_dead_letters(const DesignInput& input) {
  DeadLetterPolicy policy;
  policy.enabled = false;
  const std::string_view reason = input.at_most_once() ? "at_most_once has no dead letters"
                                                       : "decisions.dead_letter_queue is false";
  policy.mechanism = fmt::format("none: failed messages are logged and dropped; {}", reason);
  policy.retention_why = "nothing is kept";
  policy.threshold_why =
      "there is no queue to watch: count the dropped messages of the log instead";
  policy.replay_and_order = "a dropped message cannot be replayed from here";
  return policy;
}

}  // namespace

std::vector<MessageHeader> own_headers(const std::vector<MessageHeader>& position) {
  std::vector<MessageHeader> all{{"x-original-topic", "where the message was read"}};
  all.insert(all.end(), position.begin(), position.end());
  const std::vector<MessageHeader> rest{
      {"x-original-timestamp", "when it was first written"},
      {"x-consumer-group", "the group that gave up"},
      {"x-attempts", "attempts made"},
      {"x-first-error-class", "class of the first error, such as TIMEOUT"},
      {"x-first-error-message", "its message"},
      {"x-last-error-class", "class of the last error: the error_type of dlq_messages_total"},
      {"x-last-error-message", "its message"},
      {"x-dead-lettered-at", "when it was put aside"},
      {"traceparent", "trace of the message, W3C Trace Context"}};
  all.insert(all.end(), rest.begin(), rest.end());
  return all;
}

DeadLetterPolicy dead_letter_policy(const DesignInput& input, const Dialect& dialect,
                                    const RetryPolicy& retry) {
  if (!input.dead_letters()) return no_dead_letters(input);
  const DeadLetterUnit& unit = unit_for(input.broker);
  DeadLetterPolicy policy;
  policy.retention_why = retention_why(input, policy.retention_days, unit);
  policy.threshold_why = threshold_why(input, retry, policy.alert_threshold);
  policy.triggers = triggers(input, retry, unit);
  policy.headers = unit.headers(input);
  policy.mechanism = mechanism(dialect.dead_letter_mechanism(input), policy.headers);
  policy.replay = replay(input, dialect, unit);
  policy.replay_and_order = replay_and_order(input);
  return policy;
}

}  // namespace eventarch::assembly
