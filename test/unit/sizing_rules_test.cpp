/// Rules about the numbers of a design: each with a case that it finds and one just below.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "eventarch/advise.hpp"
#include "rule_findings.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing_support::found;

/// 1,000 msg/s x 2 x 5 ms: ten consumers are busy at the peak, 15 keep below 70 %.
std::string ten_busy(std::uint64_t partitions,
                     std::string_view processing = "processing_time: 5 ms") {
  return fmt::format(
      "event_context:\n  use_case: pub_sub\n"
      "  requirements: {{throughput: 1K msg/s, ordering: none}}\n"
      "  workload: {{{}}}\n  decisions:\n    broker: kafka\n    partitions: {}\n",
      processing, partitions);
}

constexpr std::string_view over_target = "utilization_over_target";

TEST(UtilizationOverTarget, ForgivesATwentieth) {
  // 10 / 13 = 76.9 %, 10 / 14 = 71.4 %; 73.5 % are forgiven.
  EXPECT_THAT(found(over_target, ten_busy(13)),
              ElementsAre(AllOf(HasSubstr("7:17 error: at the peak of 2K msg/s the busiest of 13 "
                                          "consumers is 76.9 % busy, 70 % is the target; the rate "
                                          "needs 15 consumers"),
                                HasSubstr("`decisions.partitions: 15`; 18 are calculated"))));
  EXPECT_THAT(found(over_target, ten_busy(14)), IsEmpty());
}
TEST(UtilizationOverTarget, LeavesWhatIsUnstableToItsRule) {
  EXPECT_THAT(found(over_target, ten_busy(11)), SizeIs(1));
  EXPECT_THAT(found(over_target, ten_busy(10)), IsEmpty());
  EXPECT_THAT(found("unstable_at_peak", ten_busy(10)), SizeIs(1));
  EXPECT_THAT(found("unstable_at_peak", ten_busy(11)), IsEmpty());
}
TEST(UnstableAtPeak, IsAWarningThatSaysWhyWhereTheProcessingTimeIsAssumed) {
  // 2,000 msg/s x 0.7 ms = 1.4 consumers' work.
  EXPECT_THAT(
      found("unstable_at_peak", ten_busy(1, "peak_factor: 2")),
      ElementsAre(HasSubstr("warning: at the peak of 2K msg/s the fullest consumer would be "
                            "140 % busy, with a processing time of 700 us that is assumed")));
  EXPECT_THAT(
      found("unstable_at_peak", ten_busy(1, "processing_time: 700 us")),
      ElementsAre(AllOf(HasSubstr("error: at the peak of 2K msg/s"), Not(HasSubstr("assumed")))));
}
TEST(UnstableAtPeak, NamesAProcessingTimeThatMeetsTheTargetToo) {
  // 2,000 msg/s x 20 ms on 10 partitions: 400 %; 5 ms would be all of their time, 3 ms are 60 %.
  const auto findings = found("unstable_at_peak", ten_busy(10, "processing_time: 20 ms"));
  EXPECT_THAT(findings, ElementsAre(HasSubstr("`workload.processing_time: 3 ms`")));
  EXPECT_THAT(found(over_target, ten_busy(10, "processing_time: 3 ms")), IsEmpty());
}
TEST(UnstableAtPeak, HidesNoLargerFaultOfTheSamePin) {
  constexpr std::string_view images =
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 100 msg/s, ordering: "
      "partition, latency: 5 s}}, workload: {{message_size: 900 KB, processing_time: 50 ms, "
      "peak_factor: 2}}, capacity: {{partition_write: 5 MB/s}}, decisions: {{broker: kafka, "
      "partitions: {}}}}}";
  // 10 consumers' work on 6 partitions; 180 MB/s / (5 MB/s x 70 %) = 52, rounded up to 54.
  EXPECT_THAT(found("unstable_at_peak", fmt::format(images, 6)),
              ElementsAre(AllOf(HasSubstr("`decisions.partitions: 54`"),
                                HasSubstr("shorter processing alone would not do"),
                                Not(HasSubstr("processing_time")))));
  for (const std::string_view rule :
       {"unstable_at_peak", "utilization_over_target", "pinned_partitions_too_few"}) {
    EXPECT_THAT(found(rule, fmt::format(images, 54)), IsEmpty()) << rule;
  }
}
TEST(UtilizationOverTarget, IsAHintWhereTheProcessingTimeIsAssumed) {
  // 2,000 msg/s x 0.7 ms = 1.4; on 2 partitions 70 %, with a peak of 2.5 87.5 %.
  EXPECT_THAT(found(over_target, ten_busy(2, "peak_factor: 2.5")),
              ElementsAre(HasSubstr("info: at the peak of 2.5K msg/s")));
  EXPECT_THAT(found(over_target, ten_busy(2, "peak_factor: 2")), IsEmpty());
}
TEST(UtilizationOverTarget, HoldsUnderGlobalOrder) {
  constexpr std::string_view ordered =
      "event_context: {{use_case: saga, requirements: {{throughput: {} msg/s, latency: 2 s, "
      "ordering: global}}, workload: {{processing_time: 1 ms, peak_factor: 1}}, decisions: "
      "{{broker: kafka}}}}";
  EXPECT_THAT(found(over_target, fmt::format(ordered, 800)),
              ElementsAre(AllOf(HasSubstr("the busiest of 1 consumer is 80 % busy"),
                                HasSubstr("order by key"))));
  EXPECT_THAT(found(over_target, fmt::format(ordered, 730)), IsEmpty());
}

