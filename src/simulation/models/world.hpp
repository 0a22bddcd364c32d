#pragma once

/// What all parts of the message path share: the clock, the pending events, the messages in flight,
/// the history and the fault that waits for its moment.

#include <cstdint>
#include <utility>
#include <vector>

#include "simulation/cache_line.hpp"
#include "simulation/engine/pending_event.hpp"
#include "simulation/engine/random_stream.hpp"
#include "simulation/engine/slab.hpp"
#include "simulation/models/aim.hpp"
#include "simulation/models/path_setup.hpp"
#include "simulation/models/recorder.hpp"
#include "simulation/models/strike.hpp"
#include "simulation/statistics/measurements.hpp"

namespace eventarch::simulation {

/// What happens next. Actor, subject and generation mean what stands beside it.
enum class Step : std::uint8_t {
  source,         ///< the next message is due
  at_leader,      ///< a request arrives: partition, message; generation of the connection
  stored,         ///< a record counts as stored: partition, offset; generation of the leader
  visible,        ///< a record reaches the consumers: partition, offset
  processed,      ///< a consumer is done: consumer, partition or message; its generation
  retry_due,      ///< a wait is over: group, partition or message
  commit,         ///< progress is stored: group, partition
  remembered,     ///< an identity is stored after the effect: group, message
  dead_letter,    ///< a dead letter is confirmed: group, partition or message
  acknowledged,   ///< an acknowledgement arrives: group, message; generation of the delivery
  returned,       ///< a message comes back: group, message; generation of the delivery
  outage_ends,    ///< consumers take messages again
  outage,         ///< consumers finish what they have in hand, and take nothing more
  takeover,       ///< a lost consumer is noticed: consumer
  group_back,     ///< all consumers of a group are back: group
  late_effect,    ///< a consumer that was replaced finishes: place in the list of such
  leader_lost,    ///< partition: the leader, and with it all but the one that lags
  out_of_sync,    ///< partition: the follower that lags no longer counts
  left_alone,     ///< partition: the followers are known to be lost
  alone_lost,     ///< partition: the leader, which has the only copy, loses power
  elected,        ///< partition has a leader again
  resend,         ///< a message is sent again: partition, message; generation of the connection
  strike,         ///< the fault strikes
  call_possible,  ///< consumers can ask for messages again: group
};

struct alignas(cache_line) Message {
  Time intended = 0;
  Time appended = 0;
  Time stored = 0;
  std::uint32_t id = 0;
  std::uint32_t key = 0;
  std::uint32_t nth = 0;
  std::uint32_t partition = 0;
  std::uint32_t sequence = 0;  ///< among those of its partition's producers
  Slot identity = no_slot;     ///< where it is remembered whether it was processed
  std::uint16_t producer = 0;
  std::uint16_t holders = 0;  ///< who still needs the record
  bool settled = false;       ///< the producer waits no longer
  bool in_log = false;        ///< appended at least once, and not truncated since
  bool lose_request = false;
  bool lose_answer = false;
  bool poison = false;
  bool poison_for_good = false;
  bool refuse_dead_letter = false;
};
static_assert(sizeof(Message) == cache_line);

/// What only a measured run asks of a message.
struct Passage {
  Time departed = 0;
  Time visible = 0;
};

/// What a group knows of a message.
struct alignas(cache_line) Reception {
  Time remembered = never;  ///< when its identity was stored; never: it was not
  Time leased = 0;          ///< when its processing began
  Time processed = 0;       ///< in a transaction that is still open; 0: not
  Time service = never;     ///< of the first attempt; never: not drawn ahead
  std::uint64_t luck = 0;   ///< of the first attempt, where its service was drawn ahead
  std::uint32_t lease = 0;  ///< counts hand-overs: what belongs to an older one is void
  Slot next = no_slot;      ///< behind it, where it waits for its key
  std::uint16_t attempts = 0;
  std::uint16_t consumer = nobody;
  std::uint8_t refusals = 0;  ///< of the dead letter
  bool repeated = false;      ///< the broker has handed it out twice by itself
  bool acknowledged = false;
  bool done = false;  ///< the group needs it no longer
};
static_assert(sizeof(Reception) == cache_line);

template <class Pending>
struct World {
  World(const PathSetup& its_setup, Recorder& its_recorder, Pending its_pending, Aim* its_aim,
        Strike its_strike, Measurements* its_measurements)
      : setup(its_setup),
        plan(*its_setup.plan),
        recorder(its_recorder),
        aim(its_aim),
        strike(its_strike),
        measured(its_measurements),
        groups(static_cast<std::uint16_t>(its_setup.instances.size())),
        partitions_in_use(its_setup.partitions_at_first == 0 ? its_setup.partitions
                                                             : its_setup.partitions_at_first),
        pending(std::move(its_pending)) {
    std::uint32_t actor = setup.producers + 1 + setup.followers;
    for (const std::uint32_t instances : setup.instances) {
      first_consumer.push_back(static_cast<std::uint16_t>(actor));
      actor += instances;
    }
  }

  const PathSetup& setup;
  const SimulationPlan& plan;
  Recorder& recorder;
  Aim* aim;  ///< null: none
  Strike strike;
  Measurements* measured;  ///< null: a fault run
  std::uint16_t groups;
  bool consumers_away = false;      ///< an outage of the load runs: nobody takes anything
  std::uint32_t partitions_in_use;  ///< fewer than there are until one is added

