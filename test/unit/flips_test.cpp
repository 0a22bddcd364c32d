/// Flips name designs that stand.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "eventarch/advise.hpp"

namespace eventarch {
namespace {

using testing::IsEmpty;
using testing::Not;

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
