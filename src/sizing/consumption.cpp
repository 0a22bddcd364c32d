/// Consumer instances, latency at peak, recovery after an outage.

#include <fmt/format.h>

#include <algorithm>

#include "sizing/queueing.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

double service_seconds(const Layout& layout) {
  return layout.context.workload.processing_time.seconds();
}

/// How many consumers of a group may work at once, whatever the number of units.
std::uint64_t group_limit(const Layout& layout) {
  constexpr double largest = 9007199254740992.0;  // 2^53
  return static_cast<std::uint64_t>(std::min(layout.number(FactKey::consumers_per_group), largest));
}

}  // namespace

std::vector<ConsumerGroup> consumer_groups(const Layout& layout, const Sizing& sizing) {
  const double load = sizing.traffic.peak.per_second * service_seconds(layout);
  const double target = layout.context.capacity.utilization_target.value;
  const std::uint64_t wanted = std::max<std::uint64_t>(1, notation::guarded_ceil(load / target));
  const bool capped =
      layout.one_consumer_per_unit() || layout.context.requirements.ordering == Ordering::global;
  std::vector<ConsumerGroup> groups;
  for (const std::string& name : layout.context.consumers) {
    ConsumerGroup group;
    group.group = name;
    group.instances = capped ? std::min(wanted, sizing.partitions) : wanted;
    group.instances = std::min(group.instances, group_limit(layout));
    group.binding_constraint = group.instances < wanted ? "partitions" : "processing_time";
    group.utilization = load / static_cast<double>(group.instances);
    groups.push_back(std::move(group));
  }
  return groups;
}

LatencyBudget latency_budget(const Layout& layout, const Sizing& sizing) {
  const double s = service_seconds(layout);
  const std::uint64_t instances = sizing.consumers.front().instances;
  const bool separate =
      layout.one_consumer_per_unit() || layout.context.requirements.ordering == Ordering::global;
  // Keyed partitions are separate queues with one server each; competing consumers share one queue.
  const std::uint64_t servers = separate ? 1 : instances;
  const double arrivals = separate ? sizing.traffic.peak.per_second / static_cast<double>(instances)
                                   : sizing.traffic.peak.per_second;
  const auto wait_p50 = waiting_time(servers, arrivals, s, 0.50);
  const auto wait_p99 = waiting_time(servers, arrivals, s, 0.99);

  LatencyBudget budget;
  budget.target_ms = layout.context.requirements.latency.milliseconds;
  budget.terms.push_back({"broker", layout.number(FactKey::latency_p50),
                          layout.number(FactKey::latency_p99),
                          "publish to deliver, planning figures of the catalogue"});
  if (!wait_p50 || !wait_p99) return budget;
  budget.terms.push_back(
      {"queue", *wait_p50 * 1000, *wait_p99 * 1000,
       separate ? fmt::format("M/M/1 on each of {} consumers at {} utilization", instances,
                              notation::percent(sizing.consumers.front().utilization))
                : fmt::format("M/M/c, {} consumers on one queue at {} utilization", instances,
                              notation::percent(sizing.consumers.front().utilization))});
  budget.terms.push_back({"processing", service_time_percentile(s, 0.50) * 1000,
                          service_time_percentile(s, 0.99) * 1000,
                          "processing_time, exponentially distributed"});
  double p50 = 0;
  double p99 = 0;
  for (const LatencyTerm& term : budget.terms) {
    p50 += term.p50_ms;
    p99 += term.p99_ms;
  }
  budget.p50_ms = p50;
  budget.p99_ms = p99;
  budget.met = p99 <= budget.target_ms;
  return budget;
}

Recovery recovery(const Layout& layout, const Sizing& sizing) {
  const EventContext& context = layout.context;
  const double arrivals = sizing.traffic.average.per_second;
  const double capacity =
      static_cast<double>(sizing.consumers.front().instances) / service_seconds(layout);
  Recovery out;
  out.outage_seconds = context.workload.outage.seconds();
  out.backlog_messages = arrivals * out.outage_seconds;
  const double retention = context.requirements.retention.seconds();
  if (capacity <= arrivals) {
    out.retention_margin_seconds = retention - out.outage_seconds;
    return out;
  }
  out.drain_seconds = out.backlog_messages / (capacity - arrivals);
  out.within_target = *out.drain_seconds <= context.workload.recover_within.seconds();
  out.retention_margin_seconds = retention - out.outage_seconds - *out.drain_seconds;
  return out;
}

}  // namespace eventarch::sizing
