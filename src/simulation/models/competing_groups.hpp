#pragma once

/// Groups in which whoever is free takes the next message, and each message is acknowledged by
/// itself. RabbitMQ queues, SQS, share groups, Pulsar's Shared. Where keys are locked, a message
/// waits until the one before it of the same key is done: FIFO queues, Pulsar's Key_Shared.

#include <cstdint>
#include <utility>
#include <vector>

#include "simulation/engine/ring.hpp"
#include "simulation/models/competing_state.hpp"
#include "simulation/models/late_work.hpp"
#include "simulation/models/partitions.hpp"
#include "simulation/models/processing.hpp"
#include "simulation/models/receive_calls.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

template <class Pending>
class CompetingGroups {
 public:
  CompetingGroups(World<Pending>& world, Partitions<Pending>& partitions,
                  Processing<Pending>& processing, Unread<Pending>& unread)
      : state_(world, unread),
        world_(world),
        partitions_(partitions),
        processing_(processing),
        calls_(world),
        repeats_(StreamName{world.setup.seed, "broker", 0, "repeats"}),
        groups_(state_.groups) {}

  /// A message can be taken: each group has its own copy of it.
  void visible(std::uint32_t partition, std::uint64_t from) {
    Partition& one = partitions_[partition];
    for (std::uint64_t offset = from; offset < one.visible; ++offset) {
      const Slot slot = one.log.at(offset);
      for (std::uint16_t group = 0; group < world_.groups; ++group) {
        world_.hold(slot);
        if (world_.measured != nullptr)
          world_.measured->groups[group].lag_changes(world_.now, true);
        state_.unread.enters(group, partition, 1);
        if (groups_[group].keys.arrives(slot)) groups_[group].ready.push_back(slot);
        make_room(group, partition);
      }
    }
    partitions_.retire(partition, one.visible);
    for (std::uint16_t group = 0; group < world_.groups; ++group) hand_out(group);
  }

  void processed(std::uint16_t actor, std::uint32_t generation) {
    const std::uint16_t group = world_.group_of(actor);
    const auto index = static_cast<std::uint16_t>(actor - world_.first_consumer[group]);
    Worker& worker = groups_[group].workers[index];
    if (worker.generation != generation) return;
    const Slot slot = worker.working_on;
    if (world_.measured != nullptr) {
      world_.measured->groups[group].busy(index, worker.started, world_.now);
    }
    finish(group, index, worker, slot);
    hand_out(group);
  }

  void retry_due(std::uint16_t group, Slot slot, std::uint32_t lease) {
    Reception& one = world_.reception(slot, group);
    if (one.lease == lease) {
      const std::uint16_t index = one.consumer;
      if (index != nobody && groups_[group].workers[index].waiting) {
        work(group, index, slot);
      } else {
        groups_[group].ready.push_back(slot);
        hand_out(group);
      }
    }
    world_.let_go(slot);
  }

  /// A message comes back, unless it was acknowledged or handed out again meanwhile.
  void returned(std::uint16_t group, Slot slot, std::uint32_t lease) {
    Reception& one = world_.reception(slot, group);
    if (one.lease == lease && !one.done) {
      detach(group, slot, one);
      ++one.lease;
      groups_[group].ready.push_front(slot);
      hand_out(group);
    }
    world_.let_go(slot);
  }

  void acknowledged(std::uint16_t group, Slot slot, std::uint32_t lease) {
    Reception& one = world_.reception(slot, group);
    if (one.lease == lease && !one.done) {
      state_.forget(group, slot, one);
      state_.acknowledge(group, slot, one);
      const bool again = !one.repeated && world_.plan.broker.repeats_unasked > 0 &&
                         unit_interval(repeats_.at(world_.messages[slot].id, group)) <
                             world_.plan.broker.repeats_unasked;
      if (again) {
        one.repeated = true;
        ++one.lease;
        groups_[group].ready.push_back(slot);
        hand_out(group);
      } else {
        done(group, slot, one);
      }
    }
    world_.let_go(slot);
  }

