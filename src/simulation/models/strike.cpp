#include "simulation/models/strike.hpp"

#include <algorithm>
#include <array>

namespace eventarch::simulation {
namespace {

struct Row {
  std::string_view fault;
  Strike strike;
};

constexpr std::array rows{
    Row{"all_reconnect_at_once", Strike::reconnect_all},
    Row{"clock_runs_ahead", Strike::clock_ahead},
    Row{"consumer_crash_after_effect", Strike::crash_consumer},
    Row{"consumer_crash_before_effect", Strike::crash_consumer},
    Row{"consumer_pause_beyond_timeout", Strike::pause_consumer},
    Row{"dead_letter_publish_fails", Strike::refuse_dead_letter},
    Row{"deduplication_store_lost", Strike::deduplication_lost},
    Row{"deduplication_store_unreachable", Strike::deduplication_down},
    Row{"group_away", Strike::group_away},
    Row{"group_away_beyond_retention", Strike::group_away_too_long},
    Row{"in_sync_replicas_collapse", Strike::collapse_in_sync},
    Row{"last_replica_loses_suffix", Strike::lose_last_replica},
    Row{"late_return_after_effect", Strike::crash_consumer_for_long},
    Row{"leader_crash_followers_behind", Strike::crash_leader},
    Row{"leader_crash_followers_caught_up", Strike::lose_leader},
    Row{"leader_isolated", Strike::isolate_leader},
    Row{"messages_expire", Strike::group_away_too_long},
    Row{"new_schema", Strike::change_schema},
    Row{"one_batch_fails", Strike::lose_request},
    Row{"partitions_added", Strike::add_partition},
    Row{"poison_message", Strike::poison},
    Row{"poison_message_not_retryable", Strike::poison_for_good},
    Row{"power_loss_everywhere", Strike::lose_power},
    Row{"processing_beyond_timeout", Strike::pause_consumer},
    Row{"produce_response_lost", Strike::lose_answer},
    Row{"queue_overflow", Strike::fill_queue},
    Row{"rate_surge", Strike::rate_surge},
    Row{"rebalance_during_processing", Strike::rebalance},
    Row{"slow_consumer", Strike::slow_consumer},
    Row{"transient_failures", Strike::transient_failures},
};

}  // namespace

Strike strike_of(std::string_view fault) {
  const auto* const row = std::ranges::find(rows, fault, &Row::fault);
  return row == rows.end() ? Strike::not_modelled : row->strike;
}

}  // namespace eventarch::simulation
