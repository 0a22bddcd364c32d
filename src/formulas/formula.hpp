#pragma once

/// What the files of formulas share. One file a family; the table is formula_table.cpp.

#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "eventarch/formulas.hpp"

namespace eventarch::formulas {

using Values = std::span<const double>;
using Result = std::optional<double>;

// One line each, by name.
extern const Formula admitted_bytes;
extern const Formula answer_timeout;
extern const Formula attainable_target;
extern const Formula availability_k_of_n;
extern const Formula backlog_memory;
extern const Formula backlog_per_worker;
extern const Formula balls_into_bins_excess;
extern const Formula batch_delay;
extern const Formula bookie_journal_write;
extern const Formula bookie_storage;
extern const Formula bookies_needed;
extern const Formula broker_inbound;
extern const Formula broker_outbound;
extern const Formula brokers_after_loss;
extern const Formula brokers_for_load;
extern const Formula brokers_for_storage;
extern const Formula brokers_for_uneven_storage;
extern const Formula brokers_in_zones;
extern const Formula bundles;
extern const Formula busiest_consumer_utilization;
extern const Formula busy_partitions_most;
extern const Formula byte_rate;
extern const Formula bytes_in_and_out;
extern const Formula bytes_in_or_out;
extern const Formula bytes_into_queues;
extern const Formula claim_check_saving;
extern const Formula cluster_write_limit;
extern const Formula conflict_share;
extern const Formula controllers_tolerated;
extern const Formula cpu_cores_write_equivalent;
extern const Formula deduplication_entries;
extern const Formula deduplication_store_bytes;
extern const Formula disk_traffic;
extern const Formula drain_time;
extern const Formula egress_bytes;
extern const Formula empty_partitions;
extern const Formula erlang_b;
extern const Formula erlang_c;
extern const Formula event_hubs_throughput_units;
extern const Formula failing_share;
extern const Formula fetch_delay;
extern const Formula file_handles;
extern const Formula fullest_consumer_ratio;
extern const Formula further_rate;
extern const Formula ggc_waiting_time;
extern const Formula halfin_whitt_wait;
extern const Formula hottest_partition_share;
extern const Formula in_flight_messages;
extern const Formula in_hand_wait;
extern const Formula instances_for_partitions;
extern const Formula kept_backlog;
extern const Formula keyed_queue_utilization;
extern const Formula keys_for_rate;
extern const Formula kinesis_shards;
extern const Formula lambda_concurrency;
extern const Formula largest_hot_key_share;
extern const Formula link_bytes;
extern const Formula losses_survived_by_data;
extern const Formula losses_survived_by_writes;
extern const Formula md1_waiting_time;
extern const Formula memory_maps;
extern const Formula message_group_rate;
extern const Formula messages_in_and_out;
extern const Formula messages_in_or_out;
extern const Formula messages_into_queues;
extern const Formula messages_per_key;
extern const Formula mg1_waiting_time;
extern const Formula mm1_added_wait;
extern const Formula mm1_queue_length;
extern const Formula mm1_time_in_system;
extern const Formula mm1_time_percentile;
extern const Formula mm1_wait_exceeds;
extern const Formula mm1_waiting_time;
extern const Formula mmc_added_wait;
extern const Formula mmc_queue_length;
extern const Formula mmc_time_percentile;
extern const Formula mmc_wait_exceeds;
extern const Formula mmc_wait_percentile;
extern const Formula mmc_waiting_time;
extern const Formula network_delay;
extern const Formula offered_load;
extern const Formula ordered_rate_limit;
extern const Formula outage_backlog;
extern const Formula page_cache;
extern const Formula partition_growth_remapped_keys;
extern const Formula partitions_for_bytes;
extern const Formula partitions_for_hot_key;
extern const Formula partitions_for_memory;
extern const Formula partitions_for_percentile;
extern const Formula partitions_for_processing;
extern const Formula partitions_for_rate;
extern const Formula partitions_for_recovery;
extern const Formula partitions_from_measured_rates;
extern const Formula peak_rate;
extern const Formula planned_egress;
extern const Formula planned_ingress;
extern const Formula polling_delay;
extern const Formula prefetch;
extern const Formula prefetch_buffer_time;
extern const Formula prefetch_wait;
extern const Formula processing_percentile;
extern const Formula provisioned_bytes;
extern const Formula provisioned_for_limits;
extern const Formula pubsub_ordering_keys;
extern const Formula queue_replication_bytes;
extern const Formula queues_for_rate;
extern const Formula quorum_node_memory;
extern const Formula quorum_queue_memory;
extern const Formula records_batch_bytes;
extern const Formula recovery_capacity;
extern const Formula redelivery_horizon;
extern const Formula redpanda_memory;
extern const Formula replicas;
extern const Formula replicas_per_broker;
extern const Formula replication_bytes;
extern const Formula replication_delay;
extern const Formula replication_latency;
extern const Formula retention_margin;
extern const Formula round_up_to_multiple;
extern const Formula saga_bound;
extern const Formula seconds_cached;
extern const Formula segment_slack;
extern const Formula segments_per_replica;
extern const Formula servers_for_percentile;
extern const Formula servers_for_recovery;
extern const Formula servers_for_stability;
extern const Formula shared_queue_utilization;
extern const Formula snapshot_interval;
extern const Formula sqs_fifo_calls;
extern const Formula sqs_fifo_queues;
extern const Formula sqs_in_flight;
extern const Formula square_root_staffing;
extern const Formula stored_bytes;
extern const Formula stored_bytes_all_copies;
extern const Formula time_to_limit;
extern const Formula total_reads;
extern const Formula total_writes;
extern const Formula unclean_failover_time;
extern const Formula utilization;
extern const Formula utilization_after_loss;
extern const Formula utilization_for_mean_time;
extern const Formula utilization_for_percentile;
extern const Formula visibility_timeout;
extern const Formula workers_for_backlog;
extern const Formula write_availability;
extern const Formula zipf_hot_share;

}  // namespace eventarch::formulas
