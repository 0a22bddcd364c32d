/// The latency budget: its parts, and a target that consumers cannot meet.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "design_of.hpp"

namespace eventarch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing_support::design_of;

std::vector<std::string> names(const LatencyBudget& budget) {
  std::vector<std::string> out;
  for (const LatencyTerm& term : budget.terms) out.push_back(term.name);
  return out;
}

LatencyTerm way_of(const LatencyBudget& budget) {
  LatencyTerm sum;
  for (const LatencyTerm& term : budget.terms) {
    if (term.name != "network" && term.name != "replication" && term.name != "fetch") continue;
    sum.p50_ms += term.p50_ms;
    sum.p99_ms += term.p99_ms;
  }
  return sum;
}

TEST(LatencyBudget, TellsThePartsOfTheWayApart) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {delivery: exactly_once}, decisions: {broker: "
          "kafka}}")
          .sizing;
  EXPECT_THAT(names(sizing.latency), ElementsAre("batch", "network", "replication", "fetch",
                                                 "transaction_commit", "queueing", "processing"));
  // What the catalogue plans for the whole way.
  EXPECT_NEAR(way_of(sizing.latency).p50_ms, 5, 1e-9);
  EXPECT_NEAR(way_of(sizing.latency).p99_ms, 15, 1e-9);
}

TEST(LatencyBudget, WaitsForCopiesOnlyWhereTheyConfirm) {
  for (const std::string_view decisions :
       {"{broker: kafka, replication_factor: 1}", "{broker: redis_streams}"}) {
    SCOPED_TRACE(decisions);
    const Sizing sizing =
        design_of(
            fmt::format(
                "{{use_case: pub_sub, requirements: {{throughput: 1K msg/s}}, decisions: {}}}",
                decisions))
            .sizing;
    EXPECT_THAT(names(sizing.latency), testing::Not(testing::Contains("replication")));
  }
}

double term_of(const LatencyBudget& budget, std::string_view name) {
  for (const LatencyTerm& term : budget.terms) {
    if (term.name == name) return term.p99_ms;
  }
  return 0;
}

Design payments_within(std::string_view latency, std::string_view consumers = "[a, b, c]") {
  return design_of(fmt::format(
      "{{use_case: saga, requirements: {{throughput: 1600 msg/s, latency: {}}}, consumers: {}, "
      "workload: {{peak_factor: 5, processing_time: 25 ms}}, decisions: {{broker: sqs}}}}",
      latency, consumers));
}

double batch_of(const Design& design) {
  return std::stod(testing_support::value_of(design.consumer.settings, "MaxNumberOfMessages"));
}

TEST(LatencyBudget, CountsTheHopThatCopiesToSeveralGroups) {
  EXPECT_EQ(term_of(payments_within("2 s").sizing.latency, "fan_out"), 200);
  EXPECT_EQ(term_of(payments_within("2 s", "[a]").sizing.latency, "fan_out"), 0);
  // 500 ms of broker and SNS alone: nothing is left.
  EXPECT_FALSE(payments_within("500 ms").sizing.latency.met);
}

TEST(LatencyBudget, CountsTheMessagesThatSettingsLetWaitInOneConsumer) {
  double before = 0;
  for (const std::string_view latency :
       {"500 ms", "700 ms", "800 ms", "900 ms", "1000 ms", "1500 ms", "3 s"}) {
    SCOPED_TRACE(latency);
    const Design design = payments_within(latency);
    const double batch = batch_of(design);
    const LatencyBudget& budget = design.sizing.latency;
    ASSERT_GE(batch, 1);
    EXPECT_GE(batch, before);
    before = batch;
    const double wait = term_of(budget, "in_hand");
    EXPECT_EQ(wait > 0, batch > 1);
    // The last of a batch waits for all before it, each 25 ms on average, and longer at the tail.
    EXPECT_GE(wait, (batch - 1) * 25);
    double sum = 0;
    for (const LatencyTerm& term : budget.terms) sum += term.p99_ms;
    EXPECT_NEAR(*budget.p99_ms, sum, 1e-9);
    EXPECT_EQ(budget.met, budget.attainable);
  }
  EXPECT_EQ(before, 10);
}

TEST(LatencyBudget, CountsFullCallsWhereAQueueTakesFewOfThem) {
  std::size_t seen = 0;
  for (const Advice& advice :
       testing_support::advice_for_each_mode({.use_case = "work_queue",
       .requirements = "throughput: 200 msg/s, latency: 700 ms, ordering: partition",
       .rest = "workload: {peak_factor: 5, processing_time: 25 ms}, decisions: {broker: sqs}",
       .consumers = "[a]"})) {
    if (advice.decision->candidates.front().mode->id != "fifo") continue;
    ++seen;
    // 1,000 msg/s over 300 calls/s, used to 70 %.
    EXPECT_EQ(batch_of(*advice.design), 5);
    EXPECT_GE(term_of(advice.design->sizing.latency, "in_hand"), 4 * 25);
  }
  EXPECT_EQ(seen, 1U);
}

