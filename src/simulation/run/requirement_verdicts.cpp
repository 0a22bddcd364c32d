#include "simulation/run/requirement_verdicts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "eventarch/formulas.hpp"
#include "support/notation.hpp"

namespace eventarch::simulation {
namespace {

std::string interval_text(const Estimate& estimate, std::string_view unit) {
  std::string text = notation::number(estimate.value) + std::string(unit);
  if (estimate.low && estimate.high) {
    text += fmt::format(", 95 % interval {} to {}{}", notation::number(*estimate.low),
                        notation::number(*estimate.high), unit);
  }
  return text;
}

/// In the units that suit: "46.03 min, 95 % interval 45.79 min to 46.27 min".
std::string time_interval_text(const Estimate& ms) {
  std::string text = notation::duration(Duration{ms.value});
  if (ms.low && ms.high) {
    text += fmt::format(", 95 % interval {} to {}", notation::duration(Duration{*ms.low}),
                        notation::duration(Duration{*ms.high}));
  }
  return text;
}

const LatencyQuantile* p99_of(const GroupPerformance& group) {
  const auto found = std::ranges::find(group.latency, 0.99, &LatencyQuantile::share);
  return found == group.latency.end() ? nullptr : &*found;
}

/// The worse of two verdicts: missed, then undecided.
bool worse(RequirementStatus one, RequirementStatus other) {
  const auto rank = [](RequirementStatus status) {
    switch (status) {
      case RequirementStatus::missed: return 3;
      case RequirementStatus::undecided: return 2;
      case RequirementStatus::met: return 1;
      case RequirementStatus::not_applicable: break;
    }
    return 0;
  };
  return rank(one) > rank(other);
}

std::string_view reason_of(RequirementStatus status, const Estimate& measured) {
  switch (status) {
    case RequirementStatus::met: return "the whole interval meets it";
    case RequirementStatus::missed: return "the whole interval misses it";
    case RequirementStatus::undecided:
      if (!measured.low) return "one seed has no interval to judge by: raise `--seeds`";
      return "the limit lies within the interval: more `--seeds` or `--messages` make it narrower";
    case RequirementStatus::not_applicable: break;
  }
  return "";
}

/// The verdict of the group that decides: the worst; of several alike the one that comes nearest to
/// the limit, by `strain`, which grows towards it.
template <class Judge, class Strain>
RequirementVerdict of_worst_group(const Performance& performance, Judge judge, Strain strain) {
  RequirementVerdict worst;
  double most = 0;
  bool first = true;
  for (const GroupPerformance& group : performance.groups) {
    RequirementVerdict one = judge(group);
    one.group = group.group;
    const double here = strain(group);
    const bool alike = one.status == worst.status;
    if (first || worse(one.status, worst.status) || (alike && here > most)) {
      worst = std::move(one);
      most = here;
    }
    first = false;
  }
  return worst;
}

double p99_or_mean(const GroupPerformance& group) {
  const LatencyQuantile* p99 = p99_of(group);
  return p99 != nullptr && p99->ms ? p99->ms->value : group.mean_latency_ms.value;
}

/// What begins empty is at its fastest, has done least and is least busy: runs that have not filled
/// it do not tell the answer that this speaks for.
void unless_too_short(RequirementVerdict& verdict, RequirementStatus flattered,
                      const GroupPerformance& group) {
  if (verdict.status != flattered || group.stability != StabilityVerdict::not_determined) return;
  verdict.status = RequirementStatus::undecided;
  verdict.reason = group.stability_reason;
}

RequirementVerdict latency(const GroupPerformance& group, const SimulationPlan& plan) {
  RequirementVerdict verdict;
  verdict.requirement = "latency";
  verdict.required =
      fmt::format("p99 <= {}", notation::duration(Duration{plan.requirements.latency_ms}));
  if (group.stability == StabilityVerdict::unstable) {
    verdict.status = RequirementStatus::missed;
    verdict.measured = "grows without bound";
    verdict.reason = group.stability_reason;
    return verdict;
  }
  const LatencyQuantile* p99 = p99_of(group);
  if (p99 == nullptr || !p99->ms) {
    verdict.measured = "fewer than 1,000 messages after the warm-up";
    verdict.reason =
        "too few messages for a 99th percentile: raise `--messages`, or `--duration` if it is set";
    return verdict;
  }
  verdict.status = at_most(*p99->ms, plan.requirements.latency_ms);
  verdict.measured = time_interval_text(*p99->ms);
  verdict.reason = reason_of(verdict.status, *p99->ms);
  unless_too_short(verdict, RequirementStatus::met, group);
  return verdict;
}

RequirementVerdict throughput(const GroupPerformance& group, const SimulationPlan& plan,
                              double share) {
  RequirementVerdict verdict;
  verdict.requirement = "throughput";
  verdict.required =
      fmt::format(">= {} msg/s", notation::number(plan.requirements.throughput_per_second));
  Estimate whole = group.throughput_per_second;
  whole.value /= share;
  if (whole.low) *whole.low /= share;
  if (whole.high) *whole.high /= share;
  // What was offered varies by chance as much as what was processed.
  constexpr double by_chance = 0.99;
  verdict.status = at_least(whole, plan.requirements.throughput_per_second * by_chance);
  verdict.measured = interval_text(whole, " msg/s") +
                     fmt::format(", of {} offered", notation::number(plan.peak_per_second));
  verdict.reason =
      verdict.status == RequirementStatus::missed && group.stability == StabilityVerdict::unstable
          ? group.stability_reason
          : reason_of(verdict.status, whole);
  unless_too_short(verdict, RequirementStatus::missed, group);
  return verdict;
}

RequirementVerdict stability(const GroupPerformance& group) {
  RequirementVerdict verdict;
  verdict.requirement = "stability";
  verdict.required = "the lag does not grow at peak";
  switch (group.stability) {
    case StabilityVerdict::stable: verdict.status = RequirementStatus::met; break;
    case StabilityVerdict::unstable: verdict.status = RequirementStatus::missed; break;
    case StabilityVerdict::not_determined: verdict.status = RequirementStatus::undecided; break;
  }
  verdict.measured = group.lag_growth_per_hour
                         ? fmt::format("grows by {} messages an hour",
                                       notation::number(*group.lag_growth_per_hour, 3))
                         : fmt::format("{} messages on average, {} at most",
                                       notation::number(group.lag_mean_messages, 3),
                                       notation::number(group.lag_peak_messages));
  verdict.reason = group.stability_reason;
  return verdict;
}

RequirementVerdict utilization(const GroupPerformance& group, const SimulationPlan& plan) {
  RequirementVerdict verdict;
  verdict.requirement = "utilization";
  verdict.counts = false;
  const double target = plan.requirements.utilization_target;
  // A design is sized to come out at its target: half a point beyond it is no news.
  constexpr double allowance = 0.005;
  verdict.required = fmt::format("the busiest instance <= {:.3g} %", target * 100);
  verdict.status = at_most(group.busiest_utilization, target + allowance);
  const Estimate percent = group.busiest_utilization.times(100);
  verdict.measured = interval_text(percent, " %");
  verdict.reason = reason_of(verdict.status, percent);
  unless_too_short(verdict, RequirementStatus::met, group);
  return verdict;
}

}  // namespace

RequirementStatus at_most(const Estimate& measured, double limit) {
  if (!measured.low || !measured.high) return RequirementStatus::undecided;
  if (*measured.high <= limit) return RequirementStatus::met;
  return *measured.low > limit ? RequirementStatus::missed : RequirementStatus::undecided;
}

RequirementStatus at_least(const Estimate& measured, double limit) {
  if (!measured.low || !measured.high) return RequirementStatus::undecided;
  if (*measured.low >= limit) return RequirementStatus::met;
  return *measured.high < limit ? RequirementStatus::missed : RequirementStatus::undecided;
}

std::vector<RequirementVerdict> requirement_verdicts(const Performance& performance,
                                                     const SimulationPlan& plan, double share) {
  const auto busiest = [](const GroupPerformance& one) { return one.busiest_utilization.value; };
  return {
      of_worst_group(
          performance, [&](const GroupPerformance& one) { return latency(one, plan); },
          p99_or_mean),
      of_worst_group(
          performance, [&](const GroupPerformance& one) { return throughput(one, plan, share); },
          [](const GroupPerformance& one) { return -one.throughput_per_second.value; }),
      of_worst_group(
          performance, [](const GroupPerformance& one) { return stability(one); }, busiest),
      of_worst_group(
          performance, [&](const GroupPerformance& one) { return utilization(one, plan); },
          busiest),
  };
}

}  // namespace eventarch::simulation
