#include "simulation/models/message_path.hpp"

#include <algorithm>
#include <utility>

#include "simulation/models/competing_groups.hpp"
#include "simulation/models/leader_faults.hpp"
#include "simulation/models/owned_groups.hpp"
#include "simulation/models/partitions.hpp"
#include "simulation/models/processing.hpp"
#include "simulation/models/unread.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {
namespace {

/// `Groups` is how consumers share what there is; it is known before the first event, so that the
/// loop has no virtual call.
template <class Pending, template <class> class Groups>
class MessagePath {
 public:
  MessagePath(const PathRun& run, Pending pending, Strike strike)
      : world_(*run.setup, *run.recorder, std::move(pending), run.aim, strike, run.measurements),
        unread_(world_),
        partitions_(world_, unread_),
        processing_(world_),
        leaders_(world_, partitions_),
        groups_(world_, partitions_, processing_, unread_),
        go_on_(run.go_on != nullptr && *run.go_on ? run.go_on : nullptr) {}

  PathEnd run() {
    begin();
    PathEnd end;
    const Time horizon = world_.setup.horizon;
    const std::uint64_t in_flight_most = world_.setup.in_flight_most;
    std::uint64_t next_look = 0;
    while (!world_.pending.empty()) {
      const PendingEvent event = world_.pending.pop();
      if (event.time > horizon) return cut(end);
      if (end.steps == next_look) {
        if (!goes_on(end)) return cut(end);
        next_look = std::min(world_.setup.events_most, end.steps + steps_between_looks);
      }
      if (world_.messages.live() > in_flight_most) {
        end.overflowed = true;
        return cut(end);
      }
      world_.now = event.time;
      ++end.steps;
      step(event);
    }
    finish_measuring();
    end.at_rest = true;
    world_.record({.kind = EventKind::quiesce});
    return complete(end);
  }

 private:
  static constexpr std::uint64_t steps_between_looks = std::uint64_t{1} << 19U;

  /// Looked at now and then.
  [[gnu::noinline]] bool goes_on(PathEnd& end) {
    if (end.steps >= world_.setup.events_most) return false;
    end.interrupted = go_on_ != nullptr && !(*go_on_)();
    return !end.interrupted;
  }

  void begin() {
    if constexpr (owned) groups_.begin();
    if (world_.aim != nullptr && holds_for_the_run(world_.strike))
      world_.begin_fault(nobody, nothing, false);
    partitions_.begin();
    if (world_.setup.outage_for == 0) return;
    world_.at(world_.setup.outage_from, Step::outage, 0, 0);
    world_.at(world_.setup.outage_from + world_.setup.outage_for, Step::outage_ends, 0, 0);
  }

  void step(const PendingEvent& event) {
    const std::uint16_t actor = event.actor();
    const std::uint32_t subject = event.subject;
    switch (static_cast<Step>(event.kind())) {
      case Step::source: return source();
      case Step::at_leader: return partitions_.arrives(actor, subject, event.generation);
      case Step::stored: return stored(actor, subject, event.generation);
      case Step::visible: return visible(actor, subject);
      case Step::processed: return groups_.processed(actor, event.generation);
      case Step::commit:
        if constexpr (owned) groups_.commit(actor, subject, event.generation);
        return;
      case Step::acknowledged:
        if constexpr (!owned) groups_.acknowledged(actor, subject, event.generation);
        return;
      default: return rare_step(event);
    }
  }
  /// Apart from what every message passes: the loop over all events stays small.
  [[gnu::noinline]] void rare_step(const PendingEvent& event) {
    const std::uint16_t actor = event.actor();
    const std::uint32_t subject = event.subject;
    switch (static_cast<Step>(event.kind())) {
      case Step::resend: return partitions_.resend(actor, subject, event.generation);
      case Step::retry_due: return groups_.retry_due(actor, subject, event.generation);
      case Step::remembered: return groups_.remembered(actor, subject, event.generation);
      case Step::dead_letter:
        return groups_.dead_letter_confirmed(actor, subject, event.generation);
      case Step::takeover: return groups_.takeover(actor);
      case Step::late_effect: return groups_.late_effect(subject);
      case Step::out_of_sync: return leaders_.out_of_sync(subject);
      case Step::leader_lost: return leaders_.leader_lost(subject);
      case Step::left_alone: return leaders_.left_alone(subject);
      case Step::alone_lost: return leaders_.alone_lost(subject);
      case Step::elected: return elected(subject);
      case Step::strike:
        return strike(actor, subject, static_cast<std::uint16_t>(event.generation));
      case Step::outage: return outage(true);
      case Step::outage_ends: return outage(false);
      case Step::group_back:
        if constexpr (owned) groups_.come_back(actor);
        return;
      case Step::call_possible: return call_possible(actor);
      case Step::returned: return returned(actor, subject, event.generation);
      default: return;
    }
  }

