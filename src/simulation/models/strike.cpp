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
    Row{"consumer_crash_after_effect", Strike::crash_consumer},
    Row{"consumer_crash_before_effect", Strike::crash_consumer},
    Row{"consumer_pause_beyond_timeout", Strike::pause_consumer},
    Row{"dead_letter_publish_fails", Strike::refuse_dead_letter},
    Row{"deduplication_store_lost", Strike::deduplication_lost},
    Row{"deduplication_store_unreachable", Strike::deduplication_down},
    Row{"in_sync_replicas_collapse", Strike::collapse_in_sync},
    Row{"late_return_after_effect", Strike::crash_consumer_for_long},
    Row{"leader_crash_followers_behind", Strike::crash_leader},
    Row{"leader_crash_followers_caught_up", Strike::crash_leader},
    Row{"leader_isolated", Strike::isolate_leader},
    Row{"one_batch_fails", Strike::lose_request},
    Row{"poison_message", Strike::poison},
    Row{"poison_message_not_retryable", Strike::poison_for_good},
    Row{"power_loss_everywhere", Strike::lose_power},
    Row{"processing_beyond_timeout", Strike::pause_consumer},
    Row{"produce_response_lost", Strike::lose_answer},
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
