/// The message path where it reduces to a queue with a known answer.

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "simulation/models/message_path.hpp"

namespace eventarch::simulation {
namespace {

constexpr double service_ms = 1;

SimulationPlan queue_plan(std::string_view model) {
  SimulationPlan plan;
  plan.broker = *find_broker_model(model);
  plan.groups = {{"group", 1}};
  return plan;
}

PathSetup queue_setup(const SimulationPlan& plan, double busy, std::uint32_t servers,
                      std::uint64_t messages) {
  PathSetup setup;
  setup.plan = &plan;
  setup.messages = messages;
  setup.rate_per_second = busy * servers * 1000 / service_ms;
  setup.instances = {servers};
  setup.processing = Distribution::exponential(service_ms * 1e6);
  setup.keys = 1000;
  return setup;
}

struct Waits {
  double mean_ms = 0;
  double p99_ms = 0;
  double utilization = 0;
};

/// The mean over seeds; the first fifth of each run is cut.
Waits waits_of(PathSetup setup, int seeds) {
  constexpr std::uint32_t first = segment_count / 5;
  StageSums sums;
  Histogram waits;
  double busy = 0;
  double span = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    setup.seed = static_cast<std::uint64_t>(seed);
    Measurements measured;
    measured.groups.emplace_back(setup.instances.front());
    Recorder recorder;
    const PathEnd end =
        run_message_path({&setup, &recorder, nullptr, &measured}, TimingWheel(100'000));
    EXPECT_TRUE(end.at_rest);
    EXPECT_EQ(end.in_flight, 0U);
    for (std::uint32_t segment = first; segment < segment_count; ++segment) {
      sums.add(measured.groups[0].sums(segment));
      waits.add(measured.groups[0].queueing(segment));
      for (std::uint32_t i = 0; i < setup.instances.front(); ++i) {
        busy += static_cast<double>(measured.groups[0].busy(i, segment));
      }
    }
    span += static_cast<double>(measured.segment_begins[segment_count] -
                                measured.segment_begins[first]);
  }
  const auto queueing = static_cast<double>(sums.spans[static_cast<std::size_t>(Stage::queueing)]);
  return {queueing / static_cast<double>(sums.messages) / 1e6,
          to_milliseconds(waits.quantile(0.99).value_or(0)), busy / span / setup.instances.front()};
}

/// P(a message has to wait) in M/M/c (Erlang C).
double erlang_c(double load, int servers) {
  double inverse_b = 1;
  for (int i = 1; i <= servers; ++i) inverse_b = 1 + inverse_b * i / load;
  const double b = 1 / inverse_b;
  return b / (1 - load / servers * (1 - b));
}

constexpr double two_percent = 0.02;

TEST(ClosedForm, OneConsumerOfAPartitionIsMM1) {
  const SimulationPlan plan = queue_plan("kafka_topic");
  for (const double busy : {0.5, 0.7}) {
    const Waits waits = waits_of(queue_setup(plan, busy, 1, 400'000), 4);
    const double mean = busy / (1 - busy) * service_ms;
    const double p99 = std::log(busy / 0.01) / (1 - busy) * service_ms;
    EXPECT_NEAR(waits.mean_ms, mean, mean * two_percent) << busy;
    EXPECT_NEAR(waits.p99_ms, p99, p99 * two_percent) << busy;
    EXPECT_NEAR(waits.utilization, busy, busy * 0.01) << busy;
  }
}

// The variance of a mean wait at 0.9 is 35,901 over the number of messages (service time 1): ten
// million of them leave a standard error of 0.7 %.
TEST(ClosedForm, OneConsumerIsMM1AlsoWhenVeryBusy) {
#ifndef EVENTARCH_FAST_BUILD
  GTEST_SKIP() << "takes minutes in a build that is not optimised";
#else
  const SimulationPlan plan = queue_plan("kafka_topic");
  const Waits waits = waits_of(queue_setup(plan, 0.9, 1, 1'600'000), 8);
  EXPECT_NEAR(waits.mean_ms, 9, 9 * two_percent);
  EXPECT_NEAR(waits.p99_ms, std::log(90.0) * 10, std::log(90.0) * 10 * two_percent);
#endif
}

TEST(ClosedForm, ConstantProcessingTimesAreMD1) {
  const SimulationPlan plan = queue_plan("kafka_topic");
  PathSetup setup = queue_setup(plan, 0.8, 1, 500'000);
  setup.processing = Distribution::deterministic(service_ms * 1e6);
  const double mean = 0.8 / (2 * 0.2) * service_ms;
  EXPECT_NEAR(waits_of(setup, 4).mean_ms, mean, mean * two_percent);
}

TEST(ClosedForm, LognormalProcessingTimesFollowPollaczekAndKhinchine) {
  const SimulationPlan plan = queue_plan("kafka_topic");
  PathSetup setup = queue_setup(plan, 0.6, 1, 500'000);
  setup.processing = Distribution::lognormal(service_ms * 1e6, 0.5);
  const double mean = 0.6 * (1 + 0.25) / (2 * 0.4) * service_ms;
  EXPECT_NEAR(waits_of(setup, 4).mean_ms, mean, mean * two_percent);
}

TEST(ClosedForm, CompetingConsumersAreMMc) {
  const SimulationPlan plan = queue_plan("rabbitmq_quorum_queue");
  constexpr int servers = 4;
  const double busy = 0.8;
  const Waits waits = waits_of(queue_setup(plan, busy, servers, 800'000), 4);
  const double waiting = erlang_c(busy * servers, servers);
  const double mean = waiting * service_ms / (servers * (1 - busy));
  const double p99 = std::log(waiting / 0.01) * service_ms / (servers * (1 - busy));
  EXPECT_NEAR(waits.mean_ms, mean, mean * two_percent);
  EXPECT_NEAR(waits.p99_ms, p99, p99 * two_percent);
}

TEST(ClosedForm, EachPartitionIsAQueueOfItsOwn) {
  const SimulationPlan plan = queue_plan("kafka_topic");
  PathSetup setup = queue_setup(plan, 0.7, 6, 1'200'000);
  setup.partitions = 6;
  setup.keys = 6000;
  const double mean = 0.7 / 0.3 * service_ms;
  EXPECT_NEAR(waits_of(setup, 3).mean_ms, mean, mean * two_percent);
}

TEST(ClosedForm, MorePartitionsThanConsumersShareThem) {
  const SimulationPlan plan = queue_plan("kafka_topic");
  PathSetup setup = queue_setup(plan, 0.7, 3, 900'000);
  setup.partitions = 12;
  setup.keys = 12'000;
  const double mean = 0.7 / 0.3 * service_ms;
  EXPECT_NEAR(waits_of(setup, 3).mean_ms, mean, mean * two_percent);
}

TEST(ClosedForm, SteadyArrivalsNeverWaitForConstantWork) {
  SimulationPlan plan = queue_plan("kafka_topic");
  plan.arrivals = Arrivals::steady;
  PathSetup setup = queue_setup(plan, 0.99, 1, 10'000);
  setup.processing = Distribution::deterministic(service_ms * 1e6);
  EXPECT_EQ(waits_of(setup, 1).mean_ms, 0);
}

// A chain: the way through the broker delays all alike, so that the consumer is M/M/1 as before.
TEST(ClosedForm, TheWayThroughTheBrokerAddsUpWithTheQueue) {
  const SimulationPlan plan = queue_plan("kafka_topic");
  PathSetup setup = queue_setup(plan, 0.7, 1, 500'000);
  setup.broker = Distribution::deterministic(8e6);
  Measurements measured;
  measured.groups.emplace_back(1);
  Recorder recorder;
  (void)run_message_path({&setup, &recorder, nullptr, &measured}, PendingHeap{});
  StageSums sums;
  for (std::uint32_t i = 0; i < segment_count; ++i) sums.add(measured.groups[0].sums(i));
  const auto mean = [&](Stage stage) {
    return static_cast<double>(sums.spans[static_cast<std::size_t>(stage)]) /
           static_cast<double>(sums.messages) / 1e6;
  };
  EXPECT_NEAR(mean(Stage::request), 2, 1e-3);
  EXPECT_NEAR(mean(Stage::replication), 4, 1e-3);
  EXPECT_NEAR(mean(Stage::fetch), 2, 1e-3);
  EXPECT_NEAR(mean(Stage::queueing), 0.7 / 0.3, 0.7 / 0.3 * 0.05);
}

TEST(Overload, EndsTheRunWhereTooMuchIsInFlight) {
  const SimulationPlan plan = queue_plan("kafka_topic");
  PathSetup setup = queue_setup(plan, 3, 1, 1'000'000);
  setup.in_flight_most = 5'000;
  Recorder recorder;
  const PathEnd end = run_message_path({&setup, &recorder, nullptr, nullptr}, PendingHeap{});
  EXPECT_TRUE(end.overflowed);
  EXPECT_FALSE(end.at_rest);
}

}  // namespace
}  // namespace eventarch::simulation
