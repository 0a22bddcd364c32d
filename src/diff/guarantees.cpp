/// What the flow promises to those who use it, stated or assumed.

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "support/notation.hpp"

namespace eventarch::diff {
namespace {

const ChangeRule& delivery_rule(Delivery before, Delivery after) {
  if (after == Delivery::at_most_once) return delivery_weakened;
  if (before == Delivery::exactly_once) return delivery_once_given_up;
  const bool repeats = before == Delivery::at_most_once && after == Delivery::at_least_once;
  return repeats ? delivery_repeats : delivery_strengthened;
}

OffsetCommit commit_of(const EventContext& context) {
  const auto& stated = context.decisions.offset_commit;
  return stated ? stated->value : OffsetCommit::after_processing;
}

/// The client's own commits are a setting of its own, and compared as such.
void compare_commits(const Sides& sides, Changes& changes) {
  const OffsetCommit before = commit_of(sides.old_context());
  const OffsetCommit after = commit_of(sides.new_context());
  const bool ahead_before = before == OffsetCommit::before_processing;
  const bool ahead_after = after == OffsetCommit::before_processing;
  if (ahead_before == ahead_after) return;
  changes.add(ahead_after ? commit_moved_ahead : commit_moved_back, {}, "offset commit",
              std::string(name_of(before)), std::string(name_of(after)));
}

}  // namespace

void compare_guarantees(const Sides& sides, Changes& changes) {
  const Requirements& before = sides.old_context().requirements;
  const Requirements& after = sides.new_context().requirements;
  changes.add_if(before.ordering, after.ordering, ordering_weakened, ordering_strengthened, {},
                 "ordering", std::string(name_of(before.ordering)),
                 std::string(name_of(after.ordering)));
  if (before.delivery != after.delivery) {
    changes.add(delivery_rule(before.delivery, after.delivery), {}, "delivery",
                std::string(name_of(before.delivery)), std::string(name_of(after.delivery)));
  }
  changes.add_if(before.retention, after.retention, sides.retention_shortening(),
                 retention_lengthened, {}, "retention", notation::duration(before.retention),
                 notation::duration(after.retention));
  changes.add_if(before.latency, after.latency, latency_tightened, latency_loosened, {},
                 "latency target", notation::duration(before.latency),
                 notation::duration(after.latency));
  compare_commits(sides, changes);
}

}  // namespace eventarch::diff