  Time now = 0;
  Pending pending;
  std::uint64_t sequence = 0;
  Slab<Message> messages;
  std::vector<Reception> receptions;          ///< of message and group
  std::vector<Passage> passages;              ///< of each message, where that is measured
  std::vector<std::uint16_t> first_consumer;  ///< actor of each group's first

  void at(Time when, Step step, std::uint16_t actor, std::uint32_t subject,
          std::uint32_t generation = 0) {
    pending.push({when, event_order(sequence++, static_cast<std::uint8_t>(step), actor), subject,
                  generation});
  }

  // --- Names in the history: producers, then replicas, then consumers.
  [[nodiscard]] std::uint16_t replica_actor(std::uint32_t replica) const {
    return static_cast<std::uint16_t>(setup.producers + replica);
  }
  [[nodiscard]] std::uint16_t consumer_actor(std::uint16_t group, std::uint32_t consumer) const {
    return static_cast<std::uint16_t>(first_consumer[group] + consumer);
  }
  /// The group of a consumer that is known by its actor.
  [[nodiscard]] std::uint16_t group_of(std::uint16_t actor) const {
    std::uint16_t group = 0;
    while (group + 1U < groups && actor >= first_consumer[group + 1U]) ++group;
    return group;
  }

  // --- The history.
  [[gnu::always_inline]] void record(Event event) {
    event.time = now;
    recorder.record(event);
    if (aim != nullptr) show_aim(event);
  }
  [[gnu::always_inline]] void record_about(Slot slot, Event event) {
    const Message& message = messages[slot];
    event.message = message.id;
    event.partition = message.partition;
    marked = slot;
    record(event);
  }
  /// With the key and the place of the message among those of its key.
  [[gnu::always_inline]] void record_received(Slot slot, Event event) {
    event.key = messages[slot].key;
    event.nth = messages[slot].nth;
    record_about(slot, event);
  }

  // --- Messages live as long as somebody holds them.
  Slot new_message() {
    static constexpr Reception fresh{};
    const Slot slot = messages.allocate();
    if ((static_cast<std::size_t>(slot) + 1) * groups > receptions.size()) make_room(slot);
    for (std::uint16_t group = 0; group < groups; ++group) reception(slot, group) = fresh;
    messages[slot].identity = slot;
    return slot;
  }
  [[gnu::cold]] void make_room(Slot slot) {
    const std::size_t needed = static_cast<std::size_t>(slot) + 1;
    receptions.resize(needed * groups);
    if (measured != nullptr) passages.resize(needed);
  }
  [[nodiscard]] Reception& reception(Slot slot, std::uint16_t group) {
    return receptions[static_cast<std::size_t>(slot) * groups + group];
  }
  void hold(Slot slot) { ++messages[slot].holders; }
  void let_go(Slot slot) {
    if (--messages[slot].holders == 0) release(slot);
  }
  [[gnu::noinline]] void release(Slot slot) {
    const Slot identity = messages[slot].identity;
    messages.release(slot);
    if (identity != slot) let_go(identity);
  }

  // --- Measuring. Requires: measured.
  [[nodiscard]] std::uint32_t segment_of(Slot slot) const {
    return static_cast<std::uint32_t>(std::uint64_t{messages[slot].id} * segment_count /
                                      setup.messages);
  }
  void measure(Slot slot, std::uint16_t group, Time started, Time processed, bool of_lag = true) {
    const Message& message = messages[slot];
    GroupMeasurements& to = measured->groups[group];
    if (of_lag) to.lag_changes(now, false);
    const Passage& passage = passages[slot];
    to.processed(segment_of(slot), {message.intended, passage.departed, message.appended,
                                    message.stored, passage.visible, started, processed, now});
  }

  // --- The fault.
  Slot marked = no_slot;  ///< the message that the last event was about

  [[gnu::noinline]] void show_aim(const Event& event) {
    if (aim->see(event)) take_aim(event);
  }
  void take_aim(const Event& event) {
    if (!marks(strike)) {
      at(now, Step::strike, event.actor, event.partition, event.group);
      return;
    }
    if (marked == no_slot) return;
    Message& message = messages[marked];
    switch (strike) {
      case Strike::lose_request: message.lose_request = true; break;
      case Strike::lose_answer: message.lose_answer = true; break;
      case Strike::poison: message.poison = true; break;
      case Strike::change_schema:
      case Strike::poison_for_good: message.poison_for_good = true; break;
      case Strike::refuse_dead_letter: message.refuse_dead_letter = true; break;
      default: break;
    }
    begin_fault(event.actor, event.partition, true);
  }
  void begin_fault(std::uint16_t actor, std::uint32_t partition, bool inside) {
    aim->struck(inside, now);
    recorder.record({.time = now,
                     .partition = partition,
                     .subject = aim->fault(),
                     .actor = actor,
                     .kind = EventKind::fault_begin});
    if (inside) tell_hit();
  }
  /// A fault that takes its time has come to where it does harm.
  void count_hit() {
    if (aim == nullptr) return;
    aim->hit();
    tell_hit();
  }
  void tell_hit() {
    recorder.record({.time = now, .subject = aim->fault(), .kind = EventKind::fault_window});
  }
  void end_fault() {
    recorder.record({.time = now, .subject = aim->fault(), .kind = EventKind::fault_end});
  }
};

}  // namespace eventarch::simulation
