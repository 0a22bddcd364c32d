#pragma once

/// First effects of a topic come in the order of its log, and those of each producer in the order
/// in which it sent them.

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class GlobalOrder {
 public:
  static constexpr std::array<std::string_view, 6> faults{
      "consumer_pause_beyond_timeout", "one_batch_fails",       "partitions_added",
      "processing_beyond_timeout",     "produce_response_lost", "transient_failures",
  };
  static constexpr Invariant row{
      .name = "global_order",
      .statement = "all messages take effect in one order, the same for every group",
      .guarantee = "order of all messages",
      .exercise = "effects after the first",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.order_of_all; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::send, EventKind::append, EventKind::effect};

  void configure(const Layout& layout, const Promises&) { groups_.resize(layout.groups.size()); }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (now.kind == EventKind::send) {
      place(event.message).producer = event.actor;
    } else if (now.kind == EventKind::append) {
      if (event.group == nobody && !now.stray && !now.record.has(message_flag::appended)) {
        place(event.message).rank = ++appended_;
        keep_partition(event);
      }
    } else if (event.outcome == Outcome::ok && event.group < groups_.size() &&
               !now.record.has(event.group, group_flag::applied)) {
      judge(event, now.record.has(event.group, group_flag::failed), report);
    }
  }

 private:
  struct Place {
    std::uint64_t rank = 0;  ///< among all appended, from 1
    std::uint16_t producer = nobody;
    std::uint16_t effects = 0;
  };
  struct Last {
    std::uint32_t message = 0;  ///< plus 1
    std::uint32_t partition = nothing;
  };
  struct Group {
    std::uint64_t rank = 0;
    std::uint32_t message = nothing;
    std::uint32_t partition = nothing;  ///< of that message
    std::vector<Last> of_producer;
  };

  // Apart, so that the common path of every message stays small where no such order is promised.
  [[gnu::noinline]] Place& place(std::uint32_t message) {
    if (message < first_) return before_;  // all groups were through with it
    while (message - first_ >= places_.size()) places_.emplace_back();
    return places_[message - first_];
  }

  [[gnu::noinline]] void judge(const Event& event, bool failed_before, Report& report) {
    Group& group = groups_[event.group];
    Place& own = place(event.message);
    if (group.message != nothing) report.exercised();
    if (own.rank != 0 && own.rank < group.rank) {
      const bool retried = event.attempt > 1 || failed_before;
      const Cause cause = retried ? Cause::retry_overtaken : Cause::consumers_side_by_side;
      report.violated(group.partition == event.partition ? cause : apart(), event, group.message);
    } else {
      group.rank = own.rank;
      group.partition = event.partition;
      group.message = event.message;
      judge_producer(group, own.producer, event, report);
    }
    if (++own.effects == groups_.size()) trim();
  }

  void judge_producer(Group& group, std::uint16_t producer, const Event& event,
                      Report& report) const {
    if (producer == nobody) return;
    if (producer >= group.of_producer.size()) group.of_producer.resize(producer + 1U);
    Last& last = group.of_producer[producer];
    if (event.message + 1 < last.message) {
      report.violated(last.partition == event.partition ? Cause::resend_overtaken : apart(), event,
                      last.message - 1);
    } else {
      last = {event.message + 1, event.partition};
    }
  }

  /// Why messages of different partitions can be out of order: a key that was in one is now in
  /// another, or there have always been several.
  [[nodiscard]] Cause apart() const {
    return key_moved_ ? Cause::key_moved : Cause::several_partitions;
  }
  void keep_partition(const Event& event) {
    if (event.key == nothing) return;
    if (event.key >= of_key_.size()) of_key_.resize(event.key + 1U, nothing);
    std::uint32_t& partition = of_key_[event.key];
    key_moved_ = key_moved_ || (partition != nothing && partition != event.partition);
    partition = event.partition;
  }

  void trim() {
    while (!places_.empty() && places_.front().effects >= groups_.size()) {
      places_.pop_front();
      ++first_;
    }
  }

  std::deque<Place> places_;  ///< by message, from first_
  Place before_;
  std::uint32_t first_ = 0;
  std::uint64_t appended_ = 0;
  std::vector<std::uint32_t> of_key_;  ///< partition of its last message
  bool key_moved_ = false;
  std::vector<Group> groups_;
};

}  // namespace eventarch::simulation