  void source() {
    if (world_.measured != nullptr) measure_source();
    processing_.prepare(partitions_.source());
  }

  void stored(std::uint16_t partition, std::uint32_t offset, std::uint32_t generation) {
    if (!partitions_.stored(partition, offset, generation)) return;
    const std::uint64_t end = partitions_[partition].high_watermark;
    world_.at(partitions_.visible_at(partition), Step::visible, partition,
              static_cast<std::uint32_t>(end));
  }

  void visible(std::uint16_t partition, std::uint32_t end_low) {
    Partition& one = partitions_[partition];
    const auto distance =
        static_cast<std::int32_t>(end_low - static_cast<std::uint32_t>(one.visible));
    if (distance <= 0 || !one.reachable) return;  // a new leader shows it
    const std::uint64_t from = one.visible;
    one.visible = std::min(from + static_cast<std::uint64_t>(distance), one.high_watermark);
    if (one.visible == from) return;
    for (std::uint64_t i = from; world_.measured != nullptr && i < one.visible; ++i) {
      world_.passages[one.log.at(i)].visible = world_.now;
    }
    if constexpr (owned) {
      groups_.visible(partition, one.visible - from);
    } else {
      groups_.visible(partition, from);
    }
  }

  void elected(std::uint32_t partition) {
    leaders_.elected(partition);
    if constexpr (owned) groups_.clamp(partition);
    // What was stored and not yet shown is shown by the new leader.
    Partition& one = partitions_[partition];
    if (one.visible < one.high_watermark) {
      world_.at(partitions_.visible_at(partition), Step::visible,
                static_cast<std::uint16_t>(partition),
                static_cast<std::uint32_t>(one.high_watermark));
    }
  }

  // Only consumers that compete make calls, and have messages come back to others.
  void call_possible(std::uint16_t group) {
    if constexpr (!owned) groups_.call_possible(group);
  }
  void returned(std::uint16_t group, std::uint32_t slot, std::uint32_t lease) {
    if constexpr (!owned) groups_.returned(group, slot, lease);
  }

  /// All consumers stop taking messages, or begin again.
  void outage(bool begins) {
    world_.consumers_away = begins;
    for (std::uint16_t group = 0; world_.measured != nullptr && group < world_.groups; ++group) {
      GroupMeasurements& measured = world_.measured->groups[group];
      if (begins) {
        measured.outage_begins(world_.now);
      } else {
        measured.outage_ends(world_.setup.outage_lag_left);
      }
    }
    if (!begins) groups_.resume();
  }

  void strike(std::uint16_t actor, std::uint32_t partition, std::uint16_t group) {
    world_.begin_fault(actor, partition, !harms_later(world_.strike) && world_.aim->inside());
    const Time noticed =
        std::max<Time>(one_millisecond, from_milliseconds(world_.plan.broker.return_after_ms));
    switch (world_.strike) {
      case Strike::crash_consumer: return groups_.crash(actor, noticed);
      case Strike::crash_consumer_for_long:
        return groups_.crash(actor, std::max(noticed, longest_outage()));
      case Strike::pause_consumer: return groups_.pause(actor, noticed);
      case Strike::rebalance:
        if constexpr (owned) groups_.rebalance(group);
        return;
      case Strike::crash_leader:
      case Strike::lose_leader:
      case Strike::isolate_leader: return leader_fails(partition);
      case Strike::collapse_in_sync: return leaders_.collapse(partition);
      case Strike::lose_power: return leaders_.power_lost(partition);
      case Strike::lose_last_replica:
        all_stay_away(120 * one_second);  // nobody reads before the leader is back
        return leaders_.followers_die(partition);
      case Strike::deduplication_down: return processing_.store_down_for(one_second);
      case Strike::deduplication_lost: return processing_.store_loses_all();
      case Strike::clock_ahead:
        processing_.clock_jumps(30 * one_second);
        return groups_.crash(actor, std::max(noticed, longest_outage()));
      case Strike::group_away: return groups_.stay_away(group, std::max(noticed, longest_outage()));
      case Strike::group_away_too_long:
        return groups_.stay_away(group, world_.setup.unread_kept + 60 * one_second);
      case Strike::fill_queue: return groups_.stay_away(group, until_queues_are_full());
      case Strike::reconnect_all:
        all_stay_away(noticed);
        for (std::uint32_t p = 0; p < world_.setup.partitions; ++p) partitions_.reconnect(p);
        return;
      case Strike::add_partition:
        world_.partitions_in_use = world_.setup.partitions;
        return all_stay_away(one_second);  // groups share out their partitions anew
      default: return;
    }
  }
  void leader_fails(std::uint32_t partition) {
    if (!leaders_.alone()) {
      return leaders_.leader_dies(partition, world_.strike == Strike::isolate_leader);
    }
    using OnlyCopy = typename LeaderFaults<Pending>::OnlyCopy;
    const OnlyCopy what = world_.strike == Strike::isolate_leader ? OnlyCopy::unreachable
                          : world_.strike == Strike::lose_leader  ? OnlyCopy::lost
                                                                  : OnlyCopy::restarts;
    const Time gone_since = leaders_.only_copy_fails(partition, what);
    if constexpr (owned) {
      groups_.clamp(partition);
    } else {
      groups_.lose_waiting(partition, gone_since);
    }
  }
  void all_stay_away(Time away) {
    for (std::uint16_t group = 0; group < world_.groups; ++group) groups_.stay_away(group, away);
  }
  [[nodiscard]] Time longest_outage() const { return from_milliseconds(world_.plan.outage_ms); }
  [[nodiscard]] Time until_queues_are_full() const {
    return from_seconds(static_cast<double>(world_.setup.messages) / world_.setup.rate_per_second *
                        share_away_to_fill);
  }

