/// What a comparison says of settings, partitions and modes: figures with their units, and only
/// what the broker can do.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "assembly/setting_key.hpp"
#include "diff/setting_units.hpp"
#include "unit/diff_of.hpp"
#include "unit/odd_designs.hpp"

namespace eventarch {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing_support::diff_of;
using testing_support::find_change;
using testing_support::lines_of;
using testing_support::rules_of;

TEST(SettingUnits, FollowTheFigures) {
  EXPECT_EQ(diff::with_unit("retention.bytes", "145533916891"), "145533916891 bytes (145.5 GB)");
  EXPECT_EQ(diff::with_unit("segment.ms", "604800000"), "604800000 ms (7 days)");
  EXPECT_EQ(diff::with_unit("fetch.max.wait.ms", "495"), "495 ms");
  EXPECT_EQ(diff::with_unit("fetch.min.bytes", "1"), "1 byte");
  EXPECT_EQ(diff::with_unit("retention.bytes", "-1"), "no limit");
  EXPECT_EQ(diff::with_unit("max.compaction.lag.ms", "9223372036854775807"), "no limit");
  EXPECT_EQ(diff::with_unit("VisibilityTimeout", "45"), "45 s");
  EXPECT_EQ(diff::with_unit("max.poll.records", "500"), "500");
  EXPECT_EQ(diff::with_unit("acks", "all"), "all");
  EXPECT_EQ(diff::with_unit("segment.ms", "12x"), "12x");
}

TEST(SettingUnits, AreListedForSettingsThatThereAre) {
  for (const std::string_view key : diff::settings_with_listed_units()) {
    const bool known = std::ranges::any_of(testing_support::every_broker, [&](auto broker) {
      return assembly::find_setting_key(broker, key) != nullptr;
    });
    EXPECT_TRUE(known) << key;
  }
}

constexpr std::string_view usual =
    "use_case: pub_sub, producers: [shop], consumers: [billing], requirements: {throughput: ";

std::string flow(std::string_view rate, std::string_view order, std::string_view rest) {
  return fmt::format(
      "{{name: orders, {}{}, latency: 500ms, ordering: {}, delivery: at_least_once, retention: 7 "
      "days}}, "
      "{}}}",
      usual, rate, order, rest);
}

TEST(DiffSettings, TellBytesAndTimesWithTheirUnits) {
  const auto report = diff_of(
      flow("1K msg/s", "partition", "decisions: {broker: kafka}"),
      flow("1K msg/s", "partition", "decisions: {broker: kafka}, workload: {message_size: 3 MB}"));
  const std::string text = render_diff_text(report, {});
  EXPECT_THAT(text,
              HasSubstr("max.message.bytes of orders: 1048588 bytes (1.049 MB) by default ->"));
  EXPECT_THAT(text, Not(HasSubstr(" (default)")));
}

TEST(DiffPartitions, CannotBeTakenAwayOnATopicWithKeys) {
  const auto report =
      diff_of(flow("1K msg/s", "partition", "decisions: {broker: kafka, partitions: 24}"),
              flow("1K msg/s", "partition", "decisions: {broker: kafka, partitions: 12}"));
  const Change* change = find_change(report.designs.front(), "partitions of orders: 24 -> 12");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->rule->name, "partitions_lowered_keyed");
  EXPECT_EQ(change->rule->impact, Impact::breaking);
  EXPECT_THAT(std::string(change->rule->reason), HasSubstr("it takes a new topic"));
}

TEST(DiffPartitions, CannotBeTakenAwayWithoutKeysEither) {
  const auto report =
      diff_of(flow("1K msg/s", "none", "decisions: {broker: kafka, partitions: 24}"),
              flow("1K msg/s", "none", "decisions: {broker: kafka, partitions: 12}"));
  const Change* change = find_change(report.designs.front(), "partitions of orders: 24 -> 12");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->rule->name, "partitions_lowered");
  EXPECT_THAT(std::string(change->rule->reason), HasSubstr("keep the larger number"));
  // Dead letters and retries lie in no order, and nothing asks for fewer.
  EXPECT_THAT(rules_of(report), Contains("safe failure_topic_shrinks"));
}

TEST(DiffPartitions, ThatAreRaisedStillBreakTheOrderOfKeys) {
  EXPECT_THAT(rules_of(diff_of(
                  flow("1K msg/s", "partition", "decisions: {broker: kafka, partitions: 12}"),
                  flow("1K msg/s", "partition", "decisions: {broker: kafka, partitions: 24}"))),
              Contains("breaking partitions_changed_keyed"));
}

TEST(DiffSettings, SayWhatFewerRequestsOnTheirWayMean) {
  const auto report =
      diff_of(flow("1K msg/s", "partition", "decisions: {broker: kafka}"),
              flow("1K msg/s", "partition", "decisions: {broker: kafka, producer_acks: leader}"));
  const Change* change = find_change(report.designs.front(),
                                     "max.in.flight.requests.per.connection of producers: 5 -> 1");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->rule->name, "in_flight_lowered");
  EXPECT_THAT(std::string(change->rule->reason), HasSubstr("order holds without idempotence"));
}

TEST(DiffModes, OfOneBrokerNeedNoOtherClient) {
  const std::string sqs = "decisions: {broker: sqs}, workload: {processing_time: 1 ms}";
  const auto slow = [&](std::string_view order) {
    return fmt::format(
        "{{name: orders, use_case: work_queue, producers: [shop], consumers: [mail], requirements: "
        "{{throughput: 100 msg/s, latency: 5 s, ordering: {}, delivery: at_least_once, retention: "
        "3 "
        "days}}, {}}}",
        order, sqs);
  };
  const auto report = diff_of(slow("partition"), slow("none"));
  EXPECT_THAT(rules_of(report), Contains("breaking mode_changed"));
  EXPECT_THAT(rules_of(report), Not(Contains("breaking broker_changed")));
  EXPECT_THAT(render_diff_text(report, {}), Not(HasSubstr("with another client")));
}

TEST(DiffSchemas, SayWhyTheFormatIsAnotherOne) {
  const std::string messages =
      "messages: [{type: OrderPlaced, key: order_id, payload: {order_id: string, total_cents: "
      "integer}}], "
      "workload: {message_size: 1 KB, peak_factor: 2, processing_time: 1 ms}, decisions: {broker: "
      "kafka}";
  const auto report =
      diff_of(flow("1K msg/s", "partition", messages), flow("20K msg/s", "partition", messages));
  const Change* change = find_change(report.designs.front(),
                                     "schema format: JSON Schema 2020-12 -> Protobuf (proto3)");
  ASSERT_NE(change, nullptr);
  EXPECT_THAT(change->via, HasSubstr("at peak, more than the "));
  const std::string text = render_diff_text(report, {});
  EXPECT_THAT(text, HasSubstr("--schema-format"));
  EXPECT_THAT(text, HasSubstr("because requirements.throughput 1K msg/s -> 20K msg/s"));
}

}  // namespace
}  // namespace eventarch
