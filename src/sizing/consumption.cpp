/// Consumer instances, and recovery after an outage.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "formulas/formula.hpp"
#include "sizing/hot_key.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

/// What a group needs, whatever there is to read from.
class GroupNeeds {
 public:
  GroupNeeds(const Layout& layout, const Sizing& sizing, double in_hand_seconds, Ledger& ledger,
             std::string_view path)
      : layout_(layout),
        sizing_(sizing),
        in_hand_seconds_(in_hand_seconds),
        ledger_(ledger),
        path_(path) {}

  void fill(ConsumerGroup& group) {
    const double s = layout_.service_seconds();
    const double target = layout_.context.capacity.utilization_target.value;
    const Workload& w = layout_.context.workload;
    group.for_stability =
        instances("for_stability", formulas::servers_for_stability,
                  {{"rate", peak()}, {"service_time", s}, {"utilization", target}});
    group.for_recovery = instances("for_recovery", formulas::servers_for_recovery,
                                   {{"rate", sizing_.traffic.average.per_second},
                                    {"outage", layout_.waiting_outage_seconds()},
                                    {"recover_within", w.recover_within.seconds()},
                                    {"service_time", s}});
    group.for_latency = for_latency();
  }

 private:
  double peak() const { return sizing_.traffic.peak.per_second; }
  std::uint64_t instances(std::string_view name, const Formula& formula, Arguments arguments) {
    const FigurePath path(path_, name);
    return ledger_.count(path, ledger_.of(path, formula, arguments), 1);
  }

  std::uint64_t for_latency() {
    const Formula& formula = layout_.separate_queues() ? formulas::partitions_for_percentile
                                                       : formulas::servers_for_percentile;
    return instances("for_latency", formula,
                     {{"rate", peak()},
                      {"service_time", layout_.service_seconds()},
                      {"percentile", tail},
                      {"target", target_beside_batch()}});
  }

  /// What is left where messages that are taken together wait for each other; no nearer to the
  /// processing alone than consumers are worth.
  double target_beside_batch() const {
    constexpr double nearest = 1.01;
    const double sized_for = sizing_.latency.sized_for_ms / 1000;
    if (in_hand_seconds_ <= 0) return sized_for;
    return std::max(sized_for - in_hand_seconds_, nearest * layout_.processing_tail_seconds());
  }

  const Layout& layout_;
  const Sizing& sizing_;
  double in_hand_seconds_;
  Ledger& ledger_;
  std::string_view path_;
};

/// Whose need it is that the group was sized for.
std::string_view binding_of(const ConsumerGroup& group, std::uint64_t needed) {
  if (group.for_stability == needed) return "processing_time";
  return group.for_latency == needed ? "latency" : "recovery";
}

/// Consumers that share one queue: as many as the load asks for.
void share_queue(const Layout& layout, const Sizing& sizing, std::string_view path,
                 ConsumerGroup& group, Ledger& ledger) {
  const std::uint64_t needed =
      std::max({group.for_stability, group.for_latency, group.for_recovery});
  group.binding_constraint = binding_of(group, needed);
  group.instances = std::min(needed, layout.group_limit());
  ledger.given({path, "instances"}, as_number(group.instances),
               group.instances < needed ? "consumers_per_group" : "the largest of the needs");
  ledger.given({path, "idle"}, 0, "all read from one queue");
  const double load = sizing.traffic.peak.per_second * layout.service_seconds();
  const double instances = as_number(group.instances);
  const double hot_key_share = layout.hot_key_share();
  group.utilization =
      hot_key_share > 0 && layout.keyed_inside()
          ? ledger.of({path, "utilization"}, formulas::keyed_queue_utilization,
                      {{"load", load}, {"instances", instances}, {"hot_key_share", hot_key_share}})
          : ledger.of({path, "utilization"}, formulas::shared_queue_utilization,
                      {{"load", load}, {"instances", instances}});
}

/// Shares of equal size that keep the one with the busiest key in time, or below 90 % where that is
/// out of reach; one for each partition where that is too. 1 without a busy key.
std::uint64_t for_hot_key(const Layout& layout, const Sizing& sizing, std::string_view path,
                          Ledger& ledger) {
  const double busy = sizing.traffic.peak.per_second * layout.service_seconds();
  const double share = layout.hot_key_share();
  if (share == 0 || busy <= 0) return 1;
  const FigurePath figure(path, "for_hot_key");
  for (const double limit : {busy_in_time(layout, sizing.latency), most_with_hot_key}) {
    const auto needed = partitions_within(busy, share, limit);
    if (!needed || *needed > as_number(sizing.partitions)) continue;
    return count_of(ledger.of(figure, formulas::partitions_for_hot_key,
                              {{"load", busy}, {"hot_key_share", share}, {"limit", limit}}));
  }
  return count_of(ledger.given(figure, as_number(sizing.partitions), "partitions"));
}