constexpr std::string_view idle = "idle_consumers";

/// 1,000 msg/s x 2 ms: two are busy; how many more depends on the latency and the recovery.
std::string two_busy(std::uint64_t partitions, std::string_view latency,
                     std::string_view recover = "60 min") {
  return fmt::format(
      "event_context:\n  use_case: pub_sub\n"
      "  requirements: {{throughput: 1K msg/s, latency: {}, ordering: none}}\n"
      "  workload: {{processing_time: 2 ms, peak_factor: 1, recover_within: {}}}\n"
      "  decisions: {{broker: kafka, partitions: {}}}\n",
      latency, recover, partitions);
}

TEST(IdleConsumers, AreNeededForTheRecovery) {
  // 1,000 x (1 + 30 / 10) x 2 ms = 8.
  EXPECT_THAT(found(idle, two_busy(7, "1 s", "10 min")),
              ElementsAre(AllOf(HasSubstr("5:42 error: 8 consumers are needed (3 for the rate"),
                                HasSubstr("8 to recover in time) and 7 partitions feed 7: 1 more "
                                          "would stand idle"),
                                HasSubstr("`decisions.partitions: 12`"))));
  EXPECT_THAT(found(idle, two_busy(8, "1 s", "10 min")), IsEmpty());
}
TEST(IdleConsumers, AreNeededForTheLatency) {
  EXPECT_THAT(found(idle, two_busy(3, "40 ms")), ElementsAre(HasSubstr("5:42 error")));
  EXPECT_THAT(found(idle, two_busy(3, "1 s")), IsEmpty());
}
TEST(IdleConsumers, LeaveTooMuchLoadToTheRulesOnIt) {
  EXPECT_THAT(found(idle, ten_busy(13)), IsEmpty());
  EXPECT_THAT(found(idle, ten_busy(5)), IsEmpty());
}

/// 146,452 maps of the 65,530 that Linux allows: a broker stops before the year is over.
TEST(LimitNear, SpeaksBeyondALimitThatASettingMoves) {
  constexpr std::string_view year =
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 30K msg/s, latency: 1 s, "
      "ordering: partition, delivery: at_least_once, retention: {}}}, consumers: [a], workload: "
      "{{message_size: 1 KB, processing_time: 100 us, peak_factor: 2, growth_factor: 1, "
      "distinct_keys: 1M}}, constraints: {{cloud: on_premises, deployment: self_managed}}, "
      "decisions: {{broker: kafka, partitions: 12}}}}";
  EXPECT_THAT(found("limit_near", fmt::format(year, "52 weeks")),
              ElementsAre(AllOf(HasSubstr("memory maps of a broker process"),
                                HasSubstr("that Linux allows by default"),
                                HasSubstr("set vm.max_map_count"), HasSubstr("segment.bytes"))));
  EXPECT_THAT(found("limit_near", fmt::format(year, "1 week")), IsEmpty());
}

/// 10,000 msg/s x 2 x 2 ms: 40 consumers are busy.
std::string hot(std::string_view share, std::string_view pinned = "") {
  return fmt::format(
      "event_context:\n  use_case: pub_sub\n"
      "  requirements: {{throughput: 10K msg/s, ordering: partition, retention: 1 day}}\n"
      "  workload: {{processing_time: 2 ms, hot_key_share: {}}}\n"
      "  decisions: {{broker: kafka{}}}\n",
      share, pinned);
}

