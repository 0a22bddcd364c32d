/// Numbers of patterns that are known beforehand.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <variant>

#include "eventarch/advise.hpp"
#include "pattern_design.hpp"

namespace eventarch {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing_support::advice_on;
using testing_support::figure_of;
using testing_support::has_figure;
using testing_support::pattern_of;
using testing_support::text_of;

/// Kafka can hand out a week again: 604,800 s and twice 30 s of clock skew, 10,000 ids a second.
TEST(PatternFigures, CountTheIdsOfAllThatALogCanReplay) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: pub_sub, requirements: {throughput: 10K msg/s, retention: 7 days}, "
                "decisions: {broker: kafka}}"),
      "idempotent_consumer");
  EXPECT_DOUBLE_EQ(figure_of(pattern, "deduplication_ids").value, 6'048'600'000.0);
  EXPECT_DOUBLE_EQ(figure_of(pattern, "deduplication_store_bytes").value, 604'860'000'000.0);
  EXPECT_THAT(figure_of(pattern, "deduplication_store_bytes").how, HasSubstr("estimate"));
}

/// A queue hands nothing out after its retries (1, 2, 4 and 8 s, each a fifth longer, with five
/// attempts that may each hang for the visibility timeout of 30 s), the outage and the backlog of
/// it.
TEST(PatternFigures, CountTheIdsOfRetriesAndOutageOnAQueue) {
  const Advice advice = advice_on(
      "{use_case: pub_sub, requirements: {throughput: 100 msg/s, retention: 4 days}, workload: "
      "{outage: 10 min}, decisions: {broker: sqs}}");
  const Pattern pattern = pattern_of(advice, "idempotent_consumer");
  const double drain = *advice.design->sizing.recovery.drain_seconds;
  const double hanging = 5 * 30;
  const double window = 18 + hanging + 600 + drain + 60;
  EXPECT_NEAR(figure_of(pattern, "deduplication_window_hours").value, window / 3600, 1e-9);
  EXPECT_EQ(figure_of(pattern, "deduplication_ids").value, std::ceil(100 * window - 1e-6));
  EXPECT_FALSE(has_figure(pattern, "deduplication_store_without_replay_bytes"));
}

/// A view keeps its position; a year of ids would cost terabytes for nothing.
TEST(PatternFigures, CountNoReplayForViewsThatKeepTheirPosition) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: event_sourcing, requirements: {throughput: 1K msg/s, retention: 52 "
                "weeks}, decisions: {broker: kafka}}"),
      "idempotent_consumer");
  EXPECT_LT(figure_of(pattern, "deduplication_window_hours").value, 3);
  EXPECT_THAT(text_of(pattern), HasSubstr("a view compares its position"));
}

TEST(PatternFigures, TakeTheSnapshotIntervalFromTheReloadBudget) {
  const auto interval = [](std::string_view latency) {
    return figure_of(pattern_of(advice_on(fmt::format(
                                    "{{use_case: event_sourcing, requirements: {{latency: {}}}, "
                                    "decisions: {{broker: kafka}}}}",
                                    latency)),
                                "event_sourcing"),
                     "snapshot_interval_events")
        .value;
  };
  EXPECT_EQ(interval("1 s"), 1000);   // 100 ms at 0.1 ms an event
  EXPECT_EQ(interval("50 ms"), 100);  // a fifth of 50 ms
}

/// 1,000 msg/s over a day and a million keys: 86.4 events each, which load without a snapshot.
TEST(PatternFigures, NeedNoSnapshotsWhereStreamsStayShort) {
  const Pattern pattern = pattern_of(
      advice_on(
          "{use_case: event_sourcing, requirements: {throughput: 1K msg/s, retention: 1 day}, "
          "workload: {distinct_keys: 1M}, decisions: {broker: kafka}}"),
      "event_sourcing");
  EXPECT_NEAR(figure_of(pattern, "events_per_aggregate_kept").value, 86.4, 1e-9);
  EXPECT_THAT(pattern.parts, Contains(HasSubstr("no snapshots")));
}

