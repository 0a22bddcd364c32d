#pragma once

/// First effects of a key come in the order in which its producer meant them. A failed or
/// dead-lettered message leaves a gap, and a gap is no inversion; repeated effects do not count.
///
/// fits:   effect(k, 1), dead_letter(k, 2), effect(k, 3), effect(k, 1) again
/// breaks: effect(k, 1), effect(k, 3), effect(k, 2)

#include <array>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "simulation/invariants/invariant.hpp"
#include "simulation/invariants/ledger/books.hpp"

namespace eventarch::simulation {

class PerKeyOrder {
 public:
  static constexpr std::array<std::string_view, 10> faults{
      "all_reconnect_at_once",
      "consumer_crash_before_effect",
      "consumer_pause_beyond_timeout",
      "leader_crash_followers_caught_up",
      "one_batch_fails",
      "partitions_added",
      "processing_beyond_timeout",
      "produce_response_lost",
      "rebalance_during_processing",
      "transient_failures",
  };
  static constexpr Invariant row{
      .name = "per_key_order",
      .statement = "messages of one key take effect in the order in which they were sent",
      .guarantee = "order for each key",
      .exercise = "effects of keys that had an effect before",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.order_per_key; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::append, EventKind::effect};

  void configure(const Layout& layout, const Promises&) {
    last_effect_.resize(layout.groups.size());
    lies_in_.resize(layout.groups.size());
  }

  void use(Books& books) { books_ = &books; }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (event.key == nothing) return;
    if (now.kind == EventKind::append) {
      note_append(now);
    } else if (event.outcome == Outcome::ok && event.group < last_effect_.size() &&
               !now.record.has(event.group, group_flag::applied)) {
      judge(now, report);
    }
  }

 private:
  /// By key: place of the last message, plus 1; 0 is none yet.
  using Places = std::vector<std::uint32_t>;

  static std::uint32_t& place_of(Places& places, std::uint32_t key) {
    if (key >= places.size()) grow(places, key);
    return places[key];
  }

  [[gnu::noinline]] static void grow(Places& places, std::uint32_t key) {
    places.resize(std::size_t{key} + key / 2 + 64);
  }

  static std::uint64_t pair(const Event& event) {
    return std::uint64_t{event.key} << 32 | event.nth;
  }

  void note_append(const Situation& now) {
    if (now.event.group != nobody || now.stray) return;
    std::uint32_t& last = place_of(last_append_, now.event.key);
    if (now.event.nth + 1 > last) {
      last = now.event.nth + 1;
    } else if (!now.record.has(message_flag::appended)) {
      stored_late_.insert(pair(now.event));
    }
  }

  void judge(const Situation& now, Report& report) {
    const Event& event = now.event;
    std::uint32_t& last = place_of(last_effect_[event.group], event.key);
    if (last != 0) report.exercised();
    if (event.nth + 1 >= last) {
      last = event.nth + 1;
      place_of(lies_in_[event.group], event.key) = event.partition;
      return;
    }
    report.violated({.cause = cause(now), .event = event, .other_nth = last - 1});
  }

  Cause cause(const Situation& now) {
    if (place_of(lies_in_[now.event.group], now.event.key) != now.event.partition) {
      return Cause::key_moved;
    }
    if (stored_late_.contains(pair(now.event))) return Cause::resend_overtaken;
    if (books_->is_of_old_assignment(now.event)) return Cause::zombie_not_fenced;
    constexpr std::uint16_t retried = group_flag::failed | group_flag::parked;
    return now.event.attempt > 1 || now.record.has(now.event.group, retried)
               ? Cause::retry_overtaken
               : Cause::consumers_side_by_side;
  }

  Books* books_ = nullptr;
  std::vector<Places> last_effect_;
  std::vector<Places> lies_in_;  ///< by key: the partition of the last message
  Places last_append_;
  std::unordered_set<std::uint64_t> stored_late_;  ///< looked up only
};

}  // namespace eventarch::simulation
