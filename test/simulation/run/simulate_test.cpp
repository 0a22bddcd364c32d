/// The public entry: determinism, options, verdicts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "simulation/run/sample_study.hpp"

namespace eventarch::simulation {
namespace {

using testing::HasSubstr;

SimulationOptions small() {
  SimulationOptions options;
  options.seeds = 4;
  options.messages = 5'000;
  options.fault_messages = 300;
  return options;
}

std::string refusal_of(const Advice& advice, const SimulationOptions& options) {
  const auto result = simulate(advice, options);
  const auto* refusal = std::get_if<SimulationRefusal>(&result);
  return refusal == nullptr ? "" : refusal->message;
}

TEST(Simulate, GivesTheSameForAnyNumberOfThreads) {
  for (const std::string sample : {"order-events", "image-resize-jobs", "trip-booking"}) {
    SimulationOptions options = small();
    options.threads = 1;
    const SimulationResult one = simulated(sample_advice(sample), options);
    options.threads = 4;
    const SimulationResult four = simulated(sample_advice(sample), options);
    EXPECT_EQ(one.history_hash, four.history_hash) << sample;
    EXPECT_EQ(one.history_events, four.history_events) << sample;
    EXPECT_EQ(one.performance->groups[0].mean_latency_ms.value,
              four.performance->groups[0].mean_latency_ms.value);
    ASSERT_EQ(one.guarantees.size(), four.guarantees.size());
    for (std::size_t i = 0; i < one.guarantees.size(); ++i) {
      EXPECT_EQ(one.guarantees[i].exercised, four.guarantees[i].exercised);
    }
  }
}

TEST(Simulate, GivesTheSameWithEitherQueue) {
  for (const std::string& sample : sound_samples()) {
    SimulationOptions options = small();
    const SimulationResult wheel = simulated(sample_advice(sample), options);
    options.queue = EventQueue::heap;
    const SimulationResult heap = simulated(sample_advice(sample), options);
    EXPECT_EQ(wheel.history_hash, heap.history_hash) << sample;
  }
}

TEST(Simulate, GivesAnotherHistoryForAnotherSeed) {
  SimulationOptions options = small();
  const SimulationResult one = simulated(sample_advice("order-events"), options);
  options.seed = 2;
  const SimulationResult other = simulated(sample_advice("order-events"), options);
  EXPECT_NE(one.history_hash, other.history_hash);
}

TEST(Simulate, PassesItsOwnAudit) {
  for (const std::string& sample : sound_samples()) {
    const SimulationResult result = simulated(sample_advice(sample), small());
    ASSERT_TRUE(result.performance);
    for (const AuditRow& row : result.performance->audit) {
      EXPECT_TRUE(row.passed) << sample << ": " << row.name << " " << row.residual;
    }
  }
}

TEST(Simulate, StagesAddUpToTheLatency) {
  const SimulationResult result = simulated(sample_advice("payment-journal"), small());
  for (const GroupPerformance& group : result.performance->groups) {
    double sum = 0;
    for (const LatencyStage& stage : group.stages) sum += stage.mean_ms.value;
    EXPECT_NEAR(sum, group.mean_latency_ms.value, group.mean_latency_ms.value * 1e-9);
  }
}

TEST(Simulate, MeetsTheRequirementsOfASizedDesign) {
  SimulationOptions options;
  options.seeds = 10;
  options.messages = 20'000;
  options.faults = {"none"};
  const SimulationResult result = simulated(sample_advice("order-events"), options);
  for (const RequirementVerdict& requirement : result.performance->requirements) {
    EXPECT_EQ(requirement.status, RequirementStatus::met) << requirement.requirement;
  }
  EXPECT_FALSE(result.requirement_missed());
}

constexpr const char* overloaded = R"(
event_context:
  name: overloaded
  use_case: pub_sub
  requirements: {throughput: 10K msg/s, latency: 100ms, ordering: partition}
  producers: [p]
  consumers: [c]
  workload: {processing_time: 5 ms, peak_factor: 2}
  decisions: {broker: kafka, partitions: 12}
)";

TEST(Simulate, CallsAnOverloadedDesignUnstable) {
  const Advice advice = advices_of(overloaded).at(0);
  ASSERT_TRUE(advice.design);
  SimulationOptions options = small();
  options.messages = 20'000;
  const SimulationResult result = simulated(advice, options);
  const GroupPerformance& group = result.performance->groups[0];
  EXPECT_EQ(group.stability, StabilityVerdict::unstable);
  EXPECT_TRUE(group.latency.empty());
  ASSERT_TRUE(group.lag_growth_per_hour);
  EXPECT_GT(*group.lag_growth_per_hour, 1e6);
  EXPECT_TRUE(result.requirement_missed());
}

TEST(Simulate, HasNoIntervalForOneSeed) {
  SimulationOptions options = small();
  options.seeds = 1;
  options.faults = {"none"};
  const SimulationResult result = simulated(sample_advice("order-events"), options);
  EXPECT_FALSE(result.performance->groups[0].mean_latency_ms.low);
  for (const RequirementVerdict& requirement : result.performance->requirements) {
    EXPECT_EQ(requirement.status, RequirementStatus::undecided) << requirement.requirement;
  }
}

TEST(Simulate, PrintsNoQuantileThatTooFewMessagesStandBehind) {
  SimulationOptions options = small();
  options.messages = 500;
  options.faults = {"none"};
  const SimulationResult result = simulated(sample_advice("order-events"), options);
  for (const LatencyQuantile& quantile : result.performance->groups[0].latency) {
    EXPECT_EQ(quantile.ms.has_value(), quantile.share < 0.98) << quantile.share;
  }
}

TEST(Simulate, RefusesWhatItCannotDo) {
  const Advice advice = sample_advice("order-events");
  SimulationOptions options = small();
  options.seeds = 0;
  EXPECT_THAT(refusal_of(advice, options), HasSubstr("seeds"));
  options = small();
  options.messages = 1;
  EXPECT_THAT(refusal_of(advice, options), HasSubstr("messages"));
  options = small();
  options.duration = milliseconds(0);
  EXPECT_THAT(refusal_of(advice, options), HasSubstr("duration"));
  options = small();
  options.faults = {"consumer_crush"};
  EXPECT_THAT(refusal_of(advice, options), HasSubstr("consumer_crush"));
  options = small();
  options.faults = {"orchestrator_crash"};
  EXPECT_THAT(refusal_of(advice, options), HasSubstr("cannot be injected"));
  options = small();
  options.mistake = "being_late";
  EXPECT_THAT(refusal_of(advice, options), HasSubstr("being_late"));
  options = small();
  options.mistake = "saga_without_log";
  EXPECT_THAT(refusal_of(advice, options), HasSubstr("no saga"));
  EXPECT_THAT(refusal_of(sample_advice("no-broker"), small()), HasSubstr("no design"));
}

TEST(Simulate, InjectsTheFaultsThatAreAskedFor) {
  SimulationOptions options = small();
  options.load_runs = false;
  options.faults = {"poison_message", "leader_isolated"};
  const SimulationResult result = simulated(sample_advice("order-events"), options);
  ASSERT_EQ(result.faults.size(), 2U);
  EXPECT_EQ(result.faults[0].name, "leader_isolated");
  EXPECT_EQ(result.faults[1].name, "poison_message");
  EXPECT_FALSE(result.performance);
  options.faults = {"none"};
  EXPECT_TRUE(simulated(sample_advice("order-events"), options).faults.empty());
}

TEST(Simulate, SaysThatAFaultThatNobodyAskedForWasNotExercised) {
  SimulationOptions options = small();
  options.load_runs = false;
  options.faults = {"none"};
  const SimulationResult result = simulated(sample_advice("order-events"), options);
  const auto found =
      std::ranges::find(result.guarantees, "no_duplicate_effect", &GuaranteeVerdict::name);
  ASSERT_NE(found, result.guarantees.end());
  EXPECT_EQ(found->status, GuaranteeStatus::not_exercised);
}

TEST(Simulate, StopsWhenItIsTold) {
  SimulationOptions options = small();
  options.seeds = 1000;
  options.threads = 1;
  options.load_runs = false;
  options.progress = [](const SimulationProgress& at) { return at.runs_done < 50; };
  const SimulationResult result = simulated(sample_advice("order-events"), options);
  EXPECT_TRUE(result.interrupted);
  EXPECT_FALSE(result.guarantees.empty());
}

// A run of fifty million messages takes most of a minute.
TEST(Simulate, StopsInTheMiddleOfALongRun) {
  for (const std::uint32_t threads : {1U, 3U}) {
    SimulationOptions options = small();
    options.messages = 50'000'000;
    options.threads = threads;
    int calls = 0;
    options.progress = [&](const SimulationProgress&) { return ++calls < 3; };
    const SimulationResult result = simulated(sample_advice("order-events"), options);
    EXPECT_TRUE(result.interrupted);
    EXPECT_EQ(calls, 3);
    ASSERT_TRUE(result.performance);
    EXPECT_EQ(result.performance->load.messages, 0U);
  }
}

TEST(Simulate, ReplaysTheHistoryOfOneRun) {
  SimulationOptions options = small();
  options.trace_fault = "consumer_crash_after_effect";
  options.trace_lines = 100'000;
  const SimulationResult result = simulated(sample_advice("order-events"), options);
  EXPECT_FALSE(result.trace_cut);
  const auto has = [&](std::string_view kind) {
    return std::ranges::any_of(result.trace,
                               [&](const HistoryLine& line) { return line.kind == kind; });
  };
  EXPECT_TRUE(has("crash"));
  EXPECT_TRUE(has("skip_duplicate"));
  EXPECT_EQ(result.trace.back().kind, "quiesce");
}

// A process beside the message path has a history of its own.
TEST(Simulate, ReplaysTheWitnessOfAProcessBesideTheMessagePath) {
  SimulationOptions options = small();
  options.load_runs = false;
  options.mistake = "event_store_without_expected_version";
  const Advice advice = sample_advice("account-ledger");
  const SimulationResult result = simulated(advice, options);
  const auto broken =
      std::ranges::find(result.guarantees, "event_store_versions", &GuaranteeVerdict::name);
  ASSERT_NE(broken, result.guarantees.end());
  ASSERT_FALSE(broken->witness.empty());
  options.seed = broken->seed;
  options.trace_fault = broken->trace;
  const SimulationResult replayed = simulated(advice, options);
  const auto shown = [&](const HistoryLine& line) { return line.text == broken->witness[0].text; };
  EXPECT_TRUE(std::ranges::any_of(replayed.trace, shown)) << broken->witness[0].text;
  options.trace_fault = "none/saga";
  EXPECT_THAT(refusal_of(advice, options), HasSubstr("none/saga"));
}

TEST(Simulate, SaysWhatTheDesignCouldCarry) {
  SimulationOptions options = small();
  options.faults = {"none"};
  const SimulationResult result = simulated(sample_advice("trip-booking"), options);
  ASSERT_TRUE(result.performance->capacity);
  const CarryingCapacity& capacity = *result.performance->capacity;
  // 30 instances at 60 ms each.
  EXPECT_NEAR(capacity.full_at_per_second, 500, 1e-6);
  EXPECT_NEAR(capacity.target_at_per_second, 500 * capacity.target_utilization, 1e-6);
  ASSERT_TRUE(capacity.latency_met_at_per_second);
  EXPECT_LT(*capacity.latency_met_at_per_second, capacity.full_at_per_second);
  if (capacity.latency_missed_at_per_second) {
    EXPECT_LT(*capacity.latency_met_at_per_second, *capacity.latency_missed_at_per_second);
  }
  const OutageRecovery& recovery = capacity.recovery;
  ASSERT_TRUE(recovery.drain_seconds);
  ASSERT_TRUE(recovery.simulated_seconds);
  EXPECT_NEAR(recovery.simulated_seconds->value, *recovery.drain_seconds,
              *recovery.drain_seconds * 0.2);
}

TEST(Simulate, TellsWhatFaultsCost) {
  SimulationOptions options = small();
  options.seeds = 10;
  options.load_runs = false;
  options.faults = {"transient_failures", "new_schema", "dependency_down"};
  const SimulationResult result = simulated(sample_advice("order-events"), options);
  const auto fault = [&](std::string_view name) {
    return *std::ranges::find(result.faults, name, &FaultOutcome::name);
  };
  const FaultOutcome transient = fault("transient_failures");
  ASSERT_TRUE(transient.attempts_each);
  ASSERT_TRUE(transient.attempts_expected);
  EXPECT_NEAR(*transient.attempts_each, *transient.attempts_expected, 0.01);
  EXPECT_GE(fault("new_schema").dead_letters_most, 20U) << "in every group";
  ASSERT_TRUE(result.dependency_outage);
  const DependencyOutage& outage = *result.dependency_outage;
  EXPECT_GT(outage.rejected, 0U);
  EXPECT_LT(outage.calls, outage.requests * 3 / 2) << "the breaker spares the dependency";
  const auto tells = [&](std::string_view words) {
    return std::ranges::any_of(outage.timeline, [&](const HistoryLine& line) {
      return line.text.find(words) != std::string::npos;
    });
  };
  EXPECT_TRUE(tells("opens"));
  EXPECT_TRUE(tells("half open"));
  EXPECT_TRUE(tells("closes"));
}

struct Extreme {
  const char* name;
  const char* workload;
};

class Extremes : public testing::TestWithParam<Extreme> {};

TEST_P(Extremes, AreSimulatedOrRefused) {
  const std::string text = std::string(R"(
event_context:
  name: extreme
  use_case: pub_sub
  requirements: {throughput: 1K msg/s, ordering: partition}
  producers: [p]
  consumers: [c]
)") + GetParam().workload;
  for (const Advice& advice : advices_of(text)) {
    SimulationOptions options = small();
    options.seeds = 2;
    options.messages = 1'000;
    const auto result = simulate(advice, options);
    if (const auto* refusal = std::get_if<SimulationRefusal>(&result)) {
      EXPECT_FALSE(refusal->message.empty());
    } else {
      EXPECT_FALSE(std::get<SimulationResult>(result).guarantees.empty());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Designs, Extremes,
    testing::Values(Extreme{"tiny_processing", "  workload: {processing_time: 0.000001 ms}"},
                    Extreme{"a_day_of_processing", "  workload: {processing_time: 24 hours}"},
                    Extreme{"one_partition", "  decisions: {broker: kafka, partitions: 1}"},
                    Extreme{"a_million_partitions",
                            "  decisions: {broker: kafka, partitions: 1000000}"},
                    Extreme{"one_key", "  workload: {distinct_keys: 1}"},
                    Extreme{"all_one_key", "  workload: {hot_key_share: 100 %}"},
                    Extreme{"one_copy", "  decisions: {broker: kafka, replication_factor: 1}"},
                    Extreme{"many_attempts", "  decisions: {max_attempts: 100}"},
                    Extreme{"nearly_full",
                            "  workload: {processing_time: 83.25 ms, peak_factor: 1}\n"
                            "  decisions: {broker: kafka, partitions: 84}"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace eventarch::simulation