TEST(PatternFigures, TakeStalenessFromTheLatencyBudget) {
  const Advice advice = advice_on("{use_case: cqrs, requirements: {}}");
  const LatencyBudget& budget = advice.design->sizing.latency;
  const Pattern pattern = pattern_of(advice, "cqrs");
  EXPECT_EQ(figure_of(pattern, "staleness_p50_ms").value, *budget.p50_ms);
  EXPECT_EQ(figure_of(pattern, "staleness_p99_ms").value, *budget.p99_ms);
}

/// Three steps forward and two back, each asked for once again.
TEST(PatternFigures, BoundASagaByItsStepsBothWays) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: saga, requirements: {latency: 2 s}, consumers: [a, b, c]}"), "saga");
  EXPECT_DOUBLE_EQ(figure_of(pattern, "saga_longest_seconds").value,
                   5 * 2 * figure_of(pattern, "step_timeout_seconds").value);
  // Twice the target, and the 18 s that a participant may spend on retries.
  EXPECT_GT(figure_of(pattern, "step_timeout_seconds").value, 2 * 2 + 18);
}

TEST(PatternFigures, LetACallerWaitTwiceBothWays) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: pub_sub, requirements: {latency: 100 ms}, constraints: {request_reply: "
                "true}, decisions: {broker: kafka}}"),
      "request_reply");
  const double back = figure_of(pattern, "way_back_p99_ms").value;
  EXPECT_GT(back, 0);
  EXPECT_DOUBLE_EQ(figure_of(pattern, "reply_timeout_ms").value, 2 * (100 + back));
}

/// 1 KB in place of 2 MiB.
TEST(PatternFigures, SayWhatAClaimCheckSaves) {
  const Pattern pattern =
      pattern_of(advice_on("{use_case: pub_sub, requirements: {throughput: 10 msg/s}, workload: "
                           "{message_size: 2 MiB}, decisions: {broker: kafka}}"),
                 "claim_check");
  EXPECT_DOUBLE_EQ(figure_of(pattern, "broker_bytes_saved_share").value, 1 - 1000.0 / 2097152);
}

TEST(PatternFigures, SizeTheRelayForAnOutage) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: pub_sub, requirements: {throughput: 1K msg/s}, producers: [a, b], "
                "workload: {outage: 10 min, recover_within: 20 min}}"),
      "transactional_outbox");
  EXPECT_EQ(figure_of(pattern, "outbox_rows_after_outage").value, 300'000);
  EXPECT_EQ(figure_of(pattern, "relay_messages_per_second").value, 750);
}

/// The event that starts a saga, and a command for each of its steps.
TEST(PatternFigures, CountTheCommandsOfASagaInTheOutbox) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: saga, requirements: {throughput: 100 msg/s, latency: 5 s}, workload: "
                "{peak_factor: 2}, producers: [booking], consumers: [a, b, c]}"),
      "transactional_outbox");
  EXPECT_EQ(figure_of(pattern, "outbox_rows_per_second").value, 800);
}

/// What an instance holds is what its configuration says.
TEST(PatternFigures, TakeTheBatchFromTheConfiguration) {
  const Advice advice = advice_on(
      "{use_case: work_queue, requirements: {}, workload: {processing_time: 350 ms}, decisions: "
      "{broker: sqs}}");
  const Pattern pattern = pattern_of(advice, "work_queue");
  // A second of work a call: two of 350 ms.
  EXPECT_EQ(figure_of(pattern, "in_hand_messages").value, 2);
  EXPECT_EQ(figure_of(pattern, "time_in_hand_ms").value, 700);
  const auto& config = advice.design->topology.topics.front().config;
  const auto timeout = std::ranges::find(config, "VisibilityTimeout", &Setting::key);
  ASSERT_NE(timeout, config.end());
  EXPECT_EQ(figure_of(pattern, "ack_timeout_seconds").value,
            static_cast<double>(std::get<std::int64_t>(timeout->value)));
}

}  // namespace
}  // namespace eventarch
