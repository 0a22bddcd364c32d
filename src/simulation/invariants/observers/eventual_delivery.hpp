#pragma once

/// Once faults are healed and queues are drained, nothing that is still stored is left unread.

#include <array>

#include "simulation/invariants/invariant.hpp"
#include "simulation/invariants/observers/no_loss.hpp"

namespace eventarch::simulation {

class EventualDelivery {
 public:
  static constexpr std::array<std::string_view, 9> faults{
      "all_reconnect_at_once",
      "consumer_crash_after_effect",
      "consumer_crash_before_effect",
      "consumer_pause_beyond_timeout",
      "dependency_down",
      "group_away",
      "poison_message",
      "queue_overflow",
      "rebalance_during_processing",
  };
  static constexpr Invariant row{
      .name = "eventual_delivery",
      .statement = "every message that is still stored gets processed once faults are over",
      .guarantee = "consumption goes on",
      .exercise = "stored messages",
      .judged = Judged::at_rest,
      .applies = [](const Promises& promises) { return promises.every_message_handled; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::append};

  static void observe(const Situation& now, Report& report) {
    if (now.event.group == nobody) report.exercised();
  }

  static void unfinished(const Unfinished& left, Report& report) {
    const MessageRecord& record = left.record;
    using namespace message_flag;
    if (!record.has(appended) || record.has(aborted | rolled_back)) return;
    if (record.has(in_transaction) && !record.has(committed)) return;
    if (NoLoss::cause_of_loss(record, left.group)) return;
    Event event{.time = left.time, .message = record.message, .group = left.group};
    event.kind = EventKind::quiesce;
    report.violated(Cause::never_delivered, event);
  }
};

}  // namespace eventarch::simulation
