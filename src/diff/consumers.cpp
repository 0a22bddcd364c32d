/// Consumer groups and how many instances each runs.

#include <fmt/format.h>

#include <map>
#include <string_view>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"

namespace eventarch::diff {
namespace {

/// Groups by their names, which differ.
using Groups = std::map<std::string_view, const ConsumerGroup*>;

Groups by_name(const std::vector<ConsumerGroup>& groups) {
  Groups named;
  for (const ConsumerGroup& group : groups) named.emplace(group.group, &group);
  return named;
}

void compare_instances(const ConsumerGroup& before, const ConsumerGroup& after, Changes& changes) {
  Change* change = changes.add_if(
      before.instances, after.instances, instances_removed, instances_added, before.group,
      "instances", fmt::format("{}", before.instances), fmt::format("{}", after.instances));
  if (change != nullptr && !after.binding_constraint.empty()) {
    change->via = fmt::format("binding: {}", after.binding_constraint);
  }
}

}  // namespace

void compare_consumers(const Sides& sides, Changes& changes) {
  const auto& old_groups = sides.old_design().sizing.consumers;
  const auto& new_groups = sides.new_design().sizing.consumers;
  const Groups old_names = by_name(old_groups);
  const Groups new_names = by_name(new_groups);
  for (const ConsumerGroup& before : old_groups) {
    const auto after = new_names.find(before.group);
    if (after == new_names.end()) {
      changes.add(consumer_group_removed, before.group, "consumer group", before.group, {});
    } else {
      compare_instances(before, *after->second, changes);
    }
  }
  for (const ConsumerGroup& after : new_groups) {
    if (!old_names.contains(after.group)) {
      changes.add(consumer_group_added, after.group, "consumer group", {}, after.group);
    }
  }
}

}  // namespace eventarch::diff
