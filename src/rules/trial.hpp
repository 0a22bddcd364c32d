#pragma once

/// What a help line promises is tried first: the design is sized with the change, and the rule is
/// asked again. Only for findings: a trial costs as much as sizing a design.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "rules/rule.hpp"

namespace eventarch::rules {

using ContextChange = std::function<void(EventContext&)>;
using Condition = bool (*)(const RuleInput&);

/// The sizing with the change, in numbers alone. Requires a winner and a context.
[[nodiscard]] Sizing sized_with(const RuleInput& input, const ContextChange& change);

/// Whether the condition holds with the change.
[[nodiscard]] bool holds_with(const RuleInput& input, const ContextChange& change,
                              Condition condition);

/// The change that leaves the number of partitions to the sizing.
void leave_out_number(EventContext& context);

/// "raise the number (`decisions.partitions: 18`) or leave it out", where a number is pinned and
/// the condition holds with the one that is calculated; empty otherwise.
[[nodiscard]] std::optional<std::string> raising_number(const RuleInput& input,
                                                        Condition condition);

/// The longest of some shorter processing times with which the condition holds; empty where not
/// even a thousandth of the time is enough.
[[nodiscard]] std::optional<Duration> shorter_processing(const RuleInput& input,
                                                         Condition condition);

/// A latency target that is met, hardly longer than what is expected now; the sizing follows the
/// target, so that each is tried. Empty where none is. Requires a stable sizing.
[[nodiscard]] std::optional<Duration> latency_target_that_is_met(const RuleInput& input,
                                                                 Condition condition);

/// The least that the busiest key can have of the traffic: the mean of the stated keys; 0 where
/// their number is not stated.
[[nodiscard]] double least_hot_key_share(const RuleInput& input);

/// Into how many parts the busiest key has to be split for the condition to hold; empty where more
/// than a thousand are not enough, where a part would have less than the keys have on average, or
/// where the file states no such key.
[[nodiscard]] std::optional<std::uint64_t> parts_of_hot_key(const RuleInput& input,
                                                            Condition condition);

/// The largest share of the busiest key for which the condition holds, to half a percent of it;
/// empty where even a millionth of the stated one or the mean of the stated keys is too much, or
/// the file states no such key. Requires a condition that does not hold, and that a smaller share
/// never breaks.
[[nodiscard]] std::optional<double> largest_hot_key_share(const RuleInput& input,
                                                          Condition condition);

/// Whether the number of partitions that the file pins is the cause: a rule that speaks of it (too
/// much to do, or too few to share the work) finds it, and with the number that is calculated the
/// condition holds. The effects are then no findings of their own.
[[nodiscard]] bool caused_by_pinned_number(const RuleInput& input, Condition condition);

/// Whether fewer units are pinned than `needed` today, and more would be calculated: consumers that
/// share a unit may be too few for another reason. Under global order there is nothing to choose.
[[nodiscard]] bool pinned_below(const RuleInput& input, std::uint64_t needed);

/// A share as a design file states it, to three digits, rounded down: "0.875 %".
[[nodiscard]] std::string declared_share(double share);

/// "split the key into 4 parts or more (order within the parts; `workload.hot_key_share: 0.25 %`)"
[[nodiscard]] std::string splitting(const RuleInput& input, std::uint64_t parts);

/// "shorten the processing (`workload.processing_time: 2 ms`)"
[[nodiscard]] std::string shortening(Duration processing);

}  // namespace eventarch::rules
