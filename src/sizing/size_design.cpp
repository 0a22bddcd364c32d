#include <algorithm>

#include "sizing/stages.hpp"

namespace eventarch {
namespace {

const PartitionNeed& largest(const std::vector<PartitionNeed>& needs) {
  return *std::ranges::max_element(needs, {}, &PartitionNeed::partitions);
}

/// Catalogue figures behind the numbers that are estimates, and that the file does not replace.
std::vector<std::string> estimated_facts(const sizing::Layout& layout) {
  constexpr std::array used{FactKey::unit_message_rate, FactKey::unit_byte_rate,
                            FactKey::latency_p50, FactKey::latency_p99};
  constexpr std::array<std::string_view, 4> names{
      "capacity.partition_throughput", "capacity.partition_write", "broker latency, median",
      "broker latency, 99th percentile"};
  const std::array measured{layout.context.capacity.partition_throughput.has_value(),
                            layout.context.capacity.partition_write.has_value(), false, false};
  std::vector<std::string> out;
  for (std::size_t i = 0; i < used.size(); ++i) {
    const Fact& fact = layout.fact(used[i]);
    const bool estimate = fact.confidence() == Confidence::estimate && !fact.unlimited();
    if (estimate && !measured[i]) out.emplace_back(names[i]);
  }
  return out;
}

}  // namespace

Sizing size_design(const EventContext& context, const Candidate& chosen) {
  const sizing::Layout layout{context, *chosen.broker, *chosen.mode};
  const bool global = context.requirements.ordering == Ordering::global;
  Sizing out;
  out.unit = std::string(layout.fact(FactKey::unit).text);
  out.traffic = sizing::traffic(context);
  sizing::size_replication(layout, out);
  out.needs = sizing::partition_needs(layout, out.traffic);
  const PartitionNeed& need = largest(out.needs);
  out.binding_constraint = global ? "global_order" : need.name;
  const std::uint64_t copies = std::max<std::uint64_t>(1, out.replication_factor);
  out.rounding = sizing::round_partitions(layout, need.partitions, copies);
  out.partitions = global ? 1 : sizing::rounded_count(out.rounding);
  if (context.decisions.partitions) {
    out.partitions = context.decisions.partitions->value.value;
    out.partitions_pinned = true;
  }
  if (global) {
    const auto& measured = context.capacity.partition_throughput;
    const double carries =
        measured ? measured->per_second : layout.number(FactKey::ordered_message_rate);
    if (carries > 0) out.single_unit_utilization = out.traffic.peak.per_second / carries;
  }
  // From here on the number of units is settled.
  out.storage = sizing::storage(layout, out);
  out.network = sizing::network(layout, out);
  out.brokers = sizing::broker_count(layout, out);
  out.consumers = sizing::consumer_groups(layout, out);
  out.latency = sizing::latency_budget(layout, out);
  out.recovery = sizing::recovery(layout, out);
  out.unmeasured = estimated_facts(layout);
  return out;
}

}  // namespace eventarch