TEST(UnevenShare, IsTheHotKeyOnTopOfTheRest) {
  // 40 x (0.5 % + 99.5 % / 60) = 86.3 %, 40 / 60 = 66.7 %.
  EXPECT_THAT(
      found("uneven_share", hot("0.5 %")),
      ElementsAre(AllOf(HasSubstr("4:52 info: at peak the partition of the busiest key keeps "
                                  "its consumer 86.3 % busy, the others keep theirs 66.3 %; "
                                  "70 % is the target"),
                        HasSubstr("split the key into 3 parts or more"))));
  // 78.5 / 66.7 is less than a fifth more.
  EXPECT_THAT(found("uneven_share", hot("0.3 %")), IsEmpty());
}
/// The ledger of a bank: half of its share leaves 78.3 %, without a word.
TEST(UnevenShare, AdvisesAShareThatReachesTheTarget) {
  const auto bank = [](std::string_view share) {
    return advise({"a.yaml",
                   fmt::format("event_context: {{use_case: event_sourcing, requirements: "
                               "{{throughput: 2K msg/s, latency: 300 ms, ordering: partition}}, "
                               "workload: {{peak_factor: 3, processing_time: 4 ms, distinct_keys: "
                               "5M, hot_key_share: {}}}, decisions: {{broker: kafka}}}}",
                               share),
                   "a"},
                  built_in_catalogue())
        .front();
  };
  const Advice advice = bank("1 %");
  const auto& all = advice.findings.all();
  const auto finding = std::ranges::find_if(
      all, [](const Diagnostic& one) { return one.rule->name == "uneven_share"; });
  ASSERT_NE(finding, all.end());
  constexpr std::string_view stated = "`workload.hot_key_share: ";
  const std::string& help = finding->help;
  const auto from = help.find(stated);
  ASSERT_NE(from, std::string::npos) << help;
  const auto start = from + stated.size();
  const Advice then = bank(help.substr(start, help.find('`', start) - start));
  ASSERT_TRUE(then.design);
  EXPECT_LE(then.design->sizing.consumers.front().utilization, 0.7 * 1.05);
}
TEST(UnevenShare, IsNoFindingBelowTheTarget) {
  EXPECT_THAT(found("uneven_share", hot("0.1 %")), IsEmpty());
}
TEST(UnevenShare, LeavesTheKeyThatIsTooMuchAloneToItsRule) {
  // 40 x 1.8 % = 72 %.
  EXPECT_THAT(found("uneven_share", hot("1.8 %", ", partitions: 400")), IsEmpty());
  EXPECT_THAT(found("hot_key", hot("1.8 %", ", partitions: 400")), SizeIs(1));
}
TEST(UnevenShare, LeavesTooFewPinnedPartitionsToTheTarget) {
  // 40 x (0.5 % + 99.5 % / 58) = 88.6 %; / 56 = 91.1 %.
  EXPECT_THAT(found("uneven_share", hot("0.5 %", ", partitions: 58")), SizeIs(1));
  EXPECT_THAT(found(over_target, hot("0.5 %", ", partitions: 58")), IsEmpty());
  EXPECT_THAT(found("uneven_share", hot("0.5 %", ", partitions: 56")), IsEmpty());
  EXPECT_THAT(found(over_target, hot("0.5 %", ", partitions: 56")),
              ElementsAre(HasSubstr("5:42 error")));
}

constexpr std::string_view too_few = "pinned_partitions_too_few";

/// 10,000 msg/s x 2 x 5 KB = 100 MB/s; a partition takes 10 MB/s, of which 70 % are planned with.
std::string bytes(std::string_view decisions, std::string_view workload = "",
                  std::string_view ordering = "none") {
  return fmt::format(
      "event_context:\n  use_case: pub_sub\n"
      "  requirements: {{throughput: 10K msg/s, ordering: {}, retention: 1 day}}\n"
      "  workload: {{message_size: 5 KB, processing_time: 0.1 ms{}}}\n"
      "  decisions: {{broker: kafka{}}}\n",
      ordering, workload, decisions);
}

TEST(PinnedPartitionsTooFew, NamesTheNeedThatBinds) {
  EXPECT_THAT(found(too_few, bytes(", partitions: 14")),
              ElementsAre(AllOf(HasSubstr("5:42 error: 14 partitions are pinned, today's peak "
                                          "needs more by producer_bytes"),
                                HasSubstr("= 15"), HasSubstr("100 MB/s"),
                                HasSubstr("state the measurement under "
                                          "capacity.partition_write"))));
  EXPECT_THAT(found(too_few, bytes(", partitions: 15")), IsEmpty());
  EXPECT_THAT(found(too_few, bytes("")), IsEmpty());
}
TEST(PinnedPartitionsTooFew, GivesWayToAMeasurement) {
  const auto measured = [](std::string_view rate) {
    return bytes(", partitions: 14") + fmt::format("  capacity: {{partition_write: {}}}\n", rate);
  };
  EXPECT_THAT(found(too_few, measured("10 MB/s")),
              ElementsAre(AllOf(HasSubstr("5:42 error: 14 partitions are pinned"),
                                Not(HasSubstr("planning figure")))));
  EXPECT_THAT(found(too_few, measured("11 MB/s")), IsEmpty());
}
TEST(PinnedPartitionsTooFew, IsAHintWhereOnlyTheGrowthNeedsMore) {
  EXPECT_THAT(found(too_few, bytes(", partitions: 28", ", growth_factor: 2")),
              ElementsAre(AllOf(HasSubstr("info: 28 partitions are pinned, enough for today, and "
                                          "too few with the planned growth by producer_bytes"),
                                HasSubstr("or when the growth is there"))));
  EXPECT_THAT(found(too_few, bytes(", partitions: 29", ", growth_factor: 2")), IsEmpty());
}
TEST(PinnedPartitionsTooFew, LeavesGrowthOfKeysToTheirRule) {
  const auto keyed = bytes(", partitions: 28", ", growth_factor: 2", "partition");
  EXPECT_THAT(found(too_few, keyed), IsEmpty());
  EXPECT_THAT(found("keyed_partitions_fixed", keyed), ElementsAre(HasSubstr("warning")));
}
TEST(PinnedPartitionsTooFew, IsNoFindingOfTheConsumersOrOfTheSpread) {
  EXPECT_THAT(found(too_few, ten_busy(13)), IsEmpty());
  EXPECT_THAT(found(too_few, ten_busy(14)), IsEmpty());
  EXPECT_THAT(found(too_few,
                    "event_context: {use_case: pub_sub, requirements: {throughput: 10 msg/s}, "
                    "decisions: {broker: kafka, partitions: 1}}"),
              IsEmpty());
}

