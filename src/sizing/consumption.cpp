/// Consumer instances, latency at peak, recovery after an outage.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

/// Partitions that the fullest of `instances` consumers holds.
std::uint64_t fullest_share(std::uint64_t partitions, std::uint64_t instances) {
  return (partitions + instances - 1) / instances;
}

bool separate_queues(const Layout& layout) {
  return layout.one_consumer_per_unit() || layout.context.requirements.ordering == Ordering::global;
}

struct Load {
  double at_peak = 0;   ///< instances that the peak keeps busy, without headroom
  double catch_up = 0;  ///< the same while an outage is made up for in time
};

Load load_of(const Layout& layout, const Sizing& sizing) {
  const Workload& w = layout.context.workload;
  const double catch_up = 1 + w.outage.milliseconds / w.recover_within.milliseconds;
  const double s = service_seconds(layout);
  return {sizing.traffic.peak.per_second * s, sizing.traffic.average.per_second * catch_up * s};
}

/// Consumers that share one queue: as many as the load asks for.
void share_queue(const Layout& layout, const Load& load, ConsumerGroup& group) {
  const double target = layout.context.capacity.utilization_target.value;
  const std::uint64_t for_peak = notation::guarded_ceil(load.at_peak / target);
  const std::uint64_t for_recovery = notation::guarded_ceil(load.catch_up);
  group.instances = std::max<std::uint64_t>({1, for_peak, for_recovery});
  group.binding_constraint = for_recovery > for_peak ? "recovery" : "processing_time";
  group.instances = std::min(group.instances, group_limit(layout));
  group.utilization = load.at_peak / static_cast<double>(group.instances);
}

/// Consumers that hold whole partitions: as few as keep the fullest one below the target. Twenty
/// for 24 partitions would leave four with two each, twice as busy as the others.
void share_partitions(const Layout& layout, const Sizing& sizing, const Load& load,
                      ConsumerGroup& group) {
  const double target = layout.context.capacity.utilization_target.value;
  const auto partitions = static_cast<double>(sizing.partitions);
  const double busiest = std::max(load.at_peak / target, load.catch_up);
  const double held = busiest > 0 ? std::floor(partitions / busiest * (1 + 1e-9)) : partitions;
  const auto each = static_cast<std::uint64_t>(std::clamp(held, 1.0, partitions));
  group.instances = std::min(fullest_share(sizing.partitions, each), group_limit(layout));
  group.binding_constraint = held < 1                                ? "partitions"
                             : load.catch_up > load.at_peak / target ? "recovery"
                                                                     : "processing_time";
  group.utilization = load.at_peak / partitions *
                      static_cast<double>(fullest_share(sizing.partitions, group.instances));
}

}  // namespace

std::vector<ConsumerGroup> consumer_groups(const Layout& layout, const Sizing& sizing) {
  const Load load = load_of(layout, sizing);
  ConsumerGroup group;
  if (separate_queues(layout)) {
    share_partitions(layout, sizing, load, group);
  } else {
    share_queue(layout, load, group);
  }
  std::vector<ConsumerGroup> groups(layout.context.consumers.size(), group);
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i].group = layout.context.consumers[i];
  return groups;
}

LatencyBudget latency_budget(const Layout& layout, const Sizing& sizing) {
  const double s = service_seconds(layout);
  const ConsumerGroup& group = sizing.consumers.front();
  const std::uint64_t instances = group.instances;
  const bool separate = separate_queues(layout);
  // Keyed partitions are separate queues with one server each, and the fullest one sets the tail;
  // competing consumers share one queue.
  const std::uint64_t servers = separate ? 1 : instances;
  const double arrivals = separate ? group.utilization / s : sizing.traffic.peak.per_second;
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
       separate ? fmt::format("M/M/1 on the fullest of {} consumers, {} busy", instances,
                              notation::percent(sizing.consumers.front().utilization))
                : fmt::format("M/M/c, {} consumers on one queue, {} busy", instances,
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
  // The fullest consumer is the last to catch up: the others stand idle at the end.
  const ConsumerGroup& group = sizing.consumers.front();
  const double busy_at_peak = group.utilization;
  const double capacity = busy_at_peak > 0 ? sizing.traffic.peak.per_second / busy_at_peak : 0;
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
