/// Who publishes.

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"

namespace eventarch::diff {

void compare_producers(const Sides& sides, Changes& changes) {
  const auto& before = sides.old_context().producers;
  const auto& after = sides.new_context().producers;
  for (const std::string& name : missing_from(before, after)) {
    changes.add(producer_removed, name, "producer", name, {});
  }
  for (const std::string& name : missing_from(after, before)) {
    changes.add(producer_added, name, "producer", {}, name);
  }
}

}  // namespace eventarch::diff