  // --- Measuring.
  void measure_source() {
    const std::uint64_t sent = partitions_.sent();
    const std::uint64_t all = world_.setup.messages;
    if (sent * segment_count % all < segment_count) {
      segment_begins(static_cast<std::uint32_t>(sent * segment_count / all));
    }
    if (sent * lag_points % all < lag_points) {
      for (GroupMeasurements& group : world_.measured->groups) group.look_at_lag();
    }
    if (sent + 1 == all) {
      segment_begins(segment_count);
    } else {
      world_.measured->segment_begins[segment_count] = world_.now;
    }
  }
  /// With those before it that have no arrivals, where there are fewer messages than segments.
  void segment_begins(std::uint32_t segment) {
    for (; next_segment_ <= segment; ++next_segment_) {
      world_.measured->segment_begins[next_segment_] = world_.now;
      for (GroupMeasurements& group : world_.measured->groups) {
        group.segment_begins(next_segment_, world_.now);
      }
    }
  }
  void finish_measuring() {
    if (world_.measured == nullptr) return;
    if (partitions_.sent() < world_.setup.messages) segment_begins(segment_count);
    world_.measured->sent = partitions_.sent();
    world_.measured->unfinished = world_.messages.live();
    world_.measured->end = world_.now;
  }

  PathEnd cut(PathEnd end) {
    finish_measuring();
    if (world_.measured != nullptr) world_.measured->overflowed = end.overflowed;
    world_.record({.kind = EventKind::horizon});
    return complete(end);
  }
  PathEnd complete(PathEnd end) {
    end.time = world_.now;
    end.sent = partitions_.sent();
    end.in_flight = world_.messages.live();
    end.in_flight_peak = world_.messages.peak();
    return end;
  }

  std::uint32_t next_segment_ = 0;
  static constexpr bool owned = std::is_same_v<Groups<Pending>, OwnedGroups<Pending>>;

  World<Pending> world_;
  Unread<Pending> unread_;
  Partitions<Pending> partitions_;
  Processing<Pending> processing_;
  LeaderFaults<Pending> leaders_;
  Groups<Pending> groups_;
  const std::function<bool()>* go_on_;  ///< null: nobody is asked
};

template <class Pending>
PathEnd run_with(const PathRun& run, Pending pending) {
  const Strike strike =
      run.aim == nullptr ? Strike::not_modelled : strike_of(fault_table()[run.aim->fault()].name);
  if (run.setup->plan->broker.sharing == Sharing::owned) {
    return MessagePath<Pending, OwnedGroups>(run, std::move(pending), strike).run();
  }
  return MessagePath<Pending, CompetingGroups>(run, std::move(pending), strike).run();
}

}  // namespace

PathEnd run_message_path(const PathRun& run, PendingHeap pending) {
  return run_with(run, std::move(pending));
}
PathEnd run_message_path(const PathRun& run, TimingWheel pending) {
  return run_with(run, std::move(pending));
}

}  // namespace eventarch::simulation
