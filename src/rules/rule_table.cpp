#include <algorithm>
#include <array>

#include "catalogue/catalogue_rules.hpp"
#include "check/suppression_rules.hpp"
#include "input/input_rules.hpp"
#include "rules/rule.hpp"

namespace eventarch::rules {

// One declaration and one row a rule.
extern const Check acknowledged_data_deleted;
extern const Check broker_allowed_and_forbidden;
extern const Check card_number_in_payload;
extern const Check commit_loses_messages;
extern const Check commit_repeats_messages;
extern const Check consumer_lag_unwatched;
extern const Check consumers_are_instances;
extern const Check copies_exceed_offer;
extern const Check copies_in_one_zone;
extern const Check copies_not_settable;
extern const Check dead_letter_queue_unused;
extern const Check dead_letters_break_order;
extern const Check dead_letters_unwatched;
extern const Check decision_outside_range;
extern const Check delay_limited;
extern const Check duplicates_processed_twice;
extern const Check even_replication_factor;
extern const Check event_store_deletes;
extern const Check event_store_unordered;
extern const Check event_store_without_replay;
extern const Check exactly_once_complexity;
extern const Check exactly_once_scope;
extern const Check failed_messages_dropped;
extern const Check feature_needs_own_work;
extern const Check field_names_collide;
extern const Check fifo_group_rate;
extern const Check first_failure_final;
extern const Check flow_feeds_itself;
extern const Check geo_replication_breaks_guarantee;
extern const Check global_ordering_throughput;
extern const Check hot_key;
extern const Check hot_key_below_mean;
extern const Check idle_consumers;
extern const Check in_sync_replicas_alone;
extern const Check in_sync_replicas_exceed_factor;
extern const Check in_sync_replicas_not_settable;
extern const Check in_sync_replicas_stop_writes;
extern const Check in_sync_replicas_unused;
extern const Check key_not_an_identity;
extern const Check key_types_differ;
extern const Check key_with_few_values;
extern const Check keyed_partitions_fixed;
extern const Check keys_differ;
extern const Check large_local_storage;
extern const Check latency_target_missed;
extern const Check latency_target_near_floor;
extern const Check limit_near;
extern const Check long_queue_backlog;
extern const Check losses_break_state;
extern const Check message_group_waits;
extern const Check message_key_not_in_payload;
extern const Check message_near_limit;
extern const Check message_over_default;
extern const Check message_without_key;
extern const Check money_as_floating_point;
extern const Check new_stream_too_small;
extern const Check no_broker_qualifies;
extern const Check no_capacity_after_loss;
extern const Check offset_commit_not_settable;
extern const Check over_partitioned;
extern const Check overtaking_breaks_order;
extern const Check partitions_break_global_order;
extern const Check partitions_not_settable;
extern const Check peak_beyond_limit;
extern const Check personal_data_kept;
extern const Check personal_key;
extern const Check pinned_broker_unfit;
extern const Check pinned_partitions_too_few;
extern const Check poor_fit_for_use_case;
extern const Check processing_holds_message;
extern const Check processing_multiplies_partitions;
extern const Check producer_acks_not_settable;
extern const Check queue_cannot_replay;
extern const Check queue_not_replicated;
extern const Check recovery_too_slow;
extern const Check replication_exceeds_zones;
extern const Check resource_names_collide;
extern const Check retention_shorter_than_outage;
extern const Check retries_block_partition;
extern const Check retries_repeat_processing;
extern const Check schemas_unchecked;
extern const Check secret_in_payload;
extern const Check target_leaves_no_headroom;
extern const Check too_few_keys;
extern const Check two_copies_stop_writes;
extern const Check uneven_share;
extern const Check unknown_broker;
extern const Check unstable_at_peak;
extern const Check utilization_over_target;
extern const Check weak_producer_acks;

std::span<const Check> checks() {
  static const std::array all{
      acknowledged_data_deleted,
      broker_allowed_and_forbidden,
      card_number_in_payload,
      commit_loses_messages,
      commit_repeats_messages,
      consumer_lag_unwatched,
      consumers_are_instances,
      copies_exceed_offer,
      copies_in_one_zone,
      copies_not_settable,
      dead_letter_queue_unused,
      dead_letters_break_order,
      dead_letters_unwatched,
      decision_outside_range,
      delay_limited,
      duplicates_processed_twice,
      even_replication_factor,
      event_store_deletes,
      event_store_unordered,
      event_store_without_replay,
      exactly_once_complexity,
      exactly_once_scope,
      failed_messages_dropped,
      feature_needs_own_work,
      field_names_collide,
      fifo_group_rate,
      first_failure_final,
      flow_feeds_itself,
      geo_replication_breaks_guarantee,
      global_ordering_throughput,
      hot_key,
      hot_key_below_mean,
      idle_consumers,
      in_sync_replicas_alone,
      in_sync_replicas_exceed_factor,
      in_sync_replicas_not_settable,
      in_sync_replicas_stop_writes,
      in_sync_replicas_unused,
      key_not_an_identity,
      key_types_differ,
      key_with_few_values,
      keyed_partitions_fixed,
      keys_differ,
      large_local_storage,
      latency_target_missed,
      latency_target_near_floor,
      limit_near,
      long_queue_backlog,
      losses_break_state,
      message_group_waits,
      message_key_not_in_payload,
      message_near_limit,
      message_over_default,
      message_without_key,
      money_as_floating_point,
      new_stream_too_small,
      no_broker_qualifies,
      no_capacity_after_loss,
      offset_commit_not_settable,
      over_partitioned,
      overtaking_breaks_order,
      partitions_break_global_order,
      partitions_not_settable,
      peak_beyond_limit,
      personal_data_kept,
      personal_key,
      pinned_broker_unfit,
      pinned_partitions_too_few,
      poor_fit_for_use_case,
      processing_holds_message,
      processing_multiplies_partitions,
      producer_acks_not_settable,
      queue_cannot_replay,
      queue_not_replicated,
      recovery_too_slow,
      replication_exceeds_zones,
      resource_names_collide,
      retention_shorter_than_outage,
      retries_block_partition,
      retries_repeat_processing,
      schemas_unchecked,
      secret_in_payload,
      target_leaves_no_headroom,
      too_few_keys,
      two_copies_stop_writes,
      uneven_share,
      unknown_broker,
      unstable_at_peak,
      utilization_over_target,
      weak_producer_acks,
  };
  return all;
}

std::vector<const Rule*> all_rules() {
  std::vector<const Rule*> all;
  for (const Check& check : checks()) all.push_back(check.rule);
  for (const Rule* rule : input::input_rules()) all.push_back(rule);
  for (const Rule* rule : catalogue::catalogue_rules()) all.push_back(rule);
  for (const Rule* rule : check::suppression_rules()) all.push_back(rule);
  std::ranges::sort(all, {}, &Rule::name);
  return all;
}

Quotes run_rules(const RuleInput& input, Findings& findings) {
  const Stage stage = input.sizing != nullptr     ? Stage::sized
                      : input.decision != nullptr ? Stage::decided
                                                  : Stage::declared;
  return run_rules(stage, input, findings);
}

Quotes run_rules(Stage stage, const RuleInput& input, Findings& findings) {
  Quotes most = Quotes::nothing;
  for (const Check& check : checks()) {
    if (check.stage != stage) continue;
    const std::size_t before = findings.all().size();
    check.run(input, findings);
    if (findings.all().size() > before) most = std::max(most, check.quotes);
  }
  return most;
}

}  // namespace eventarch::rules
