#pragma once

/// Once a newer instance of an identity is active, nothing of an older one is appended or
/// committed. A replaced leader may write what it likes, as long as it moves no high watermark.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class Fencing {
 public:
  static constexpr std::array<std::string_view, 4> faults{
      "consumer_pause_beyond_timeout",
      "leader_isolated",
      "rebalance_during_processing",
      "zombie_producer",
  };
  static constexpr Invariant row{
      .name = "fencing",
      .statement = "nothing of a replaced producer, consumer or leader counts any more",
      .guarantee = "exactly once, and one log a partition",
      .exercise = "replacements",
      .judged = Judged::as_it_happens,
      .applies =
          [](const Promises& promises) {
            return promises.transactions || promises.acknowledged_survives;
          },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::fence,  EventKind::elect,
                                      EventKind::append, EventKind::high_watermark,
                                      EventKind::commit, EventKind::transaction_commit};

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    switch (now.kind) {
      case EventKind::fence: raise(event); [[fallthrough]];
      case EventKind::elect: report.exercised(); return;
      case EventKind::append:
      case EventKind::transaction_commit:
        if (now.transaction != nullptr &&
            is_old(producers_, now.transaction->producer, now.transaction->epoch)) {
          report.violated(Cause::zombie_not_fenced, event);
        }
        return;
      case EventKind::high_watermark:
        if (now.log != nullptr && event.epoch != 0 && event.epoch < now.log->leader_epoch) {
          report.violated(Cause::zombie_not_fenced, event);
        }
        return;
      case EventKind::commit:
        // What a transaction held back was judged when it was asked for.
        if (!now.deferred && is_old(groups_, event.group, event.epoch)) {
          report.violated(Cause::zombie_not_fenced, event);
        }
        return;
      default: return;
    }
  }

 private:
  using Epochs = std::vector<std::uint32_t>;

  [[gnu::noinline]] void raise(const Event& event) {
    Epochs& epochs = event.group != nobody ? groups_ : producers_;
    const std::uint16_t place = event.group != nobody ? event.group : event.actor;
    if (place == nobody) return;  // a partition: `elect` tells of its leaders
    if (place >= epochs.size()) epochs.resize(place + 1U);
    epochs[place] = std::max(epochs[place], event.epoch);
  }

  static bool is_old(const Epochs& epochs, std::uint16_t place, std::uint32_t epoch) {
    return epoch != 0 && place < epochs.size() && epoch < epochs[place];
  }

  Epochs producers_;
  Epochs groups_;
};

}  // namespace eventarch::simulation