/// Consumers that hold whole partitions: as few as keep the fullest one below the target. Twenty
/// for 24 partitions would leave four with two each, twice as busy as the others.
void share_partitions(const Layout& layout, const Sizing& sizing, std::string_view path,
                      ConsumerGroup& group, Ledger& ledger) {
  const std::uint64_t without_target = std::max(group.for_stability, group.for_recovery);
  const std::uint64_t needed = late_by_its_key(layout, sizing)
                                   ? without_target
                                   : std::max(without_target, group.for_latency);
  const std::uint64_t shares = std::max(needed, for_hot_key(layout, sizing, path, ledger));
  const double among =
      ledger.of({path, "instances"}, formulas::instances_for_partitions,
                {{"partitions", as_number(sizing.partitions)}, {"needed", as_number(shares)}});
  group.instances = ledger.count({path, "instances"}, among);
  if (group.instances > layout.group_limit()) {
    group.instances = layout.group_limit();
    ledger.given({path, "instances"}, as_number(group.instances), "consumers_per_group");
  }
  // More of them would bring a target no nearer that is out of reach.
  const std::uint64_t useful = sizing.latency.attainable ? needed : without_target;
  const bool fed = useful <= sizing.partitions;
  group.binding_constraint = !fed              ? "partitions"
                             : shares > needed ? "hot_key"
                                               : binding_of(group, needed);
  group.idle = fed ? 0 : useful - sizing.partitions;
  ledger.given({path, "idle"}, as_number(group.idle),
               fed ? "every instance has something to read"
                   : "the largest of the needs, less the partitions");
  group.utilization =
      ledger.of({path, "utilization"}, formulas::busiest_consumer_utilization,
                {{"load", sizing.traffic.peak.per_second * layout.service_seconds()},
                 {"partitions", as_number(sizing.partitions)},
                 {"instances", as_number(group.instances)},
                 {"hot_key_share", layout.hot_key_share()}});
}

}  // namespace

std::vector<ConsumerGroup> consumer_groups(const Layout& layout, const Sizing& sizing,
                                           double in_hand_seconds, Ledger& ledger) {
  std::vector<ConsumerGroup> groups;
  groups.reserve(layout.context.consumers.size());
  for (std::size_t i = 0; i < layout.context.consumers.size(); ++i) {
    const std::string path = ledger.words([&] { return fmt::format("consumers.{}.", i); });
    // The groups read the same flow: each differs from the first in its name and its figures.
    if (i > 0 && !ledger.keeps_figures()) {
      groups.push_back(groups.front());
      groups.back().group = layout.context.consumers[i];
      continue;
    }
    ConsumerGroup group;
    group.group = layout.context.consumers[i];
    GroupNeeds(layout, sizing, in_hand_seconds, ledger, path).fill(group);
    if (layout.separate_queues()) {
      share_partitions(layout, sizing, path, group, ledger);
    } else {
      share_queue(layout, sizing, path, group, ledger);
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

Recovery recovery(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  const EventContext& context = layout.context;
  const double arrivals = sizing.traffic.average.per_second;
  const std::optional<double> kept = layout.unread_kept_seconds();
  // The fullest consumer is the last to catch up: the others stand idle at the end.
  const double busy_at_peak = sizing.consumers.front().utilization;
  const double capacity = busy_at_peak > 0 ? sizing.traffic.peak.per_second / busy_at_peak : 0;
  Recovery out;
  out.outage_seconds =
      ledger.given("recovery.outage_seconds", context.workload.outage.seconds(), "workload.outage");
  const bool expires = kept && *kept < out.outage_seconds;
  out.backlog_messages =
      expires ? ledger.of("recovery.backlog_messages", formulas::kept_backlog,
                          {{"rate", arrivals}, {"outage", out.outage_seconds}, {"kept", *kept}})
              : ledger.of("recovery.backlog_messages", formulas::outage_backlog,
                          {{"rate", arrivals}, {"outage", out.outage_seconds}});
  out.capacity_needed_per_second =
      ledger.of("recovery.capacity_needed_per_second", formulas::recovery_capacity,
                {{"rate", arrivals},
                 {"outage", layout.waiting_outage_seconds()},
                 {"recover_within", context.workload.recover_within.seconds()}});
  out.deletes_unread = kept.has_value();
  const double retention = kept.value_or(context.requirements.retention.seconds());
  if (capacity > 0) {
    out.drain_seconds = ledger.try_out(
        "recovery.drain_seconds", formulas::drain_time,
        {{"backlog", out.backlog_messages}, {"arrival", arrivals}, {"capacity", capacity}});
  }
  // Instances that are exactly enough are so for the rounding errors that their ceiling forgives.
  constexpr double forgiven = 2e-9;
  out.within_target =
      out.drain_seconds && capacity >= out.capacity_needed_per_second * (1 - forgiven);
  out.retention_margin_seconds =
      ledger.of("recovery.retention_margin_seconds", formulas::retention_margin,
                {{"retention", retention},
                 {"outage", out.outage_seconds},
                 {"drain", out.drain_seconds.value_or(0)}});
  return out;
}

}  // namespace eventarch::sizing