constexpr std::string_view too_many = "over_partitioned";

TEST(OverPartitioned, IsMoreThanTwiceTheNeed) {
  EXPECT_THAT(found(too_many, ten_busy(31)),
              ElementsAre(AllOf(HasSubstr("7:17 info: 31 partitions are pinned, the load needs 15 "
                                          "(consumer_throughput)"),
                                HasSubstr("workload.growth_factor"))));
  EXPECT_THAT(found(too_many, ten_busy(30)), IsEmpty());
  // Growth by 2 needs 29.
  EXPECT_THAT(found(too_many, ten_busy(31, "processing_time: 5 ms, growth_factor: 2")), IsEmpty());
}
TEST(OverPartitioned, IsNoFindingUpToTwelve) {
  EXPECT_THAT(found(too_many, ten_busy(13, "processing_time: 0.1 ms")), SizeIs(1));
  EXPECT_THAT(found(too_many, ten_busy(12, "processing_time: 0.1 ms")), IsEmpty());
}
TEST(OverPartitioned, IsNoFindingWhereTheLoadIsAssumed) {
  EXPECT_THAT(found(too_many, ten_busy(100, "peak_factor: 2")), IsEmpty());
}
TEST(OverPartitioned, WarnsWhereBrokersAreNeededForNothingElse) {
  // 5,000 x 3 copies = 15,000 replicas, 4,000 a broker: 4, and as many in each of 3 zones.
  EXPECT_THAT(found(too_many, ten_busy(5000)),
              ElementsAre(HasSubstr("warning: 5,000 partitions are pinned, the load needs 15 "
                                    "(consumer_throughput): 6 brokers instead of 3, for replicas "
                                    "(ceil(15,000 / 4,000))")));
  EXPECT_THAT(found(too_many, ten_busy(500)), ElementsAre(HasSubstr("info")));
}

constexpr std::string_view short_retention = "retention_shorter_than_outage";

std::string kept(std::string_view broker, std::string_view retention, std::string_view outage,
                 std::string_view delivery = "at_least_once") {
  return fmt::format(
      "event_context:\n  use_case: pub_sub\n"
      "  requirements: {{throughput: 100 msg/s, ordering: none, delivery: {}, retention: {}}}\n"
      "  workload: {{processing_time: 1 ms, outage: {}, recover_within: 10000 min}}\n"
      "  decisions: {{broker: {}}}\n",
      delivery, retention, outage, broker);
}

