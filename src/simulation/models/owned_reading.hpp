#pragma once

/// How the consumers of an owned group read and work: one record at a time, in the order in which
/// they came, each partition in its own order.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "simulation/models/owned_progress.hpp"
#include "simulation/models/owned_state.hpp"

namespace eventarch::simulation {

template <class Pending>
class OwnedReading {
 public:
  OwnedReading(OwnedState<Pending>& state, OwnedProgress<Pending>& progress)
      : state_(state),
        progress_(progress),
        world_(state.world),
        partitions_(state.partitions),
        processing_(state.processing),
        consumers_(state.consumers),
        assignments_(state.assignments) {}

  /// Records can be read.
  void visible(std::uint32_t partition, std::uint64_t records) {
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      Assignment& one = assignments_[group][partition];
      one.available = partitions_[partition].visible;
      state_.unread.enters(group, partition, records);
      make_room(group, partition, one);
      const bool lags = world_.measured != nullptr && state_.counts_as_lag(one);
      for (std::uint64_t i = 0; lags && i < records; ++i) {
        world_.measured->groups[group].lag_changes(world_.now, true);
      }
      offer(group, partition, one, records);
      const bool fetched = consumers_[group][one.owner].alive;
      if (fetched && state_.timing() == CommitTiming::when_handed_over) {
        progress_.request_commit(group, partition, one);
      }
    }
  }

  void processed(std::uint16_t actor, std::uint32_t generation) {
    const std::uint16_t group = world_.group_of(actor);
    const auto index = static_cast<std::uint32_t>(actor - world_.first_consumer[group]);
    Consumer& consumer = consumers_[group][index];
    if (consumer.generation != generation) return;
    const std::uint32_t partition = consumer.working_on;
    consumer.working_on = nothing;
    if (world_.measured != nullptr) {
      world_.measured->groups[group].busy(index, consumer.started, world_.now);
    }
    finish(group, partition, consumer);
    start_next(group, index);
  }

  void retry_due(std::uint16_t group, std::uint32_t partition, std::uint32_t generation) {
    Assignment& one = assignments_[group][partition];
    if (one.generation != generation) return;
    consumers_[group][one.owner].ready.push_front(partition);
    unblock(group, partition, one);
  }

  /// Void where the consumer was lost before it got to it.
  void remembered(std::uint16_t group, Slot slot, std::uint32_t generation) {
    const Assignment& one = assignments_[group][world_.messages[slot].partition];
    if (one.generation == generation) {
      processing_.remember(slot, group, state_.actor_of(group, one.owner));
    }
    world_.let_go(slot);
  }

  void dead_letter_confirmed(std::uint16_t group, std::uint32_t partition,
                             std::uint32_t generation) {
    Assignment& one = assignments_[group][partition];
    if (one.generation != generation) return;
    const Slot slot = state_.slot_at(partition, one.position);
    if (refused(slot, group)) {
      world_.at(world_.now + one_second, Step::dead_letter, group, partition, one.generation);
      return;
    }
    record_dead_letter(group, one, slot);
    move_on(group, partition, one);
    unblock(group, partition, one);
  }

  /// Records of a partition that its owner can read.
  void offer(std::uint16_t group, std::uint32_t partition, Assignment& one, std::uint64_t records) {
    Consumer& owner = consumers_[group][one.owner];
    if (!owner.alive) return;  // a successor reads it
    if (one.blocked) {
      one.waiting += static_cast<std::uint32_t>(records);
      return;
    }
    for (; records > 0; --records) owner.ready.push_back(partition);
    wake(group, one.owner);
  }
  void wake(std::uint16_t group, std::uint32_t index) {
    Consumer& consumer = consumers_[group][index];
    if (consumer.alive && consumer.working_on == nothing) start_next(group, index);
  }

 private:
  /// The oldest messages leave a queue that is too long, while nobody works on them.
  void make_room(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    if (consumers_[group][one.owner].alive) return;
    while (one.committed < one.available && state_.unread.overflows(group, partition)) {
      state_.unread.gone(state_.slot_at(partition, one.committed), group, Outcome::overflow);
      state_.unread.leaves(group, partition);
      one.position = ++one.committed;
    }
  }

  void unblock(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    one.blocked = false;
    Consumer& owner = consumers_[group][one.owner];
    for (; one.waiting > 0; --one.waiting) owner.ready.push_back(partition);
    wake(group, one.owner);
  }
  void block_until(std::uint16_t group, std::uint32_t partition, Assignment& one, Time when) {
    one.blocked = true;
    world_.at(std::max(when, world_.now + 1), Step::retry_due, group, partition, one.generation);
  }

  void start_next(std::uint16_t group, std::uint32_t index) {
    Consumer& consumer = consumers_[group][index];
    if (world_.consumers_away) return;
    while (consumer.working_on == nothing && !consumer.ready.empty()) {
      const std::uint32_t partition = consumer.ready.pop_front();
      Assignment& one = assignments_[group][partition];
      if (one.blocked) {
        ++one.waiting;
        continue;
      }
      take(group, index, partition, one);
    }
  }

