#pragma once

/// Groups in which each partition belongs to one consumer: it reads record after record, and its
/// progress is one number. Kafka topics, streams, Pulsar's Exclusive and Failover, queues with a
/// single active consumer.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "simulation/engine/ring.hpp"
#include "simulation/models/partitions.hpp"
#include "simulation/models/processing.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

/// A partition as a group sees it.
struct Assignment {
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
};

struct Consumer {
  Ring<std::uint32_t> ready;  ///< a partition for each record that can be processed
  Time started = 0;
  Time due = 0;
  std::uint64_t luck = 0;              ///< of the attempt in hand
  std::uint32_t working_on = nothing;  ///< partition
  std::uint32_t generation = 0;
  bool alive = true;
};

/// Work of a consumer that was replaced meanwhile.
struct LateWork {
  Slot slot = no_slot;
  std::uint16_t group = 0;
  std::uint16_t actor = 0;
  std::uint16_t attempt = 1;
  std::uint64_t offset = 0;
  std::uint64_t luck = 0;
};

template <class Pending>
class OwnedGroups {
 public:
  OwnedGroups(World<Pending>& world, Partitions<Pending>& partitions,
              Processing<Pending>& processing)
      : world_(world), partitions_(partitions), processing_(processing) {
    for (const std::uint32_t instances : world.setup.instances) {
      consumers_.emplace_back(instances);
      assignments_.emplace_back(world.setup.partitions);
      epochs_.push_back(1);
    }
  }

