#pragma once

/// What the parts of groups share in which whoever is free takes the next message.

#include <cstdint>
#include <utility>
#include <vector>

#include "simulation/engine/ring.hpp"
#include "simulation/models/key_queues.hpp"
#include "simulation/models/unread.hpp"
#include "simulation/models/worker.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

template <class Pending>
struct CompetingState {
  struct Group {
    Ring<Slot> ready;
    std::vector<std::uint16_t> idle;  ///< the last one in is the first one out
    std::vector<Worker> workers;
    KeyQueues<Pending> keys;
  };

  CompetingState(World<Pending>& its_world, Unread<Pending>& its_unread)
      : world(its_world), unread(its_unread) {
    const bool locks = world.plan.broker.sharing == Sharing::locked_key;
    for (std::uint16_t number = 0; number < world.groups; ++number) {
      Group& group = groups.emplace_back(Group{{}, {}, {}, {world, number, locks}});
      const std::uint32_t instances = world.setup.instances[number];
      group.workers.resize(instances);
      for (std::uint32_t i = instances; i > 0; --i) {
        group.idle.push_back(static_cast<std::uint16_t>(i - 1));
      }
    }
  }

  World<Pending>& world;
  Unread<Pending>& unread;
  std::vector<Group> groups;

  [[nodiscard]] std::uint16_t actor_of(std::uint16_t group, std::uint16_t index) const {
    return index == nobody ? nobody : world.consumer_actor(group, index);
  }
  [[nodiscard]] bool acknowledges_before_processing() const {
    return world.plan.consumer.commit == CommitTiming::before_processing ||
           world.plan.consumer.commit == CommitTiming::when_handed_over;
  }
  void acknowledge(std::uint16_t group, Slot slot, Reception& one) {
    if (one.acknowledged) return;
    one.acknowledged = true;
    world.record_about(
        slot,
        {.actor = actor_of(group, one.consumer), .group = group, .kind = EventKind::acknowledge});
  }
  void finished(std::uint16_t group, Slot slot, Time started) {
    // What the broker hands out twice by itself was finished the first time.
    if (world.measured == nullptr || world.reception(slot, group).repeated) return;
    world.measure(slot, group, started, world.now);
  }

  /// Takes those that nobody has in hand out of the queue, in order.
  template <class Chosen>
  [[nodiscard]] Ring<Slot> take_waiting(std::uint16_t group, Chosen chosen) {
    Ring<Slot> taken;
    Ring<Slot> waiting = std::exchange(groups[group].ready, {});
    while (!waiting.empty()) {
      const Slot slot = waiting.pop_front();
      (chosen(slot) ? taken : groups[group].ready).push_back(slot);
    }
    return taken;
  }
  /// With the only copy of its queue.
  void tell_lost(Slot slot) {
    world.record_about(
        slot,
        {.actor = world.replica_actor(0), .kind = EventKind::truncate, .outcome = Outcome::alone});
  }

  // --- What the history tells of a message in hand.
  void tell_delivery(std::uint16_t group, Slot slot, const Reception& one) {
    world.record_received(slot, {.epoch = one.lease,
                                 .actor = actor_of(group, one.consumer),
                                 .group = group,
                                 .attempt = one.attempts,
                                 .kind = EventKind::deliver});
  }
  void tell_retry(std::uint16_t group, Slot slot, const Reception& one, Time wait) {
    world.record_about(slot, {.value = wait,
                              .actor = actor_of(group, one.consumer),
                              .group = group,
                              .attempt = one.attempts,
                              .kind = EventKind::retry});
  }
  void tell_dead_letter(std::uint16_t group, Slot slot, const Reception& one) {
    const bool for_good = one.attempts < world.plan.consumer.retry.attempts;
    world.record_received(slot,
                          {.actor = actor_of(group, one.consumer),
                           .group = group,
                           .attempt = one.attempts,
                           .kind = EventKind::dead_letter,
                           .outcome = for_good ? Outcome::failed_for_good : Outcome::exhausted});
  }

  /// A message is to be handed out again after a while, unless it is done by then.
  void come_back(std::uint16_t group, Slot slot, Time delay) {
    world.hold(slot);
    world.at(world.now + delay, Step::returned, group, slot, world.reception(slot, group).lease);
  }
  /// A message whose time with its consumer is over before it is done is handed out again.
  void comes_back_before(Time done, std::uint16_t group, Slot slot) {
    const Time visibility = from_milliseconds(world.plan.broker.return_after_ms);
    if (world.plan.broker.comes_back == Return::after_visibility && done - world.now > visibility &&
        !world.plan.consumer.extends_visibility && !acknowledges_before_processing()) {
      come_back(group, slot, visibility);
    }
  }
  /// What a lost consumer had received and not begun.
  void give_back_in_hand(std::uint16_t group, Worker& worker, Time delay) {
    while (!worker.in_hand.empty()) come_back(group, worker.in_hand.pop_front(), delay);
  }
  void acknowledge_soon(std::uint16_t group, std::uint16_t index, Slot slot, const Reception& one) {
    if (world.aim != nullptr) groups[group].workers[index].unacknowledged.push_back(slot);
    world.hold(slot);
    world.at(world.now + world.setup.commit_delay, Step::acknowledged, group, slot, one.lease);
  }
  void forget(std::uint16_t group, Slot slot, const Reception& one) {
    if (one.consumer != nobody)
      std::erase(groups[group].workers[one.consumer].unacknowledged, slot);
  }

  /// The consumer is gone: it gets nothing any more. Gives what it was working on.
  Slot stop(std::uint16_t group, std::uint16_t index) {
    Worker& worker = groups[group].workers[index];
    worker.alive = false;
    worker.waiting = false;
    ++worker.generation;
    std::erase(groups[group].idle, index);
    return std::exchange(worker.working_on, no_slot);
  }
};

}  // namespace eventarch::simulation
