/// The retry schedule in words, and what retries cost in figures of the design.
///
/// Delays double from the first and are capped; jitter comes after the cap, in the form of gRPC
/// (proposal A6), so that a wait may exceed the cap by the jitter. Where the broker keeps time they
/// may grow linearly, without jitter. Waits and the work of the attempts are told apart.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/failure_handling.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

/// Amounts that rest on planned rates: 180,000 rather than 180,003.
double two_digits(double amount) {
  constexpr double ten = 10;
  if (!(amount >= ten)) return amount;
  const double step = std::pow(ten, std::floor(std::log10(amount))) / ten;
  return std::round(amount / step) * step;
}

double seconds_of(double milliseconds) { return milliseconds / 1000; }

/// "1, 2, 4 and 8 s", and at most the first delay that stays.
std::string delays_text(const std::vector<double>& delays, double cap) {
  std::vector<std::string> shown;
  for (const double delay : delays) {
    shown.push_back(notation::number(seconds_of(delay)));
    if (delay >= cap) break;
  }
  return text::list_of(shown) + " s";
}

/// Where the delays stop growing, and what jitter makes of that.
std::string cap_text(const RetryPolicy& policy, const std::vector<double>& delays) {
  const double cap = policy.max_delay_ms;
  const auto first = std::ranges::find_if(delays, [&](double delay) { return delay >= cap; });
  const std::string jitter =
      policy.linear ? std::string("growing by the first one each time, without jitter")
                    : fmt::format("each with a jitter of {}, applied after the cap as gRPC does",
                                  notation::percent(policy.jitter_factor));
  const std::string at = notation::number(seconds_of(cap)) + " s";
  if (first == delays.end()) return fmt::format("{}; the cap of {} is not reached", jitter, at);
  if (policy.linear) {
    return fmt::format("{}; the cap of {} holds from delay {} on", jitter, at,
                       first - delays.begin() + 1);
  }
  return fmt::format("{}, so that a wait may take {} s; the cap of {} holds from delay {} on",
                     jitter, notation::number(seconds_of(cap * (1 + policy.jitter_factor))), at,
                     first - delays.begin() + 1);
}

std::string schedule_text(const DesignInput& input, const RetryPolicy& policy) {
  const std::vector<double> delays = policy.delays_ms();
  return fmt::format(
      "{}{} before attempt 2 and on, {} in all, {}; the work comes on top: {} of {} each",
      input.context.decisions.max_attempts
          ? fmt::format("{} (decisions.max_attempts): ", counted(policy.max_attempts, "attempt"))
          : "",
      "waits of " + delays_text(delays, policy.max_delay_ms), retry_span(policy),
      cap_text(policy, delays), counted(policy.max_attempts, "attempt"),
      notation::duration(input.context.workload.processing_time));
}

double total_ms(const RetryPolicy& policy) {
  double total = 0;
  for (const double delay : policy.delays_ms()) total += delay;
  return total;
}

/// Who stands still for a message that is retried in place: its unit of order, or the one consumer
/// that has it, where several take from the same unit.
struct Held {
  double units = 1;   ///< of which it is one
  std::string name;   ///< "partition"
  std::string text;   ///< "its partition"
  bool alone = true;  ///< nobody else works on what gathers behind it
  std::string with;   ///< what waits with it, where others go on
};

bool competing(const DesignInput& input) {
  const bool by_key = input.mode.id == "key_shared";
  return (!input.ordered() || by_key) && input.mode.number(FactKey::consumers_per_unit) > 1;
}

/// Parts of one queue that keep the order of their keys: "session".
std::string_view order_inside(const DesignInput& input) {
  if (input.context.requirements.ordering != Ordering::partition) return {};
  const Fact& unit = input.fact(FactKey::unit);
  if (unit.is(Word::session)) return "session";
  if (unit.is(Word::message_group)) return "message group";
  return unit.is(Word::ordering_key) ? "ordering key" : "";
}

Held held_by_one(const DesignInput& input) {
  const std::string_view part = order_inside(input);
  if (part.empty() && !competing(input)) {
    const auto units = static_cast<double>(std::max<std::uint64_t>(input.sizing.partitions, 1));
    return {units, input.sizing.unit, fmt::format("its {}", input.sizing.unit), true, {}};
  }
  std::uint64_t fewest = 0;
  for (const ConsumerGroup& group : input.sizing.consumers) {
    fewest = fewest == 0 ? group.instances : std::min(fewest, group.instances);
  }
  const auto consumers = static_cast<double>(std::max<std::uint64_t>(fewest, 1));
  if (consumers == 1) return {1, "consumer", "the one consumer of its group", true, {}};
  const std::string one =
      fmt::format("one of the {} consumers of its group", notation::number(consumers));
  if (!part.empty()) {
    return {consumers, "consumer", fmt::format("its {} and {}", part, one), false,
            fmt::format("the later messages of that {}", part)};
  }
  return {consumers, "consumer", one, false,
          input.mode.id == "key_shared" ? "the keys that are given to it"
                                        : "what it has fetched ahead"};
}

/// All attempts and the waits between them, which a retry in place takes of one consumer.
double held_ms(const DesignInput& input, const RetryPolicy& policy) {
  return total_ms(policy) + input.processing_ms() * policy.max_attempts;
}

