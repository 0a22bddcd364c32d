#pragma once

/// Who owns which partition of a group: what happens when consumers die, stand still or change.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "simulation/models/late_work.hpp"
#include "simulation/models/owned_progress.hpp"
#include "simulation/models/owned_reading.hpp"
#include "simulation/models/owned_state.hpp"

namespace eventarch::simulation {

template <class Pending>
class OwnedGroups {
 public:
  OwnedGroups(World<Pending>& world, Partitions<Pending>& partitions,
              Processing<Pending>& processing, Unread<Pending>& unread)
      : state_(world, partitions, processing, unread),
        progress_(state_),
        reading_(state_, progress_),
        world_(world),
        partitions_(partitions),
        processing_(processing),
        consumers_(state_.consumers),
        assignments_(state_.assignments) {}

  void begin() {
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) assign(group, p, share(group, p));
    }
  }

  void visible(std::uint32_t partition, std::uint64_t records) {
    reading_.visible(partition, records);
  }
  void processed(std::uint16_t actor, std::uint32_t generation) {
    reading_.processed(actor, generation);
  }
  void retry_due(std::uint16_t group, std::uint32_t partition, std::uint32_t generation) {
    reading_.retry_due(group, partition, generation);
  }
  /// After an outage.
  void resume() {
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      for (std::uint32_t i = 0; i < consumers_[group].size(); ++i) reading_.wake(group, i);
    }
  }
  void commit(std::uint16_t group, std::uint32_t partition, std::uint32_t generation) {
    progress_.commit(group, partition, generation);
  }
  void remembered(std::uint16_t group, Slot slot, std::uint32_t generation) {
    reading_.remembered(group, slot, generation);
  }
  void dead_letter_confirmed(std::uint16_t group, std::uint32_t partition,
                             std::uint32_t generation) {
    reading_.dead_letter_confirmed(group, partition, generation);
  }

  // --- Faults.
  void crash(std::uint16_t actor, Time until_noticed) {
    const std::uint16_t group = world_.group_of(actor);
    const auto index = static_cast<std::uint32_t>(actor - world_.first_consumer[group]);
    Consumer& consumer = consumers_[group][index];
    if (!consumer.alive) return;
    world_.record({.actor = actor, .group = group, .kind = EventKind::crash});
    stop(group, index);
    consumer.alive = false;
    world_.at(world_.now + until_noticed, Step::takeover, actor, 0);
  }

  /// The consumer stops for longer than its session, and then finishes what it had in hand.
  void pause(std::uint16_t actor, Time session) {
    const std::uint16_t group = world_.group_of(actor);
    const auto index = static_cast<std::uint32_t>(actor - world_.first_consumer[group]);
    Consumer& consumer = consumers_[group][index];
    if (!consumer.alive || consumer.working_on == nothing) return;
    // Where a message may be lost, what was held beyond the session is dropped: it would come late.
    if (state_.timing() != CommitTiming::before_processing) {
      keep_late_work(group, index, world_.now + session + session / 2);
    }
    stop(group, index);
    consumer.alive = false;
    world_.at(world_.now + session, Step::takeover, actor, 0);
  }

  void takeover(std::uint16_t actor) {
    const std::uint16_t group = world_.group_of(actor);
    const auto index = static_cast<std::uint16_t>(actor - world_.first_consumer[group]);
    std::vector<Consumer>& all = consumers_[group];
    all[index].alive = true;
    world_.record({.actor = actor, .group = group, .kind = EventKind::restart});
    std::uint16_t next = index;
    state_.next_generation(group);
    for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) {
      if (assignments_[group][p].owner != index) continue;
      next = next_alive(group, next);
      move(group, p, next);
    }
    if (world_.aim != nullptr) world_.end_fault();
  }

  /// All consumers of a group stop at once, and come back together.
  void stay_away(std::uint16_t group, Time away) {
    const bool there = std::ranges::any_of(consumers_[group], &Consumer::alive);
    if (!there) return;  // they are away already, and will be back
    for (std::uint32_t index = 0; index < consumers_[group].size(); ++index) {
      if (!consumers_[group][index].alive) continue;
      world_.record(
          {.actor = state_.actor_of(group, index), .group = group, .kind = EventKind::crash});
      stop(group, index);
      consumers_[group][index].alive = false;
    }
    world_.at(world_.now + away, Step::group_back, group, 0);
  }
  void come_back(std::uint16_t group) {
    for (std::uint32_t index = 0; index < consumers_[group].size(); ++index) {
      consumers_[group][index].alive = true;
      world_.record(
          {.actor = state_.actor_of(group, index), .group = group, .kind = EventKind::restart});
    }
    state_.next_generation(group);
    for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) {
      if (world_.plan.broker.offsets) {
        delete_outlived(group, p);
      } else {
        drop_outlived(group, p);
      }
      move(group, p, share(group, p));
    }
    if (world_.aim != nullptr) world_.end_fault();
  }

  /// Every partition of the group goes to the next consumer.
  void rebalance(std::uint16_t group) {
    world_.record(
        {.epoch = state_.epochs[group] + 1, .group = group, .kind = EventKind::rebalance_begin});
    for (std::uint32_t index = 0; index < consumers_[group].size(); ++index) {
      Consumer& consumer = consumers_[group][index];
      const bool goes_on = state_.timing() != CommitTiming::before_processing;
      if (goes_on && consumer.alive && consumer.working_on != nothing) {
        keep_late_work(group, index, assignments_[group][consumer.working_on].due);
      }
      stop(group, index);
    }
    state_.next_generation(group);
    for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) {
      Assignment& one = assignments_[group][p];
      if (consumers_[group][one.owner].alive) move(group, p, next_alive(group, one.owner));
    }
    world_.record(
        {.epoch = state_.epochs[group], .group = group, .kind = EventKind::rebalance_complete});
    if (world_.aim != nullptr) world_.end_fault();
  }

  /// What belongs to a transaction of a replaced consumer never shows.
  void late_effect(std::uint32_t place) {
    if (state_.timing() != CommitTiming::with_transaction) {
      processing_.finish_late(late_[place]);
    } else {
      world_.let_go(late_[place].slot);
    }
  }

  /// A leader was elected whose log is shorter than what was visible.
  void clamp(std::uint32_t partition) {
    const std::uint64_t end = partitions_[partition].visible;
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      Assignment& one = assignments_[group][partition];
      if (one.available <= end && one.position <= end && one.committed <= end) continue;
      one.committed = std::min(one.committed, end);
      interrupt(group, partition, one);
      move(group, partition, one.owner);
    }
  }

 private:
  /// Ranges, the larger first: the fullest consumer has one more where they do not go up.
  [[nodiscard]] std::uint16_t share(std::uint16_t group, std::uint32_t partition) const {
    const std::uint64_t instances = consumers_[group].size();
    const std::uint64_t whole = world_.setup.partitions / instances;
    const std::uint64_t larger = world_.setup.partitions % instances;
    const std::uint64_t in_larger = larger * (whole + 1);
    return static_cast<std::uint16_t>(partition < in_larger
                                          ? partition / (whole + 1)
                                          : larger + (partition - in_larger) /
                                                         std::max<std::uint64_t>(1, whole));
  }

  /// A log deletes by age, whether all have read it or not; others that lag go on at its start.
  void delete_outlived(std::uint16_t back, std::uint32_t partition) {
    Partition& one = partitions_[partition];
    std::uint64_t start = one.log.begin();
    while (start < one.visible && state_.unread.outlived(one.log.at(start))) ++start;
    if (start == one.log.begin()) return;
    world_.count_hit();
    world_.record({.value = start, .partition = partition, .kind = EventKind::retention});
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      Assignment& read = assignments_[group][partition];
      read.committed = std::max(read.committed, start);
      if (read.position >= start) continue;
      read.position = start;
      if (group == back) continue;  // has nothing in hand yet
      interrupt(group, partition, read);
      move(group, partition, read.owner);
    }
    partitions_.retire(partition, start);
  }
  /// Each group has a queue of its own, in which messages expire.
  void drop_outlived(std::uint16_t group, std::uint32_t partition) {
    Assignment& one = assignments_[group][partition];
    const std::uint64_t from = one.committed;
    while (one.committed < one.available &&
           state_.unread.outlived(state_.slot_at(partition, one.committed))) {
      state_.unread.gone(state_.slot_at(partition, one.committed), group, Outcome::expired);
      state_.unread.leaves(group, partition);
      one.position = ++one.committed;
    }
    if (one.committed == from) return;
    world_.count_hit();
    progress_.retire(partition);
  }

  void assign(std::uint16_t group, std::uint32_t partition, std::uint16_t owner) {
    Assignment& one = assignments_[group][partition];
    one.owner = owner;
    world_.record({.value = one.committed,
                   .partition = partition,
                   .epoch = state_.epochs[group],
                   .actor = state_.actor_of(group, owner),
                   .group = group,
                   .kind = EventKind::assign});
  }

  /// The new owner begins at what was committed.
  void move(std::uint16_t group, std::uint32_t partition, std::uint16_t owner) {
    Assignment& one = assignments_[group][partition];
    world_.record({.partition = partition,
                   .epoch = state_.epochs[group],
                   .actor = state_.actor_of(group, one.owner),
                   .group = group,
                   .kind = EventKind::revoke});
    progress_.abort_transaction(group, one);
    ++one.generation;
    one.position = one.committed;
    one.available = partitions_[partition].visible;
    one.attempts = 0;
    one.waiting = 0;
    one.blocked = false;
    one.commit_pending = false;
    assign(group, partition, owner);
    const std::uint64_t unread = one.available - one.position;
    if (unread > 0) reading_.offer(group, partition, one, unread);
  }

  /// A consumer forgets all that it has in hand.
  void stop(std::uint16_t group, std::uint32_t index) {
    Consumer& consumer = consumers_[group][index];
    ++consumer.generation;
    consumer.ready.clear();
    consumer.working_on = nothing;
    for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) {
      Assignment& one = assignments_[group][p];
      if (one.owner != index) continue;
      progress_.abort_transaction(group, one);
      ++one.generation;
      one.commit_pending = false;
    }
  }
  void interrupt(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    Consumer& owner = consumers_[group][one.owner];
    Ring<std::uint32_t> kept;
    while (!owner.ready.empty()) {
      const std::uint32_t p = owner.ready.pop_front();
      if (p != partition) kept.push_back(p);
    }
    while (!kept.empty()) owner.ready.push_back(kept.pop_front());
    if (owner.working_on != partition) return;
    ++owner.generation;
    owner.working_on = nothing;
    reading_.wake(group, one.owner);
  }
  [[nodiscard]] std::uint16_t next_alive(std::uint16_t group, std::uint16_t from) const {
    const auto count = static_cast<std::uint16_t>(consumers_[group].size());
    for (std::uint16_t step = 1; step <= count; ++step) {
      const auto candidate = static_cast<std::uint16_t>((from + step) % count);
      if (consumers_[group][candidate].alive) return candidate;
    }
    return from;
  }
  void keep_late_work(std::uint16_t group, std::uint32_t index, Time when) {
    const std::uint32_t partition = consumers_[group][index].working_on;
    Assignment& one = assignments_[group][partition];
    const Slot slot = state_.slot_at(partition, one.position);
    world_.hold(slot);
    late_.push_back({slot, group, state_.actor_of(group, index),
                     static_cast<std::uint16_t>(one.attempts + 1), state_.offset_of(one.position),
                     consumers_[group][index].luck});
    world_.at(when, Step::late_effect, 0, static_cast<std::uint32_t>(late_.size() - 1));
  }

  OwnedState<Pending> state_;
  OwnedProgress<Pending> progress_;
  OwnedReading<Pending> reading_;
  World<Pending>& world_;
  Partitions<Pending>& partitions_;
  Processing<Pending>& processing_;
  std::vector<std::vector<Consumer>>& consumers_;
  std::vector<std::vector<Assignment>>& assignments_;
  std::vector<LateWork> late_;
};

}  // namespace eventarch::simulation
