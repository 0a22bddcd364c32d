/// Consumer groups and how many instances each runs.

#include <fmt/format.h>

#include <algorithm>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"

namespace eventarch::diff {
namespace {

const ConsumerGroup* find(const std::vector<ConsumerGroup>& groups, const std::string& name) {
  const auto found = std::ranges::find(groups, name, &ConsumerGroup::group);
  return found == groups.end() ? nullptr : &*found;
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
  for (const ConsumerGroup& before : old_groups) {
    const ConsumerGroup* after = find(new_groups, before.group);
    if (after == nullptr) {
      changes.add(consumer_group_removed, before.group, "consumer group", before.group, {});
    } else {
      compare_instances(before, *after, changes);
    }
  }
  for (const ConsumerGroup& after : new_groups) {
    if (find(old_groups, after.group) == nullptr) {
      changes.add(consumer_group_added, after.group, "consumer group", {}, after.group);
    }
  }
}

}  // namespace eventarch::diff
