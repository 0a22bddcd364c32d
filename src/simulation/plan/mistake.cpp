#include "simulation/plan/mistake.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace eventarch::simulation {
namespace {

std::string_view if_nothing_is_lost(const SimulationPlan& plan) {
  return plan.delivery == Delivery::at_most_once ? "the design may lose messages anyway" : "";
}

std::string_view if_confirmed(const SimulationPlan& plan) {
  if (plan.broker.replication == Replication::managed) {
    return "the service confirms by a rule of its own, which no client can weaken";
  }
  if (plan.replicas < 2) return "there is only one copy anyway";
  return if_nothing_is_lost(plan);
}

std::string_view if_deduplicates(const SimulationPlan& plan) {
  return plan.consumer.deduplication == Deduplication::none ? "its consumers remember nothing" : "";
}

std::string_view if_transactions(const SimulationPlan& plan) {
  return plan.patterns.transactions ? "" : "it has no transactions";
}

std::string_view if_elects(const SimulationPlan& plan) {
  if (plan.broker.replication != Replication::in_sync) {
    return "its broker never elects a replica that is not in sync";
  }
  if (plan.replicas < 2) return "there is only one copy: nobody else can be elected";
  return if_nothing_is_lost(plan);
}

std::string_view if_outbox(const SimulationPlan& plan) {
  return plan.patterns.outbox ? "" : "it has no transactional outbox";
}

std::string_view if_saga(const SimulationPlan& plan) {
  return plan.patterns.saga ? "" : "it has no saga";
}

std::string_view if_event_store(const SimulationPlan& plan) {
  return plan.patterns.event_store ? "" : "it has no event store";
}

std::string_view if_ordered(const SimulationPlan& plan) {
  return plan.ordering == Ordering::none ? "it promises no order" : "";
}

std::string_view if_deduplication_matters(const SimulationPlan& plan) {
  if (plan.consumer.commit == CommitTiming::with_transaction) {
    return "its effects are part of a transaction";
  }
  return if_deduplicates(plan);
}

/// Shorter than a consumer may be away.
void forget_soon(SimulationPlan& plan) {
  constexpr double a_second = 1000;
  plan.consumer.remember_ms = std::max(a_second, plan.outage_ms / 10);
}

void use_model(SimulationPlan& plan, std::string_view name) {
  plan.broker = *find_broker_model(name);
  plan.consumer.retry.mode = Retrying::by_redelivery;
  if (plan.consumer.commit == CommitTiming::with_transaction) {
    plan.consumer.commit = CommitTiming::after_processing;
    plan.patterns.transactions = false;
  }
}

void acknowledge(SimulationPlan& plan, ProducerAcks acks) {
  plan.producer.acknowledgement = acks;
  plan.producer.idempotent = false;
}

constexpr std::array all_mistakes{
    Mistake{{"acks_leader", "Producers wait for the leader alone", "no_loss"},
            if_confirmed,
            [](SimulationPlan& plan) { acknowledge(plan, ProducerAcks::leader); }},
    Mistake{{"acks_none", "Producers wait for no confirmation", "no_loss"},
            if_confirmed,
            [](SimulationPlan& plan) { acknowledge(plan, ProducerAcks::none); }},
    Mistake{{"auto_commit_with_hand_off",
             "Progress is committed by a timer while other threads still work on the messages",
             "no_loss"},
            if_nothing_is_lost,
            [](SimulationPlan& plan) { plan.consumer.commit = CommitTiming::when_handed_over; }},
    Mistake{{"blocking_retry_with_poison",
             "A message that always fails is tried again for ever, and its partition waits",
             "no_livelock"},
            if_nothing_is_lost,
            [](SimulationPlan& plan) {
              plan.consumer.retry.mode = Retrying::in_place;
              plan.consumer.retry.attempts = UINT32_MAX;
            }},
    Mistake{
        {"commit_before_processing", "Messages are committed before they are processed", "no_loss"},
        if_nothing_is_lost,
        [](SimulationPlan& plan) { plan.consumer.commit = CommitTiming::before_processing; }},
    Mistake{
        {"dedup_marked_after_effect",
         "A message is remembered as processed after its effect, and not together with it",
         "no_duplicate_effect"},
        if_deduplication_matters,
        [](SimulationPlan& plan) { plan.consumer.deduplication = Deduplication::after_effect; }},
    Mistake{{"dedup_time_to_live_too_short",
             "What was processed is forgotten before it can come again", "no_duplicate_effect"},
            if_deduplication_matters,
            forget_soon},
    Mistake{{"dual_write", "A service writes to its database, then publishes, with nothing between",
             "outbox_complete"},
            if_outbox,
            [](SimulationPlan& plan) { plan.patterns.outbox_table = false; }},
    Mistake{
        {"event_store_without_expected_version",
         "Events are appended without saying which version they follow", "event_store_versions"},
        if_event_store,
        [](SimulationPlan& plan) { plan.patterns.expected_version = false; }},
    Mistake{{"nested_retries_without_budget",
             "A client library tries each call again, inside of each attempt of the consumer",
             "amplification_bound"},
            if_nothing_is_lost,
            [](SimulationPlan& plan) {
              plan.consumer.calls_per_attempt = 4;
              plan.consumer.retry_budget = false;
            }},
    Mistake{{"no_idempotence", "Consumers process what comes twice twice", "no_duplicate_effect"},
            if_deduplication_matters,
            [](SimulationPlan& plan) { plan.consumer.deduplication = Deduplication::none; }},
    Mistake{
        {"pulsar_shared_with_key_order",
         "A Pulsar subscription of type Shared, where the order of a key matters", "per_key_order"},
        if_ordered,
        [](SimulationPlan& plan) { use_model(plan, "pulsar_shared"); }},
    Mistake{{"read_uncommitted", "Readers see what a transaction may still take back",
             "no_aborted_read"},
            if_transactions,
            [](SimulationPlan& plan) { plan.consumer.read_committed = false; }},
    Mistake{{"saga_without_log", "The orchestrator of a saga keeps its progress in memory",
             "saga_atomicity"},
            if_saga,
            [](SimulationPlan& plan) { plan.patterns.saga_log = false; }},
    Mistake{{"sqs_standard_with_key_order", "A standard queue, where the order of a key matters",
             "per_key_order"},
            if_ordered,
            [](SimulationPlan& plan) { use_model(plan, "sqs_standard"); }},
    Mistake{{"unclean_election", "A replica that is not in sync may become the leader", "no_loss"},
            if_elects,
            [](SimulationPlan& plan) { plan.unclean_election = true; }},
};
static_assert(std::ranges::adjacent_find(all_mistakes, std::ranges::greater_equal{},
                                         [](const Mistake& one) { return one.page.name; }) ==
                  all_mistakes.end(),
              "sorted by name, names unique");

}  // namespace

std::span<const Mistake> mistakes() { return all_mistakes; }

const Mistake* find_mistake(std::string_view name) {
  const auto* const found =
      std::ranges::find(all_mistakes, name, [](const Mistake& one) { return one.page.name; });
  return found == all_mistakes.end() ? nullptr : found;
}

}  // namespace eventarch::simulation
