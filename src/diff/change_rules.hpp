#pragma once

/// How much each kind of change hurts, and why: one row each in change_rules.cpp. Those about the
/// fields of messages depend on the schema language and are in schema_rules.cpp.

#include "eventarch/diff.hpp"

namespace eventarch::diff {

extern const ChangeRule acknowledgement_strengthened;
extern const ChangeRule acknowledgement_weakened;
extern const ChangeRule bookies_added;
extern const ChangeRule bookies_removed;
extern const ChangeRule broker_changed;
extern const ChangeRule broker_found;
extern const ChangeRule broker_lost;
extern const ChangeRule brokers_added;
extern const ChangeRule brokers_removed;
extern const ChangeRule commit_moved_ahead;
extern const ChangeRule commit_moved_back;
extern const ChangeRule compatibility_loosened;
extern const ChangeRule compatibility_tightened;
extern const ChangeRule consumer_group_added;
extern const ChangeRule consumer_group_removed;
extern const ChangeRule dead_letters_off;
extern const ChangeRule dead_letters_on;
extern const ChangeRule delivery_once_given_up;
extern const ChangeRule delivery_repeats;
extern const ChangeRule delivery_strengthened;
extern const ChangeRule delivery_weakened;
extern const ChangeRule design_added;
extern const ChangeRule design_removed;
extern const ChangeRule error_appeared;
extern const ChangeRule error_gone;
extern const ChangeRule event_type_added;
extern const ChangeRule event_type_removed;
extern const ChangeRule failure_topic_grows;
extern const ChangeRule failure_topic_shrinks;
extern const ChangeRule finding_accepted;
extern const ChangeRule in_flight_lowered;
extern const ChangeRule in_flight_raised;
extern const ChangeRule instances_added;
extern const ChangeRule instances_removed;
extern const ChangeRule key_changed;
extern const ChangeRule latency_loosened;
extern const ChangeRule latency_met;
extern const ChangeRule latency_missed;
extern const ChangeRule latency_tightened;
extern const ChangeRule mode_changed;
extern const ChangeRule ordering_strengthened;
extern const ChangeRule ordering_weakened;
extern const ChangeRule partitions_changed_keyed;
extern const ChangeRule partitions_lowered;
extern const ChangeRule partitions_lowered_keyed;
extern const ChangeRule partitions_raised;
extern const ChangeRule pattern_added;
extern const ChangeRule pattern_removed;
extern const ChangeRule payload_described;
extern const ChangeRule payload_undescribed;
extern const ChangeRule producer_added;
extern const ChangeRule producer_removed;
extern const ChangeRule reading_changed;
extern const ChangeRule registry_given_up;
extern const ChangeRule registry_taken_up;
extern const ChangeRule replication_lowered;
extern const ChangeRule replication_raised;
extern const ChangeRule resource_changed;
extern const ChangeRule retention_lengthened;
extern const ChangeRule retention_shortened;
extern const ChangeRule retention_shortened_queue;
extern const ChangeRule retry_attempts_fewer;
extern const ChangeRule retry_attempts_more;
extern const ChangeRule retry_mode_changed;
extern const ChangeRule schema_format_changed;
extern const ChangeRule setting_changed;
extern const ChangeRule setting_strengthened;
extern const ChangeRule setting_to_review;
extern const ChangeRule setting_weakened;
extern const ChangeRule shards_changed;
extern const ChangeRule storage_grows;
extern const ChangeRule storage_shrinks;
extern const ChangeRule topic_added;
extern const ChangeRule topic_removed;
extern const ChangeRule topic_renamed;
extern const ChangeRule units_lowered;
extern const ChangeRule warning_appeared;
extern const ChangeRule warning_gone;

}  // namespace eventarch::diff
