#include <algorithm>
#include <array>
#include <cstddef>

#include "simulation/invariants/cause.hpp"

namespace eventarch::simulation {
namespace {

using enum Cause;

constexpr std::array all{
    CauseText{acknowledged_before_stored, "acknowledged_before_stored",
              "the producer took the message for sent before any broker had stored it",
              "set `decisions.producer_acks: all`"},
    CauseText{acknowledged_before_replicated, "acknowledged_before_replicated",
              "the message was acknowledged before the replica that replaced the leader had it",
              "set `decisions.producer_acks: all` and `decisions.min_in_sync_replicas: 2`"},
    CauseText{unclean_election, "unclean_election",
              "a replica that lacked acknowledged records became leader",
              "set `unclean.leader.election.enable` to false, and "
              "`decisions.min_in_sync_replicas: 2` with `decisions.replication_factor: 3`"},
    CauseText{
        unwritten_records_lost, "unwritten_records_lost",
        "replicas restarted without records that they had acknowledged before writing them",
        "pin a broker that writes to disks before it acknowledges (`decisions.broker`), or give "
        "the zones of the replicas power supplies that do not fail together; against the loss of "
        "the last replica in sync alone, on Kafka 4.1 and later "
        "`eligible.leader.replicas.version` 1"},
    CauseText{only_copy_lost, "only_copy_lost",
              "one broker alone had the message, and it was lost with that broker or with what was "
              "not yet on its disk",
              "keep three copies of which two must confirm: `decisions.replication_factor: 3`, and "
              "no `decisions.min_in_sync_replicas` below 2"},
    CauseText{commit_before_effect, "commit_before_effect",
              "the message counted as consumed before its effect had happened",
              "set `decisions.offset_commit: after_processing`"},
    CauseText{dropped_after_failures, "dropped_after_failures",
              "after its last failed attempt the message was acknowledged and nobody has it",
              "set `decisions.dead_letter_queue: true`"},
    CauseText{
        dropped_silently, "dropped_silently",
        "the broker discarded the message without telling anybody",
        "dead-letter with confirmation: on RabbitMQ `dead-letter-strategy` at-least-once with "
        "`overflow` reject-publish"},
    CauseText{
        retention_too_short, "retention_too_short",
        "the message was deleted by age before the group had read it",
        "set `requirements.retention` above `workload.outage` plus `workload.recover_within`"},
    CauseText{message_expired, "message_expired",
              "the message outlived its time to live in the queue",
              "set `requirements.retention`, which becomes the time to live (on RabbitMQ "
              "`message-ttl`), above `workload.outage` plus `workload.recover_within`"},
    CauseText{queue_overflow, "queue_overflow", "the queue was full and discarded the message",
              "refuse new messages instead (on RabbitMQ `overflow` reject-publish), so that "
              "producers keep them"},
    CauseText{marked_before_effect, "marked_before_effect",
              "the identity was stored before the effect, so the redelivery was taken for a "
              "duplicate",
              "store the identity in the same database transaction as the effect (pattern "
              "idempotent_consumer)"},
    CauseText{never_delivered, "never_delivered",
              "the message is still stored, and no consumer has finished it",
              "set `decisions.max_attempts` and `decisions.dead_letter_queue: true`, and let "
              "consumers restart from the committed position"},
    CauseText{sent_twice, "sent_twice",
              "the producer sent the message again after a lost answer, and it was stored twice",
              "let the broker recognise resends (on Kafka `enable.idempotence` true), or set "
              "`decisions.idempotent_consumers: true` with an identity that the producer assigns"},
    CauseText{no_deduplication, "no_deduplication",
              "the message was delivered again, and nothing remembered its first effect",
              "set `decisions.idempotent_consumers: true`"},
    CauseText{marked_after_effect, "marked_after_effect",
              "the identity was to be stored after the effect, and the consumer died in between or "
              "a second one was faster",
              "store the identity in the same database transaction as the effect (pattern "
              "idempotent_consumer)"},
    CauseText{deduplication_expired, "deduplication_expired",
              "the identity was forgotten before the message came again",
              "keep identities for longer than the longest redelivery, `workload.outage` and twice "
              "the clock skew together"},
    CauseText{deduplication_lost, "deduplication_lost", "the store of identities lost them",
              "keep identities in the database that holds the effects, not in a cache"},
    CauseText{dead_letter_not_final, "dead_letter_not_final",
              "the message was both processed and set aside",
              "acknowledge the original after the dead letter is confirmed, and never process it "
              "again; count no rejected call as an attempt"},
    CauseText{expired_after_effect, "expired_after_effect",
              "the time to live of the message ended between its effect and its acknowledgement, "
              "and the broker set it aside",
              "set `requirements.retention`, which becomes the time to live, above "
              "`workload.outage` plus `workload.recover_within`; and look for the event_id in the "
              "store of processed messages before a dead letter is replayed"},
    CauseText{resend_overtaken, "resend_overtaken",
              "a resent message was stored behind a later one of its key",
              "let the broker keep the order of resends (on Kafka `enable.idempotence` true), or "
              "allow one request in flight (`max.in.flight.requests.per.connection` 1)"},
    CauseText{retry_overtaken, "retry_overtaken",
              "a failed message was retried elsewhere while later ones of its key went on",
              "retry in place, or park later messages of the key until the retry is through"},
    CauseText{consumers_side_by_side, "consumers_side_by_side",
              "messages of one key were with several consumers at once",
              "use a unit of order: a partition by key, an SQS FIFO group, a Pulsar Key_Shared or "
              "Failover subscription, or a single active consumer; without `decisions.broker` the "
              "design chooses one"},
    CauseText{key_moved, "key_moved",
              "partitions were added while messages waited, and a later message of the key was "
              "read from another partition first",
              "add partitions only while nothing waits: stop the producers, let the consumers "
              "finish, add, go on; or set up a new topic beside the old one"},
    CauseText{several_partitions, "several_partitions",
              "messages lie in several partitions or queues, which keep no order between them",
              "have one of them (leave `decisions.partitions` out), or order by key "
              "(`requirements.ordering: partition`)"},
    CauseText{uncommitted_read, "uncommitted_read",
              "a consumer read a record whose transaction was open or aborted, or that was never "
              "sent",
              "set `isolation.level` of the consumers to read_committed"},
    CauseText{log_diverged, "log_diverged", "one offset stood for two messages",
              "set `decisions.producer_acks: all` and `unclean.leader.election.enable` to false"},
    CauseText{position_wrong, "position_wrong",
              "a consumer went on at another position than where it stood",
              "let one consumer read a partition at a time and keep its position between polls"},
    CauseText{unknown_message, "unknown_message", "a message was delivered that nobody sent",
              "nothing in the design makes messages up: the simulation is at fault"},
    CauseText{transaction_torn, "transaction_torn",
              "a part of a transaction became visible without the rest",
              "use transactions that a late request cannot enter (on Kafka transaction version 2, "
              "`transaction.version`)"},
    CauseText{transaction_hangs, "transaction_hangs",
              "a transaction stayed open beyond its timeout, and readers waited behind it",
              "lower `transaction.timeout.ms`, and let the broker end transactions of dead "
              "producers"},
    CauseText{commit_outside_transaction, "commit_outside_transaction",
              "the offset was committed apart from the records that were derived",
              "commit offsets inside the transaction of the producer"},
    CauseText{zombie_not_fenced, "zombie_not_fenced",
              "an instance that was replaced still wrote, committed or took effect",
              "give producers a fixed `transactional.id`, commit with the generation of the group, "
              "and let what an effect changes refuse an older generation"},
    CauseText{dual_write, "dual_write",
              "the database change was committed, and its message was never published",
              "write the message to an outbox in the same transaction (pattern "
              "transactional_outbox)"},
    CauseText{rolled_back_published, "rolled_back_published",
              "a message was published for a database change that was rolled back",
              "publish from an outbox that the transaction fills (pattern transactional_outbox)"},
    CauseText{no_expected_version, "no_expected_version",
              "a writer appended to an aggregate that had changed since it was loaded",
              "append with the expected version, and decide again after a conflict (pattern "
              "event_sourcing)"},
    CauseText{stale_snapshot, "stale_snapshot",
              "the state from a snapshot is not the state from the events",
              "store version and schema with each snapshot, and replay the events behind it"},
    CauseText{position_skipped, "position_skipped",
              "an event that became visible late was passed over",
              "read up to a position below which nothing can appear any more, or detect gaps"},
    CauseText{checkpoint_apart_from_view, "checkpoint_apart_from_view",
              "checkpoint and view of a projection were stored apart",
              "store the checkpoint in the transaction that changes the view"},
    CauseText{no_saga_log, "no_saga_log",
              "the orchestrator died, and nobody knew how far the saga was",
              "log each step before it is requested, and recover from that log (pattern saga)"},
    CauseText{compensation_missing, "compensation_missing",
              "a saga ended with a step done that should have been undone",
              "compensate every completed step, also those whose answer comes late (pattern saga)"},
    CauseText{compensation_order, "compensation_order",
              "steps were undone in another order than the reverse of their completion",
              "compensate in reverse order, each step after the one before it is confirmed"},
    CauseText{wrong_attempt_count, "wrong_attempt_count",
              "the message was set aside after another number of attempts than declared",
              "count attempts of processing only, up to `decisions.max_attempts`; a call that the "
              "breaker rejects is none"},
    CauseText{retried_for_good_failure, "retried_for_good_failure",
              "a failure that no retry mends was retried",
              "sort errors: those that are not retryable go to the dead-letter queue at once"},
    CauseText{wait_out_of_bounds, "wait_out_of_bounds",
              "the wait before a retry was outside the declared bounds",
              "use a broker or client that holds the waits of the schedule"},
    CauseText{retries_multiply, "retries_multiply",
              "retries of several layers multiplied the calls",
              "retry in one layer, and give it a budget (a share of the requests)"},
    CauseText{breaker_ignored, "breaker_ignored",
              "the breaker let calls through, or changed state, against its rules",
              "share one breaker for the dependency, and stamp calls with its state"},
    CauseText{breaker_stuck, "breaker_stuck",
              "the breaker went on rejecting after the dependency had recovered",
              "give trial calls a timeout, and let the first call after the open time through"},
    CauseText{endless_retries, "endless_retries",
              "a message failed again and again and never got an outcome",
              "set `decisions.max_attempts` and `decisions.dead_letter_queue: true`"},
    CauseText{rebalance_hangs, "rebalance_hangs", "a rebalance never came to its end",
              "process within the poll interval (on Kafka `max.poll.interval.ms`, "
              "`max.poll.records`)"},
};

constexpr bool in_order_of_enumeration() {
  for (std::size_t place = 0; place < all.size(); ++place) {
    if (static_cast<std::size_t>(all[place].cause) != place) return false;
  }
  return all.size() == static_cast<std::size_t>(rebalance_hangs) + 1;
}
static_assert(in_order_of_enumeration());

}  // namespace

std::span<const CauseText> cause_table() { return all; }

const CauseText& text_of(Cause cause) { return all[static_cast<std::size_t>(cause)]; }

}  // namespace eventarch::simulation
