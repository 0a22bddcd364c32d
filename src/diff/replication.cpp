/// Copies of what is stored, and how many must have a message before it counts.

#include <fmt/format.h>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "diff/topic_pairs.hpp"

namespace eventarch::diff {
namespace {

std::string text_of(std::uint64_t count) { return fmt::format("{}", count); }

/// The change of the design says it for every topic that goes with it.
bool goes_with_design(const TopicPair& pair, const Topology& before, const Topology& after) {
  return pair.before->replication_factor == before.replication_factor &&
         pair.after->replication_factor == after.replication_factor;
}

}  // namespace

void compare_replication(const Sides& sides, Changes& changes) {
  const Topology& before = sides.old_design().topology;
  const Topology& after = sides.new_design().topology;
  changes.add_if(before.replication_factor, after.replication_factor, replication_lowered,
                 replication_raised, {}, "replication factor", text_of(before.replication_factor),
                 text_of(after.replication_factor));
  changes.add_if(before.min_in_sync_replicas, after.min_in_sync_replicas, acknowledgement_weakened,
                 acknowledgement_strengthened, {}, "copies in sync",
                 text_of(before.min_in_sync_replicas), text_of(after.min_in_sync_replicas));
  for (const TopicPair& pair : topic_pairs(sides)) {
    if (!pair.of_one_kind() || goes_with_design(pair, before, after)) continue;
    changes.add_if(pair.before->replication_factor, pair.after->replication_factor,
                   replication_lowered, replication_raised, pair.subject(), "replication factor",
                   text_of(pair.before->replication_factor),
                   text_of(pair.after->replication_factor));
  }
}

}  // namespace eventarch::diff
