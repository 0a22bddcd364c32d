/// Each known mistake is found, by the guarantee that it breaks; sound designs raise no alarm.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "simulation/run/sample_study.hpp"

namespace eventarch::simulation {
namespace {

struct Weakness {
  std::string mistake;
  std::string sample;
  std::string cause;
};

void PrintTo(const Weakness& weakness, std::ostream* out) { *out << weakness.mistake; }

class Detection : public testing::TestWithParam<Weakness> {};

TEST_P(Detection, NamesTheGuaranteeInNearlyEverySeed) {
  SimulationOptions options;
  options.mistake = GetParam().mistake;
  options.load_runs = false;
  options.seeds = 20;
  const SimulationResult result = simulated(sample_advice(GetParam().sample), options);
  ASSERT_TRUE(result.mistake);
  const auto found = std::ranges::find(result.guarantees, result.mistake->expected_guarantee,
                                       &GuaranteeVerdict::name);
  ASSERT_NE(found, result.guarantees.end()) << result.mistake->expected_guarantee;
  EXPECT_EQ(found->status, GuaranteeStatus::violated);
  EXPECT_GE(found->seeds_violated, 19U);
  EXPECT_EQ(found->cause_name, GetParam().cause);
  EXPECT_FALSE(found->remedy.empty());
  EXPECT_FALSE(found->witness.empty());
  EXPECT_LE(found->witness.size(), 10U);
  EXPECT_TRUE(result.guarantee_broken());
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, Detection,
    testing::Values(
        Weakness{"acks_leader", "order-events", "acknowledged_before_replicated"},
        Weakness{"acks_none", "order-events", "acknowledged_before_stored"},
        Weakness{"auto_commit_with_hand_off", "order-events", "commit_before_effect"},
        Weakness{"blocking_retry_with_poison", "order-events", "endless_retries"},
        Weakness{"commit_before_processing", "order-events", "commit_before_effect"},
        Weakness{"dedup_marked_after_effect", "order-events", "marked_after_effect"},
        Weakness{"dedup_time_to_live_too_short", "order-events", "deduplication_expired"},
        Weakness{"dual_write", "order-events", "dual_write"},
        Weakness{"event_store_without_expected_version", "account-ledger", "no_expected_version"},
        Weakness{"nested_retries_without_budget", "order-events", "retries_multiply"},
        Weakness{"no_idempotence", "order-events", "no_deduplication"},
        Weakness{"pulsar_shared_with_key_order", "tenant-platform-events",
                 "consumers_side_by_side"},
        Weakness{"read_uncommitted", "payment-journal", "uncommitted_read"},
        Weakness{"saga_without_log", "trip-booking", "no_saga_log"},
        Weakness{"sqs_standard_with_key_order", "order-events", "consumers_side_by_side"},
        Weakness{"unclean_election", "order-events", "unclean_election"}),
    [](const auto& one) { return one.param.mistake; });

// Queues have no offsets by which the history could tell what is lost.
INSTANTIATE_TEST_SUITE_P(
    MistakesWithQueues, Detection,
    testing::Values(Weakness{"acks_leader", "trip-booking", "acknowledged_before_replicated"},
                    Weakness{"acks_leader", "fulfilment-tasks", "acknowledged_before_replicated"},
                    Weakness{"acks_none", "trip-booking", "acknowledged_before_stored"},
                    Weakness{"commit_before_processing", "trip-booking", "commit_before_effect"},
                    Weakness{"commit_before_processing", "fulfilment-tasks",
                             "commit_before_effect"},
                    Weakness{"auto_commit_with_hand_off", "trip-booking", "commit_before_effect"}),
    [](const auto& one) {
      std::string name = one.param.mistake + "_in_" + one.param.sample;
      std::ranges::replace(name, '-', '_');
      return name;
    });

TEST(Detection, CoversEveryMistakeOfTheTable) { EXPECT_EQ(simulation_mistakes().size(), 16U); }

class SoundDesign : public testing::TestWithParam<std::string> {};

TEST_P(SoundDesign, BreaksNoPromiseInFiftySeeds) {
  SimulationOptions options;
  options.load_runs = false;
  options.seeds = 50;
  options.fault_messages = 400;
  const SimulationResult result = simulated(sample_advice(GetParam()), options);
  for (const GuaranteeVerdict& guarantee : result.guarantees) {
    EXPECT_NE(guarantee.status, GuaranteeStatus::violated)
        << guarantee.name << " under " << guarantee.fault << ", seed " << guarantee.seed << ": "
        << guarantee.cause;
    EXPECT_NE(guarantee.status, GuaranteeStatus::undecided) << guarantee.name;
  }
  for (const FaultOutcome& fault : result.faults) {
    // Where messages are committed as they are received, this window closes as it opens.
    const bool by_commit =
        fault.name == "rebalance_during_processing" || fault.name == "all_reconnect_at_once";
    const bool closed = by_commit && GetParam() == "sensor-telemetry";
    if (fault.applies && !closed) {
      EXPECT_GT(fault.window_hits, 0U) << fault.name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, SoundDesign, testing::ValuesIn(sound_samples()),
                         [](const auto& one) {
                           std::string name = one.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace eventarch::simulation
