/// Each fault strikes where it does harm: a design that does not guard against it breaks, with the
/// cause, and one that does holds.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "simulation/faults/fault_table.hpp"
#include "simulation/plan/mistake.hpp"
#include "simulation/plan/simulation_plan.hpp"
#include "simulation/run/fault_runs.hpp"
#include "simulation/run/sample_study.hpp"

namespace eventarch::simulation {
namespace {

using Change = void (*)(SimulationPlan&);

void as_designed(SimulationPlan&) {}

struct Case {
  const char* name;
  const char* fault;
  const char* sample;
  Change change;
  const char* breaks;  ///< a guarantee; empty: none
  const char* cause;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

FaultRuns runs_of(const Case& one) {
  SimulationOptions options;
  options.seeds = 10;
  options.fault_messages = 400;
  FaultStudy study;
  study.designed = plan_of(sample_advice(one.sample), options);
  study.simulated = study.designed;
  one.change(study.simulated);
  const auto fault = find_fault(one.fault);
  EXPECT_TRUE(fault);
  EXPECT_EQ(why_not_applicable(study.simulated, *fault), "");
  study.faults = {*fault};
  return run_faults(study, options, 1, {});
}

class FaultEffect : public testing::TestWithParam<Case> {};

TEST_P(FaultEffect, BreaksWhatIsNotGuardedAgainst) {
  const FaultRuns runs = runs_of(GetParam());
  ASSERT_EQ(runs.faults.size(), 1U);
  EXPECT_GE(runs.faults[0].window_hits, 9U) << "in 10 seeds";
  const std::string_view expected = GetParam().breaks;
  for (const GuaranteeVerdict& one : runs.guarantees) {
    EXPECT_NE(one.status, GuaranteeStatus::undecided) << one.name;
    if (expected.empty()) {
      EXPECT_NE(one.status, GuaranteeStatus::violated) << one.name << ": " << one.cause;
    }
    if (one.name != expected) continue;
    EXPECT_EQ(one.status, GuaranteeStatus::violated);
    EXPECT_GE(one.seeds_violated, 9U) << "in 10 seeds";
    EXPECT_EQ(one.cause_name, GetParam().cause);
    EXPECT_LE(one.witness.size(), 10U);
  }
}

void forget_at_the_outage(SimulationPlan& plan) {
  plan.consumer.remember_ms = plan.outage_ms + 10'000;
}
void forget_well_after_the_outage(SimulationPlan& plan) {
  plan.consumer.remember_ms = plan.outage_ms + 120'000;
}
void keep_one_copy(SimulationPlan& plan) { plan.replicas = 1; }
void drop_oldest(SimulationPlan& plan) { plan.unread.overflow = Overflow::drop_oldest; }

constexpr Case cases[] = {
    {"away_longer_than_kept", "group_away", "order-events",
     [](SimulationPlan& plan) { plan.unread.kept_ms = plan.outage_ms / 2; }, "no_loss",
     "retention_too_short"},
    {"away_shorter_than_kept", "group_away", "order-events", as_designed, "", ""},
    {"away_from_a_queue", "group_away", "fulfilment-tasks", as_designed, "", ""},
    {"away_from_single_consumers", "group_away", "trip-booking", as_designed, "", ""},
    {"away_from_fifo_groups", "group_away", "image-resize-jobs", as_designed, "", ""},
    {"away_beyond_retention", "group_away_beyond_retention", "order-events", as_designed, "no_loss",
     "retention_too_short"},
    {"expired_and_deleted", "messages_expire", "image-resize-jobs", as_designed, "no_loss",
     "message_expired"},
    {"full_and_dropped", "queue_overflow", "fulfilment-tasks", drop_oldest, "no_loss",
     "queue_overflow"},
    {"full_and_dropped_in_order", "queue_overflow", "trip-booking", drop_oldest, "no_loss",
     "queue_overflow"},
    {"full_and_refused", "queue_overflow", "fulfilment-tasks", as_designed, "", ""},
    {"full_and_refused_in_order", "queue_overflow", "trip-booking", as_designed, "", ""},
    {"full_and_set_aside", "queue_overflow", "fulfilment-tasks",
     [](SimulationPlan& plan) { plan.unread.overflow = Overflow::set_oldest_aside; }, "", ""},
    {"last_in_sync_leads_again", "last_replica_loses_suffix", "order-events", as_designed,
     "no_loss", "unwritten_records_lost"},
    {"a_majority_leads_again", "last_replica_loses_suffix", "order-events",
     [](SimulationPlan& plan) { plan.broker = *find_broker_model("rabbitmq_stream"); }, "", ""},
    {"only_copy_with_its_disk", "leader_crash_followers_caught_up", "order-events", keep_one_copy,
     "no_loss", "only_copy_lost"},
    {"only_copy_of_a_queue_with_its_disk", "leader_crash_followers_caught_up", "fulfilment-tasks",
     keep_one_copy, "no_loss", "only_copy_lost"},
    {"only_copy_of_single_consumers", "leader_crash_followers_caught_up", "trip-booking",
     keep_one_copy, "no_loss", "only_copy_lost"},
    {"only_copy_in_memory", "leader_crash_followers_behind", "order-events", keep_one_copy,
     "durability", "only_copy_lost"},
    {"only_copy_on_disk", "leader_crash_followers_behind", "fulfilment-tasks", keep_one_copy, "",
     ""},
    {"only_copy_on_disk_in_order", "leader_crash_followers_behind", "trip-booking", keep_one_copy,
     "", ""},
    {"only_copy_cut_off", "leader_isolated", "order-events", keep_one_copy, "", ""},
    {"only_copy_of_a_queue_cut_off", "leader_isolated", "fulfilment-tasks", keep_one_copy, "", ""},
    {"only_copy_and_a_lagging_group", "last_replica_loses_suffix", "order-events", keep_one_copy,
     "no_loss", "only_copy_lost"},
    {"only_copy_without_power", "power_loss_everywhere", "order-events", keep_one_copy, "no_loss",
     "unwritten_records_lost"},
    {"one_of_three_copies", "leader_crash_followers_caught_up", "order-events", as_designed, "",
     ""},
    {"one_of_three_copies_of_a_queue", "leader_crash_followers_caught_up", "fulfilment-tasks",
     as_designed, "", ""},
    {"batch_overtaken", "one_batch_fails", "order-events",
     [](SimulationPlan& plan) { plan.producer.idempotent = false; }, "per_key_order",
     "resend_overtaken"},
    {"batch_alone_in_flight", "one_batch_fails", "order-events",
     [](SimulationPlan& plan) {
       plan.producer.idempotent = false;
       plan.producer.one_in_flight = true;
     },
     "", ""},
    {"clock_ahead_of_a_tight_store", "clock_runs_ahead", "order-events", forget_at_the_outage,
     "no_duplicate_effect", "deduplication_expired"},
    {"clock_ahead_of_a_wide_store", "clock_runs_ahead", "order-events",
     forget_well_after_the_outage, "", ""},
    {"late_return_to_a_tight_store", "late_return_after_effect", "order-events",
     forget_at_the_outage, "", ""},
    {"partition_added_to_keys", "partitions_added", "order-events", as_designed, "per_key_order",
     "key_moved"},
    {"partition_added_to_global_order", "partitions_added", "payment-journal", as_designed,
     "global_order", "key_moved"},
    {"schema_without_dead_letters", "new_schema", "order-events",
     [](SimulationPlan& plan) { plan.consumer.dead_letters = false; }, "no_loss",
     "dropped_after_failures"},
    {"schema_with_dead_letters", "new_schema", "order-events", as_designed, "", ""},
    {"reconnect_without_identities", "all_reconnect_at_once", "order-events",
     [](SimulationPlan& plan) { plan.consumer.deduplication = Deduplication::none; },
     "no_duplicate_effect", "no_deduplication"},
    {"reconnect_with_identities", "all_reconnect_at_once", "order-events", as_designed, "", ""},
    {"reconnect_to_queues", "all_reconnect_at_once", "fulfilment-tasks", as_designed, "", ""},
};

INSTANTIATE_TEST_SUITE_P(Faults, FaultEffect, testing::ValuesIn(cases),
                         [](const auto& one) { return std::string(one.param.name); });

// Without order by key nobody minds where a key goes.
TEST(FaultEffects, AddedPartitionsBreakNoOrderThatNobodyPromised) {
  SimulationOptions options;
  options.seeds = 10;
  options.fault_messages = 400;
  FaultStudy study;
  study.designed = plan_of(sample_advice("order-events"), options);
  study.designed.ordering = Ordering::none;
  study.simulated = study.designed;
  study.faults = {find_fault("partitions_added").value()};
  const FaultRuns runs = run_faults(study, options, 1, {});
  EXPECT_GE(runs.faults[0].window_hits, 9U);
  for (const GuaranteeVerdict& one : runs.guarantees) {
    EXPECT_NE(one.status, GuaranteeStatus::violated) << one.name;
  }
}

// What was processed and not yet acknowledged can expire as well, and then is set aside although it
// was done: dead_letter_exclusive may break, and nothing is lost.
TEST(FaultEffects, WhatExpiresAndIsSetAsideIsNotLost) {
  for (const char* sample : {"fulfilment-tasks", "trip-booking"}) {
    const FaultRuns runs = runs_of({"", "messages_expire", sample, as_designed, "", ""});
    EXPECT_GE(runs.faults[0].window_hits, 9U) << sample;
    const auto no_loss = std::ranges::find(runs.guarantees, "no_loss", &GuaranteeVerdict::name);
    ASSERT_NE(no_loss, runs.guarantees.end());
    EXPECT_EQ(no_loss->status, GuaranteeStatus::holds) << sample;
  }
}

TEST(FaultEffects, APartThatADesignLacksIsNotStruck) {
  const auto why = [](std::string_view fault, const char* sample) {
    return why_not_applicable(plan_of(sample_advice(sample), {}), find_fault(fault).value());
  };
  EXPECT_NE(why("queue_overflow", "order-events"), "") << "a log has no length";
  EXPECT_NE(why("messages_expire", "order-events"), "") << "a log deletes by age";
  EXPECT_NE(why("group_away_beyond_retention", "fulfilment-tasks"), "") << "a queue is no log";
  EXPECT_NE(why("partitions_added", "image-resize-jobs"), "") << "SQS shows no partitions";
  EXPECT_NE(why("last_replica_loses_suffix", "fulfilment-tasks"), "") << "written to disk first";
}

TEST(FaultEffects, ASingleCopyHasNobodyWhoCouldFallBehindOrTakeOver) {
  SimulationPlan plan = plan_of(sample_advice("order-events"), {});
  keep_one_copy(plan);
  EXPECT_NE(why_not_applicable(plan, find_fault("in_sync_replicas_collapse").value()), "");
  EXPECT_NE(find_mistake("unclean_election")->refusal(plan), "");
  EXPECT_NE(find_mistake("acks_leader")->refusal(plan), "");
}

// A queue that hands out messages of a key side by side breaks their order by itself: copies that
// fall behind, of which a service shows none, have no part in it.
TEST(FaultThatNeverStrikes, IsNotBlamedForWhatBreaksByItself) {
  SimulationOptions options;
  options.load_runs = false;
  options.seeds = 3;
  options.mistake = "sqs_standard_with_key_order";
  const SimulationResult result = simulated(sample_advice("order-events"), options);
  const auto order = std::ranges::find(result.guarantees, "per_key_order", &GuaranteeVerdict::name);
  ASSERT_NE(order, result.guarantees.end());
  EXPECT_EQ(order->status, GuaranteeStatus::violated);
  EXPECT_TRUE(order->breaks_without_fault);
  bool any_missed = false;
  for (const FaultOutcome& fault : result.faults) {
    if (!fault.applies || fault.window_hits > 0) continue;
    any_missed = true;
    EXPECT_TRUE(fault.broke.empty()) << fault.name;
  }
  EXPECT_TRUE(any_missed) << "otherwise this shows nothing";
}

}  // namespace
}  // namespace eventarch::simulation
