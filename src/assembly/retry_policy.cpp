/// The retry schedule in words, and what retries cost in figures of the design.
///
/// Delays double from the first and are capped; jitter comes after the cap, in the form of gRPC
/// (proposal A6), so that a wait may exceed the cap by the jitter.

#include <fmt/format.h>

#include <algorithm>

#include "assembly/failure_handling.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

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
      fmt::format("each with a jitter of {}, applied after the cap as gRPC does",
                  notation::percent(policy.jitter_factor));
  const std::string at = notation::number(seconds_of(cap)) + " s";
  if (first == delays.end()) return fmt::format("{}; the cap of {} is not reached", jitter, at);
  return fmt::format("{}, so that a wait may take {} s; the cap of {} holds from delay {} on",
                     jitter, notation::number(seconds_of(cap * (1 + policy.jitter_factor))), at,
                     first - delays.begin() + 1);
}

std::string schedule_text(const DesignInput& input, const RetryPolicy& policy) {
  const std::vector<double> delays = policy.delays_ms();
  return fmt::format(
      "{}{} before attempt 2 and on, {} in all, {}",
      input.context.decisions.max_attempts
          ? fmt::format("{} attempts (decisions.max_attempts): ", policy.max_attempts)
          : "",
      "waits of " + delays_text(delays, policy.max_delay_ms), retry_span(policy),
      cap_text(policy, delays));
}

double total_ms(const RetryPolicy& policy) {
  double total = 0;
  for (const double delay : policy.delays_ms()) total += delay;
  return total;
}

/// One failing record stands its unit of order still. With `busy` the share of time that the work
/// takes anyway, a share q of such records needs peak x q x total more of it: (1 - busy) is left.
std::string blocking_price(const DesignInput& input, const RetryPolicy& policy) {
  const auto units = static_cast<double>(std::max<std::uint64_t>(input.sizing.partitions, 1));
  const double waiting = seconds_of(total_ms(policy));
  const double average = input.sizing.traffic.average.per_second / units;
  const double peak = input.sizing.traffic.peak.per_second / units;
  const double busy = peak * input.context.workload.processing_time.seconds();
  const std::string stands = fmt::format(
      "a message that fails every time holds its {} for {}, while about {} messages gather behind "
      "it at {}",
      input.sizing.unit, retry_span(policy), notation::number(average * waiting, 2),
      notation::rate(MessageRate{average}));
  if (busy >= 1) {
    return fmt::format("{}; at peak a {} has no time left for retries as it is", stands,
                       input.sizing.unit);
  }
  const double one_in = peak * waiting / (1 - busy);
  if (one_in <= 1) {
    return fmt::format("{}; traffic is so thin that a {} keeps up even then", stands,
                       input.sizing.unit);
  }
  return fmt::format(
      "{}; at peak a {} is {} busy, so once more than 1 in {} messages fails every "
      "time it falls behind for good: (1 - {}) / ({} x {})",
      stands, input.sizing.unit, notation::percent(busy), notation::number(one_in, 2),
      notation::number(busy, 2), notation::rate(MessageRate{peak}),
      notation::duration(Duration{waiting * 1000}));
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
