/// Flips name designs that stand.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"

namespace eventarch {
namespace {

using testing::ElementsAre;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view payments =
    "event_context: {use_case: saga, requirements: {throughput: 1600 msg/s, latency: 2 s, "
    "ordering: "
    "partition}, consumers: [ledger, fraud, mail], workload: {peak_factor: 5, processing_time: 25 "
    "ms}, constraints: {cloud: aws, deployment: managed, operations_capacity: small}}";

Advice advised(std::string_view context, const std::vector<Override>& overrides = {}) {
  return advise({"a.yaml", std::string(context), "a"}, built_in_catalogue(), overrides).front();
}

TEST(Flips, NameNoProcessingTimeThatTheLatencyLeavesNoRoomFor) {
  const Advice advice = advised(payments);
  ASSERT_TRUE(advice.design);
  for (const Flip& flip : advice.decision->flips) {
    if (flip.field != "workload.processing_time" && flip.field != "requirements.latency") continue;
    if (flip.technology.empty()) continue;
    SCOPED_TRACE(flip.field + " " + flip.to);
    const Advice then = advised(payments, {{flip.field, flip.to}});
    ASSERT_TRUE(then.design);
    EXPECT_FALSE(then.findings.has_errors());
    EXPECT_TRUE(then.design->sizing.latency.p99_ms);
  }
}

TEST(Flips, LeaveOutABrokerWhoseOneConsumerWouldFallBehind) {
  constexpr std::string_view views =
      "event_context: {use_case: pub_sub, requirements: {throughput: 50K msg/s, latency: 1 s, "
      "ordering: partition}, consumers: [a, b], workload: {processing_time: 1 ms}}";
  const Advice advice = advised(views);
  ASSERT_TRUE(advice.design);
  for (const Flip& flip : advice.decision->flips) {
    EXPECT_FALSE(flip.to == "global" && !flip.technology.empty()) << flip.technology;
  }
}

/// Two thousand a second of 1 ms are work for two; the peak that is assumed is twice as high.
TEST(Flips, CountTheWorkOfOneConsumerAtThePeakOfTheDesignThatFollows) {
  constexpr std::string_view views =
      "event_context: {use_case: pub_sub, requirements: {throughput: 2K msg/s, latency: 1 s, "
      "ordering: partition}, consumers: [a, b], workload: {processing_time: 1 ms}}";
  const Advice advice = advised(views);
  ASSERT_TRUE(advice.design);
  const auto& flips = advice.decision->flips;
  const auto global = std::ranges::find(flips, "global", &Flip::to);
  ASSERT_NE(global, flips.end());
  EXPECT_THAT(global->reason, HasSubstr("its one consumer would have work for 4"));
  const Advice then = advised(views, {{"requirements.ordering", "global"}});
  ASSERT_TRUE(then.design);
  EXPECT_DOUBLE_EQ(then.design->sizing.consumers.front().utilization, 4);
}

TEST(Flips, AlwaysSayWhy) {
  const Advice advice = advised(
      "event_context: {use_case: pub_sub, requirements: {throughput: 5K msg/s, latency: 2 s}, "
      "consumers: [billing], constraints: {cloud: azure, deployment: serverless, allowed_brokers: "
      "[azure_event_hubs, azure_service_bus]}}");
  ASSERT_TRUE(advice.design);
  bool lifted = false;
  for (const Flip& flip : advice.decision->flips) {
    if (flip.technology.empty()) continue;
    EXPECT_THAT(flip.reason, Not(IsEmpty())) << flip.field;
    lifted = lifted || flip.field == "constraints.allowed_brokers";
  }
  EXPECT_TRUE(lifted);
}

const Flip* flip_to(const Advice& advice, std::string_view field, std::string_view to) {
  const auto& flips = advice.decision->flips;
  const auto found = std::ranges::find_if(
      flips, [&](const Flip& flip) { return flip.field == field && flip.to == to; });
  return found == flips.end() ? nullptr : &*found;
}

TEST(Flips, SayWhatTheDesignThatFollowsWouldMiss) {
  const Advice advice = advised(
      "event_context: {use_case: work_queue, requirements: {throughput: 80K msg/s, latency: 500 "
      "ms, ordering: none, retention: 7 days}, constraints: {allowed_brokers: [pulsar, "
      "rabbitmq]}}");
  ASSERT_TRUE(advice.design);
  const Flip* flip = flip_to(advice, "requirements.throughput", "65K msg/s");
  ASSERT_NE(flip, nullptr);
  EXPECT_EQ(flip->technology, "RabbitMQ");
  EXPECT_THAT(flip->shortfalls, ElementsAre(HasSubstr("at the assumed peak of 130K msg/s")));
}

TEST(Flips, SayWhereTheDesignWouldMissItsTargets) {
  const Advice advice = advised(payments);
  ASSERT_TRUE(advice.design);
  const Flip* flip = flip_to(advice, "requirements.ordering", "global");
  ASSERT_NE(flip, nullptr);
  EXPECT_EQ(flip->technology, "");
  EXPECT_THAT(flip->reason, HasSubstr("comes first, and its one consumer would have work for"));
  EXPECT_THAT(flip->shortfalls, ElementsAre(flip->reason));
}

/// No change is needed for what is missed now.
TEST(Flips, NameNoTargetThatTheDesignMissesAnyway) {
  const Advice advice = advised(
      "event_context: {use_case: pub_sub, requirements: {throughput: 20K msg/s, latency: 150 ms, "
      "ordering: partition}, workload: {processing_time: 2 ms, hot_key_share: 3 %}}");
  ASSERT_TRUE(advice.design);
  ASSERT_FALSE(advice.design->sizing.latency.met);
  for (const Flip& flip : advice.decision->flips) {
    EXPECT_FALSE(flip.technology.empty() && !flip.shortfalls.empty()) << flip.field;
  }
}

/// What follows from a processing time that was left out follows the flip as well.
TEST(Flips, LetAnAssumedLatencyFollowTheProcessing) {
  const Advice advice =
      advised("event_context: {use_case: work_queue, requirements: {throughput: 1K msg/s}}");
  ASSERT_TRUE(advice.design);
  for (const Flip& flip : advice.decision->flips) {
    EXPECT_FALSE(flip.field == "workload.processing_time" && flip.technology.empty()) << flip.to;
  }
}

TEST(Flips, SayThatStatingWhatIsAssumedChangesTheChoice) {
  const Advice advice = advised(
      "event_context: {use_case: pub_sub, requirements: {throughput: 8K msg/s, latency: 200 ms, "
      "ordering: global}, workload: {processing_time: 10 us}}");
  ASSERT_TRUE(advice.design);
  const Flip* flip = flip_to(advice, "workload.peak_factor", "2");
  ASSERT_NE(flip, nullptr);
  EXPECT_EQ(flip->from, "2 (assumed)");
  const Advice then = advised(
      "event_context: {use_case: pub_sub, requirements: {throughput: 8K msg/s, latency: 200 ms, "
      "ordering: global}, workload: {processing_time: 10 us, peak_factor: 2}}");
  EXPECT_EQ(then.decision->winner()->broker->name, flip->technology);
}

/// No use case is nearer than another: each broker that one of them leads to is named.
TEST(Flips, NameEachBrokerThatAWordLeadsTo) {
  const Advice advice = advised(payments);
  std::vector<std::string> brokers;
  for (const Flip& flip : advice.decision->flips) {
    if (flip.field == "use_case" && !flip.technology.empty()) brokers.push_back(flip.technology);
  }
  EXPECT_THAT(brokers, SizeIs(Gt(1U)));
  std::ranges::sort(brokers);
  EXPECT_EQ(std::ranges::adjacent_find(brokers), brokers.end());
}

/// Whoever reads it may prefer the other one.
TEST(Flips, SayWhereNamesDecide) {
  const Advice advice =
      advised("event_context: {use_case: work_queue, requirements: {throughput: 1K msg/s}}");
  const auto ties = std::ranges::count_if(advice.decision->flips, [](const Flip& flip) {
    return flip.reason.ends_with(" has as many points, and the order of names decides");
  });
  EXPECT_GT(ties, 0);
}

TEST(PulsarSubscription, IsSharedWhereNoOrderIsAskedFor) {
  constexpr std::string_view clicks =
      "event_context: {{use_case: {}, requirements: {{throughput: 60K msg/s, latency: 5 s, "
      "ordering: {}}}, consumers: [a, b], messages: [{{type: Viewed, key: visitor, payload: "
      "{{visitor: uuid}}}}], decisions: {{broker: pulsar}}}}";
  for (const std::string_view use_case : {"pub_sub", "work_queue"}) {
    const auto mode = [&](std::string_view ordering) {
      const Advice advice = advised(fmt::format(clicks, use_case, ordering));
      return std::string(advice.decision->winner()->mode->id);
    };
    EXPECT_EQ(mode("none"), "shared") << use_case;
    EXPECT_NE(mode("partition"), "shared") << use_case;
  }
}

}  // namespace
}  // namespace eventarch
