/// What the number of partitions or queues is counted of: a design may have several topics, or a
/// queue for each consumer.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "report/summary.hpp"
#include "report/text_numbers.hpp"
#include "support/notation.hpp"

namespace eventarch::report {
namespace {

bool is_subscription(const Topic& topic) { return topic.kind == "subscription"; }

/// Where messages wait for consumers. Topics that only hand on to subscriptions hold none.
bool read_by_consumers(const Topic& topic, bool subscriptions) {
  constexpr std::array<std::string_view, 5> kinds{"command", "event", "queue", "reply", "snapshot"};
  if (is_subscription(topic)) return true;
  if (std::ranges::find(kinds, topic.kind) == kinds.end()) return false;
  return !subscriptions || !topic.resource.ends_with("topic");
}

std::string_view holder(std::string_view unit) {
  if (unit == "partition") return "topics";
  return unit == "shard" ? "streams" : "flows";
}

}  // namespace

std::string counted_units(const Design& design) {
  const auto& topics = design.topology.topics;
  const Sizing& sizing = design.sizing;
  const bool subscriptions = std::ranges::any_of(topics, is_subscription);
  const auto read = [&](const Topic& topic) { return read_by_consumers(topic, subscriptions); };
  const auto count = static_cast<std::size_t>(std::ranges::count_if(topics, read));
  if (count < 2) return units_text(sizing);
  const bool single =
      sizing.partitions == 1 && sizing.unit != "partition" && sizing.unit != "shard";
  if (!single)
    return fmt::format("{} for each of {} {}", units_text(sizing), count, holder(sizing.unit));
  const bool mixed = subscriptions && !std::ranges::all_of(topics, [&](const Topic& topic) {
                       return !read(topic) || is_subscription(topic);
                     });
  if (mixed) return fmt::format("{} queues and subscriptions", count);
  return notation::counted(count, subscriptions ? "subscription" : sizing.unit);
}

}  // namespace eventarch::report
