#pragma once

/// A message whose sending was confirmed reaches every group, as an effect or as a dead letter.
///
/// fits:   send_ok(7), dead_letter(group 0, 7)
/// breaks: send_ok(7), commit(group 0, next offset behind 7), crash, quiesce

#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class NoLoss {
 public:
  static constexpr std::array<std::string_view, 17> faults{
      "all_reconnect_at_once",
      "consumer_crash_after_effect",
      "consumer_crash_before_effect",
      "dead_letter_publish_fails",
      "group_away",
      "group_away_beyond_retention",
      "in_sync_replicas_collapse",
      "last_replica_loses_suffix",
      "leader_crash_followers_behind",
      "leader_crash_followers_caught_up",
      "leader_isolated",
      "messages_expire",
      "new_schema",
      "poison_message",
      "poison_message_not_retryable",
      "power_loss_everywhere",
      "queue_overflow",
  };
  static constexpr Invariant row{
      .name = "no_loss",
      .statement =
          "every message whose sending was confirmed is processed or set aside by every "
          "group that reads it",
      .guarantee = "at least once",
      .exercise = "confirmed messages",
      .judged = Judged::at_rest,
      .applies = [](const Promises& promises) { return promises.every_message_handled; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::send_ok, EventKind::drop};

  static void observe(const Situation& now, Report& report) {
    if (now.kind == EventKind::send_ok) {
      report.exercised();
      return;
    }
    // What the broker discards never comes back, so there is nothing to wait for.
    if (!now.record.exists() || is_excused(now.record) || is_done(now)) return;
    report.violated(cause_of_drop(now.event.outcome), now.event);
  }

  static void unfinished(const Unfinished& left, Report& report) {
    const MessageRecord& record = left.record;
    if (!record.has(message_flag::sent_ok) || is_excused(record)) return;
    const auto cause = cause_of_loss(record, left.group);
    if (!cause) return;  // still there: see eventual_delivery
    Event event{.time = left.time, .message = record.message, .group = left.group};
    event.kind = EventKind::quiesce;
    report.violated(*cause, event);
  }

  /// Why the message can no longer reach the group; nothing where it still lies in the log.
  static std::optional<Cause> cause_of_loss(const MessageRecord& record, std::uint16_t group) {
    using namespace message_flag;
    if (record.has(truncated)) {
      if (record.has(confirmed_early)) return Cause::acknowledged_before_stored;
      if (record.has(by_unclean_leader)) return Cause::unclean_election;
      if (record.has(deleted)) return Cause::only_copy_lost;
      return record.has(below_watermark) ? Cause::unwritten_records_lost
                                         : Cause::acknowledged_before_replicated;
    }
    if (!record.has(appended)) return Cause::acknowledged_before_stored;
    if (record.has(group, group_flag::skipped)) return Cause::marked_before_effect;
    if (record.has(group, group_flag::passed)) {
      return record.has(group, group_flag::failed) ? Cause::dropped_after_failures
                                                   : Cause::commit_before_effect;
    }
    if (record.has(deleted)) return Cause::retention_too_short;
    return std::nullopt;
  }

 private:
  static bool is_excused(const MessageRecord& record) {
    using namespace message_flag;
    return record.has(aborted | sent_failed | rolled_back) ||
           (record.has(in_transaction) && !record.has(committed));
  }

  static bool is_done(const Situation& now) {
    return now.event.group != nobody && now.record.has(now.event.group, group_flag::finished);
  }

  static Cause cause_of_drop(Outcome outcome) {
    switch (outcome) {
      case Outcome::expired: return Cause::message_expired;
      case Outcome::overflow: return Cause::queue_overflow;
      case Outcome::exhausted: return Cause::dropped_after_failures;
      default: return Cause::dropped_silently;
    }
  }
};

}  // namespace eventarch::simulation
