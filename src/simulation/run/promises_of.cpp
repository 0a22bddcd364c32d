#include "simulation/run/promises_of.hpp"

#include <algorithm>

namespace eventarch::simulation {
namespace {

RetrySchedule schedule_of(const SimulationPlan& plan) {
  const RetryPlan& retry = plan.consumer.retry;
  RetrySchedule schedule;
  schedule.attempts_max = retry.attempts;
  schedule.initial_wait = from_milliseconds(retry.initial_ms);
  schedule.wait_max = from_milliseconds(retry.most_ms);
  schedule.multiplier = std::max(1.0, retry.multiplier);
  schedule.jitter = retry.jitter;
  schedule.linear = retry.linear;
  schedule.counted_by_deliveries = plan.broker.sharing != Sharing::owned;
  return schedule;
}

/// Promises that a message is handled, once, in order.
void take_delivery(Promises& promises, const SimulationPlan& designed) {
  promises.every_message_handled = designed.delivery != Delivery::at_most_once;
  promises.effects_once = designed.effects_once;
  promises.order_per_key = designed.ordering != Ordering::none;
  promises.order_of_all = designed.ordering == Ordering::global;
}

void take_means(Promises& promises, const SimulationPlan& designed,
                const SimulationPlan& simulated) {
  const bool copies = simulated.broker.replication != Replication::managed;
  promises.appended_once = simulated.producer.idempotent &&
                           simulated.broker.repeats == ProducerRepeats::recognized &&
                           simulated.broker.offsets;  // without them a repeat cannot be told
  // A queue shows no high watermark.
  promises.acknowledged_survives =
      promises.every_message_handled && copies && simulated.broker.offsets;
  promises.consume_produce_atomic = simulated.consumer.commit == CommitTiming::with_transaction;
  promises.transactions = simulated.patterns.transactions;
  promises.reaper_interval = 10 * one_second;
  if (designed.consumer.retry.attempts > 1) {
    promises.retry = schedule_of(designed);
    promises.retry->counted_by_deliveries = simulated.broker.sharing != Sharing::owned;
    // A crash makes a consumer that counts in memory begin again.
    constexpr std::uint32_t beginnings = 4;
    promises.failures_max = designed.consumer.retry.attempts * beginnings;
  }
  promises.dead_letters = designed.consumer.dead_letters;
  if (simulated.consumer.deduplication != Deduplication::none && !promises.consume_produce_atomic) {
    promises.deduplication_time = from_milliseconds(simulated.consumer.remember_ms);
  }
}

}  // namespace

Promises promises_of(const SimulationPlan& designed, const SimulationPlan& simulated) {
  Promises promises;
  promises.offsets = simulated.broker.offsets;
  promises.rebalances = simulated.broker.sharing == Sharing::owned;
  take_delivery(promises, designed);
  take_means(promises, designed, simulated);
  promises.outbox = designed.patterns.outbox;
  promises.saga = designed.patterns.saga;
  promises.saga_in_order = designed.patterns.saga;
  promises.event_store = designed.patterns.event_store;
  promises.snapshots = designed.patterns.event_store;
  promises.projections = designed.patterns.event_store ? 1 : 0;
  if (promises.every_message_handled) {
    promises.breaker =
        BreakerRules{.failures_to_open = designed.consumer.breaker_failures,
                     .open_time = from_milliseconds(designed.consumer.breaker_reset_ms),
                     .trials_max = designed.consumer.breaker_trials};
    promises.amplification = AmplificationLimit{.factor = 3};
  }
  return promises;
}

Layout layout_of(const PathSetup& setup) {
  const SimulationPlan& plan = *setup.plan;
  const auto groups = static_cast<unsigned>(setup.instances.size());
  Layout layout;
  layout.topics.push_back({.partitions = setup.partitions,
                           .groups = (std::uint64_t{1} << groups) - 1,
                           .offsets = plan.broker.offsets});
  for (unsigned i = 0; i < groups; ++i) {
    layout.groups.push_back(
        {.read_committed = plan.patterns.transactions,
         .polls_in_order = plan.broker.offsets && plan.broker.sharing == Sharing::owned});
  }
  return layout;
}

}  // namespace eventarch::simulation