TEST(LatencyBudget, CountsNoBatchTwiceWhereEachConsumerHasItsQueue) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 1K msg/s}, decisions: {broker: "
          "kafka}}")
          .sizing;
  EXPECT_EQ(term_of(sizing.latency, "in_hand"), 0);
}

Sizing keyed(double processing_ms, std::string_view latency) {
  return design_of(fmt::format("{{use_case: pub_sub, requirements: {{throughput: 10K msg/s, "
                               "latency: {}}}, workload: {{processing_time: {} ms}}, decisions: "
                               "{{broker: kafka}}}}",
                               latency, processing_ms))
      .sizing;
}

TEST(LatencyTarget, IsWorthPartitionsThatAreAFifthBusy) {
  // 40 ms - 15 ms of Kafka - 5 ms of batches leave 20 ms; 4 ms x ln 100 = 18.4 ms alone.
  const Sizing sizing = keyed(4, "40ms");
  EXPECT_FALSE(sizing.latency.attainable);
  EXPECT_FALSE(sizing.latency.met);
  EXPECT_NEAR(sizing.latency.sized_for_ms, 1.25 * 4 * std::log(100), 1e-9);
  // 20,000 msg/s x 4 ms = 80 busy consumers.
  EXPECT_EQ(sizing.binding_constraint, "latency");
  EXPECT_EQ(sizing.rounding.raw, 400U);
  EXPECT_EQ(sizing.consumers.front().for_latency, 400U);
  EXPECT_EQ(sizing.consumers.front().idle, 0U);
  ASSERT_THAT(sizing.unreachable, SizeIs(1));
  EXPECT_EQ(sizing.unreachable.front().reason,
            "waiting would have to add less than a quarter to the processing");
  EXPECT_TRUE(keyed(4, "45ms").latency.attainable);
  EXPECT_TRUE(keyed(4, "45ms").latency.met);
  EXPECT_THAT(keyed(4, "45ms").unreachable, IsEmpty());
}

TEST(LatencyTarget, OutOfReachNeverNeedsFewer) {
  std::uint64_t before = 0;
  std::uint64_t out_of_reach = 0;
  for (double ms = 0.5; ms < 40; ms += 0.5) {
    SCOPED_TRACE(ms);
    const Sizing sizing = keyed(ms, "100ms");
    EXPECT_GE(sizing.partitions, before);
    EXPECT_EQ(sizing.latency.met, sizing.latency.attainable);
    before = sizing.partitions;
    out_of_reach += sizing.latency.attainable ? 0 : 1;
  }
  EXPECT_GT(out_of_reach, 30U);
  EXPECT_LT(out_of_reach, 70U);
}

TEST(LatencyTarget, OfCompetingConsumersIsMetUpToAHundredth) {
  constexpr std::string_view jobs =
      "{{use_case: work_queue, requirements: {{throughput: 1K msg/s, latency: {} ms, ordering: "
      "none}}, workload: {{processing_time: 40 ms}}, decisions: {{broker: rabbitmq}}}}";
  // 40 ms of the broker, and 40 ms x ln 100 = 184.2 ms of processing alone.
  EXPECT_TRUE(design_of(fmt::format(jobs, 227)).sizing.latency.met);
  const Sizing nearer = design_of(fmt::format(jobs, 224)).sizing;
  EXPECT_FALSE(nearer.latency.attainable);
  EXPECT_FALSE(nearer.latency.met);
}

/// The recovery asks for consumers that are 13 % busy at the peak.
TEST(LatencyTarget, OutOfReachMayBeMetByWhatOtherNeedsAskFor) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 1K msg/s, latency: 41ms}, workload: "
          "{processing_time: 4 ms, peak_factor: 1, outage: 60 min, recover_within: 9 min}, "
          "decisions: {broker: kafka}}")
          .sizing;
  EXPECT_FALSE(sizing.latency.attainable);
  EXPECT_TRUE(sizing.latency.met);
  EXPECT_THAT(sizing.unreachable, IsEmpty());
}

TEST(LatencyTarget, ThatIsAssumedAllowsTenTimesTheProcessing) {
  const auto assumed = [](std::string_view processing) {
    return design_of(fmt::format("{{use_case: pub_sub, requirements: {{throughput: 1K msg/s}}, "
                                 "workload: {{processing_time: {}}}}}",
                                 processing))
        .sizing.latency.target_ms;
  };
  EXPECT_EQ(assumed("100 ms"), 1000);
  EXPECT_EQ(assumed("2 s"), 20'000);
}

}  // namespace
}  // namespace eventarch
