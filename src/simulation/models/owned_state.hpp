#pragma once

/// Groups in which each partition belongs to one consumer: it reads record after record, and its
/// progress is one number. Kafka topics, streams, Pulsar's Exclusive and Failover, queues with a
/// single active consumer. This is what their parts share.

#include <cstdint>
#include <vector>

#include "simulation/cache_line.hpp"
#include "simulation/engine/ring.hpp"
#include "simulation/models/partitions.hpp"
#include "simulation/models/processing.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

/// A partition as a group sees it.
struct alignas(cache_line) Assignment {
  std::uint64_t position = 0;    ///< the next record to process
  std::uint64_t committed = 0;   ///< where a successor begins
  std::uint64_t available = 0;   ///< end of what was fetched
  std::uint32_t generation = 0;  ///< what belongs to an older owner is void
  std::uint32_t waiting = 0;     ///< records that came while it was blocked
  std::uint32_t transaction = nothing;
  std::uint16_t owner = 0;
  std::uint16_t attempts = 0;  ///< of the record at `position`; a new owner begins again
  bool blocked = false;        ///< its first record waits for its next attempt
  bool commit_pending = false;
  Time due = 0;  ///< when the attempt in hand is done
};

struct alignas(cache_line) Consumer {
  Ring<std::uint32_t> ready;  ///< a partition for each record that can be processed
  Time started = 0;
  std::uint64_t luck = 0;              ///< of the attempt in hand
  std::uint32_t working_on = nothing;  ///< partition
  std::uint32_t generation = 0;
  bool alive = true;
};
static_assert(sizeof(Assignment) == cache_line && sizeof(Consumer) == cache_line);

template <class Pending>
struct OwnedState {
  OwnedState(World<Pending>& its_world, Partitions<Pending>& its_partitions,
             Processing<Pending>& its_processing, Unread<Pending>& its_unread)
      : world(its_world),
        partitions(its_partitions),
        processing(its_processing),
        unread(its_unread) {
    for (const std::uint32_t instances : world.setup.instances) {
      consumers.emplace_back(instances);
      assignments.emplace_back(world.setup.partitions);
      epochs.push_back(1);
    }
  }

  World<Pending>& world;
  Partitions<Pending>& partitions;
  Processing<Pending>& processing;
  Unread<Pending>& unread;
  std::vector<std::vector<Consumer>> consumers;      ///< of each group
  std::vector<std::vector<Assignment>> assignments;  ///< of each group, by partition
  std::vector<std::uint32_t> epochs;                 ///< of each group, from 1

  [[nodiscard]] CommitTiming timing() const { return world.plan.consumer.commit; }
  [[nodiscard]] Slot slot_at(std::uint32_t partition, std::uint64_t offset) {
    return partitions[partition].log.at(offset);
  }
  [[nodiscard]] std::uint16_t actor_of(std::uint16_t group, std::uint32_t consumer) const {
    return world.consumer_actor(group, consumer);
  }
  /// A queue promises nothing about places in it.
  [[nodiscard]] std::uint64_t offset_of(std::uint64_t position) const {
    return world.plan.broker.offsets ? position : 0;
  }
  /// The group has new members: what older ones commit no longer counts.
  void next_generation(std::uint16_t group) {
    ++epochs[group];
    world.record({.epoch = epochs[group], .group = group, .kind = EventKind::fence});
  }
  void finished(std::uint16_t group, Slot slot, Time started, Time processed) {
    if (world.measured == nullptr) return;
    world.measure(slot, group, started, processed,
                  counts_as_lag(assignments[group][world.messages[slot].partition]));
  }
  [[nodiscard]] bool counts_as_lag(const Assignment& one) const {
    return world.setup.lag_of_instance == UINT32_MAX || one.owner == world.setup.lag_of_instance;
  }
};

}  // namespace eventarch::simulation
