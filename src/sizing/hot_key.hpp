#pragma once

/// The busiest key: all its messages go to one partition, which has its part of the others too.

#include <cstdint>
#include <optional>
#include <string_view>

#include "sizing/stages.hpp"

namespace eventarch::sizing {

/// How busy the consumer of the busiest key may be, whatever the utilization target: more
/// partitions take little off it.
inline constexpr double most_with_hot_key = 0.9;

/// Up to here a partition more or less costs nothing that anyone would notice: a judgement.
inline constexpr std::uint64_t harmless_partitions = 12;

/// The most partitions that are built for one key where the other needs are rounded to `others`:
/// three times that, and three times what is harmless where they ask for less. A judgement: from
/// there on it is cheaper to split the key. Small counts are cheap, and a limit of three times two
/// or three would leave a design unstable that a dozen partitions carry.
[[nodiscard]] std::uint64_t partitions_worth_a_key(std::uint64_t others);

/// How busy it may be so that its messages are in time as well; never above `most_with_hot_key`.
/// Requires that the design has consumers of their own partitions and a latency target.
[[nodiscard]] double busy_in_time(const Layout& layout, const LatencyBudget& latency);

/// Partitions that keep it within `limit` where the load would keep `load` consumers busy; empty
/// where the key alone takes more.
[[nodiscard]] std::optional<double> partitions_within(double load, double hot_key_share,
                                                      double limit);

/// No number of partitions brings the messages of the busiest key in time, not even at today's
/// peak, since the key alone keeps its consumer too busy for that: partitions for the target would
/// then be built in vain. False where the target is out of reach for everyone. Reads the traffic
/// and the latency target of `sizing`.
[[nodiscard]] bool late_by_its_key(const Layout& layout, const Sizing& sizing);

/// What no number of `counted` (partitions, consumers) brings within `limit`: the busiest key alone
/// keeps its consumer `alone` busy. `name` of the need, and the formula that says so.
[[nodiscard]] UnreachableNeed beyond_any_number(std::string_view name, std::string_view formula,
                                                double alone, double limit,
                                                std::string_view counted, const Ledger& ledger);

/// Consumers share one queue, and the messages of its busiest key, which are processed one after
/// the other, wait longer than others do. Reads the consumers of `sizing`.
[[nodiscard]] bool waits_for_its_key(const Layout& layout, const Sizing& sizing);

}  // namespace eventarch::sizing
