#pragma once

/// What is written to the partition of the busiest key, against what one partition is planned to
/// take: all messages of a key go through one partition, however many there are.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/rule.hpp"
#include "rules/trial.hpp"

namespace eventarch::rules {

/// Who says what one partition takes.
enum class CapacityBasis : std::uint8_t {
  estimate,  ///< a planning value of the catalogue: measuring may well show more
  sourced,   ///< a quota or an advice of the vendor
  measured,  ///< the file
};

/// One measure of what is written: messages or bytes, per second, at the peak.
struct WrittenFlow {
  bool bytes = false;
  double of_key_today = 0;  ///< by the busiest key alone, at today's peak
  double of_all = 0;        ///< of all keys at the peak, grown as planned
  double of_unit = 0;       ///< by the key and the others of its partition, grown as planned
  double planned = 0;       ///< what one partition, or one group or session, takes
  CapacityBasis basis = CapacityBasis::estimate;

  [[nodiscard]] bool over() const;
  /// The key alone has more today than what is no mere estimate.
  [[nodiscard]] bool refused() const;
};

/// The flows of the busiest key's partition that are over what one is planned to take; none without
/// order by key or a stated share, and none where pinned_broker_unfit or fifo_group_rate tells of
/// it. Requires a winner and a sizing.
[[nodiscard]] std::vector<WrittenFlow> overfull_writes(const RuleInput& input);

/// "62.2K msg/s and 31.1 MB/s", what the flows bring to the partition.
[[nodiscard]] std::string brought_by(const std::vector<WrittenFlow>& flows);
/// "10K msg/s and 10 MB/s", what one is planned to take of the flows.
[[nodiscard]] std::string planned_of(const std::vector<WrittenFlow>& flows);

/// How a flow was calculated, and who says what one takes.
[[nodiscard]] std::string arithmetic_of(const RuleInput& input, const WrittenFlow& flow);

/// "pin more partitions (`decisions.partitions: 60`)", as few as take enough of the other keys off
/// that of the busiest one for the condition to hold; empty where none are, or more than the load
/// could want.
[[nodiscard]] std::optional<std::string> spreading_others(const RuleInput& input,
                                                          Condition condition);

/// "where one takes more, measure it and state so (`capacity.partition_write: 31 MB/s`)", with
/// figures for which the condition holds; empty where the file cannot state them, as it can for
/// partitions alone, and not for groups, sessions or quotas.
[[nodiscard]] std::optional<std::string> measuring_writes(const RuleInput& input,
                                                          Condition condition);

}  // namespace eventarch::rules
