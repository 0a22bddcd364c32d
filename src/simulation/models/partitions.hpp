#pragma once

/// The writing side: producers, the log or queue of each partition, its copies, its leader.
///
/// The way through the broker is drawn once for a stretch of time and partition, and split: a
/// quarter to the leader, half to the copies, a quarter to the consumers. Congestion lasts longer
/// than a message; a delay drawn for each message would let one slow message hold up all behind it,
/// and the planning figures of the catalogue already hold that.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "simulation/engine/ring.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

/// A record of a log.
struct Entry {
  Slot slot = no_slot;
  std::uint32_t sequence = 0;
  std::array<Time, followers_most> copied{};  ///< when each follower has it; never: not by itself
};

struct Partition {
  Ring<Entry> log;
  std::uint64_t high_watermark = 0;
  std::uint64_t visible = 0;  ///< end of what consumers can read

  // The way through the broker in this stretch of time.
  std::uint64_t stretch = UINT64_MAX - 1;
  Time steady_until = 0;
  Time this_way = 0;
  Time next_way = 0;
  Time way = 0;
  std::array<double, followers_most> slowness{};
  std::array<Time, followers_most> copying{};

  // What is on its way stays in order.
  Time last_arrival = 0;
  Time last_visible = 0;
  std::array<Time, followers_most> last_copied{};

  // Producers.
  Time batch_closes = 0;
  Ring<Slot> unsettled;  ///< sent and not confirmed, in order
  std::uint32_t next_sequence = 0;
  std::uint32_t connection = 0;
  bool resending = false;  ///< everything unconfirmed is sent again, in order

  // The leader.
  std::uint32_t expected = 0;  ///< the next sequence number of the producers
  std::vector<Slot> early;     ///< came before one with a smaller sequence number
  std::uint32_t epoch = 1;
  std::uint32_t copying_generation = 0;
  std::uint32_t leader = 0;                ///< replica
  bool reachable = true;                   ///< producers reach a leader
  bool isolated = false;                   ///< which its followers do not
  bool failing = false;                    ///< a fault of its leader is going on
  std::uint32_t in_sync = 0;               ///< a bit for each follower that counts
  std::uint32_t lagging = followers_most;  ///< the follower that does not copy
  std::uint64_t end_at_election = 0;
  bool unclean = false;
};

template <class Pending>
class Partitions {
 public:
  explicit Partitions(World<Pending>& world)
      : world_(world),
        all_(world.setup.partitions),
        nth_(world.setup.keys),
        arrivals_(StreamName{world.setup.seed, "producers", 0, "arrivals"}),
        hot_key_(StreamName{world.setup.seed, "producers", 0, "hot key"}),
        ways_(StreamName{world.setup.seed, "broker", 0, "ways"}),
        gap_(world.plan.arrivals == Arrivals::steady
                 ? Distribution::deterministic(1e9 / world.setup.rate_per_second)
                 : Distribution::exponential(1e9 / world.setup.rate_per_second)),
        stretch_(std::max<Time>(one_millisecond,
                                40 * world.setup.broker.draw(~std::uint64_t{0} / 100 * 99))),
        steady_(stretch_ / 10 * 9) {
    for (Partition& one : all_) one.in_sync = (1U << world_.setup.followers) - 1;
  }

  [[nodiscard]] Partition& operator[](std::uint32_t partition) { return all_[partition]; }
  [[nodiscard]] std::uint64_t sent() const { return sent_; }

  void begin() {
    if (world_.setup.messages == 0) return;
    world_.at(gap(arrivals_.at(~std::uint64_t{0})), Step::source, 0, 0);
  }

  /// The next message is due.
  void source() {
    const Slot slot = world_.new_message();
    Message& message = world_.messages[slot];
    message.intended = world_.now;
    message.id = static_cast<std::uint32_t>(sent_);
    const TwoDraws draws = arrivals_.both_at(sent_);
    message.key = key_of(sent_, draws.first);
    message.nth = nth_[message.key]++;
    message.partition = partition_of(message.key);
    message.producer = static_cast<std::uint16_t>(message.key % world_.setup.producers);
    ++sent_;
    if (sent_ < world_.setup.messages) {
      world_.at(world_.now + gap(draws.second), Step::source, 0, 0);
    }
    world_.hold(slot);
    world_.record_received(
        slot, {.value = world_.now, .actor = message.producer, .kind = EventKind::send});
    depart(slot);
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
    if (offset < one.high_watermark) return false;
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
    while (one.log.begin() < before && !one.log.empty()) world_.let_go(one.log.pop_front().slot);
  }

