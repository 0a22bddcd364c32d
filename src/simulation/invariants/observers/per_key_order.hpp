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
  static constexpr EventKinds listens{EventKind::send, EventKind::append, EventKind::effect};

  void configure(const Layout& layout, const Promises&) {
    groups_ = layout.groups.size();
    stride_ = 1 + 2 * groups_;
  }

  void use(Books& books) { books_ = &books; }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (event.key == nothing) return;
    if (now.kind == EventKind::send) {
      __builtin_prefetch(places_of(event.key), 1);  // there are many keys, and it is needed soon
    } else if (now.kind == EventKind::append) {
      note_append(now);
    } else if (event.outcome == Outcome::ok && event.group < groups_ &&
               !now.record.has(event.group, group_flag::applied)) {
      judge(now, report);
    }
  }

 private:
  std::uint32_t* places_of(std::uint32_t key) {
    const std::size_t begin = key * stride_;
    if (begin >= places_.size()) grow(key);
    return &places_[begin];
  }

  [[gnu::noinline]] void grow(std::uint32_t key) {
    places_.resize((std::size_t{key} + key / 2 + 64) * stride_);
  }

  static std::uint64_t pair(const Event& event) {
    return std::uint64_t{event.key} << 32 | event.nth;
  }

  void note_append(const Situation& now) {
    if (now.event.group != nobody || now.stray) return;
    std::uint32_t& last = places_of(now.event.key)[0];
    if (now.event.nth + 1 > last) {
      last = now.event.nth + 1;
    } else if (!now.record.has(message_flag::appended)) {
      note_late(now.event);
    }
  }
  // Few are late, and few come out of order: apart from the common path.
  [[gnu::noinline]] void note_late(const Event& event) { stored_late_.insert(pair(event)); }

  void judge(const Situation& now, Report& report) {
    const Event& event = now.event;
    std::uint32_t* places = places_of(event.key);
    std::uint32_t& last = places[1 + event.group];
    if (last != 0) report.exercised();
    if (event.nth + 1 >= last) {
      last = event.nth + 1;
      places[1 + groups_ + event.group] = event.partition;
      return;
    }
    report.violated({.cause = cause(now), .event = event, .other_nth = last - 1});
  }

  Cause cause(const Situation& now) {
    const std::uint32_t partition = places_of(now.event.key)[1 + groups_ + now.event.group];
    if (partition != now.event.partition) return Cause::key_moved;
    if (stored_late_.contains(pair(now.event))) return Cause::resend_overtaken;
    if (books_->is_of_old_assignment(now.event)) return Cause::zombie_not_fenced;
    constexpr std::uint16_t retried = group_flag::failed | group_flag::parked;
    return now.event.attempt > 1 || now.record.has(now.event.group, retried)
               ? Cause::retry_overtaken
               : Cause::consumers_side_by_side;
  }

  Books* books_ = nullptr;
  /// Of each key: place of the last message that was stored, and of the last that took effect in
  /// each group, plus 1; 0 is none yet; then, by group, the partition in which that lay. Side by
  /// side, since a message needs them soon after each other.
  std::vector<std::uint32_t> places_;
  std::size_t groups_ = 0;
  std::size_t stride_ = 1;
  std::unordered_set<std::uint64_t> stored_late_;  ///< looked up only
};

}  // namespace eventarch::simulation
