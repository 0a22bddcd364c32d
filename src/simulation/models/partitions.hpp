#pragma once

/// Producers, and the leader of each partition that takes what they send.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "simulation/models/broker_copies.hpp"
#include "simulation/models/message_source.hpp"
#include "simulation/models/partition.hpp"
#include "simulation/models/unread.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

template <class Pending>
class Partitions {
 public:
  Partitions(World<Pending>& world, Unread<Pending>& unread)
      : world_(world),
        unread_(unread),
        copies_(world),
        source_(world),
        all_(world.setup.partitions) {
    for (Partition& one : all_) one.in_sync = all_in_sync();
  }

  [[nodiscard]] Partition& operator[](std::uint32_t partition) { return all_[partition]; }
  [[nodiscard]] BrokerCopies<Pending>& copies() { return copies_; }
  [[nodiscard]] std::uint64_t sent() const { return source_.sent(); }

  void begin() { source_.begin(); }
  /// The next message, on its way: nobody may hold it any more.
  Slot source() {
    const Slot slot = source_.next();
    depart(slot);
    return slot;
  }

  /// A request arrives at the leader of a partition, if its connection still stands.
  void arrives(std::uint32_t partition, Slot slot, std::uint32_t connection) {
    Partition& one = all_[partition];
    if (connection != one.connection || !one.reachable) return lost_request(slot);
    Message& message = world_.messages[slot];
    if (message.lose_request) {
      message.lose_request = false;
      return lose(one, partition, slot);
    }
    if (!accepts(one)) return later(partition, slot);
    if (unread_.refuses(partition)) return lose(one, partition, slot, until_there_may_be_room());
    if (!recognizes()) {
      append(one, partition, slot);
    } else if (message.sequence == one.expected) {
      append(one, partition, slot);
      append_early(one, partition);
    } else if (message.sequence > one.expected) {
      one.early.push_back(slot);
    } else {
      repeated(one, slot);
    }
  }

  /// A record counts as stored. True where it is to reach the consumers, which visible_at says
  /// when.
  bool stored(std::uint32_t partition, std::uint32_t offset_low, std::uint32_t generation) {
    Partition& one = all_[partition];
    if (generation != one.copying_generation) return false;
    const std::uint64_t offset = whole_offset(one.high_watermark, offset_low);
    if (offset < one.high_watermark || !accepts(one)) return false;
    advance(one, partition, offset + 1);
    return true;
  }

  [[nodiscard]] Time visible_at(std::uint32_t partition) {
    Partition& one = all_[partition];
    one.last_visible = std::max(one.last_visible, world_.now + one.way / 4);
    return one.last_visible;
  }

  /// Sends a message again that is still unconfirmed.
  void resend(std::uint32_t partition, Slot slot, std::uint32_t connection) {
    Partition& one = all_[partition];
    if (connection != one.connection) return;  // everything unconfirmed was sent again meanwhile
    if (world_.messages[slot].settled) return;
    request(one, partition, slot, world_.now);
  }

  /// Drops records from the front of a log that nobody reads any more.
  void retire(std::uint32_t partition, std::uint64_t before) {
    Partition& one = all_[partition];
    while (one.log.begin() < before && !one.log.empty()) {
      if (keeps_copies()) one.copied.pop_front();
      world_.let_go(one.log.pop_front());
    }
  }

  /// Producers lose their connection, and send again what is unconfirmed once they have another.
  void reconnect(std::uint32_t partition) {
    Partition& one = all_[partition];
    if (!one.reachable) return;  // a new leader is waited for anyway
    ++one.connection;
    send_unconfirmed(one, partition);
  }

  // --- After an election.
  void send_unconfirmed(Partition& one, std::uint32_t partition, Time wait = retry_backoff) {
    for (const Slot early : one.early) world_.let_go(early);
    one.early.clear();
    for (std::uint64_t i = one.unsettled.begin(); i < one.unsettled.end(); ++i) {
      const Slot slot = one.unsettled.at(i);
      if (!world_.messages[slot].settled) request(one, partition, slot, world_.now + wait);
    }
  }
  /// Where confirmed records are gone their producers begin to count anew: the next that is
  /// expected is the first that is still to be sent.
  void expect_unconfirmed(Partition& one) {
    std::uint32_t first = one.next_sequence;
    for (std::uint64_t i = one.unsettled.begin(); i < one.unsettled.end(); ++i) {
      const Message& message = world_.messages[one.unsettled.at(i)];
      if (!message.settled && !message.in_log) first = std::min(first, message.sequence);
    }
    one.expected = std::max(one.expected, first);
  }
  void truncate(Partition& one, std::uint32_t partition, std::uint64_t end) {
    world_.record({.value = end,
                   .partition = partition,
                   .epoch = one.epoch,
                   .actor = world_.replica_actor(one.leader),
                   .kind = EventKind::truncate,
                   .outcome = one.alone ? Outcome::alone : Outcome::none});
    while (one.log.end() > end && !one.log.empty()) {
      const Slot slot = one.log.pop_back();
      one.copied.pop_back();
      if (!world_.plan.broker.offsets) tell_lost(one, slot, one.log.end());
      Message& message = world_.messages[slot];
      one.expected = std::min(one.expected, message.sequence);
      message.in_log = false;
      message.stored = 0;
      world_.let_go(slot);
    }
    if (one.log.end() > end) {  // what was read and dropped is gone as well
      one.log.restart(end);
      one.copied.restart(end);
    }
    one.high_watermark = std::min(one.high_watermark, end);
    one.visible = std::min(one.visible, end);
  }