  // --- Faults of leaders.
  void leader_dies(std::uint32_t partition, bool isolated) {
    Partition& one = all_[partition];
    if (one.failing || world_.setup.followers == 0) return;
    one.failing = true;
    one.isolated = isolated;
    ++one.copying_generation;  // what was being copied is not finished by this leader
    choose_successor(one);
    if (isolated) {
      forget_copies(one);
    } else {
      one.reachable = false;
      ++one.connection;
      world_.record({.partition = partition,
                     .actor = world_.replica_actor(one.leader),
                     .kind = EventKind::crash});
    }
    world_.at(world_.now + election(), Step::elected, 0, partition);
  }

  /// One follower stops copying; when it no longer counts, all others die.
  void collapse(std::uint32_t partition) {
    Partition& one = all_[partition];
    if (one.failing || world_.setup.followers == 0) return;
    one.failing = true;
    one.lagging = world_.setup.followers - 1;
    one.end_at_election = end_of_copy(one, one.lagging);
    stop_copying(one, one.lagging);
    ++one.copying_generation;
    schedule_stored(one, partition);
    world_.at(world_.now + replica_lag, Step::out_of_sync, 0, partition);
  }
  void out_of_sync(std::uint32_t partition) {
    Partition& one = all_[partition];
    one.in_sync &= ~(1U << one.lagging);
    ++one.copying_generation;
    schedule_stored(one, partition);
    // Right after what waited was confirmed, and before anybody has read it.
    world_.at(world_.now + one.way / 8, Step::leader_lost, 0, partition);
  }
  void leader_lost(std::uint32_t partition) {
    Partition& one = all_[partition];
    one.reachable = false;
    ++one.connection;
    ++one.copying_generation;
    world_.record({.partition = partition,
                   .actor = world_.replica_actor(one.leader),
                   .kind = EventKind::crash});
    one.unclean = world_.plan.unclean_election;
    if (one.end_at_election < one.high_watermark) world_.count_hit();
    if (!one.unclean) one.end_at_election = one.log.end();
    // Without a replica in sync the partition waits until the machine is back.
    world_.at(world_.now + (one.unclean ? election() : machine_restart), Step::elected, 0,
              partition);
  }
  /// Every copy loses what was appended within the last moments.
  void power_lost(std::uint32_t partition) {
    Partition& one = all_[partition];
    if (one.failing) return;
    one.failing = true;
    one.reachable = false;
    ++one.connection;
    ++one.copying_generation;
    const Time written = world_.now > unwritten ? world_.now - unwritten : 0;
    one.end_at_election = one.log.begin();
    while (one.end_at_election < one.log.end() &&
           world_.messages[one.log.at(one.end_at_election).slot].appended < written) {
      ++one.end_at_election;
    }
    world_.record({.partition = partition,
                   .actor = world_.replica_actor(one.leader),
                   .kind = EventKind::crash});
    world_.at(world_.now + machine_restart, Step::elected, 0, partition);
  }

  void elected(std::uint32_t partition) {
    Partition& one = all_[partition];
    const std::uint64_t end = one.end_at_election;
    const bool shorter = end < one.log.end();
    ++one.epoch;
    ++one.connection;
    ++one.copying_generation;
    one.leader = (one.leader + 1) % (world_.setup.followers + 1);
    world_.record({.value = end,
                   .partition = partition,
                   .epoch = one.epoch,
                   .actor = world_.replica_actor(one.leader),
                   .kind = EventKind::elect,
                   .outcome = one.unclean ? Outcome::unclean : Outcome::none});
    if (shorter) truncate(one, partition, end);
    one.reachable = true;
    one.isolated = false;
    one.failing = false;
    one.unclean = false;
    one.lagging = followers_most;
    one.in_sync = (1U << world_.setup.followers) - 1;
    copy_everything(one, partition);
    schedule_stored(one, partition);
    expect_unconfirmed(one);
    send_unconfirmed(one, partition);
    if (world_.aim != nullptr) world_.end_fault();
  }

