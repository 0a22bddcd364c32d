/// What a report says in several places, or several times, is one truth.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

Advice advised(std::string_view context, const std::vector<Override>& overrides = {}) {
  return advise({"a.yaml", fmt::format("event_context: {{{}}}", context), "a"},
                built_in_catalogue(), overrides)
      .front();
}

constexpr std::string_view clicks =
    "use_case: pub_sub, requirements: {throughput: 60K msg/s, latency: 5 s, ordering: none}, "
    "consumers: [lake, ads], messages: [{type: Clicked, key: visitor_id, payload: {visitor_id: "
    "uuid, url: string}}]";

/// Sizes count on an even spread: nothing may tell producers to send a key.
TEST(KeyWithoutOrder, IsToldNowhereAsAKey) {
  for (const std::string_view broker : {"kafka", "pulsar", "kinesis", "redpanda"}) {
    SCOPED_TRACE(broker);
    const Advice advice = advised(clicks, {{"decisions.broker", std::string(broker)}});
    ASSERT_TRUE(advice.design);
    const std::string text = render_text(advice, {Color::off, Detail::verbose, {}});
    EXPECT_THAT(text, AllOf(HasSubstr("payload (key none: no order is asked for;"),
                            Not(HasSubstr("key visitor_id"))));
    EXPECT_THAT(render_json(advice),
                AllOf(HasSubstr("\"key\": \"none"), Not(HasSubstr("KEY_BASED"))));
    EXPECT_EQ(advice.design->message_schema.events.front().key, "none");
  }
}

TEST(KeyWithOrder, IsTheSameInTopicsAndMessages) {
  const Advice advice = advised(clicks, {{"requirements.ordering", "partition"}});
  ASSERT_TRUE(advice.design);
  EXPECT_EQ(advice.design->message_schema.events.front().key, "visitor_id");
  EXPECT_EQ(advice.design->topology.topics.front().key, "visitor_id");
}

/// Whatever the order of the events: a compacted topic keeps the latest of each key alone.
TEST(Snapshots, AreKeyedByWhatTheyAreOf) {
  for (const std::string_view ordering : {"none", "partition", "global"}) {
    for (const std::string_view broker : {"kafka", "pulsar", "redpanda", "nats_jetstream"}) {
      SCOPED_TRACE(fmt::format("{} {}", ordering, broker));
      const Advice advice = advised(
          "use_case: event_sourcing, requirements: {throughput: 50 msg/s}, messages: "
          "[{type: Booked, key: account_id, payload: {account_id: uuid}}]",
          {{"decisions.broker", std::string(broker)},
           {"requirements.ordering", std::string(ordering)}});
      ASSERT_TRUE(advice.design);
      const auto& topics = advice.design->topology.topics;
      const auto snapshots = std::ranges::find(topics, "snapshot", &Topic::kind);
      ASSERT_NE(snapshots, topics.end());
      EXPECT_EQ(snapshots->key, "account_id");
    }
  }
}

/// Both limits of a hot key are one where the target asks for no less than stability does.
TEST(HotKeyOutOfReach, IsToldOnce) {
  const Advice advice = advised(
      "use_case: pub_sub, requirements: {throughput: 20K msg/s, latency: 150 ms, ordering: "
      "partition}, consumers: [history], workload: {peak_factor: 3, processing_time: 2 ms, "
      "hot_key_share: 1 %}");
  ASSERT_TRUE(advice.design);
  EXPECT_THAT(advice.design->sizing.unreachable,
              ElementsAre(Field(&UnreachableNeed::name, "hot_key")));
}

/// A fifth more or less is how far a value is moved, and no doubt about it.
TEST(MeasureFirst, GivesTheCapacitiesThatWereTried) {
  const Advice advice = advised(
      "use_case: pub_sub, requirements: {throughput: 500K msg/s, latency: 2 s, ordering: "
      "partition}, consumers: [writer], workload: {message_size: 250 B, peak_factor: 1, "
      "processing_time: 50 us}, decisions: {broker: kafka}");
  ASSERT_TRUE(advice.design);
  EXPECT_THAT(
      render_text(advice, {}),
      HasSubstr("capacity.partition_throughput: planned with 10K msg/s, an estimate of the\n"
                "    catalogue; at 8K msg/s: partitions"));
}

TEST(MeasureFirst, CallsQueuesWhatTheyAre) {
  const Advice advice = advised(
      "use_case: saga, requirements: {throughput: 5 msg/s, latency: 30 s, ordering: partition}, "
      "consumers: [crm], workload: {processing_time: 2 s}, decisions: {broker: rabbitmq}");
  ASSERT_TRUE(advice.design);
  const std::string text = render_text(advice, {});
  EXPECT_THAT(text, AllOf(HasSubstr("at 1.6: queues "), Not(HasSubstr("at 1.6: partitions "))));
}

TEST(LagThreshold, CountsNoMessageMoreByAnErrorOfRounding) {
  const Advice advice = advised(
      "use_case: pub_sub, requirements: {throughput: 15K msg/s, latency: 60 s, ordering: "
      "partition}, consumers: [lake], workload: {peak_factor: 6, processing_time: 300 us}, "
      "decisions: {broker: kafka}");
  ASSERT_TRUE(advice.design);
  EXPECT_THAT(render_text(advice, {}), HasSubstr("140K msg/s x 1 min = 8,400,000\n"));
}

TEST(GeoReplication, IsSetWhereItIsAskedFor) {
  const Advice advice = advised(
      "use_case: cqrs, requirements: {throughput: 6K msg/s, latency: 500 ms}, consumers: [view], "
      "constraints: {geo_replication: true}, decisions: {broker: pulsar}");
  ASSERT_TRUE(advice.design);
  EXPECT_THAT(render_text(advice, {Color::off, Detail::verbose, {}}),
              AllOf(HasSubstr("set-replication-clusters --clusters = <clusters of all regions>"),
                    HasSubstr("replicateSubscriptionState = true")));
  EXPECT_THAT(advice.design->sizing.further.basis,
              HasSubstr("copies for other regions are in none of these sizes"));
}

TEST(MultiTenancy, IsSetUpWhereItIsAskedFor) {
  const Advice advice = advised(
      "use_case: pub_sub, requirements: {throughput: 6K msg/s}, constraints: {multi_tenancy: "
      "true}, decisions: {broker: pulsar}");
  ASSERT_TRUE(advice.design);
  EXPECT_THAT(render_text(advice, {Color::off, Detail::verbose, {}}),
              HasSubstr("tenants create = <tenant>"));
}

/// Nobody sells it there, and so nobody is advised.
TEST(ServerlessOnPremises, QualifiesNobody) {
  const Advice advice = advised(
      "use_case: pub_sub, requirements: {throughput: 300 msg/s}, constraints: {cloud: "
      "on_premises, deployment: serverless}");
  ASSERT_TRUE(advice.decision);
  EXPECT_EQ(advice.decision->winner(), nullptr);
  EXPECT_THAT(advice.decision->relaxations, Not(SizeIs(0)));
  // To give up either is enough.
  for (const Relaxation& one : advice.decision->relaxations) {
    EXPECT_THAT(one.changes, Contains(Field(&RelaxedField::field,
                                            AnyOf("constraints.deployment", "constraints.cloud"))));
  }
}

}  // namespace
}  // namespace eventarch