 private:
  static constexpr Time retry_backoff = 100 * one_millisecond;  // retry.backoff.ms of Kafka
  static constexpr Time request_timeout = 30 * one_second;      // request.timeout.ms of Kafka

  [[nodiscard]] bool waits_for_all() const {
    return world_.plan.producer.acknowledgement == ProducerAcks::all;
  }
  [[nodiscard]] bool recognizes() const {
    return world_.plan.producer.idempotent &&
           world_.plan.broker.repeats == ProducerRepeats::recognized;
  }
  /// When a copy arrived matters to a fault only.
  [[nodiscard]] bool keeps_copies() const { return world_.aim != nullptr; }
  [[nodiscard]] std::uint32_t all_in_sync() const { return (1U << world_.setup.followers) - 1; }
  [[nodiscard]] bool accepts(const Partition& one) const {
    if (world_.plan.broker.replication != Replication::in_sync || !waits_for_all()) return true;
    if (one.in_sync == all_in_sync()) return true;
    const auto copies = static_cast<std::uint64_t>(std::popcount(one.in_sync)) + 1;
    return copies >= std::min<std::uint64_t>(world_.plan.min_in_sync, world_.setup.followers + 1U);
  }
  [[nodiscard]] static std::uint64_t whole_offset(std::uint64_t near, std::uint32_t low) {
    const auto distance = static_cast<std::int32_t>(low - static_cast<std::uint32_t>(near));
    return near + static_cast<std::uint64_t>(static_cast<std::int64_t>(distance));
  }

  /// A queue has no offsets by which the history could tell what is gone.
  void tell_lost(const Partition& one, Slot slot, std::uint64_t offset) {
    const bool stored =
        offset < one.high_watermark && world_.plan.broker.replication != Replication::asynchronous;
    world_.record_about(slot, {.epoch = one.epoch,
                               .actor = world_.replica_actor(one.leader),
                               .kind = EventKind::truncate,
                               .outcome = one.alone     ? Outcome::alone
                                          : one.unclean ? Outcome::unclean
                                          : stored      ? Outcome::committed
                                                        : Outcome::none});
  }

  // --- The way there.
  void depart(Slot slot) {
    Message& message = world_.messages[slot];
    Partition& one = all_[message.partition];
    copies_.take_way(one, message.partition);
    message.sequence = one.next_sequence++;
    if (one.batch_closes <= world_.now) one.batch_closes = world_.now + world_.setup.batch_wait;
    const std::uint32_t partition = message.partition;
    const Time departs = one.batch_closes;
    if (world_.measured != nullptr) world_.passages[slot].departed = departs;
    const bool unconfirmed = world_.plan.producer.acknowledgement == ProducerAcks::none;
    if (unconfirmed) {
      settle(slot, 0);
    } else {
      one.unsettled.push_back(slot);
    }
    if (one.reachable) request(one, partition, slot, departs);
    if (unconfirmed) world_.let_go(slot);
  }

  void request(Partition& one, std::uint32_t partition, Slot slot, Time departs) {
    copies_.take_way(one, partition);
    one.last_arrival = std::max(one.last_arrival, departs + one.way / 4);
    world_.hold(slot);
    world_.at(one.last_arrival, Step::at_leader, static_cast<std::uint16_t>(partition), slot,
              one.connection);
  }
  void lost_request(Slot slot) { world_.let_go(slot); }

  /// The request of this message fails. What is sent again depends on the client: each batch by
  /// itself, or all from here on in order.
  void lose(Partition& one, std::uint32_t partition, Slot slot, Time wait = retry_backoff) {
    world_.let_go(slot);
    if (world_.messages[slot].settled) return;  // nobody waits for an answer
    if (!world_.plan.producer.retries) return give_up(slot);
    if (world_.plan.broker.batches_overtake && !world_.plan.producer.one_in_flight) {
      world_.at(world_.now + wait, Step::resend, static_cast<std::uint16_t>(partition), slot,
                one.connection);
      return;
    }
    ++one.connection;
    send_unconfirmed(one, partition, wait);
  }
  /// A full queue has room again when a message is done: to ask it much sooner is in vain.
  [[nodiscard]] Time until_there_may_be_room() const {
    return std::max(retry_backoff, static_cast<Time>(world_.setup.processing.mean_nanoseconds()));
  }
  void later(std::uint32_t partition, Slot slot) {
    world_.let_go(slot);
    Partition& one = all_[partition];
    world_.at(world_.now + retry_backoff, Step::resend, static_cast<std::uint16_t>(partition), slot,
              one.connection);
  }
  void give_up(Slot slot) {
    Message& message = world_.messages[slot];
    message.settled = true;
    world_.record_about(slot, {.actor = message.producer, .kind = EventKind::send_unknown});
    drop_settled(all_[message.partition]);
  }