 private:
  static constexpr Time retry_backoff = 100 * one_millisecond;  // retry.backoff.ms of Kafka
  static constexpr Time request_timeout = 30 * one_second;      // request.timeout.ms of Kafka
  static constexpr Time replica_lag = 30 * one_second;          // replica.lag.time.max.ms of Kafka
  static constexpr Time machine_restart = 60 * one_second;
  static constexpr Time unwritten = one_second;

  [[nodiscard]] Time gap(std::uint64_t draw) const {
    const Time drawn = gap_.draw(draw);
    const bool surge = world_.setup.surge_factor > 1 && sent_ * 3 > world_.setup.messages &&
                       sent_ * 3 < world_.setup.messages * 2;
    return surge ? from_nanoseconds(static_cast<double>(drawn) / world_.setup.surge_factor) : drawn;
  }

  [[nodiscard]] std::uint32_t key_of(std::uint64_t message, std::uint64_t draw) const {
    if (world_.plan.hot_key_share > 0 &&
        unit_interval(hot_key_.at(message)) < world_.plan.hot_key_share) {
      return 0;
    }
    return static_cast<std::uint32_t>(below(draw, world_.setup.keys));
  }
  std::uint32_t partition_of(std::uint32_t key) const {
    return world_.setup.keys_in_turn
               ? key % world_.setup.partitions
               : static_cast<std::uint32_t>(below(mixed(key), world_.setup.partitions));
  }

  [[nodiscard]] bool waits_for_all() const {
    return world_.plan.producer.acknowledgement == ProducerAcks::all;
  }
  [[nodiscard]] bool recognizes() const {
    return world_.plan.producer.idempotent &&
           world_.plan.broker.repeats == ProducerRepeats::recognized;
  }
  [[nodiscard]] bool accepts(const Partition& one) const {
    if (world_.plan.broker.replication != Replication::in_sync || !waits_for_all()) return true;
    const auto copies = static_cast<std::uint64_t>(std::popcount(one.in_sync)) + 1;
    return copies >= std::min<std::uint64_t>(world_.plan.min_in_sync, world_.setup.followers + 1U);
  }
  [[nodiscard]] Time election() const {
    return std::max<Time>(one_millisecond, from_milliseconds(world_.plan.broker.election_ms));
  }
  [[nodiscard]] static std::uint64_t whole_offset(std::uint64_t near, std::uint32_t low) {
    const auto distance = static_cast<std::int32_t>(low - static_cast<std::uint32_t>(near));
    return near + static_cast<std::uint64_t>(static_cast<std::int64_t>(distance));
  }