  /// Takes the next record of the partition in hand, or passes over one that was processed before.
  void take(std::uint16_t group, std::uint32_t index, std::uint32_t partition, Assignment& one) {
    const Slot slot = state_.slot_at(partition, one.position);
    const std::uint16_t actor = state_.actor_of(group, index);
    if (one.attempts == 0) {
      world_.record_received(slot, {.value = state_.offset_of(one.position),
                                    .epoch = state_.epochs[group],
                                    .actor = actor,
                                    .group = group,
                                    .attempt = 1,
                                    .kind = EventKind::deliver});
    }
    if (processing_.remembers() && !processing_.store_reachable()) {
      return block_until(group, partition, one, processing_.reachable_from());
    }
    if (one.attempts == 0 && processing_.is_duplicate(slot, group, actor)) {
      state_.finished(group, slot, world_.now, world_.now);
      move_on(group, partition, one);
      return;
    }
    if (state_.timing() == CommitTiming::before_processing && one.committed <= one.position) {
      progress_.commit_up_to(group, partition, one, one.position + 1);
    }
    Consumer& consumer = consumers_[group][index];
    consumer.working_on = partition;
    consumer.started = world_.now;
    const auto work = processing_.work(slot, group, index, one.attempts);
    consumer.luck = work.luck;
    one.due = world_.now + work.service;
    world_.at(one.due, Step::processed, actor, partition, consumer.generation);
  }

  // --- After an attempt.
  void finish(std::uint16_t group, std::uint32_t partition, const Consumer& consumer) {
    Assignment& one = assignments_[group][partition];
    const Slot slot = state_.slot_at(partition, one.position);
    const std::uint16_t actor = state_.actor_of(group, one.owner);
    // A late return may have been faster: the unique identity decides.
    if (processing_.is_duplicate(slot, group, actor)) {
      state_.finished(group, slot, consumer.started, world_.now);
      return move_on(group, partition, one);
    }
    const auto number = static_cast<std::uint16_t>(one.attempts + 1);
    const Attempt result = processing_.attempt(slot, group, consumer.luck);
    if (result == Attempt::store_unreachable) {
      return block_until(group, partition, one, processing_.reachable_from());
    }
    if (state_.timing() == CommitTiming::with_transaction && result == Attempt::succeeded) {
      progress_.begin_transaction(group, one);
    }
    processing_.record_effect(group, slot, state_.offset_of(one.position), number, actor, result,
                              result == Attempt::succeeded ? one.transaction : nothing);
    if (result == Attempt::succeeded) return succeeded(group, partition, one, slot, consumer);
    ++one.attempts;
    failed(group, partition, one, slot, result);
  }

  void succeeded(std::uint16_t group, std::uint32_t partition, Assignment& one, Slot slot,
                 const Consumer& consumer) {
    if (one.transaction != nothing) {
      Reception& pending = world_.reception(slot, group);
      pending.leased = consumer.started;
      pending.processed = world_.now;
    } else {
      processing_.remember_effect(slot, group, state_.actor_of(group, one.owner), one.generation);
      state_.finished(group, slot, consumer.started, world_.now);
    }
    move_on(group, partition, one);
  }

  void failed(std::uint16_t group, std::uint32_t partition, Assignment& one, Slot slot,
              Attempt result) {
    const RetryPlan& retry = world_.plan.consumer.retry;
    const bool again = result == Attempt::failed && one.attempts < retry.attempts;
    if (again) {
      const Time wait = processing_.wait(slot, group, one.attempts);
      world_.record_about(slot, {.value = wait,
                                 .actor = state_.actor_of(group, one.owner),
                                 .group = group,
                                 .attempt = one.attempts,
                                 .kind = EventKind::retry});
      return block_until(group, partition, one, world_.now + wait);
    }
    if (world_.plan.consumer.dead_letters) {
      one.blocked = true;
      world_.at(world_.now + world_.setup.commit_delay, Step::dead_letter, group, partition,
                one.generation);
      return;
    }
    state_.finished(group, slot, world_.now, world_.now);
    move_on(group, partition, one);
  }

  bool refused(Slot slot, std::uint16_t group) {
    constexpr std::uint8_t refusals = 3;
    if (!world_.messages[slot].refuse_dead_letter) return false;
    return world_.reception(slot, group).refusals++ < refusals;
  }
  void record_dead_letter(std::uint16_t group, const Assignment& one, Slot slot) {
    const bool for_good = one.attempts < world_.plan.consumer.retry.attempts;
    world_.record_received(slot,
                           {.actor = state_.actor_of(group, one.owner),
                            .group = group,
                            .attempt = one.attempts,
                            .kind = EventKind::dead_letter,
                            .outcome = for_good ? Outcome::failed_for_good : Outcome::exhausted});
    state_.finished(group, slot, world_.now, world_.now);
  }

  /// The record is done with, one way or another.
  void move_on(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    ++one.position;
    one.attempts = 0;
    progress_.request_commit(group, partition, one);
  }

  OwnedState<Pending>& state_;
  OwnedProgress<Pending>& progress_;
  World<Pending>& world_;
  Partitions<Pending>& partitions_;
  Processing<Pending>& processing_;
  std::vector<std::vector<Consumer>>& consumers_;
  std::vector<std::vector<Assignment>>& assignments_;
};

}  // namespace eventarch::simulation