  void remembered(std::uint16_t group, Slot slot, std::uint32_t lease) {
    if (world_.reception(slot, group).lease == lease) {
      processing_.remember(slot, group,
                           state_.actor_of(group, world_.reception(slot, group).consumer));
    }
    world_.let_go(slot);
  }

  void dead_letter_confirmed(std::uint16_t group, Slot slot, std::uint32_t lease) {
    Reception& one = world_.reception(slot, group);
    if (one.lease != lease || one.done) return world_.let_go(slot);
    constexpr std::uint8_t refusals = 3;
    if (world_.messages[slot].refuse_dead_letter && one.refusals < refusals) {
      ++one.refusals;
      world_.at(world_.now + one_second, Step::dead_letter, group, slot, lease);
      return;
    }
    state_.tell_dead_letter(group, slot, one);
    state_.finished(group, slot, world_.now);
    state_.acknowledge(group, slot, one);
    done(group, slot, one);
    hand_out(group);
    world_.let_go(slot);
  }

  // --- Faults.
  void crash(std::uint16_t actor, Time until_noticed) {
    const std::uint16_t group = world_.group_of(actor);
    const auto index = static_cast<std::uint16_t>(actor - world_.first_consumer[group]);
    Worker& worker = groups_[group].workers[index];
    if (!worker.alive) return;
    world_.record({.actor = actor, .group = group, .kind = EventKind::crash});
    lose(group, index, until_noticed);
  }
  /// All consumers of a group stop at once, and come back together.
  void stay_away(std::uint16_t group, Time away) {
    for (std::uint32_t i = 0; i < world_.setup.instances[group]; ++i)
      crash(world_.consumer_actor(group, i), away);
  }
  void pause(std::uint16_t actor, Time timeout) {
    const std::uint16_t group = world_.group_of(actor);
    const auto index = static_cast<std::uint16_t>(actor - world_.first_consumer[group]);
    Worker& worker = groups_[group].workers[index];
    if (!worker.alive || worker.working_on == no_slot) return;
    if (!state_.acknowledges_before_processing()) {  // otherwise it is dropped: it would come late
      const Slot slot = worker.working_on;
      world_.hold(slot);
      late_.push_back({slot, group, actor, world_.reception(slot, group).attempts, 0, worker.luck});
      world_.at(world_.now + timeout + timeout / 2, Step::late_effect, 0,
                static_cast<std::uint32_t>(late_.size() - 1));
    }
    lose(group, index, timeout);
  }
  void takeover(std::uint16_t actor) {
    const std::uint16_t group = world_.group_of(actor);
    const auto index = static_cast<std::uint16_t>(actor - world_.first_consumer[group]);
    drop_outlived(group);
    groups_[group].workers[index].alive = true;
    groups_[group].idle.push_back(index);
    world_.record({.actor = actor, .group = group, .kind = EventKind::restart});
    hand_out(group);
    if (world_.aim != nullptr) world_.end_fault();
  }
  /// The broker loses what it was to hand out, as far as it was appended at this time or later.
  void lose_waiting(std::uint32_t partition, Time since) {
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      Ring<Slot> lost = state_.take_waiting(group, [&](Slot slot) {
        const Message& message = world_.messages[slot];
        return message.partition == partition && message.appended >= since;
      });
      while (!lost.empty()) {
        const Slot slot = lost.pop_front();
        state_.tell_lost(slot);
        done(group, slot, world_.reception(slot, group));
      }
    }
  }
  /// After an outage.
  void resume() {
    for (std::uint16_t group = 0; group < world_.groups; ++group) hand_out(group);
  }
  void call_possible(std::uint16_t group) {
    calls_.told(group);
    hand_out(group);
  }
  void late_effect(std::uint32_t place) { processing_.finish_late(late_[place]); }

 private:
  using Group = typename CompetingState<Pending>::Group;

  // --- Handing out.
  void hand_out(std::uint16_t group) {
    Group& one = groups_[group];
    if (world_.consumers_away) return;
    while (!one.ready.empty() && !one.idle.empty()) {
      if (!calls_.call(group, one.ready.size())) return;
      const Slot slot = one.ready.pop_front();
      const std::uint16_t index = one.idle.back();
      if (world_.reception(slot, group).done) continue;
      one.idle.pop_back();
      calls_.receive_more(slot, one.workers[index].in_hand, one.keys, one.ready);
      take(group, index, slot);
    }
  }
  /// The consumer goes on with what it has in hand or the key of what it did, or takes what is
  /// next.
  void is_free(std::uint16_t group, std::uint16_t index, Slot did = no_slot) {
    Ring<Slot>& in_hand = groups_[group].workers[index].in_hand;
    const bool stays = did != no_slot && world_.setup.key_stays;
    if (const Slot next = stays ? groups_[group].keys.comes_along(did) : no_slot; next != no_slot)
      return take(group, index, next);
    while (!in_hand.empty()) {
      const Slot slot = in_hand.pop_front();
      if (!world_.reception(slot, group).done) return take(group, index, slot);
    }
    groups_[group].idle.push_back(index);
  }

  void take(std::uint16_t group, std::uint16_t index, Slot slot) {
    Reception& one = world_.reception(slot, group);
    const std::uint16_t actor = state_.actor_of(group, index);
    one.consumer = index;
    ++one.lease;
    ++one.attempts;
    state_.tell_delivery(group, slot, one);
    if (processing_.is_duplicate(slot, group, actor)) {
      state_.finished(group, slot, world_.now);
      state_.acknowledge_soon(group, index, slot, one);
      return is_free(group, index);
    }
    if (state_.acknowledges_before_processing()) state_.acknowledge(group, slot, one);
    work(group, index, slot);
  }
  void work(std::uint16_t group, std::uint16_t index, Slot slot) {
    Reception& one = world_.reception(slot, group);
    Worker& worker = groups_[group].workers[index];
    worker.waiting = false;
    worker.working_on = slot;
    worker.started = world_.now;
    one.leased = world_.now;
    const auto work = processing_.work(slot, group, index, one.attempts);
    worker.luck = work.luck;
    world_.at(world_.now + work.service, Step::processed, state_.actor_of(group, index), 0,
              worker.generation);
    state_.comes_back_before(world_.now + work.service, group, slot);
  }

  // --- After an attempt.
  void finish(std::uint16_t group, std::uint16_t index, Worker& worker, Slot slot) {
    Reception& one = world_.reception(slot, group);
    const std::uint16_t actor = state_.actor_of(group, index);
    worker.working_on = no_slot;
    if (processing_.store_reachable() && processing_.is_duplicate(slot, group, actor)) {
      state_.finished(group, slot, worker.started);
      state_.acknowledge_soon(group, index, slot, one);
      return is_free(group, index);
    }
    const Attempt result = processing_.attempt(slot, group, worker.luck);
    if (result == Attempt::store_unreachable) {
      --one.attempts;
      return wait_for(group, index, worker, slot, one, processing_.reachable_from() - world_.now,
                      Retrying::by_redelivery);
    }
    processing_.record_effect(group, slot, 0, one.attempts, actor, result, nothing);
    if (result == Attempt::succeeded) {
      processing_.remember_effect(slot, group, actor, one.lease);
      state_.finished(group, slot, worker.started);
      state_.acknowledge_soon(group, index, slot, one);
      return is_free(group, index, slot);
    }
    failed(group, index, worker, slot, one, result);
  }

  void failed(std::uint16_t group, std::uint16_t index, Worker& worker, Slot slot, Reception& one,
              Attempt result) {
    const RetryPlan& retry = world_.plan.consumer.retry;
    const bool auto_acknowledged = state_.acknowledges_before_processing();
    if (result == Attempt::failed && one.attempts < retry.attempts && !auto_acknowledged) {
      const Time wait = processing_.wait(slot, group, one.attempts);
      state_.tell_retry(group, slot, one, wait);
      return wait_for(group, index, worker, slot, one, wait, retry.mode);
    }
    world_.hold(slot);
    const bool set_aside = world_.plan.consumer.dead_letters && !auto_acknowledged;
    if (!set_aside) state_.finished(group, slot, worker.started);
    world_.at(world_.now + world_.setup.commit_delay,
              set_aside ? Step::dead_letter : Step::acknowledged, group, slot, one.lease);
    is_free(group, index);
  }

  void wait_for(std::uint16_t group, std::uint16_t index, Worker& worker, Slot slot, Reception& one,
                Time wait, Retrying mode) {
    if (mode == Retrying::in_place) {
      worker.waiting = true;
      worker.working_on = slot;
      ++one.attempts;
    } else {
      one.consumer = nobody;
    }
    world_.hold(slot);
    world_.at(world_.now + wait, Step::retry_due, group, slot, one.lease);
    if (mode != Retrying::in_place) is_free(group, index);
  }

  /// The group needs the message no longer.
  void done(std::uint16_t group, Slot slot, Reception& one) {
    if (one.done) return;
    one.done = true;
    state_.unread.leaves(group, world_.messages[slot].partition);
    const Slot next = groups_[group].keys.next_after(slot);
    if (next != no_slot) groups_[group].ready.push_back(next);
    hand_out(group);
    world_.let_go(slot);
  }

  // --- Losing a consumer.
  void lose(std::uint16_t group, std::uint16_t index, Time until_noticed) {
    Worker& worker = groups_[group].workers[index];
    const Slot left_half_done = state_.stop(group, index);
    if (left_half_done != no_slot) give_back(group, left_half_done, until_noticed);
    for (const Slot slot : worker.unacknowledged) give_back(group, slot, until_noticed);
    worker.unacknowledged.clear();
    state_.give_back_in_hand(group, worker, until_noticed);
    world_.at(world_.now + until_noticed, Step::takeover, world_.consumer_actor(group, index), 0);
  }
  void give_back(std::uint16_t group, Slot slot, Time delay) {
    Reception& one = world_.reception(slot, group);
    ++one.lease;
    if (one.acknowledged && state_.acknowledges_before_processing()) {
      return done(group, slot, one);  // nobody has it any more
    }
    one.consumer = nobody;
    state_.come_back(group, slot, delay);
  }
  /// Takes a message from the consumer that still works on it.
  void detach(std::uint16_t group, Slot slot, Reception& one) {
    if (one.consumer == nobody) return;
    Worker& worker = groups_[group].workers[one.consumer];
    state_.forget(group, slot, one);
    if (worker.working_on == slot) {
      world_.hold(slot);
      late_.push_back(
          {slot, group, state_.actor_of(group, one.consumer), one.attempts, 0, worker.luck});
      // It goes on, without knowing; what it had left takes as long again.
      world_.at(world_.now + (world_.now - worker.started), Step::late_effect, 0,
                static_cast<std::uint32_t>(late_.size() - 1));
      ++worker.generation;
      worker.working_on = no_slot;
      is_free(group, std::exchange(one.consumer, nobody));
    }
    one.consumer = nobody;
  }

  // --- What nobody reads.
  /// The oldest messages leave a queue that is too long.
  void make_room(std::uint16_t group, std::uint32_t partition) {
    Group& one = groups_[group];
    while (!one.ready.empty() && state_.unread.overflows(group, partition)) {
      let_die(group, one.ready.pop_front(), Outcome::overflow);
    }
  }
  void drop_outlived(std::uint16_t group) {
    auto dead = state_.take_waiting(group, [&](Slot slot) { return state_.unread.outlived(slot); });
    if (dead.empty()) return;
    while (!dead.empty()) let_die(group, dead.pop_front(), Outcome::expired);
    world_.count_hit();
  }
  void let_die(std::uint16_t group, Slot slot, Outcome why) {
    Reception& one = world_.reception(slot, group);
    if (one.done) return;
    state_.unread.gone(slot, group, why);
    one.acknowledged = true;
    done(group, slot, one);
  }

  CompetingState<Pending> state_;
  World<Pending>& world_;
  Partitions<Pending>& partitions_;
  Processing<Pending>& processing_;
  ReceiveCalls<Pending> calls_;
  RandomStream repeats_;
  std::vector<Group>& groups_;
  std::vector<LateWork> late_;
};

}  // namespace eventarch::simulation
