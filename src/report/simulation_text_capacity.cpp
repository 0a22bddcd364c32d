/// What the design could carry beyond its peak, and how it recovers; and what faults cost where
/// they break nothing.

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "report/simulation_text_parts.hpp"
#include "report/simulation_words.hpp"
#include "report/summary.hpp"
#include "support/notation.hpp"

namespace eventarch::report {
namespace {

constexpr std::size_t capacity_label_width = 12;
constexpr double ms_per_s = 1000;

std::string three_digit_rate(double per_second) {
  return fmt::format("{} msg/s", notation::number(per_second, 3));
}

std::string full_text(const CarryingCapacity& capacity, double peak) {
  std::string text = three_digit_rate(capacity.full_at_per_second);
  if (peak > 0) {
    text +=
        fmt::format(", {} times the peak", notation::number(capacity.full_at_per_second / peak, 3));
  }
  return text +
         (capacity.limited_by_key
              ? fmt::format(": then the busiest key takes all the time of the one consumer of {} "
                            "that works on it",
                            capacity.group)
              : fmt::format(": then the busiest instance of {} has no time left", capacity.group));
}

std::string searched_text(const CarryingCapacity& capacity) {
  const std::string runs = fmt::format("runs of {} messages", count_text(capacity.search_messages));
  if (!capacity.latency_met_at_per_second) {
    return fmt::format("missed at {}, and at all lower rates that were tried in {}",
                       three_digit_rate(*capacity.latency_missed_at_per_second), runs);
  }
  const std::string met = three_digit_rate(*capacity.latency_met_at_per_second);
  if (!capacity.latency_missed_at_per_second) {
    return fmt::format("still met at {}, the highest rate that {} can judge", met, runs);
  }
  return fmt::format("met at {}, missed at {}, in {}", met,
                     three_digit_rate(*capacity.latency_missed_at_per_second), runs);
}

std::string outage_text(const CarryingCapacity& capacity) {
  const OutageRecovery& recovery = capacity.recovery;
  std::string text = fmt::format("{} at the average rate leave {} messages",
                                 time_text(recovery.outage_seconds * ms_per_s),
                                 notation::number(recovery.backlog_messages, 3));
  constexpr double rounding = 1 - 1e-9;
  if (recovery.backlog_messages < recovery.rate_per_second * recovery.outage_seconds * rounding) {
    text += " (what is older has expired)";
  }
  if (!recovery.drain_seconds) {
    return text + (capacity.limited_by_key
                       ? ", of which those of the busiest key are never worked off: they arrive as "
                         "fast as they are done"
                       : ", which are never worked off: messages arrive as fast as they are done");
  }
  text += fmt::format(", worked off within {} by drain_time",
                      time_text(*recovery.drain_seconds * ms_per_s));
  if (recovery.simulated_seconds) {
    text += fmt::format(
        " and {} as simulated (an outage of {}, scaled up; until the busiest instance has caught "
        "up)",
        time_estimate(recovery.simulated_seconds->times(ms_per_s)),
        time_text(recovery.simulated_outage_seconds * ms_per_s));
  } else if (capacity.limited_by_key) {
    text += " for the busiest key (not simulated)";
  } else {
    text += " (not simulated: even a short outage takes more messages than a run may have)";
  }
  return text + fmt::format("; `workload.recover_within` asks for {}",
                            time_text(recovery.wanted_seconds * ms_per_s));
}

std::string retries_text(const FaultOutcome& one) {
  std::string text = fmt::format("{} attempts a message under {}",
                                 notation::number(*one.attempts_each, 4), one.name);
  if (one.attempts_expected) {
    text += fmt::format(", {} by formula", notation::number(*one.attempts_expected, 4));
  }
  return text;
}

const FaultOutcome* largest(const SimulationResult& result, auto value) {
  const auto found = std::ranges::max_element(result.faults, {}, value);
  return found == result.faults.end() || value(*found) == 0 ? nullptr : &*found;
}

void print_dependency(TextPage& page, const DependencyOutage& outage) {
  page.row("Breaker",
           fmt::format(
               "{} pieces of work make {} calls, and {} more are rejected; the breaker that "
               "opens first:",
               count_text(outage.requests), count_text(outage.calls), count_text(outage.rejected)),
           capacity_label_width);
  print_history(page, outage.timeline, 2 + capacity_label_width);
}

}  // namespace

void print_capacity(TextPage& page, const CarryingCapacity& capacity, double peak_per_second) {
  page.heading("CAPACITY (formulas, and what was simulated beside them)");
  page.row("Full at", full_text(capacity, peak_per_second), capacity_label_width);
  page.row(fmt::format("{} at", notation::percent(capacity.target_utilization)),
           three_digit_rate(capacity.target_at_per_second), capacity_label_width);
  if (capacity.search_messages > 0) {
    page.row("Latency", searched_text(capacity), capacity_label_width);
  }
  page.row("Outage", outage_text(capacity), capacity_label_width);
}

void print_fault_costs(TextPage& page, const SimulationResult& result) {
  const FaultOutcome* retried = largest(result, [](const FaultOutcome& one) {
    return one.attempts_expected ? *one.attempts_each : 0.0;
  });
  const FaultOutcome* dead = largest(
      result, [](const FaultOutcome& one) { return static_cast<double>(one.dead_letters_most); });
  if (retried == nullptr && dead == nullptr && !result.dependency_outage) return;
  page.heading("WHAT FAULTS COST");
  if (retried != nullptr) page.row("Retries", retries_text(*retried), capacity_label_width);
  if (dead != nullptr) {
    page.row("Set aside",
             fmt::format("{} at most in a run of {}, under {}; the alert rings at {}",
                         notation::counted(dead->dead_letters_most, "message"),
                         count_text(result.fault_messages), dead->name,
                         count_text(result.dead_letter_alert)),
             capacity_label_width);
  }
  if (result.dependency_outage) print_dependency(page, *result.dependency_outage);
}

}  // namespace eventarch::report
