#pragma once

/// A message takes effect at most once in a group. Deliveries may repeat; effects may not.
///
/// fits:   effect(7), crash, deliver(7), skip_duplicate(7)
/// breaks: effect(7), crash, deliver(7), effect(7)

#include <algorithm>
#include <array>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class NoDuplicateEffect {
 public:
  static constexpr std::array<std::string_view, 9> faults{
      "all_reconnect_at_once",         "clock_runs_ahead",         "consumer_crash_after_effect",
      "consumer_pause_beyond_timeout", "deduplication_store_lost", "late_return_after_effect",
      "processing_beyond_timeout",     "produce_response_lost",    "rebalance_during_processing",
  };
  static constexpr Invariant row{
      .name = "no_duplicate_effect",
      .statement = "a message takes effect at most once in each group",
      .guarantee = "exactly once, or at most once",
      .exercise = "deliveries of messages that had taken effect, and effects undone by an abort",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.effects_once; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::deliver, EventKind::effect, EventKind::remember,
                                      EventKind::transaction_abort};

  void configure(const Layout& layout, const Promises& promises) {
    remembers_.assign(layout.groups.size(), promises.deduplication_time != 0);
  }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (now.kind == EventKind::transaction_abort) {
      // They come again, and must count once.
      if (now.transaction != nullptr) report.exercised(now.transaction->deferred.size());
      return;
    }
    if (now.kind == EventKind::remember) {
      remembers_[event.group] = true;
    } else if (now.record.has(event.group, group_flag::applied)) {
      if (now.kind == EventKind::deliver) {
        report.exercised();
      } else if (event.outcome == Outcome::ok) {
        report.violated(cause(now.record, event.group), event);
      }
    }
  }

 private:
  Cause cause(const MessageRecord& record, std::uint16_t group) const {
    if (record.has(group, group_flag::forgotten)) return Cause::deduplication_lost;
    if (record.has(group, group_flag::expired)) return Cause::deduplication_expired;
    if (remembers_[group]) return Cause::marked_after_effect;
    return record.has(message_flag::appended_again) ? Cause::sent_twice : Cause::no_deduplication;
  }

  std::vector<bool> remembers_;  ///< whether a group has a store of identities
};

}  // namespace eventarch::simulation
