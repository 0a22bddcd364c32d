#include "eventarch/components/snapshot.hpp"

#include <algorithm>

namespace eventarch::components {

void InMemorySnapshotStore::save(const Snapshot& snapshot) {
  const auto [found, is_new] =
      snapshots_.try_emplace({snapshot.aggregate_id, snapshot.schema_version}, snapshot);
  if (!is_new && found->second.version < snapshot.version) found->second = snapshot;
}

std::optional<Snapshot> InMemorySnapshotStore::latest(const std::string& aggregate_id,
                                                      std::uint32_t schema_version) const {
  const auto found = snapshots_.find({aggregate_id, schema_version});
  if (found == snapshots_.end()) return {};
  return found->second;
}

LoadedAggregate load_aggregate(const EventStore& events, const SnapshotStore& snapshots,
                               const std::string& aggregate_id, std::uint32_t schema_version) {
  LoadedAggregate loaded;
  loaded.snapshot = snapshots.latest(aggregate_id, schema_version);
  const bool fits = loaded.snapshot && loaded.snapshot->schema_version == schema_version &&
                    loaded.snapshot->version <= events.version(aggregate_id);
  if (!fits) loaded.snapshot.reset();
  loaded.version = loaded.snapshot ? loaded.snapshot->version : 0;
  loaded.events = events.read_aggregate(aggregate_id, loaded.version);
  if (!loaded.events.empty()) loaded.version = loaded.events.back().aggregate_version;
  return loaded;
}

bool is_snapshot_due(const LoadedAggregate& loaded, std::uint64_t every) {
  return loaded.events.size() >= std::max<std::uint64_t>(every, 1);
}

}  // namespace eventarch::components