TEST(RetentionShorterThanOutage, IsAnErrorWhereTheFileContradictsItself) {
  EXPECT_THAT(found(short_retention, kept("kafka", "24 hours", "1500 min")),
              ElementsAre(AllOf(HasSubstr("4:45 error: 25 hours of outage are longer than the "
                                          "retention of 24 hours: what waits longest is deleted"),
                                HasSubstr("requirements.retention"))));
}
TEST(RetentionShorterThanOutage, WarnsWhereTheDrainPassesIt) {
  // 1 ms x 100 msg/s keep a tenth of the consumer busy: the backlog of 23 hours takes 2.6.
  EXPECT_THAT(
      found(short_retention, kept("kafka", "24 hours", "1380 min")),
      ElementsAre(AllOf(HasSubstr("warning: 23 hours of outage and 2.556 hours to work off"),
                        HasSubstr("may be deleted unread"))));
  EXPECT_THAT(found(short_retention, kept("kafka", "26 hours", "1380 min")), IsEmpty());
}
TEST(RetentionShorterThanOutage, WarnsOfAnAssumedOutage) {
  // Nothing is in reserve: 30 min of outage at 1,000 msg/s take 70 min at 1,429.
  EXPECT_THAT(found(short_retention,
                    "event_context:\n  use_case: pub_sub\n  requirements: {throughput: 1K msg/s, "
                    "retention: 1 hour}\n  workload: {processing_time: 0.7 ms, peak_factor: 1}\n"
                    "  decisions: {broker: kafka, partitions: 1}\n"),
              ElementsAre(HasSubstr("3:51 warning")));
}
TEST(RetentionShorterThanOutage, IsNoFindingWhereWhatWaitsIsKept) {
  EXPECT_THAT(found(short_retention, kept("pulsar", "24 hours", "1500 min")), IsEmpty());
  EXPECT_THAT(found(short_retention, kept("sqs", "24 hours", "1500 min")), Not(IsEmpty()));
  EXPECT_THAT(found(short_retention, kept("kafka", "24 hours", "1500 min", "at_most_once")),
              IsEmpty());
}
TEST(RetentionShorterThanOutage, IsTheTimeToLiveOfAQueue) {
  EXPECT_THAT(
      found(short_retention, kept("rabbitmq", "24 hours", "1500 min")),
      ElementsAre(AllOf(HasSubstr("4:45 warning: 25 hours of outage are longer than the time to "
                                  "live of 24 hours (`message-ttl`): what waits longest is set "
                                  "aside as a dead letter, unread"),
                        HasSubstr("for 28 hours at least (requirements.retention)"))));
  EXPECT_THAT(
      found(short_retention, kept("rabbitmq, dead_letter_queue: false", "24 hours", "1500 min")),
      ElementsAre(HasSubstr("4:45 error: 25 hours of outage are longer than the time to "
                            "live of 24 hours (`message-ttl`): what waits longest is "
                            "deleted unread")));
  // 25 hours and the drain of 2.778 are 27.78.
  EXPECT_THAT(found(short_retention, kept("rabbitmq", "27 hours", "1500 min")),
              ElementsAre(HasSubstr("what waits longest may be set aside")));
  EXPECT_THAT(found(short_retention, kept("rabbitmq", "28 hours", "1500 min")), IsEmpty());
}
TEST(RetentionShorterThanOutage, NamesTheSettingThatTheDesignSets) {
  struct Expiring {
    std::string_view broker;
    std::string_view key;
    std::string_view fate;
  };
  for (const Expiring& one :
       {Expiring{"azure_service_bus", "defaultMessageTimeToLive", "set aside as a dead letter"},
        Expiring{"gcp_pubsub", "message_retention_duration", "deleted unread"},
        Expiring{"rabbitmq", "message-ttl", "set aside as a dead letter"},
        Expiring{"sqs", "MessageRetentionPeriod", "deleted unread"}}) {
    SCOPED_TRACE(one.broker);
    const std::string text = kept(one.broker, "24 hours", "1500 min");
    EXPECT_THAT(found(short_retention, text),
                ElementsAre(AllOf(HasSubstr(fmt::format(" of 24 hours (`{}`)", one.key)),
                                  HasSubstr(one.fate))));
    const auto advice = advise({"d.yaml", text, "d"}, built_in_catalogue());
    ASSERT_TRUE(advice.at(0).design);
    const auto& topics = advice.at(0).design->topology.topics;
    EXPECT_TRUE(std::ranges::any_of(topics, [&](const Topic& topic) {
      return std::ranges::find(topic.config, one.key, &Setting::key) != topic.config.end();
    }));
  }
}
TEST(OutageBacklog, IsNoMoreThanWhatHasNotExpired) {
  const auto recovery_of = [](std::string_view retention) {
    const auto advice = advise({"d.yaml",
                                fmt::format("event_context: {{use_case: work_queue, requirements: "
                                            "{{throughput: 500 msg/s, latency: 300ms, ordering: "
                                            "none, retention: {}}}, workload: {{processing_time: "
                                            "10 ms, peak_factor: 2, outage: 2 hours}}, decisions: "
                                            "{{broker: rabbitmq}}}}",
                                            retention),
                                "d"},
                               built_in_catalogue());
    return advice.at(0).design->sizing.recovery;
  };
  // 500 msg/s x 1 hour, which 15 instances of 100 msg/s work off at 1,000 msg/s beside what comes.
  const Recovery hour = recovery_of("1 hour");
  EXPECT_EQ(hour.backlog_messages, 1.8e6);
  EXPECT_DOUBLE_EQ(*hour.drain_seconds, 1800);
  EXPECT_EQ(hour.retention_margin_seconds, -5400);
  // A time to live of 2^32 ms = 49.71 days or more cannot be set, so that nothing expires.
  EXPECT_TRUE(recovery_of("1192 hours").deletes_unread);
  EXPECT_FALSE(recovery_of("1194 hours").deletes_unread);
  const Recovery day = recovery_of("24 hours");
  EXPECT_EQ(day.backlog_messages, 3.6e6);
  EXPECT_DOUBLE_EQ(*day.drain_seconds, 3600);
}

std::string copies(std::string_view decisions, std::string_view requirements = "",
                   std::string_view zones = "") {
  return fmt::format(
      "event_context:\n  use_case: pub_sub\n  requirements: {{{}}}\n  capacity: {{{}}}\n"
      "  decisions: {{{}}}\n",
      requirements, zones, decisions);
}
constexpr std::string_view stop = "in_sync_replicas_stop_writes";
constexpr std::string_view alone = "in_sync_replicas_alone";