  void begin() {
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      const std::uint64_t instances = consumers_[group].size();
      for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) {
        // Ranges, the larger first: the fullest consumer has one more where they do not go up.
        const std::uint64_t whole = world_.setup.partitions / instances;
        const std::uint64_t larger = world_.setup.partitions % instances;
        const std::uint64_t in_larger = larger * (whole + 1);
        assign(group, p,
               static_cast<std::uint16_t>(
                   p < in_larger ? p / (whole + 1)
                                 : larger + (p - in_larger) / std::max<std::uint64_t>(1, whole)));
      }
    }
  }

  /// Records can be read.
  void visible(std::uint32_t partition, std::uint64_t records) {
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      Assignment& one = assignments_[group][partition];
      one.available = partitions_[partition].visible;
      for (std::uint64_t i = 0; world_.measured != nullptr && i < records; ++i) {
        world_.measured->groups[group].lag_changes(world_.now, true);
      }
      offer(group, partition, one, records);
      const bool fetched = consumers_[group][one.owner].alive;
      if (fetched && timing() == CommitTiming::when_handed_over) {
        request_commit(group, partition, one);
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
      const Slot slot = slot_at(partition, assignments_[group][partition].position);
      world_.measured->groups[group].busy(index, world_.segment_of(slot),
                                          world_.now - consumer.started);
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

  void commit(std::uint16_t group, std::uint32_t partition, std::uint32_t generation) {
    Assignment& one = assignments_[group][partition];
    if (one.generation != generation) return;
    one.commit_pending = false;
    commit_now(group, partition, one);
  }

  /// Void where the consumer was lost before it got to it.
  void remembered(std::uint16_t group, Slot slot, std::uint32_t generation) {
    const Assignment& one = assignments_[group][world_.messages[slot].partition];
    if (one.generation == generation) {
      processing_.remember(slot, group, actor_of(group, one.owner));
    }
    world_.let_go(slot);
  }

  void dead_letter_confirmed(std::uint16_t group, std::uint32_t partition,
                             std::uint32_t generation) {
    Assignment& one = assignments_[group][partition];
    if (one.generation != generation) return;
    const Slot slot = slot_at(partition, one.position);
    if (refused(slot, group)) {
      world_.at(world_.now + one_second, Step::dead_letter, group, partition, one.generation);
      return;
    }
    record_dead_letter(group, one, slot);
    move_on(group, partition, one);
    unblock(group, partition, one);
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
    if (timing() != CommitTiming::before_processing) {
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
    next_generation(group);
    for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) {
      if (assignments_[group][p].owner != index) continue;
      next = next_alive(group, next);
      move(group, p, next);
    }
    if (world_.aim != nullptr) world_.end_fault();
  }

  /// Every partition of the group goes to the next consumer.
  void rebalance(std::uint16_t group) {
    world_.record(
        {.epoch = epochs_[group] + 1, .group = group, .kind = EventKind::rebalance_begin});
    for (std::uint32_t index = 0; index < consumers_[group].size(); ++index) {
      Consumer& consumer = consumers_[group][index];
      const bool goes_on = timing() != CommitTiming::before_processing;
      if (goes_on && consumer.alive && consumer.working_on != nothing) {
        keep_late_work(group, index, consumer.due);
      }
      stop(group, index);
    }
    next_generation(group);
    for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) {
      Assignment& one = assignments_[group][p];
      if (consumers_[group][one.owner].alive) move(group, p, next_alive(group, one.owner));
    }
    world_.record({.epoch = epochs_[group], .group = group, .kind = EventKind::rebalance_complete});
    if (world_.aim != nullptr) world_.end_fault();
  }

  void late_effect(std::uint32_t place) {
    const LateWork work = late_[place];
    const bool shows = timing() != CommitTiming::with_transaction &&
                       !processing_.is_duplicate(work.slot, work.group, work.actor);
    if (shows) {
      const Attempt result = processing_.attempt(work.slot, work.group, work.luck);
      record_effect(work.group, work.slot, work.offset, work.attempt, work.actor, result, nothing);
      if (result == Attempt::succeeded && processing_.remembers()) {
        processing_.remember(work.slot, work.group, work.actor);
      }
    }
    world_.let_go(work.slot);
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

  [[nodiscard]] std::uint64_t lag(std::uint16_t group) const {
    std::uint64_t sum = 0;
    for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) {
      sum += partitions_[p].visible - assignments_[group][p].position;
    }
    return sum;
  }

 private:
  /// A queue promises nothing about places in it.
  [[nodiscard]] std::uint64_t offset_of(std::uint64_t position) const {
    return world_.plan.broker.offsets ? position : 0;
  }
  /// The group has new members: what older ones commit no longer counts.
  void next_generation(std::uint16_t group) {
    ++epochs_[group];
    world_.record({.epoch = epochs_[group], .group = group, .kind = EventKind::fence});
  }
  [[nodiscard]] CommitTiming timing() const { return world_.plan.consumer.commit; }
  [[nodiscard]] Slot slot_at(std::uint32_t partition, std::uint64_t offset) {
    return partitions_[partition].log.at(offset).slot;
  }
  [[nodiscard]] std::uint16_t actor_of(std::uint16_t group, std::uint32_t consumer) const {
    return world_.consumer_actor(group, consumer);
  }

  void assign(std::uint16_t group, std::uint32_t partition, std::uint16_t owner) {
    Assignment& one = assignments_[group][partition];
    one.owner = owner;
    world_.record({.value = one.committed,
                   .partition = partition,
                   .epoch = epochs_[group],
                   .actor = actor_of(group, owner),
                   .group = group,
                   .kind = EventKind::assign});
  }

  /// The new owner begins at what was committed.
  void move(std::uint16_t group, std::uint32_t partition, std::uint16_t owner) {
    Assignment& one = assignments_[group][partition];
    world_.record({.partition = partition,
                   .epoch = epochs_[group],
                   .actor = actor_of(group, one.owner),
                   .group = group,
                   .kind = EventKind::revoke});
    abort_transaction(group, one);
    ++one.generation;
    one.position = one.committed;
    one.available = partitions_[partition].visible;
    one.attempts = 0;
    one.waiting = 0;
    one.blocked = false;
    one.commit_pending = false;
    assign(group, partition, owner);
    const std::uint64_t unread = one.available - one.position;
    if (unread > 0) offer(group, partition, one, unread);
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
      abort_transaction(group, one);
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
    wake(group, one.owner);
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
    const Slot slot = slot_at(partition, one.position);
    world_.hold(slot);
    late_.push_back({slot, group, actor_of(group, index),
                     static_cast<std::uint16_t>(one.attempts + 1), one.position,
                     consumers_[group][index].luck});
    world_.at(when, Step::late_effect, 0, static_cast<std::uint32_t>(late_.size() - 1));
  }

  // --- Reading.
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
  void unblock(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    one.blocked = false;
    Consumer& owner = consumers_[group][one.owner];
    for (; one.waiting > 0; --one.waiting) owner.ready.push_back(partition);
    wake(group, one.owner);
  }

  void start_next(std::uint16_t group, std::uint32_t index) {
    Consumer& consumer = consumers_[group][index];
    while (!consumer.ready.empty() && consumer.working_on == nothing) {
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
    const Slot slot = slot_at(partition, one.position);
    const std::uint16_t actor = actor_of(group, index);
    if (one.attempts == 0) {
      world_.record_received(slot, {.value = offset_of(one.position),
                                    .epoch = epochs_[group],
                                    .actor = actor,
                                    .group = group,
                                    .attempt = 1,
                                    .kind = EventKind::deliver});
    }
    if (processing_.remembers() && !processing_.store_reachable()) {
      return block_until(group, partition, one, processing_.reachable_from());
    }
    if (one.attempts == 0 && processing_.is_duplicate(slot, group, actor)) {
      finished(group, slot, world_.now, world_.now);
      move_on(group, partition, one);
      return;
    }
    if (timing() == CommitTiming::before_processing && one.committed <= one.position) {
      one.committed = one.position + 1;
      record_commit(group, partition, one, nothing);
    }
    Consumer& consumer = consumers_[group][index];
    consumer.working_on = partition;
    consumer.started = world_.now;
    const auto work = processing_.work(slot, group, index, one.attempts);
    consumer.luck = work.luck;
    consumer.due = world_.now + work.service;
    world_.at(consumer.due, Step::processed, actor, partition, consumer.generation);
  }

  void block_until(std::uint16_t group, std::uint32_t partition, Assignment& one, Time when) {
    one.blocked = true;
    world_.at(std::max(when, world_.now + 1), Step::retry_due, group, partition, one.generation);
  }

  // --- After an attempt.
  void finish(std::uint16_t group, std::uint32_t partition, const Consumer& consumer) {
    Assignment& one = assignments_[group][partition];
    const Slot slot = slot_at(partition, one.position);
    const std::uint16_t actor = actor_of(group, one.owner);
    // A late return may have been faster: the unique identity decides.
    if (processing_.remembers() && processing_.store_reachable() &&
        processing_.is_duplicate(slot, group, actor)) {
      finished(group, slot, consumer.started, world_.now);
      return move_on(group, partition, one);
    }
    const auto number = static_cast<std::uint16_t>(one.attempts + 1);
    const Attempt result = processing_.attempt(slot, group, consumer.luck);
    if (result == Attempt::store_unreachable) {
      return block_until(group, partition, one, processing_.reachable_from());
    }
    if (timing() == CommitTiming::with_transaction && result == Attempt::succeeded) {
      begin_transaction(group, one);
    }
    record_effect(group, slot, one.position, number, actor, result,
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
      remember_effect(group, one, slot);
      finished(group, slot, consumer.started, world_.now);
    }
    move_on(group, partition, one);
  }
  void remember_effect(std::uint16_t group, const Assignment& one, Slot slot) {
    switch (world_.plan.consumer.deduplication) {
      case Deduplication::none: return;
      case Deduplication::with_effect:
        return processing_.remember(slot, group, actor_of(group, one.owner));
      case Deduplication::after_effect:
        world_.hold(slot);
        world_.at(world_.now + world_.setup.commit_delay / 2, Step::remembered, group, slot,
                  one.generation);
    }
  }

  void failed(std::uint16_t group, std::uint32_t partition, Assignment& one, Slot slot,
              Attempt result) {
    const RetryPlan& retry = world_.plan.consumer.retry;
    const bool again = result == Attempt::failed && one.attempts < retry.attempts;
    if (again) {
      const Time wait = processing_.wait(slot, group, one.attempts);
      world_.record_about(slot, {.value = wait,
                                 .actor = actor_of(group, one.owner),
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
    finished(group, slot, world_.now, world_.now);
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
                           {.actor = actor_of(group, one.owner),
                            .group = group,
                            .attempt = one.attempts,
                            .kind = EventKind::dead_letter,
                            .outcome = for_good ? Outcome::failed_for_good : Outcome::exhausted});
    finished(group, slot, world_.now, world_.now);
  }

  /// The record is done with, one way or another.
  void move_on(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    ++one.position;
    one.attempts = 0;
    request_commit(group, partition, one);
  }

  void record_effect(std::uint16_t group, Slot slot, std::uint64_t offset, std::uint16_t attempt,
                     std::uint16_t actor, Attempt result, std::uint32_t transaction) {
    world_.record_received(slot,
                           {.value = offset,
                            .subject = transaction,
                            .actor = actor,
                            .group = group,
                            .attempt = attempt,
                            .kind = EventKind::effect,
                            .outcome = result == Attempt::succeeded ? Outcome::ok
                                       : result == Attempt::failed  ? Outcome::failed
                                                                    : Outcome::failed_for_good});
  }

  // --- Progress.
  void request_commit(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    if (one.commit_pending) return;
    one.commit_pending = true;
    const Time delay = timing() == CommitTiming::with_transaction
                           ? world_.setup.transaction_interval
                           : world_.setup.commit_delay;
    world_.at(world_.now + delay, Step::commit, group, partition, one.generation);
  }
  void commit_now(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    const std::uint64_t from = one.committed;
    const std::uint64_t to =
        timing() == CommitTiming::when_handed_over ? one.available : one.position;
    if (to > from) {
      if (timing() == CommitTiming::with_transaction) begin_transaction(group, one);
      one.committed = to;
      if (world_.plan.broker.offsets) {
        record_commit(group, partition, one, one.transaction);
      } else {
        for (std::uint64_t offset = from; offset < to; ++offset) {
          world_.record_about(slot_at(partition, offset), {.actor = actor_of(group, one.owner),
                                                           .group = group,
                                                           .kind = EventKind::acknowledge});
        }
      }
    }
    if (one.transaction != nothing) commit_transaction(group, partition, one, from, to);
    retire(partition);
  }
  void record_commit(std::uint16_t group, std::uint32_t partition, const Assignment& one,
                     std::uint32_t transaction) {
    world_.record({.value = one.committed,
                   .partition = partition,
                   .subject = transaction,
                   .epoch = epochs_[group],
                   .actor = actor_of(group, one.owner),
                   .group = group,
                   .kind = EventKind::commit});
  }
  void retire(std::uint32_t partition) {
    std::uint64_t least = UINT64_MAX;
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      const Assignment& one = assignments_[group][partition];
      least = std::min({least, one.committed, one.position});
    }
    partitions_.retire(partition, least);
  }

  // --- Effects that show with the progress.
  void begin_transaction(std::uint16_t group, Assignment& one) {
    if (one.transaction != nothing) return;
    one.transaction = transactions_++;
    world_.record({.value = 60 * one_second,  // transaction.timeout.ms
                   .subject = one.transaction,
                   .actor = actor_of(group, one.owner),
                   .kind = EventKind::transaction_begin});
  }
  void commit_transaction(std::uint16_t group, std::uint32_t partition, Assignment& one,
                          std::uint64_t from, std::uint64_t to) {
    world_.record({.subject = one.transaction,
                   .actor = actor_of(group, one.owner),
                   .kind = EventKind::transaction_commit});
    one.transaction = nothing;
    for (std::uint64_t offset = from; offset < to; ++offset) {
      const Slot slot = slot_at(partition, offset);
      Reception& pending = world_.reception(slot, group);
      if (pending.processed == 0) continue;  // passed over, or set aside
      if (processing_.remembers()) processing_.remember(slot, group, actor_of(group, one.owner));
      finished(group, slot, pending.leased, pending.processed);
      pending.processed = 0;
    }
  }
  void abort_transaction(std::uint16_t group, Assignment& one) {
    if (one.transaction == nothing) return;
    world_.record({.subject = one.transaction,
                   .actor = actor_of(group, one.owner),
                   .kind = EventKind::transaction_abort});
    one.transaction = nothing;
  }

  void finished(std::uint16_t group, Slot slot, Time started, Time processed) {
    if (world_.measured != nullptr) world_.measure(slot, group, started, processed);
  }

  World<Pending>& world_;
  Partitions<Pending>& partitions_;
  Processing<Pending>& processing_;
  std::vector<std::vector<Consumer>> consumers_;
  std::vector<std::vector<Assignment>> assignments_;
  std::vector<LateWork> late_;
  std::uint32_t transactions_ = 0;
  std::vector<std::uint32_t> epochs_;  ///< of each group, from 1
};

}  // namespace eventarch::simulation