std::string gathering_text(double messages) {
  const std::string shown = notation::number(messages, 2);
  return shown == "1" ? "1 message gathers" : shown + " messages gather";
}

std::string stands_still(const DesignInput& input, const RetryPolicy& policy, const Held& held,
                         double average) {
  const std::string long_for = fmt::format(
      "a message that fails every time holds {} for about {} ({} of {} each, and waits of {})",
      held.text, notation::about(Duration{held_ms(input, policy)}),
      counted(policy.max_attempts, "attempt"),
      notation::duration(input.context.workload.processing_time), retry_span(policy));
  if (held.alone) {
    return fmt::format("{}, while about {} behind it at {}", long_for,
                       gathering_text(two_digits(average * seconds_of(held_ms(input, policy)))),
                       notation::rate(MessageRate{average}));
  }
  return fmt::format("{}, with {}; the others go on", long_for, held.with);
}

/// With `busy` the share of time that the work takes anyway, a share q of messages that fail every
/// time needs peak x q x (waits and further attempts) more of it: (1 - busy) is left.
std::string blocking_price(const DesignInput& input, const RetryPolicy& policy) {
  const Held held = held_by_one(input);
  const double peak = input.sizing.traffic.peak.per_second / held.units;
  const double busy = peak * input.context.workload.processing_time.seconds();
  const std::string stands =
      stands_still(input, policy, held, input.sizing.traffic.average.per_second / held.units);
  if (busy >= 1) {
    return fmt::format("{}; at peak a {} has no time left for retries as it is", stands, held.name);
  }
  const double more_ms = held_ms(input, policy) - input.processing_ms();
  const double one_in = peak * seconds_of(more_ms) / (1 - busy);
  if (one_in <= 1) {
    return fmt::format("{}; traffic is so thin that a {} keeps up even then", stands, held.name);
  }
  return fmt::format(
      "{}; at peak a {} is {} busy, so once more than 1 in {} messages fails every "
      "time {} for good: (1 - {}) / ({} x {})",
      stands, held.name, notation::percent(busy), notation::number(two_digits(one_in), 2),
      held.alone ? "it falls behind" : "the group falls behind", notation::number(busy, 2),
      notation::rate(MessageRate{peak}), notation::about(Duration{more_ms}));
}

std::string retry_topic_price(const DesignInput& input, const RetryPolicy& policy) {
  const auto groups = static_cast<double>(input.context.consumers.size());
  constexpr double failing = 0.01;
  const std::vector<double> delays = policy.delays_ms();
  const double longest = delays.empty() ? 0 : *std::ranges::max_element(delays);
  return fmt::format(
      "a message that is retried comes after later ones of its key; {} more with {} each; were 1 % "
      "to fail once, {} more written and as much read; the delays of one topic wait in line, so "
      "one "
      "of {} may become up to {} longer behind one of {}",
      counted(input.context.consumers.size(), "topic"),
      counted(side_partitions(input), input.sizing.unit),
      notation::rate(MessageRate{input.sizing.traffic.average.per_second * failing * groups}),
      notation::duration(Duration{static_cast<double>(policy.initial_delay_ms)}),
      notation::duration(Duration{longest}), notation::duration(Duration{longest}));
}

std::string redelivery_price(const RetryPolicy& policy) {
  if (policy.linear) {
    return fmt::format(
        "the broker keeps a failed message back by its own clock, without jitter: what failed "
        "together comes back together, over {} of waits in all",
        retry_span(policy));
  }
  return fmt::format(
      "the broker hands the message out again by its own clock: the waits of the schedule, {} in "
      "all, hold only where the consumer or the broker keeps the message back so long",
      retry_span(policy));
}

std::string price_of(const DesignInput& input, const RetryPolicy& policy) {
  if (policy.mode == "blocking") return blocking_price(input, policy);
  if (policy.mode == "retry_topic") return retry_topic_price(input, policy);
  return redelivery_price(policy);
}

/// One attempt: no schedule, and what a short failure of a dependency then costs.
void without_retry(const DesignInput& input, RetryPolicy& policy) {
  const std::string_view fate =
      input.dead_letters() ? "is dead-lettered at once" : "is logged and dropped";
  policy.why = fmt::format("no retries: {}; a message that fails {}",
                           input.context.decisions.max_attempts ? "decisions.max_attempts is 1"
                                                                : "at_most_once tries once",
                           fate);
  policy.price = fmt::format(
      "nobody waits; a dependency that is down for a second costs every message of that second, "
      "about {}",
      notation::number(input.sizing.traffic.average.per_second, 2));
}

}  // namespace

RetryPolicy completed_retry(const DesignInput& input, const Dialect& dialect) {
  RetryPolicy policy = dialect.retry(input);
  policy.attempt_ms = input.processing_ms();
  if (policy.max_attempts < 2) {
    without_retry(input, policy);
    return policy;
  }
  if (policy.price.empty()) policy.price = price_of(input, policy);
  const std::string_view repeats =
      input.at_most_once() ? "; processing is repeated, which at_most_once rules out" : "";
  policy.why = fmt::format("{}; {}{}", policy.why, schedule_text(input, policy), repeats);
  return policy;
}

}  // namespace eventarch::assembly
