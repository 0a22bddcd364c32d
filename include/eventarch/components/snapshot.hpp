#pragma once

/// The state of an aggregate at a version, kept so that loading it need not read all its events.
/// Never a source of truth: without it, or with one that does not fit, the events give the same.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eventarch/components/event_store.hpp"

namespace eventarch::components {

struct Snapshot {
  std::string aggregate_id;
  std::uint64_t version = 0;         ///< of the aggregate: the state after this event
  std::uint32_t schema_version = 0;  ///< of the state: raise it whenever code folds differently
  std::string state;                 ///< any bytes

  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

class SnapshotStore {
 public:
  virtual ~SnapshotStore() = default;

  /// Kept where there is no newer one of its aggregate and schema: snapshots are taken on the side
  /// and may come late.
  virtual void save(const Snapshot& snapshot) = 0;
  /// The newest of that schema.
  [[nodiscard]] virtual std::optional<Snapshot> latest(const std::string& aggregate_id,
                                                       std::uint32_t schema_version) const = 0;
};

/// Lost with the process. Not synchronised.
class InMemorySnapshotStore final : public SnapshotStore {
 public:
  void save(const Snapshot& snapshot) override;
  [[nodiscard]] std::optional<Snapshot> latest(const std::string& aggregate_id,
                                               std::uint32_t schema_version) const override;

 private:
  std::map<std::pair<std::string, std::uint32_t>, Snapshot> snapshots_;
};

/// What an aggregate is rebuilt from: the snapshot where there is one, then the events after it.
struct LoadedAggregate {
  std::optional<Snapshot> snapshot;
  std::vector<RecordedEvent> events;
  std::uint64_t version = 0;  ///< what `append` expects of a decision on this state
};

/// A snapshot of another schema, or of a version that the store has not reached (it was restored
/// from a backup), is left aside.
[[nodiscard]] LoadedAggregate load_aggregate(const EventStore& events,
                                             const SnapshotStore& snapshots,
                                             const std::string& aggregate_id,
                                             std::uint32_t schema_version);

/// `every` events or more were read after the snapshot, or without one: time to take the next.
/// Requires: every > 0.
[[nodiscard]] bool is_snapshot_due(const LoadedAggregate& loaded, std::uint64_t every);

}  // namespace eventarch::components
