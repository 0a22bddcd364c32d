#pragma once

/// All invariants, one file and one line each: data safety, then transactions and durability,
/// patterns, policy, liveness. Reports follow this order.

#include <tuple>

#include "simulation/invariants/observers/amplification_bound.hpp"
#include "simulation/invariants/observers/atomic_transaction.hpp"
#include "simulation/invariants/observers/breaker_legal.hpp"
#include "simulation/invariants/observers/breaker_recovers.hpp"
#include "simulation/invariants/observers/commit_not_ahead.hpp"
#include "simulation/invariants/observers/consume_produce_atomic.hpp"
#include "simulation/invariants/observers/dead_letter_after_max_attempts.hpp"
#include "simulation/invariants/observers/dead_letter_exclusive.hpp"
#include "simulation/invariants/observers/deduplication_window.hpp"
#include "simulation/invariants/observers/durability.hpp"
#include "simulation/invariants/observers/event_store_versions.hpp"
#include "simulation/invariants/observers/eventual_delivery.hpp"
#include "simulation/invariants/observers/fencing.hpp"
#include "simulation/invariants/observers/global_order.hpp"
#include "simulation/invariants/observers/monotonic_poll.hpp"
#include "simulation/invariants/observers/no_aborted_read.hpp"
#include "simulation/invariants/observers/no_duplicate_append.hpp"
#include "simulation/invariants/observers/no_duplicate_effect.hpp"
#include "simulation/invariants/observers/no_livelock.hpp"
#include "simulation/invariants/observers/no_loss.hpp"
#include "simulation/invariants/observers/no_phantom.hpp"
#include "simulation/invariants/observers/no_poll_skip.hpp"
#include "simulation/invariants/observers/no_precommitted_read.hpp"
#include "simulation/invariants/observers/offset_agreement.hpp"
#include "simulation/invariants/observers/outbox_complete.hpp"
#include "simulation/invariants/observers/per_key_order.hpp"
#include "simulation/invariants/observers/projection_convergence.hpp"
#include "simulation/invariants/observers/rebalance_completes.hpp"
#include "simulation/invariants/observers/retry_schedule.hpp"
#include "simulation/invariants/observers/saga_atomicity.hpp"
#include "simulation/invariants/observers/saga_order.hpp"
#include "simulation/invariants/observers/snapshot_equivalence.hpp"
#include "simulation/invariants/observers/transactions_end.hpp"

namespace eventarch::simulation {

// clang-format off: one a line
using Observers =
    std::tuple<NoLoss, NoPhantom, NoAbortedRead, NoPrecommittedRead, NoDuplicateAppend,
               NoDuplicateEffect, PerKeyOrder, GlobalOrder, OffsetAgreement, NoPollSkip,
               MonotonicPoll, CommitNotAhead, AtomicTransaction, ConsumeProduceAtomic, Fencing,
               Durability, OutboxComplete, EventStoreVersions, SnapshotEquivalence,
               ProjectionConvergence, SagaAtomicity, SagaOrder, DeadLetterAfterMaxAttempts,
               DeadLetterExclusive, RetryScheduleHeld, AmplificationBound, BreakerLegal,
               DeduplicationWindow, EventualDelivery, NoLivelock, BreakerRecovers, TransactionsEnd,
               RebalanceCompletes>;
// clang-format on

}  // namespace eventarch::simulation