  // --- The way there.
  /// Steady for nine tenths of a stretch, then it moves to that of the next: a jump would send many
  /// messages off at once.
  void take_way(Partition& one, std::uint32_t partition) {
    if (world_.now < one.steady_until) return;
    const std::uint64_t stretch = world_.now / stretch_;
    if (stretch != one.stretch) begin_stretch(one, partition, stretch);
    const Time steady_until = stretch * stretch_ + steady_;
    one.steady_until = world_.now < steady_until ? steady_until : 0;
    one.way = one.this_way;
    if (world_.now >= steady_until) {
      const double moved =
          static_cast<double>(world_.now - steady_until) / static_cast<double>(stretch_ - steady_);
      one.way = from_nanoseconds(static_cast<double>(one.this_way) * (1 - moved) +
                                 static_cast<double>(one.next_way) * moved);
    }
    // The follower that decides takes half of the way; others are faster, or do not count.
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) {
      one.copying[i] = from_nanoseconds(static_cast<double>(one.way) / 2 * one.slowness[i]);
    }
  }
  void begin_stretch(Partition& one, std::uint32_t partition, std::uint64_t stretch) {
    one.this_way = stretch == one.stretch + 1
                       ? one.next_way
                       : world_.setup.broker.draw(ways_.at(stretch, partition));
    const TwoDraws next = ways_.both_at(stretch + 1, partition);
    one.next_way = world_.setup.broker.draw(next.first);
    one.stretch = stretch;
    const std::uint32_t decisive = deciding_follower();
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) {
      const double other = unit_interval(mixed(next.second + i));
      one.slowness[i] = i == decisive ? 1 : i < decisive ? other : 1 + other;
    }
  }
  /// Followers are numbered by their speed, fastest first.
  [[nodiscard]] std::uint32_t deciding_follower() const {
    const std::uint32_t followers = world_.setup.followers;
    if (followers == 0) return 0;
    if (world_.plan.broker.replication != Replication::majority) return followers - 1;
    return (followers + 1) / 2 - 1;  // with the leader more than half of followers + 1
  }

  void depart(Slot slot) {
    Message& message = world_.messages[slot];
    Partition& one = all_[message.partition];
    take_way(one, message.partition);
    message.sequence = one.next_sequence++;
    if (one.batch_closes <= world_.now) one.batch_closes = world_.now + world_.setup.batch_wait;
    message.departed = one.batch_closes;
    const std::uint32_t partition = message.partition;
    const Time departs = message.departed;
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
    take_way(one, partition);
    one.last_arrival = std::max(one.last_arrival, departs + one.way / 4);
    world_.hold(slot);
    world_.at(one.last_arrival, Step::at_leader, static_cast<std::uint16_t>(partition), slot,
              one.connection);
  }
  void lost_request(Slot slot) { world_.let_go(slot); }

  /// The request of this message fails. What is sent again depends on the client: each batch by
  /// itself, or all from here on in order.
  void lose(Partition& one, std::uint32_t partition, Slot slot) {
    world_.let_go(slot);
    if (world_.messages[slot].settled) return;  // nobody waits for an answer
    if (!world_.plan.producer.retries) return give_up(slot);
    if (world_.plan.broker.batches_overtake) {
      world_.at(world_.now + retry_backoff, Step::resend, static_cast<std::uint16_t>(partition),
                slot, one.connection);
      return;
    }
    ++one.connection;
    send_unconfirmed(one, partition);
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
  void send_unconfirmed(Partition& one, std::uint32_t partition) {
    for (const Slot early : one.early) world_.let_go(early);
    one.early.clear();
    for (std::uint64_t i = one.unsettled.begin(); i != one.unsettled.end(); ++i) {
      const Slot slot = one.unsettled.at(i);
      if (!world_.messages[slot].settled) request(one, partition, slot, world_.now + retry_backoff);
    }
  }

  /// Where confirmed records are gone their producers begin to count anew: the next that is
  /// expected is the first that is still to be sent.
  void expect_unconfirmed(Partition& one) {
    std::uint32_t first = one.next_sequence;
    for (std::uint64_t i = one.unsettled.begin(); i != one.unsettled.end(); ++i) {
      const Message& message = world_.messages[one.unsettled.at(i)];
      if (!message.settled && !message.in_log) first = std::min(first, message.sequence);
    }
    one.expected = std::max(one.expected, first);
  }

  // --- At the leader.
  void append(Partition& one, std::uint32_t partition, Slot arrived) {
    const Slot slot =
        world_.messages[arrived].in_log && !world_.plan.broker.offsets ? copy_of(arrived) : arrived;
    take_way(one, partition);
    Entry entry{slot, world_.messages[slot].sequence, {}};
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) {
      const bool copies = !one.isolated && i != one.lagging;
      if (copies) {
        one.last_copied[i] = std::max(one.last_copied[i], world_.now + one.copying[i]);
      }
      entry.copied[i] = copies ? one.last_copied[i] : never;
    }
    if (world_.setup.followers == 0) {
      // The copies of a service, or the disk of the only one.
      one.last_copied[0] = std::max(one.last_copied[0], world_.now + one.way / 2);
      entry.copied[0] = one.last_copied[0];
    }
    const std::uint64_t offset = one.log.end();
    one.log.push_back(entry);
    if (slot == arrived) world_.hold(slot);
    Message& message = world_.messages[slot];
    one.expected = message.sequence + 1;
    message.appended = world_.now;
    message.in_log = true;
    world_.record_received(slot, {.value = world_.plan.broker.offsets ? offset : 0,
                                  .epoch = one.epoch,
                                  .actor = world_.replica_actor(one.leader),
                                  .kind = EventKind::append});
    schedule_stored_at(one, partition, offset);
    if (world_.plan.producer.acknowledgement == ProducerAcks::leader) answer(one, slot, offset);
    world_.let_go(arrived);
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

  // --- Copies.
  /// When a record counts as stored; never where too few copy it.
  [[nodiscard]] Time stored_time(const Partition& one, const Entry& entry) const {
    const std::uint32_t followers = world_.setup.followers;
    if (followers == 0) return entry.copied[0];
    if (world_.plan.broker.replication == Replication::in_sync) {
      Time last = 0;
      for (std::uint32_t i = 0; i < followers; ++i) {
        if ((one.in_sync >> i & 1U) != 0) last = std::max(last, entry.copied[i]);
      }
      return last;
    }
    return nth_fastest(entry.copied, deciding_follower());
  }
  [[nodiscard]] Time nth_fastest(std::array<Time, followers_most> times, std::uint32_t nth) const {
    for (std::uint32_t i = 1; i < world_.setup.followers; ++i) {  // insertion sort of four at most
      for (std::uint32_t j = i; j > 0 && times[j] < times[j - 1]; --j)
        std::swap(times[j], times[j - 1]);
    }
    return times[nth];
  }
  void schedule_stored_at(Partition& one, std::uint32_t partition, std::uint64_t offset) {
    const Time when = stored_time(one, one.log.at(offset));
    if (when == never) return;
    world_.at(std::max(when, world_.now), Step::stored, static_cast<std::uint16_t>(partition),
              static_cast<std::uint32_t>(offset), one.copying_generation);
  }
  void schedule_stored(Partition& one, std::uint32_t partition) {
    for (std::uint64_t i = std::max(one.high_watermark, one.log.begin()); i < one.log.end(); ++i) {
      schedule_stored_at(one, partition, i);
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
      const Slot slot = one.log.at(offset).slot;
      if (world_.messages[slot].stored == 0) world_.messages[slot].stored = world_.now;
      if (waits_for_all()) answer(one, slot, offset);
    }
  }

  /// Copies that had not arrived will not.
  void forget_copies(Partition& one) {
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) stop_copying(one, i);
  }
  void stop_copying(Partition& one, std::uint32_t follower) {
    for (std::uint64_t i = one.log.begin(); i < one.log.end(); ++i) {
      Time& copied = one.log.at(i).copied[follower];
      if (copied > world_.now) copied = never;
    }
  }
  [[nodiscard]] std::uint64_t end_of_copy(const Partition& one, std::uint32_t follower) const {
    std::uint64_t end = one.log.begin();
    while (end < one.log.end() && one.log.at(end).copied[follower] <= world_.now) ++end;
    return end;
  }
  /// Kafka takes any replica in sync, Raft only one that has all that a majority has.
  void choose_successor(Partition& one) {
    std::uint64_t least = one.log.end();
    std::uint64_t most = one.log.begin();
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) {
      if ((one.in_sync >> i & 1U) == 0) continue;
      least = std::min(least, end_of_copy(one, i));
      most = std::max(most, end_of_copy(one, i));
    }
    one.end_at_election = world_.plan.broker.replication == Replication::in_sync ? least : most;
  }
  void truncate(Partition& one, std::uint32_t partition, std::uint64_t end) {
    world_.record({.value = end,
                   .partition = partition,
                   .epoch = one.epoch,
                   .actor = world_.replica_actor(one.leader),
                   .kind = EventKind::truncate});
    while (one.log.end() > end && !one.log.empty()) {
      const Entry entry = one.log.pop_back();
      one.expected = std::min(one.expected, entry.sequence);
      Message& message = world_.messages[entry.slot];
      message.in_log = false;
      message.stored = 0;
      world_.let_go(entry.slot);
    }
    if (one.log.end() > end) one.log.restart(end);  // what was read and dropped is gone as well
    one.high_watermark = std::min(one.high_watermark, end);
    one.visible = std::min(one.visible, end);
  }
  void copy_everything(Partition& one, std::uint32_t partition) {
    take_way(one, partition);
    for (std::uint64_t i = one.log.begin(); i < one.log.end(); ++i) {
      for (std::uint32_t f = 0; f < world_.setup.followers; ++f) {
        one.log.at(i).copied[f] = std::min(one.log.at(i).copied[f], world_.now + one.copying[f]);
      }
    }
    one.last_copied.fill(world_.now);
  }

  World<Pending>& world_;
  std::vector<Partition> all_;
  std::vector<std::uint32_t> nth_;
  RandomStream arrivals_;
  RandomStream hot_key_;
  RandomStream ways_;
  Distribution gap_;
  Time stretch_;  ///< forty times the 99th percentile: there are few changes, and slow ones
  Time steady_;
  std::uint64_t sent_ = 0;
};

}  // namespace eventarch::simulation