  // --- At the leader.
  void append(Partition& one, std::uint32_t partition, Slot arrived) {
    const Slot slot =
        world_.messages[arrived].in_log && !world_.plan.broker.offsets ? copy_of(arrived) : arrived;
    copies_.take_way(one, partition);
    const std::uint64_t offset = one.log.end();
    one.log.push_back(slot);
    const CopyTimes copied = copies_.copy(one);
    if (keeps_copies()) one.copied.push_back(copied);
    Message& message = world_.messages[slot];
    one.expected = message.sequence + 1;
    message.appended = world_.now;
    message.in_log = true;
    world_.record_received(slot, {.value = world_.plan.broker.offsets ? offset : 0,
                                  .epoch = one.epoch,
                                  .actor = world_.replica_actor(one.leader),
                                  .kind = EventKind::append});
    copies_.schedule_stored_at(one, partition, offset, copied);
    if (world_.plan.producer.acknowledgement == ProducerAcks::leader) answer(one, slot, offset);
    if (slot != arrived) world_.let_go(arrived);  // else the log holds what the request held
  }

  /// A queue knows nothing of repeats: the second copy is a message of its own with the same
  /// identity.
  Slot copy_of(Slot original) {
    const Slot identity = world_.messages[original].identity;
    const Slot slot = world_.new_message();
    const std::uint16_t holders = 1;
    world_.messages[slot] = world_.messages[original];
    world_.messages[slot].holders = holders;
    world_.messages[slot].identity = identity;
    if (world_.measured != nullptr) world_.passages[slot] = world_.passages[original];
    world_.hold(identity);
    return slot;
  }

  void append_early(Partition& one, std::uint32_t partition) {
    for (;;) {
      const auto next = std::ranges::find_if(
          one.early, [&](Slot slot) { return world_.messages[slot].sequence == one.expected; });
      if (next == one.early.end()) return;
      const Slot slot = *next;
      one.early.erase(next);
      append(one, partition, slot);
    }
  }

  /// The sequence number is known: the record is there, and only the answer was lost.
  void repeated(Partition& one, Slot slot) {
    const Message& message = world_.messages[slot];
    const bool confirmed = !waits_for_all() || message.stored != 0;
    if (confirmed && !message.settled) answer(one, slot, 0);
    world_.let_go(slot);
  }

  /// The producer hears of a record; of a second copy too, since it waits for the message.
  void answer(Partition& one, Slot slot, std::uint64_t offset) {
    const Slot original = world_.messages[slot].identity;
    Message& message = world_.messages[original];
    if (message.settled) return;
    if (message.lose_answer) {
      message.lose_answer = false;
      if (!world_.plan.producer.retries) return give_up(original);
      world_.at(world_.now + request_timeout, Step::resend,
                static_cast<std::uint16_t>(message.partition), original, one.connection);
      return;
    }
    settle(original, offset);
    drop_settled(one);
  }
  void settle(Slot slot, std::uint64_t offset) {
    Message& message = world_.messages[slot];
    message.settled = true;
    world_.record_about(slot,
                        {.value = offset, .actor = message.producer, .kind = EventKind::send_ok});
  }
  void drop_settled(Partition& one) {
    while (!one.unsettled.empty() && world_.messages[one.unsettled.front()].settled) {
      world_.let_go(one.unsettled.pop_front());
    }
  }

  void advance(Partition& one, std::uint32_t partition, std::uint64_t end) {
    const std::uint64_t from = one.high_watermark;
    one.high_watermark = end;
    world_.record({.value = end,
                   .partition = partition,
                   .epoch = one.epoch,
                   .actor = world_.replica_actor(one.leader),
                   .kind = EventKind::high_watermark});
    for (std::uint64_t offset = from; offset < end; ++offset) {
      const Slot slot = one.log.at(offset);
      if (world_.messages[slot].stored == 0) world_.messages[slot].stored = world_.now;
      if (waits_for_all()) answer(one, slot, offset);
    }
  }

  World<Pending>& world_;
  Unread<Pending>& unread_;
  BrokerCopies<Pending> copies_;
  MessageSource<Pending> source_;
  std::vector<Partition> all_;
};

}  // namespace eventarch::simulation
