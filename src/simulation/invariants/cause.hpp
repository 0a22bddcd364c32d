#pragma once

/// Why a guarantee was broken, and what in the design would have kept it.

#include <cstdint>
#include <span>
#include <string_view>

namespace eventarch::simulation {

enum class Cause : std::uint8_t {
  // Stored, and lost again.
  acknowledged_before_stored,
  acknowledged_before_replicated,
  unclean_election,
  unwritten_records_lost,
  only_copy_lost,
  // Read, and lost.
  commit_before_effect,
  dropped_after_failures,
  dropped_silently,
  retention_too_short,
  message_expired,
  queue_overflow,
  marked_before_effect,
  never_delivered,
  // Twice.
  sent_twice,
  no_deduplication,
  marked_after_effect,
  deduplication_expired,
  deduplication_lost,
  dead_letter_not_final,
  expired_after_effect,
  // Out of order.
  resend_overtaken,
  retry_overtaken,
  consumers_side_by_side,
  key_moved,
  several_partitions,
  // What was read.
  uncommitted_read,
  log_diverged,
  position_wrong,
  unknown_message,
  // Transactions and fencing.
  transaction_torn,
  transaction_hangs,
  commit_outside_transaction,
  zombie_not_fenced,
  // Patterns.
  dual_write,
  rolled_back_published,
  no_expected_version,
  stale_snapshot,
  position_skipped,
  checkpoint_apart_from_view,
  no_saga_log,
  compensation_missing,
  compensation_order,
  // Policy and liveness.
  wrong_attempt_count,
  retried_for_good_failure,
  wait_out_of_bounds,
  retries_multiply,
  breaker_ignored,
  breaker_stuck,
  endless_retries,
  rebalance_hangs,
};

struct CauseText {
  Cause cause;
  std::string_view name;   ///< snake_case, unique
  std::string_view says;   ///< what happened, one sentence without a full stop
  std::string_view mends;  ///< the change of the design: keys of the file, or settings in quotes
};

/// All causes, in the order of the enumeration.
std::span<const CauseText> cause_table();

const CauseText& text_of(Cause cause);

}  // namespace eventarch::simulation
