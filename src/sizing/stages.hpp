#pragma once

/// The steps of a sizing, each a function of what came before.

#include <cstdint>
#include <vector>

#include "eventarch/sizing.hpp"

namespace eventarch::sizing {

/// How the chosen mode divides work, for this context.
struct Layout {
  const EventContext& context;
  const Broker& broker;
  const Mode& mode;

  [[nodiscard]] const Fact& fact(FactKey key) const { return mode.fact(key); }
  [[nodiscard]] double number(FactKey key) const { return mode.number(key); }
  /// Each unit feeds one consumer of a group: a partition, or a queue that must keep order.
  [[nodiscard]] bool one_consumer_per_unit() const;
  /// A service runs the brokers.
  [[nodiscard]] bool service_managed() const;
  /// The count of units is rounded so that it spreads evenly. Single queues need no such thing.
  [[nodiscard]] bool partitioned() const;
};

[[nodiscard]] Traffic traffic(const EventContext& context);

/// Every need for units, in a fixed order; at least one.
[[nodiscard]] std::vector<PartitionNeed> partition_needs(const Layout& layout,
                                                         const Traffic& traffic);

/// Rounds the largest need. `replication_factor` >= 1.
[[nodiscard]] Rounding round_partitions(const Layout& layout, std::uint64_t raw,
                                        std::uint64_t replication_factor);
/// The count that follows from a rounding.
[[nodiscard]] std::uint64_t rounded_count(const Rounding& rounding);

void size_replication(const Layout& layout, Sizing& sizing);
[[nodiscard]] Storage storage(const Layout& layout, const Sizing& sizing);
[[nodiscard]] Network network(const Layout& layout, const Sizing& sizing);
[[nodiscard]] BrokerCount broker_count(const Layout& layout, const Sizing& sizing);
[[nodiscard]] std::vector<ConsumerGroup> consumer_groups(const Layout& layout,
                                                         const Sizing& sizing);
[[nodiscard]] LatencyBudget latency_budget(const Layout& layout, const Sizing& sizing);
[[nodiscard]] Recovery recovery(const Layout& layout, const Sizing& sizing);

}  // namespace eventarch::sizing
