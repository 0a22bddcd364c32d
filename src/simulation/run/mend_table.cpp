#include "simulation/run/mend_table.hpp"

#include <algorithm>
#include <array>

namespace eventarch::simulation {
namespace {

using enum Cause;

bool all_acknowledge(const SimulationPlan& plan) {
  return plan.producer.acknowledgement == ProducerAcks::all;
}
bool leader_alone_confirms(const SimulationPlan& plan) {
  return all_acknowledge(plan) && plan.min_in_sync < 2;
}
bool two_confirm(const SimulationPlan& plan) {
  return all_acknowledge(plan) && plan.min_in_sync >= 2;
}
bool acknowledged_early_by_two(const SimulationPlan& plan) {
  return !all_acknowledge(plan) && plan.min_in_sync >= 2;
}
bool copies_follow_later(const SimulationPlan& plan) {
  return plan.broker.replication == Replication::asynchronous;
}
bool keeps_three_copies(const SimulationPlan& plan) { return plan.replicas >= 3; }
bool elects_clean(const SimulationPlan& plan) { return !plan.unclean_election; }
bool sets_dead_letters_aside(const SimulationPlan& plan) { return plan.consumer.dead_letters; }
bool expiry_could_be_set_aside(const SimulationPlan& plan) {
  return plan.unread.dead_letters_take_expired && !plan.consumer.dead_letters;
}
bool at_most_once_but_late(const SimulationPlan& plan) {
  return plan.delivery == Delivery::at_most_once &&
         plan.consumer.commit != CommitTiming::before_processing;
}
bool repeats_by_itself(const SimulationPlan& plan) { return plan.broker.repeats_unasked > 0; }
bool deduplicates(const SimulationPlan& plan) {
  return plan.consumer.deduplication != Deduplication::none;
}
bool recognizes_resends(const SimulationPlan& plan) {
  return plan.producer.idempotent && plan.broker.repeats == ProducerRepeats::recognized;
}
bool refuses_when_full(const SimulationPlan& plan) {
  return plan.unread.overflow == Overflow::refuse_new;
}
bool always(const SimulationPlan&) { return true; }

/// The first row that fits is taken. An empty fault stands for any.
struct Mend {
  Cause cause;
  std::string_view fault;
  bool (*where)(const SimulationPlan&);
  std::string_view text;
};

constexpr std::array mends{
    Mend{acknowledged_before_stored, "", all_acknowledge,
         "no setting of the producer mends it: all copies confirm already"},
    Mend{acknowledged_before_replicated, "", copies_follow_later,
         "pin a broker that confirms once a majority has the message (`decisions.broker`); waiting "
         "for more replicas (on Redis WAIT) makes the loss rarer and does not rule it out"},
    Mend{acknowledged_before_replicated, "", leader_alone_confirms,
         "set `decisions.min_in_sync_replicas: 2`: as long as one copy may confirm alone, it may "
         "be lost alone"},
    Mend{acknowledged_before_replicated, "", two_confirm,
         "no setting of this design mends it: all copies in sync confirm already, two at least"},
    Mend{acknowledged_before_replicated, "", acknowledged_early_by_two,
         "set `decisions.producer_acks: all`"},
    Mend{unclean_election, "", elects_clean,
         "let two copies at least confirm a write (`decisions.min_in_sync_replicas`), so that one "
         "that has all of it is left to lead"},
    Mend{unclean_election, "", [](const SimulationPlan& plan) { return plan.min_in_sync >= 2; },
         "set `unclean.leader.election.enable` to false"},
    Mend{unwritten_records_lost, "", keeps_one_copy,
         "first of all keep three copies (`decisions.replication_factor: 3`); then pin a broker "
         "that writes to disks before it confirms (`decisions.broker: pulsar`)"},
    Mend{only_copy_lost, "", keeps_three_copies,
         "let two copies at least confirm a write (`decisions.min_in_sync_replicas: 2`)"},
    Mend{unwritten_records_lost, "power_loss_everywhere", always,
         "no setting of this design mends it: the broker confirms what lies in memory, and all "
         "copies lose it at once. Pin a broker that writes to disks before it confirms "
         "(`decisions.broker: pulsar`), have the producer keep messages until they are processed, "
         "or give the zones power supplies that do not fail together"},
    Mend{unwritten_records_lost, "last_replica_loses_suffix", always,
         "no setting of this design mends it: the last copy in sync confirms what lies in memory. "
         "On Kafka 4.1 and later switch `eligible.leader.replicas.version` to 1, which lets a "
         "former copy that has all of it lead; or pin a broker that writes to disks before it "
         "confirms (`decisions.broker: pulsar`)"},
    // These stay away for longer than anything is kept, however long that is.
    Mend{retention_too_short, "group_away_beyond_retention", always,
         "no retention outlasts an absence that is longer still. State the longest absence to "
         "survive as `workload.outage`, set `requirements.retention` above it plus "
         "`workload.recover_within`, and simulate `group_away`; alert on the age of the oldest "
         "unread message at half of the retention; against longer ones keep a copy to read again "
         "(tiered storage, an archive)"},
    Mend{message_expired, "messages_expire", expiry_could_be_set_aside,
         "set `decisions.dead_letter_queue: true`, so that the broker sets aside what expires; and "
         "state the longest absence to survive as `workload.outage`, with "
         "`requirements.retention`, which becomes the time to live, above it"},
    Mend{message_expired, "messages_expire", always,
         "no setting of this design mends it: the consumers stay away until messages expire, and "
         "this broker deletes what expires; its dead letters are what was delivered and failed. "
         "State the longest absence to survive as `workload.outage`, set "
         "`requirements.retention`, for which messages are kept, above it plus "
         "`workload.recover_within`, and simulate `group_away`; alert on the age of the oldest "
         "unread message at half of the retention"},
    Mend{expired_after_effect, "messages_expire", always,
         "the broker sets aside what expires without knowing that it was processed: look for the "
         "event_id in the store of processed messages before a dead letter is replayed; and state "
         "the longest absence to survive as `workload.outage`, with `requirements.retention`, "
         "which becomes the time to live, above it"},
    Mend{deduplication_expired, "messages_expire", always,
         "no window outlasts an absence that is longer still. State the longest absence to survive "
         "as `workload.outage`: for how long identities are kept follows from it"},
    Mend{queue_overflow, "", refuses_when_full,
         "let producers keep what is refused and send it again until it is confirmed"},
    Mend{never_delivered, "", sets_dead_letters_aside,
         "bound the attempts (`decisions.max_attempts`), and let consumers restart from the "
         "committed position"},
    Mend{endless_retries, "", sets_dead_letters_aside,
         "bound the attempts (`decisions.max_attempts`): what fails for good then goes to the "
         "dead letters that the design has"},
    Mend{dropped_after_failures, "", sets_dead_letters_aside,
         "write the dead letter, and wait until it is stored, before the message is acknowledged"},
    Mend{no_deduplication, "", at_most_once_but_late,
         "count a message as consumed before its effect (`decisions.offset_commit: "
         "before_processing`), which loses what a crash interrupts; or keep what at most once "
         "gives up, with consumers that recognise repeats (`decisions.idempotent_consumers: "
         "true`)"},
    Mend{no_deduplication, "", deduplicates,
         "let every effect look its identity up in the store that the design has"},
    Mend{no_deduplication, "", repeats_by_itself,
         "the broker delivers some messages twice by itself: set "
         "`decisions.idempotent_consumers: true`"},
    Mend{sent_twice, "", recognizes_resends,
         "let consumers recognise repeats by an identity that the producer assigns: what the "
         "broker recognises ends with the session of the producer"},
    Mend{sent_twice, "", deduplicates,
         "let the producer assign the identity by which consumers recognise repeats, before the "
         "first try to send"},
    Mend{resend_overtaken, "", [](const SimulationPlan& plan) { return plan.producer.idempotent; },
         "allow one request in flight (`max.in.flight.requests.per.connection` 1)"},
    Mend{resend_overtaken, "", always,
         "set `decisions.producer_acks: all`, with which the broker keeps the order of resends "
         "(on Kafka `enable.idempotence` needs it); or allow one request in flight "
         "(`max.in.flight.requests.per.connection` 1)"},
    Mend{log_diverged, "",
         [](const SimulationPlan& plan) { return all_acknowledge(plan) && elects_clean(plan); },
         "no setting of this design mends it: all copies confirm, and none that lacks records may "
         "lead"},
    Mend{log_diverged, "", all_acknowledge, "set `unclean.leader.election.enable` to false"},
};

}  // namespace

std::string_view mend_of(Cause cause, std::string_view fault, const SimulationPlan& plan) {
  const auto* const row = std::ranges::find_if(mends, [&](const Mend& one) {
    return one.cause == cause && (one.fault.empty() || one.fault == fault) && one.where(plan);
  });
  return row == mends.end() ? text_of(cause).mends : row->text;
}

}  // namespace eventarch::simulation
