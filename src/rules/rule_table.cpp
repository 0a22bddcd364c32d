#include <algorithm>
#include <array>

#include "catalogue/catalogue_rules.hpp"
#include "input/input_rules.hpp"
#include "input/suppression_rules.hpp"
#include "rules/rule.hpp"

namespace eventarch::rules {

// One declaration and one row a rule.
extern const Check acknowledged_data_deleted;
extern const Check commit_loses_messages;
extern const Check decision_outside_range;
extern const Check delay_limited;
extern const Check even_replication_factor;
extern const Check exactly_once_complexity;
extern const Check exactly_once_scope;
extern const Check failed_messages_dropped;
extern const Check feature_needs_own_work;
extern const Check fifo_group_rate;
extern const Check global_ordering_throughput;
extern const Check hot_key;
extern const Check idle_consumers;
extern const Check in_sync_replicas_alone;
extern const Check in_sync_replicas_exceed_factor;
extern const Check in_sync_replicas_not_settable;
extern const Check in_sync_replicas_stop_writes;
extern const Check keyed_partitions_fixed;
extern const Check large_local_storage;
extern const Check latency_target_missed;
extern const Check latency_target_near_floor;
extern const Check limit_near;
extern const Check long_queue_backlog;
extern const Check message_key_not_in_payload;
extern const Check message_near_limit;
extern const Check no_capacity_after_loss;
extern const Check over_partitioned;
extern const Check partitions_break_global_order;
extern const Check peak_beyond_limit;
extern const Check pinned_broker_unfit;
extern const Check pinned_partitions_too_few;
extern const Check processing_holds_message;
extern const Check queue_cannot_replay;
extern const Check queue_not_replicated;
extern const Check recovery_too_slow;
extern const Check replication_exceeds_zones;
extern const Check resource_names_collide;
extern const Check retention_shorter_than_outage;
extern const Check retries_repeat_processing;
extern const Check too_few_keys;
extern const Check uneven_share;
extern const Check unknown_broker;
extern const Check unstable_at_peak;
extern const Check utilization_over_target;
extern const Check weak_producer_acks;

std::span<const Check> checks() {
  static const std::array all{
      acknowledged_data_deleted,
      commit_loses_messages,
      decision_outside_range,
      delay_limited,
      even_replication_factor,
      exactly_once_complexity,
      exactly_once_scope,
      failed_messages_dropped,
      feature_needs_own_work,
      fifo_group_rate,
      global_ordering_throughput,
      hot_key,
      idle_consumers,
      in_sync_replicas_alone,
      in_sync_replicas_exceed_factor,
      in_sync_replicas_not_settable,
      in_sync_replicas_stop_writes,
      keyed_partitions_fixed,
      large_local_storage,
      latency_target_missed,
      latency_target_near_floor,
      limit_near,
      long_queue_backlog,
      message_key_not_in_payload,
      message_near_limit,
      no_capacity_after_loss,
      over_partitioned,
      partitions_break_global_order,
      peak_beyond_limit,
      pinned_broker_unfit,
      pinned_partitions_too_few,
      processing_holds_message,
      queue_cannot_replay,
      queue_not_replicated,
      recovery_too_slow,
      replication_exceeds_zones,
      resource_names_collide,
      retention_shorter_than_outage,
      retries_repeat_processing,
      too_few_keys,
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
  for (const Rule* rule : input::suppression_rules()) all.push_back(rule);
  for (const Rule* rule : catalogue::catalogue_rules()) all.push_back(rule);
  std::ranges::sort(all, {}, &Rule::name);
  return all;
}

void run_rules(const RuleInput& input, Findings& findings) {
  const Stage stage = input.sizing != nullptr     ? Stage::sized
                      : input.decision != nullptr ? Stage::decided
                                                  : Stage::declared;
  for (const Check& check : checks()) {
    if (check.stage == stage) check.run(input, findings);
  }
}

}  // namespace eventarch::rules
