#pragma once

/// What the busiest consumer suffers from. Each cause has one rule that speaks of it, so that a
/// design with too few partitions is told so once.

#include <cstdint>
#include <string>
#include <string_view>

#include "rules/rule.hpp"
#include "sizing/hot_key.hpp"

namespace eventarch::rules {

enum class Strain : std::uint8_t {
  none,
  unstable,      ///< all of its time is not enough: unstable_at_peak
  hot_key,       ///< one key alone passes the target, or is what overloads its consumer: hot_key
  too_few_keys,  ///< fewer keys than messages at work, and none busier than the others:
                 ///< too_few_keys
  uneven_share,  ///< the rest of the busiest key's partition comes on top of it: uneven_share
  over_target,   ///< it has too much to do: utilization_over_target
  too_few,       ///< it keeps up, and too few can share the work to be quick: idle_consumers
};

[[nodiscard]] Strain strain_of(const RuleInput& input);

using sizing::harmless_partitions;

/// "4K msg/s x 10 ms = 40 messages in hand at once": what the peak has at work.
[[nodiscard]] std::string work_at_peak(const RuleInput& input);

/// Fewer different keys than messages at work at the peak, which no busier key explains.
[[nodiscard]] bool falls_behind_by_keys(const RuleInput& input);

/// How busy a consumer may be by the target: no planning figure is more exact than 5 %.
[[nodiscard]] double most_of_target(const RuleInput& input);

/// How busy the stated keys are likely to keep the consumer of the fullest partition at peak: they
/// do not spread evenly. 0 where that is not known, or more than the mean can do.
[[nodiscard]] double busy_on_fullest(const RuleInput& input);

/// Busy consumers' worth of work that the busiest key brings at today's peak; 0 without such a key,
/// and without order by key.
[[nodiscard]] double hot_key_load(const RuleInput& input);

/// How busy it would be without the busiest key: the mean over equally many partitions; 0 where
/// that key is all there is.
[[nodiscard]] double utilization_without_hot_key(const RuleInput& input);

/// The need of that name; null where the design has none.
[[nodiscard]] const PartitionNeed* need_named(const Sizing& sizing, std::string_view name);

/// An input of the need's formula; 0 where it has none of that name.
[[nodiscard]] double input_of(const PartitionNeed& need, std::string_view name);

/// The largest need of the partitions themselves: what they can write and send. Null without any.
/// What the consumers need of them is judged by how busy they are: see Strain.
[[nodiscard]] const PartitionNeed* largest_own_need(const Sizing& sizing);

/// The largest of the needs that the load has; spreading over brokers is none, nor is a latency
/// target that is out of reach. Null without any.
[[nodiscard]] const PartitionNeed* largest_load_need(const Sizing& sizing);

/// Whether each unit of the mode is a partition of its own that feeds one consumer. Message groups,
/// sessions and ordering keys are parts of one queue.
[[nodiscard]] bool feeds_one_each(const Mode& mode);

/// Whether there are many partitions because processing takes long, and hardly any for the traffic.
/// Requires a winner and a sizing.
[[nodiscard]] bool multiplied_by_processing(const RuleInput& input);

/// How a need was calculated: "producer_bytes: ceil(20 MB/s / 7 MB/s) = 3".
[[nodiscard]] std::string arithmetic_of(const PartitionNeed& need);

/// Where the number of units is decided.
[[nodiscard]] SourceSpan place_of_units(const RuleInput& input);

}  // namespace eventarch::rules
