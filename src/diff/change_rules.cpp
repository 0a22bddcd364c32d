/// The table of changes: what is breaking, what is risky, what is safe.
///
/// breaking: messages are lost, doubled or out of order for somebody who did nothing wrong, or
///           something that is in use is gone.
/// risky:    it needs care, or the file alone cannot tell.
/// safe:     the rest.

#include "diff/change_rules.hpp"

#include <algorithm>
#include <array>

#include "diff/schema_rules.hpp"

namespace eventarch {
namespace diff {

// clang-format off
// One row each, by name.
constinit const ChangeRule acknowledgement_strengthened{"acknowledgement_strengthened", Impact::safe, "more copies have a message before it counts as written", ""};
constinit const ChangeRule acknowledgement_weakened{"acknowledgement_weakened", Impact::breaking, "a message counts as written while fewer copies have it than before", "Apache Kafka documentation, topic configuration, min.insync.replicas"};
constinit const ChangeRule bookies_added{"bookies_added", Impact::safe, "more storage nodes take the ledgers to come; what is stored stays where it is", ""};
constinit const ChangeRule bookies_removed{"bookies_removed", Impact::risky, "what a storage node holds has to be copied elsewhere before it goes", "Apache BookKeeper documentation, decommissioning a bookie"};
constinit const ChangeRule broker_changed{"broker_changed", Impact::breaking, "producers and consumers have to be pointed elsewhere, mostly with another client, and what is stored has to be moved or read to its end", "", "set up the new one beside the old one, let producers write to the new one alone, and let each consumer group read the old one to its end before it starts on the new one"};
constinit const ChangeRule broker_found{"broker_found", Impact::safe, "there was no broker for the old requirements", ""};
constinit const ChangeRule broker_lost{"broker_lost", Impact::breaking, "no broker meets the new requirements", ""};
constinit const ChangeRule brokers_added{"brokers_added", Impact::safe, "more machines carry the same data once it is spread over them", ""};
constinit const ChangeRule brokers_removed{"brokers_removed", Impact::risky, "what a machine holds has to be moved off it before it goes", "Apache Kafka documentation, operations, decommissioning brokers"};
constinit const ChangeRule commit_moved_ahead{"commit_moved_ahead", Impact::breaking, "a consumer that stops while it processes never sees again what it has committed already", "Apache Kafka documentation, design, message delivery semantics"};
constinit const ChangeRule commit_moved_back{"commit_moved_back", Impact::risky, "what a consumer was processing when it stopped comes again: whether it bears that is not in the file", ""};
constinit const ChangeRule compatibility_loosened{"compatibility_loosened", Impact::risky, "schemas may change in ways that were refused before: consumers must follow", ""};
constinit const ChangeRule compatibility_tightened{"compatibility_tightened", Impact::safe, "every schema that the new mode accepts was accepted before", ""};
constinit const ChangeRule consumer_group_added{"consumer_group_added", Impact::safe, "a group reads on its own and takes nothing from the others", ""};
constinit const ChangeRule consumer_group_removed{"consumer_group_removed", Impact::risky, "its position is given up, and whether anyone still needs it is not in the file", ""};
constinit const ChangeRule dead_letters_off{"dead_letters_off", Impact::breaking, "what cannot be processed is no longer put aside: it is lost, or blocks what follows", ""};
constinit const ChangeRule dead_letters_on{"dead_letters_on", Impact::safe, "what cannot be processed is put aside in place of being lost", ""};
constinit const ChangeRule delivery_once_given_up{"delivery_once_given_up", Impact::breaking, "none is lost, but messages may now come twice: consumers that rely on once process some again", ""};
constinit const ChangeRule delivery_repeats{"delivery_repeats", Impact::risky, "messages may now come twice: whether consumers bear that is not in the file", ""};
constinit const ChangeRule delivery_strengthened{"delivery_strengthened", Impact::safe, "whoever bears the weaker guarantee bears the stronger one", ""};
constinit const ChangeRule delivery_weakened{"delivery_weakened", Impact::breaking, "messages may now be lost: consumers that rely on every one miss some", ""};
constinit const ChangeRule design_added{"design_added", Impact::safe, "nobody relies on it yet", ""};
constinit const ChangeRule design_removed{"design_removed", Impact::breaking, "its topics, queues and guarantees are gone", ""};
constinit const ChangeRule error_appeared{"error_appeared", Impact::breaking, "the decisions of the file cannot work together", ""};
constinit const ChangeRule error_gone{"error_gone", Impact::safe, "the decisions of the file can work together now", ""};
constinit const ChangeRule event_type_added{"event_type_added", Impact::risky, "whether consumers skip event types that they do not know is not in the file", ""};
constinit const ChangeRule event_type_removed{"event_type_removed", Impact::breaking, "consumers wait for it in vain, and those who read what is kept still need its schema", ""};
constinit const ChangeRule failure_topic_grows{"failure_topic_grows", Impact::safe, "what failed is in no order, and whoever works it off takes it from any partition", ""};
constinit const ChangeRule failure_topic_shrinks{"failure_topic_shrinks", Impact::safe, "partitions cannot be taken away, and more than the design asks for do no harm here: keep them", "Apache Kafka documentation, operations, modifying topics"};
constinit const ChangeRule finding_accepted{"finding_accepted", Impact::safe, "a comment of the new file accepts it, with its reason", ""};
constinit const ChangeRule in_flight_lowered{"in_flight_lowered", Impact::risky, "fewer requests are on their way at once: order holds without idempotence then, and each connection carries less", "Apache Kafka documentation, producer configuration, max.in.flight.requests.per.connection"};
constinit const ChangeRule in_flight_raised{"in_flight_raised", Impact::risky, "more requests are on their way at once: with enable.idempotence order holds up to 5 of them, without it a batch that is sent again comes behind a later one", "Apache Kafka documentation, producer configuration, max.in.flight.requests.per.connection"};
constinit const ChangeRule instances_added{"instances_added", Impact::safe, "more consumers share the same load", ""};
constinit const ChangeRule instances_removed{"instances_removed", Impact::risky, "fewer consumers carry the load: watch the lag while they go", ""};
constinit const ChangeRule key_changed{"key_changed", Impact::breaking, "messages of one entity go elsewhere than those before, and their order is lost", "Apache Kafka documentation, operations, modifying topics; Apache Pulsar, partitioned topics", "set up a new topic for the new key, let producers write to it alone, and let each consumer group read the old one to its end before it starts on the new one"};
constinit const ChangeRule latency_loosened{"latency_loosened", Impact::risky, "whether the callers bear a slower answer is not in the file", ""};
constinit const ChangeRule latency_met{"latency_met", Impact::safe, "the estimate meets the target again", ""};
constinit const ChangeRule latency_missed{"latency_missed", Impact::risky, "the estimate no longer meets the target", ""};
constinit const ChangeRule latency_tightened{"latency_tightened", Impact::safe, "whoever bears the slower answer bears the faster one", ""};
constinit const ChangeRule mode_changed{"mode_changed", Impact::breaking, "an existing queue or subscription cannot be turned into one of another kind: a new one takes its place, and the old one is read to its end", "Amazon SQS API reference, CreateQueue; RabbitMQ documentation, queue types", "set up the new one beside the old one, let producers write to the new one alone, and let each consumer group read the old one to its end before it starts on the new one"};
constinit const ChangeRule ordering_strengthened{"ordering_strengthened", Impact::safe, "whoever bears the weaker order bears the stronger one", ""};
constinit const ChangeRule ordering_weakened{"ordering_weakened", Impact::breaking, "consumers that rely on the order see messages overtake each other", ""};
constinit const ChangeRule partitions_changed_keyed{"partitions_changed_keyed", Impact::breaking, "the hash of a key then points elsewhere, while its older messages stay where they are: the order of keys is lost", "Apache Kafka documentation, operations, modifying topics; Apache Pulsar, partitioned topics", "while nothing is stored yet, change it in place; later set up a new topic with the new number, let producers write to it alone, and let each consumer group read the old one to its end before it starts on the new one"};
constinit const ChangeRule partitions_lowered{"partitions_lowered", Impact::breaking, "partitions cannot be taken away: keep the larger number, or set up a new topic with fewer and read the old one to its end", "Apache Kafka documentation, operations, modifying topics"};
constinit const ChangeRule partitions_lowered_keyed{"partitions_lowered_keyed", Impact::breaking, "partitions cannot be taken away: it takes a new topic, in which keys lie elsewhere, and consumers that finish the old one before they read the new one", "Apache Kafka documentation, operations, modifying topics"};
constinit const ChangeRule partitions_raised{"partitions_raised", Impact::risky, "consumers rebalance, and readers that count on the number of partitions must know", "Apache Kafka documentation, operations, modifying topics"};
constinit const ChangeRule pattern_added{"pattern_added", Impact::safe, "it has to be built before the rest relies on it", ""};
constinit const ChangeRule pattern_removed{"pattern_removed", Impact::risky, "what it takes care of is not taken care of any more", ""};
constinit const ChangeRule payload_described{"payload_described", Impact::risky, "messages of before may not be what is described now", ""};
constinit const ChangeRule payload_undescribed{"payload_undescribed", Impact::risky, "nothing checks the payload any more", ""};
constinit const ChangeRule producer_added{"producer_added", Impact::safe, "it publishes what the consumers know already", ""};
constinit const ChangeRule producer_removed{"producer_removed", Impact::risky, "whether anyone still needs what it alone published is not in the file", ""};
constinit const ChangeRule reading_changed{"reading_changed", Impact::risky, "what is stored stays where it is, and is read or paid for in another way: order, acknowledgement and retries are those of the new mode", ""};
constinit const ChangeRule registry_given_up{"registry_given_up", Impact::risky, "no registry refuses an incompatible schema any more: it is noticed when the first consumer fails", ""};
constinit const ChangeRule registry_taken_up{"registry_taken_up", Impact::safe, "an incompatible schema is refused before a message has it", ""};
constinit const ChangeRule replication_lowered{"replication_lowered", Impact::risky, "fewer lost machines are survived, and copies are removed while the topic is in use", ""};
constinit const ChangeRule replication_raised{"replication_raised", Impact::safe, "more lost machines are survived", ""};
constinit const ChangeRule resource_changed{"resource_changed", Impact::breaking, "an existing queue or topic cannot be turned into one of another kind: a new one takes its place, and the old one is read to its end", "Amazon SQS API reference, CreateQueue; RabbitMQ documentation, queue types"};
constinit const ChangeRule retention_lengthened{"retention_lengthened", Impact::safe, "messages stay longer; storage grows with them", ""};
constinit const ChangeRule retention_shortened{"retention_shortened", Impact::breaking, "messages are deleted that readers could still go back to", ""};
constinit const ChangeRule retention_shortened_queue{"retention_shortened_queue", Impact::risky, "what nobody has consumed by then expires sooner; a queue cannot be read back, so what was consumed is gone either way", ""};
constinit const ChangeRule retry_attempts_fewer{"retry_attempts_fewer", Impact::risky, "a failure that passes by itself later leads to a dead letter now", ""};
constinit const ChangeRule retry_attempts_more{"retry_attempts_more", Impact::safe, "a message that fails is tried more often, and holds up what waits behind it for longer", ""};
constinit const ChangeRule retry_mode_changed{"retry_mode_changed", Impact::risky, "what waits while a message is retried, and what overtakes it, is another thing than before", ""};
constinit const ChangeRule schema_format_changed{"schema_format_changed", Impact::breaking, "readers of the old format cannot read the new one: a flow in use keeps its format, which `--schema-format` asks for, until all of them can", ""};
constinit const ChangeRule setting_changed{"setting_changed", Impact::safe, "it follows from the figures of the design", ""};
constinit const ChangeRule setting_strengthened{"setting_strengthened", Impact::safe, "it guards more than before", ""};
constinit const ChangeRule setting_to_review{"setting_to_review", Impact::risky, "what is kept, where it lies, or who sees it, changes with it", ""};
constinit const ChangeRule setting_weakened{"setting_weakened", Impact::breaking, "it guards less than before: messages that were safe can be lost, doubled or disordered", ""};
constinit const ChangeRule shards_changed{"shards_changed", Impact::risky, "shards are split and merged by ranges of the hash: order stays where consumers finish the parents first", "Amazon Kinesis Data Streams, resharding"};
constinit const ChangeRule storage_grows{"storage_grows", Impact::safe, "the disks have to be there before the data is", ""};
constinit const ChangeRule storage_shrinks{"storage_shrinks", Impact::safe, "less is stored; what is there goes with its retention", ""};
constinit const ChangeRule topic_added{"topic_added", Impact::safe, "it is made before anything uses it", ""};
constinit const ChangeRule topic_removed{"topic_removed", Impact::breaking, "whoever writes to it or reads from it fails, and what it holds is gone", ""};
constinit const ChangeRule topic_renamed{"topic_renamed", Impact::breaking, "whoever uses the old name fails, and what is stored stays behind under it", "", "set up the new name beside the old one, let producers write to it alone, and let each consumer group read the old one to its end before it starts on the new one"};
constinit const ChangeRule units_lowered{"units_lowered", Impact::risky, "what goes has to be read to its end first", ""};
constinit const ChangeRule warning_appeared{"warning_appeared", Impact::risky, "a finding that the old design did not have", ""};
constinit const ChangeRule warning_gone{"warning_gone", Impact::safe, "a finding that the new design does not have any more", ""};
// clang-format on

namespace {

constexpr std::array table{
    &acknowledgement_strengthened,
    &acknowledgement_weakened,
    &broker_changed,
    &broker_found,
    &broker_lost,
    &brokers_added,
    &brokers_removed,
    &commit_moved_ahead,
    &commit_moved_back,
    &compatibility_loosened,
    &compatibility_tightened,
    &consumer_group_added,
    &consumer_group_removed,
    &dead_letters_off,
    &dead_letters_on,
    &delivery_once_given_up,
    &delivery_repeats,
    &delivery_strengthened,
    &delivery_weakened,
    &design_added,
    &design_removed,
    &error_appeared,
    &error_gone,
    &event_type_added,
    &event_type_removed,
    &failure_topic_grows,
    &failure_topic_shrinks,
    &in_flight_lowered,
    &in_flight_raised,
    &instances_added,
    &instances_removed,
    &key_changed,
    &latency_loosened,
    &latency_met,
    &latency_missed,
    &latency_tightened,
    &mode_changed,
    &ordering_strengthened,
    &ordering_weakened,
    &partitions_changed_keyed,
    &partitions_lowered,
    &partitions_lowered_keyed,
    &partitions_raised,
    &pattern_added,
    &pattern_removed,
    &payload_described,
    &payload_undescribed,
    &producer_added,
    &producer_removed,
    &reading_changed,
    &registry_given_up,
    &registry_taken_up,
    &replication_lowered,
    &replication_raised,
    &resource_changed,
    &retention_lengthened,
    &retention_shortened,
    &retention_shortened_queue,
    &retry_attempts_fewer,
    &retry_attempts_more,
    &retry_mode_changed,
    &schema_format_changed,
    &setting_changed,
    &setting_strengthened,
    &setting_to_review,
    &setting_weakened,
    &shards_changed,
    &storage_grows,
    &storage_shrinks,
    &topic_added,
    &topic_removed,
    &topic_renamed,
    &units_lowered,
    &warning_appeared,
    &warning_gone,
};

}  // namespace
}  // namespace diff

std::string_view name_of(Impact impact) {
  constexpr std::array<std::string_view, 3> names{"safe", "risky", "breaking"};
  return names[static_cast<std::size_t>(impact)];
}

std::vector<const ChangeRule*> change_rules() {
  std::vector<const ChangeRule*> all(diff::table.begin(), diff::table.end());
  for (const diff::FieldRule& row : diff::field_rules()) all.push_back(&row.rule);
  std::ranges::stable_sort(all, {}, &ChangeRule::name);
  return all;
}

}  // namespace eventarch