TEST(InSyncReplicasStopWrites, IsAllCopies) {
  EXPECT_THAT(
      found(stop, copies("broker: kafka, replication_factor: 3, min_in_sync_replicas: 3")),
      ElementsAre(AllOf(HasSubstr("warning: 3 of 3 copies must be in sync: 3 - 3 = 0 may be "
                                  "missing"),
                        HasSubstr("2 of 3"))));
  EXPECT_THAT(found(stop, copies("broker: kafka, min_in_sync_replicas: 3")), SizeIs(1));
  EXPECT_THAT(found(stop, copies("broker: kafka, min_in_sync_replicas: 2")), IsEmpty());
  EXPECT_THAT(found(stop, copies("broker: kafka, replication_factor: 2, min_in_sync_replicas: 2")),
              ElementsAre(HasSubstr("use three copies with two in sync")));
}
TEST(InSyncReplicasStopWrites, IsNoFindingWhereTheSettingDoesNothing) {
  EXPECT_THAT(found(stop, copies("broker: kafka, min_in_sync_replicas: 3, producer_acks: leader")),
              IsEmpty());
  EXPECT_THAT(found(stop, copies("broker: rabbitmq, min_in_sync_replicas: 3")), IsEmpty());
  EXPECT_THAT(found(stop, copies("broker: kafka, replication_factor: 1, min_in_sync_replicas: 1")),
              IsEmpty());
}

TEST(InSyncReplicasAlone, LosesWithOneNodeWhatWasConfirmed) {
  EXPECT_THAT(found(alone, copies("broker: kafka, min_in_sync_replicas: 1")),
              ElementsAre(AllOf(HasSubstr("warning: 1 of 3 copies is enough to confirm a write: 2 "
                                          "nodes may be down, and what was confirmed is lost "
                                          "with 1"),
                                HasSubstr("demand a majority"))));
  EXPECT_THAT(found(alone, copies("broker: kafka, min_in_sync_replicas: 2")), IsEmpty());
  EXPECT_THAT(found(alone, copies("broker: pulsar, min_in_sync_replicas: 1")), SizeIs(1));
}
TEST(InSyncReplicasAlone, IsTheChoiceOfTwoCopies) {
  EXPECT_THAT(found(alone, copies("broker: kafka, replication_factor: 2")),
              ElementsAre(HasSubstr("keep three copies (`decisions.replication_factor: 3`)")));
  // A majority of two is both of them.
  EXPECT_THAT(found(alone, copies("broker: rabbitmq, replication_factor: 2")), IsEmpty());
}
TEST(InSyncReplicasAlone, IsASingleCopyOnAnyBroker) {
  for (const std::string_view broker : {"kafka", "rabbitmq", "pulsar"}) {
    SCOPED_TRACE(broker);
    EXPECT_THAT(found(alone, copies(fmt::format("broker: {}, replication_factor: 1", broker))),
                ElementsAre(HasSubstr("there is 1 copy")));
  }
}
TEST(InSyncReplicasAlone, IsNoFindingWhereLossIsAcceptedOrFoundAlready) {
  EXPECT_THAT(
      found(alone, copies("broker: kafka, min_in_sync_replicas: 1", "delivery: at_most_once")),
      IsEmpty());
  EXPECT_THAT(found(alone, copies("broker: kafka, min_in_sync_replicas: 1, producer_acks: leader")),
              IsEmpty());
  EXPECT_THAT(found(alone, copies("broker: sqs")), IsEmpty());
}

constexpr std::string_view zones = "replication_exceeds_zones";

TEST(ReplicationExceedsZones, CountsWhatIsLeftWithoutTheFullestZone) {
  EXPECT_THAT(found(zones, copies("broker: kafka", "", "availability_zones: 2")),
              ElementsAre(HasSubstr("4:34 info: 3 copies in 2 zones: one zone holds 2, and without "
                                    "it 1 is left where 2 must confirm")));
  EXPECT_THAT(found(zones, copies("broker: kafka", "", "availability_zones: 3")), IsEmpty());
  // 4 copies in 3 zones leave 2 of the 3 needed; 5 leave 3.
  EXPECT_THAT(found(zones, copies("broker: kafka, replication_factor: 4")), SizeIs(1));
  EXPECT_THAT(found(zones, copies("broker: kafka, replication_factor: 5")), IsEmpty());
}
TEST(ReplicationExceedsZones, IsNoFindingWithASingleZone) {
  EXPECT_THAT(found(zones, copies("broker: kafka", "", "availability_zones: 1")), IsEmpty());
}

TEST(MessageNearLimit, IsAQuarterAndAHalf) {
  // 1 MiB = 1,048,576 B.
  constexpr std::string_view sized =
      "event_context:\n  use_case: work_queue\n"
      "  requirements: {{throughput: 10 msg/s, latency: 2 s}}\n"
      "  workload: {{message_size: {}}}\n  decisions: {{broker: sqs}}\n";
  EXPECT_THAT(found("message_near_limit", fmt::format(sized, "524288 B")),
              ElementsAre(AllOf(HasSubstr("4:28 warning: 512 KiB on average are 50 % of the 1 MiB"),
                                HasSubstr("claim check"))));
  EXPECT_THAT(found("message_near_limit", fmt::format(sized, "524287 B")),
              ElementsAre(HasSubstr("info")));
  EXPECT_THAT(found("message_near_limit", fmt::format(sized, "262145 B")),
              ElementsAre(HasSubstr("info")));
  EXPECT_THAT(found("message_near_limit", fmt::format(sized, "262144 B")), IsEmpty());
  // Beyond the limit it is the broker that does not fit.
  EXPECT_THAT(found("message_near_limit", fmt::format(sized, "2 MiB")), IsEmpty());
}

