/// Sizings whose answers are known beforehand: by hand, or from a cluster that runs.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "eventarch/advise.hpp"
#include "eventarch/formulas.hpp"
#include "eventarch/report.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;

Advice sized_advice(std::string_view context) {
  return advise({"answers.yaml", "event_context: " + std::string(context), "answers"},
                built_in_catalogue())
      .front();
}

/// Numbers that IEEE-754 puts just above a whole one: a plain ceiling gives one too many.
TEST(GuardedCeilings, DoNotOvershoot) {
  EXPECT_EQ(notation::guarded_ceil(0.14 / 0.02), 7U);
  EXPECT_EQ(notation::guarded_ceil(45'360 * 1.1), 49'896U);
  EXPECT_EQ(notation::guarded_ceil(350.0 / 2 / 0.7), 250U);
  EXPECT_EQ(notation::guarded_ceil(100 * 1.1), 110U);
}

/// The same through the formulas that designs are sized with.
TEST(GuardedCeilings, DoNotOvershootInFormulas) {
  const auto result = [](std::string_view name, std::string_view arguments) {
    const auto calculated = evaluate_named(*find_formula(name), split_arguments(arguments));
    return std::get<Calculation>(calculated).value;
  };
  EXPECT_EQ(result("brokers_for_load", "load=0.14 capacity=0.02 utilization=100%"), 7);
  EXPECT_EQ(result("partitions_for_rate",
                   R"(peak_rate="45360 msg/s" growth=1.1 unit_rate="1 msg/s" utilization=100%)"),
            49'896);
  EXPECT_EQ(
      result("servers_for_stability", R"(rate="350 msg/s" service_time="500 ms" utilization=70%)"),
      250);
}

/// Raft confirms with a majority, 2 of 2, 2 of 3, 3 of 4, 3 of 5, whatever a file states.
TEST(Majorities, ConfirmWhereTheBrokerReplicatesByRaft) {
  for (const std::string_view broker : {"rabbitmq", "nats_jetstream"}) {
    for (const auto& [copies, confirming] : {std::pair{2, 2}, {3, 2}, {4, 3}, {5, 3}}) {
      const Advice advice = sized_advice(
          fmt::format("{{use_case: work_queue, requirements: {{}}, decisions: {{broker: {}, "
                      "replication_factor: {}, min_in_sync_replicas: 1}}}}",
                      broker, copies));
      ASSERT_TRUE(advice.design) << broker << copies;
      EXPECT_EQ(advice.design->sizing.min_in_sync_replicas, confirming) << broker << copies;
    }
  }
}

/// 10 messages of a kilobyte a second on 300 partitions: a week of them is 6 GB, and no 300 GiB of
/// segments that never fill.
TEST(ThinPartitions, KeepNoWholeSegments) {
  const Advice advice = sized_advice(
      "{use_case: pub_sub, requirements: {throughput: 10 msg/s, retention: 3 days}, workload: "
      "{message_size: 1 KB}, decisions: {broker: kafka, partitions: 300}}");
  ASSERT_TRUE(advice.design);
  const Storage& storage = advice.design->sizing.storage;
  EXPECT_DOUBLE_EQ(storage.per_replica.bytes, 10 * 1000.0 * 3 * 86'400);
  EXPECT_NEAR(storage.segment_slack.bytes, 10 * 1000.0 * 7 * 86'400, 1);
}

/// A million messages a second of a megabyte each, kept for ten years of 365 days: 3.1536 x 10^20
/// bytes a copy, far beyond 2^63.
class TenYears : public testing::Test {
 protected:
  Advice advice = sized_advice(
      "{use_case: event_sourcing, requirements: {throughput: 1M msg/s, retention: 3650 days}, "
      "workload: {message_size: 1 MB}, decisions: {broker: kafka}}");
};

TEST_F(TenYears, TakeExactlyTheBytesThatAreWritten) {
  ASSERT_TRUE(advice.design);
  const Sizing& sizing = advice.design->sizing;
  constexpr double seconds = 315'360'000;
  constexpr double one_copy = 1e6 * 1e6 * seconds;
  EXPECT_DOUBLE_EQ(sizing.storage.per_replica.bytes, one_copy);
  const double slack = static_cast<double>(sizing.partitions) * 1024 * 1024 * 1024;
  EXPECT_DOUBLE_EQ(sizing.storage.total.bytes, 3 * (one_copy + slack));
  EXPECT_DOUBLE_EQ(sizing.storage.provisioned.bytes, 3 * (one_copy + slack) / 0.7);
  // More disk than any broker has for every copy of a partition, each of which lies on one broker.
  EXPECT_EQ(sizing.brokers.count, sizing.partitions * 3);
  EXPECT_EQ(sizing.brokers.binding_constraint, "storage");
}

TEST_F(TenYears, AreWrittenInFullInJson) {
  const auto json = nlohmann::json::parse(render_json(advice));
  const auto& storage = json.at("sizing").at("storage");
  EXPECT_EQ(storage.at("bytes_per_replica").get<double>(), 3.1536e20);
  EXPECT_DOUBLE_EQ(storage.at("bytes_total").get<double>(), 9.46081e20);
  EXPECT_DOUBLE_EQ(storage.at("bytes_provisioned").get<double>(), 1.35154e21);
}

TEST_F(TenYears, AreWrittenInFullInText) {
  const std::string text = render_text(advice, {});
  EXPECT_THAT(text, HasSubstr("946.1 EB = 1 TB/s x 3,650 days retention x 3 copies"));
}

/// The least of everything: no formula is made for it, and none throws.
TEST(TinyAmounts, AreSizedLikeThoseThatFormulasAreMadeFor) {
  for (const std::string_view broker : {"kafka", "pulsar", "rabbitmq", "sqs"}) {
    SCOPED_TRACE(broker);
    const Advice advice = sized_advice(
        "{use_case: pub_sub, requirements: {throughput: 1 msg/s}, workload: {processing_time: "
        "0.0000000000000001 us, recover_within: 0.0000000000000001 us, outage: 0.0000000000000001 "
        "us, hot_key_share: 0.0000000000000001 %}, capacity: {utilization_target: "
        "0.0000000000000001 %}, decisions: {broker: " +
        std::string(broker) + "}}");
    ASSERT_TRUE(advice.design);
    EXPECT_GE(advice.design->sizing.partitions, 1U);
  }
}

/// 6.1M msg/s x (1 + 30 min / 90 s) x 15.05 ms = 1,927,905 consumers, exactly as many as catch up
/// in 90 s: the rounding errors of that must not make them too slow.
TEST(Recovery, WithExactlyEnoughConsumersIsInTime) {
  const Advice advice = sized_advice(
      "{use_case: pub_sub, requirements: {throughput: 6100000 msg/s, ordering: none}, workload: "
      "{processing_time: 15.05 ms, peak_factor: 11.4, recover_within: 90 s}, decisions: {broker: "
      "pulsar}}");
  ASSERT_TRUE(advice.design);
  const Sizing& sizing = advice.design->sizing;
  EXPECT_EQ(sizing.consumers.front().for_recovery, 1'927'905U);
  EXPECT_EQ(sizing.consumers.front().instances, 1'927'905U);
  EXPECT_TRUE(sizing.recovery.within_target);
}

/// "1 MiB" is 48,576 bytes more than "1 MB".
TEST(MessageSizes, InDecimalAndBinaryUnitsStayApart) {
  const auto peak_bytes = [](std::string_view size) {
    const Advice advice = sized_advice(
        "{use_case: pub_sub, requirements: {throughput: 1 msg/s}, workload: {peak_factor: 1, "
        "message_size: " +
        std::string(size) + "}, decisions: {broker: kafka}}");
    return advice.design->sizing.traffic.peak_bytes.per_second;
  };
  EXPECT_EQ(peak_bytes("1 MB"), 1'000'000);
  EXPECT_EQ(peak_bytes("1 MiB"), 1'048'576);
  EXPECT_EQ(peak_bytes("1 KB"), 1000);
  EXPECT_EQ(peak_bytes("1 KiB"), 1024);
}

/// One of LinkedIn's busiest clusters, by the Apache Kafka documentation ("Datacenters"/operations,
/// what hardware they run): 60 brokers, replication factor 2, 800K messages a second, 300 MB/s in,
/// over 1 GB/s out. How long it keeps them is not said: a day and five are tried.
class LinkedIn : public testing::TestWithParam<std::string_view> {};

TEST_P(LinkedIn, RunsOnAsManyBrokersAsItDoes) {
  const Advice advice = sized_advice(
      "{use_case: pub_sub, requirements: {throughput: 800K msg/s, retention: " +
      std::string(GetParam()) +
      "}, consumers: [a, b, c, d], workload: {message_size: 375 B, peak_factor: 1}, capacity: "
      "{replication_factor: 2}, decisions: {broker: kafka}}");
  EXPECT_TRUE(advice.valid());
  ASSERT_TRUE(advice.design);
  const Sizing& sizing = advice.design->sizing;
  EXPECT_DOUBLE_EQ(sizing.network.ingress.per_second, 300e6);
  EXPECT_GT(sizing.network.egress.per_second, 1e9);
  EXPECT_EQ(sizing.replication_factor, 2U);
  EXPECT_GE(sizing.brokers.count, 10U);
  EXPECT_LE(sizing.brokers.count, 120U);
  // Of 50K partitions over all its topics; one topic takes some of them.
  EXPECT_LE(sizing.partitions, 50'000U);
  EXPECT_TRUE(sizing.latency.p99_ms);
}

INSTANTIATE_TEST_SUITE_P(Retention, LinkedIn, testing::Values("1 day", "5 days"),
                         [](const auto& retention) {
                           std::string name(retention.param);
                           std::ranges::replace(name, ' ', '_');
                           return name;
                         });

}  // namespace
}  // namespace eventarch