/// 2 x 20,000 msg/s x 1.5 KB = 60 MB/s = 15 x 4 MB/s: four doublings reach it.
TEST(NewStreamTooSmall, ComparesThePeakWithWhatANewStreamTakes) {
  const auto found_of = [](std::string_view rate, std::string_view workload) {
    return found("new_stream_too_small",
                 fmt::format("event_context:\n  use_case: pub_sub\n"
                             "  requirements: {{throughput: {}, latency: 2 s}}\n"
                             "  workload: {{{}}}\n  decisions: {{broker: kinesis}}\n",
                             rate, workload));
  };
  EXPECT_THAT(found_of("20K msg/s", "message_size: 1.5 KB, peak_factor: 2, processing_time: 1 ms"),
              ElementsAre(AllOf(HasSubstr("3:30 warning: a peak of 60 MB/s is 15 times the 4 MB/s"),
                                HasSubstr("provisioned with 86 shards"), HasSubstr("4 steps"))));
  EXPECT_THAT(found_of("4K msg/s", "message_size: 1 KB, peak_factor: 1"), IsEmpty());
  EXPECT_THAT(found_of("4001 msg/s", "message_size: 100 B, peak_factor: 1"),
              ElementsAre(HasSubstr("warning: a peak of 4.001K msg/s is 1 times the 4K msg/s")));
  // The peak is assumed to be twice the average, and each message to have 1 KB.
  EXPECT_THAT(found_of("3K msg/s", ""), ElementsAre(HasSubstr("info: a peak of 6")));
}

constexpr std::string_view limit = "limit_near";

/// A quorum queue is planned with 65,000 msg/s.
std::string queue(std::string_view throughput, std::string_view workload) {
  return fmt::format(
      "event_context:\n  use_case: work_queue\n  requirements: {{throughput: {} msg/s}}\n"
      "  workload: {{processing_time: 1 ms, outage: 1 min, {}}}\n"
      "  decisions: {{broker: rabbitmq}}\n",
      throughput, workload);
}

TEST(LimitNear, IsFourFifthsOfTheRate) {
  EXPECT_THAT(found(limit, queue("53K", "peak_factor: 1")),
              ElementsAre(AllOf(HasSubstr("3:30 warning: the peak, 53K msg/s, takes 81.5 % of the "
                                          "65K msg/s that RabbitMQ (quorum queue) allows"),
                                HasSubstr("split the flow"))));
  EXPECT_THAT(found(limit, queue("52K", "peak_factor: 1")), IsEmpty());
}
TEST(LimitNear, IsAHintAtAnAssumedPeak) {
  EXPECT_THAT(found(limit, queue("27K", "recover_within: 1 min")),
              ElementsAre(HasSubstr("info: the peak, 54K msg/s")));
}
TEST(LimitNear, LooksAheadToTheGrowth) {
  EXPECT_THAT(found(limit, queue("40K", "peak_factor: 1, growth_factor: 2")),
              ElementsAre(HasSubstr("takes 61.5 % of the 65K msg/s that RabbitMQ (quorum queue) "
                                    "allows; with the planned growth by 2 it is 123 %")));
  EXPECT_THAT(found(limit, queue("30K", "peak_factor: 1, growth_factor: 2")), IsEmpty());
}
TEST(LimitNear, LeavesWhatIsBeyondItToOthers) {
  EXPECT_THAT(found(limit, queue("40K", "recover_within: 1 min")), IsEmpty());
  EXPECT_THAT(found("peak_beyond_limit", queue("40K", "recover_within: 1 min")), SizeIs(1));
}
TEST(LimitNear, CountsWaitingMessagesAfterAStatedOutage) {
  // 1,000 msg/s x 70 min = 4.2 million of 5.
  EXPECT_THAT(found(limit,
                    "event_context: {use_case: work_queue, requirements: {throughput: 1K msg/s}, "
                    "workload: {processing_time: 5 ms, outage: 70 min, recover_within: 300 min}, "
                    "decisions: {broker: rabbitmq}}"),
              ElementsAre(HasSubstr("warning: what waits in a queue after the outage, 4,200,000, "
                                    "takes 84 % of the 5,000,000")));
}
TEST(LimitNear, CountsConsumerGroups) {
  const auto groups = [](int count) {
    std::string names;
    for (int i = 0; i < count; ++i) names += fmt::format("{}g{}", i == 0 ? "" : ", ", i);
    return fmt::format(
        "event_context: {{use_case: pub_sub, requirements: {{throughput: 100 msg/s}}, consumers: "
        "[{}], decisions: {{broker: kinesis}}}}",
        names);
  };
  EXPECT_THAT(found(limit, groups(17)),
              ElementsAre(HasSubstr("the number of consumer groups, 17, takes 85 % of the 20")));
  EXPECT_THAT(found(limit, groups(16)), IsEmpty());
}

TEST(LatencyTargetMissed, NamesThePriceOfATargetThatIsDear) {
  // Of 40 ms 20 are left; 4 ms x ln 100 = 18.4 ms of them are the processing alone.
  constexpr std::string_view dear =
      "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, latency: 40ms}, "
      "workload: {processing_time: 4 ms}, decisions: {broker: kafka}}";
  EXPECT_THAT(found("latency_target_missed", dear),
              ElementsAre(AllOf(HasSubstr("`requirements.latency: 43 ms`"),
                                HasSubstr("`decisions.partitions: 1014`, each 7.9 % busy"))));
  EXPECT_THAT(found("latency_target_near_floor", dear), IsEmpty());
}

TEST(HotKey, GrowsWithTheTraffic) {
  constexpr std::string_view grown =
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 10K msg/s, ordering: "
      "partition}}, workload: {{processing_time: 2 ms, hot_key_share: 1 %, growth_factor: {}}}}}";
  // 40 busy consumers x 1 % = 40 %; twice as much is 80 %.
  EXPECT_THAT(found("hot_key", fmt::format(grown, 1)), IsEmpty());
  EXPECT_THAT(found("hot_key", fmt::format(grown, 2)),
              ElementsAre(AllOf(HasSubstr("grown as planned"), HasSubstr("80 % busy"),
                                HasSubstr("up to 0.873 % of the traffic fits"))));
}

/// 800 msg/s x 5 x 25 ms: 100 consumers are busy.
std::string payments_with_busiest_key(std::string_view share, std::string_view pinned = "") {
  return fmt::format(
      "event_context: {{use_case: saga, requirements: {{throughput: 800 msg/s, latency: 500 ms, "
      "ordering: partition, delivery: exactly_once}}, workload: {{peak_factor: 5, "
      "processing_time: 25 ms, hot_key_share: {}}}, decisions: {{broker: kafka{}}}}}",
      share, pinned);
}

TEST(HotKey, IsAnErrorWhereItsConsumerFallsBehind) {
  // Alone it takes less than the target of 70 %; with the other keys of its partition, too much.
  EXPECT_THAT(found("hot_key", payments_with_busiest_key("0.69 %", ", partitions: 144")),
              ElementsAre(AllOf(HasSubstr("error: at peak the busiest key alone keeps its consumer "
                                          "69 % busy; with the other keys of its partition it is "
                                          "138 %, and falls behind"))));
  // 100 x (0.69 % + 99.31 % / 432) = 92 %: three times as many partitions keep up.
  EXPECT_THAT(found("hot_key", payments_with_busiest_key("0.69 %")), IsEmpty());
  EXPECT_THAT(found(over_target, payments_with_busiest_key("0.69 %")),
              ElementsAre(HasSubstr("the busiest of 432 consumers is 92 % busy")));
  EXPECT_THAT(found("hot_key", payments_with_busiest_key("0.95 %")),
              ElementsAre(AllOf(HasSubstr("error: "), HasSubstr("95 % busy, 70 % is the target"))));
  EXPECT_THAT(found("hot_key", payments_with_busiest_key("0.1 %")), IsEmpty());
}

TEST(HotKey, NamesOnlySharesThatFit) {
  const auto findings = found("hot_key", payments_with_busiest_key("1 %"));
  EXPECT_THAT(findings, ElementsAre(HasSubstr("`workload.hot_key_share: 0.333 %`")));
  EXPECT_THAT(found("hot_key", payments_with_busiest_key("0.333 %")), IsEmpty());
  EXPECT_THAT(found("latency_target_missed", payments_with_busiest_key("0.333 %")), IsEmpty());
}

TEST(LatencyTargetMissed, SaysWhatWouldHelp) {
  constexpr std::string_view slow =
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 1K msg/s, latency: {}, "
      "ordering: none}}, workload: {{processing_time: {}, peak_factor: 1}}, decisions: {{broker: "
      "kafka, partitions: {}}}, capacity: {{utilization_target: {} %}}}}";
  // 90 % busy: the queue is ten times the processing, by the number that is pinned.
  EXPECT_THAT(found("latency_target_missed", fmt::format(slow, "300 ms", "9 ms", 10, 90)),
              IsEmpty());
  EXPECT_THAT(found(idle, fmt::format(slow, "300 ms", "9 ms", 10, 90)), SizeIs(1));
  // 10 % busy: the processing is nearly all of it.
  EXPECT_THAT(found("latency_target_missed", fmt::format(slow, "300 ms", "90 ms", 900, 10)),
              ElementsAre(HasSubstr("shorten the processing")));
}

}  // namespace
}  // namespace eventarch
