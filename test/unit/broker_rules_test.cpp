/// Rules about what the chosen broker does: each with a case that it finds and one just below.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "rule_findings.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_support::found;

TEST(ExactlyOnceScope, IsAClusterOnKafkaAndPulsar) {
  EXPECT_THAT(found("exactly_once_scope",
                    "event_context:\n  use_case: pub_sub\n  requirements:\n"
                    "    delivery: exactly_once\n  decisions: {broker: kafka}\n"),
              ElementsAre(AllOf(HasSubstr("4:15 info: Kafka (topic) gives exactly-once inside one "
                                          "cluster only"),
                                HasSubstr("isolation.level=read_committed"))));
  EXPECT_THAT(found("exactly_once_scope",
                    "event_context: {use_case: pub_sub, requirements: {delivery: exactly_once}, "
                    "decisions: {broker: pulsar}}"),
              ElementsAre(AllOf(HasSubstr("Pulsar"), HasSubstr("inside one cluster"),
                                HasSubstr("transactionCoordinatorEnabled"))));
}
TEST(ExactlyOnceScope, IsADeduplicationWindowOnFifoQueues) {
  EXPECT_THAT(found("exactly_once_scope",
                    "event_context: {use_case: saga, requirements: {delivery: exactly_once}, "
                    "decisions: {broker: sqs}}"),
              ElementsAre(AllOf(HasSubstr("within its deduplication window only"),
                                HasSubstr("MessageDeduplicationId within 5 minutes"))));
}
TEST(ExactlyOnceScope, IsNoFindingWhereThePinnedBrokerPromisesNothing) {
  constexpr std::string_view pinned =
      "event_context: {use_case: saga, requirements: {delivery: exactly_once}, decisions: "
      "{broker: rabbitmq}}";
  EXPECT_THAT(found("exactly_once_scope", pinned), IsEmpty());
  EXPECT_THAT(found("pinned_broker_unfit", pinned), Not(IsEmpty()));
}

TEST(QueueNotReplicated, CountsWhatWaitsOnTheOneNode) {
  // A target below what quorum queues can do leaves the classic one; 1,000 msg/s x 1,800 s.
  EXPECT_THAT(found("queue_not_replicated",
                    "event_context:\n  use_case: work_queue\n"
                    "  requirements: {throughput: 1K msg/s, latency: 8ms,\n"
                    "    delivery: at_least_once}\n"
                    "  workload: {processing_time: 0.1 ms, outage: 30 min}\n"
                    "  decisions: {broker: rabbitmq}\n"),
              ElementsAre(AllOf(HasSubstr("4:15 warning: RabbitMQ (classic queue) keeps one copy"),
                                HasSubstr("(1,800,000 messages wait after an outage of 30 min)"),
                                HasSubstr("RabbitMQ (quorum queue) keeps copies; it is out: needs "
                                          "at least"))));
}
TEST(QueueNotReplicated, IsNoFindingWhereLossIsAccepted) {
  EXPECT_THAT(found("queue_not_replicated",
                    "event_context: {use_case: work_queue, requirements: {latency: 8ms, delivery: "
                    "at_most_once}, workload: {processing_time: 0.1 ms}, decisions: {broker: "
                    "rabbitmq}}"),
              IsEmpty());
}

TEST(QueueNotReplicated, CountsLateCopiesAsNone) {
  EXPECT_THAT(found("queue_not_replicated",
                    "event_context: {use_case: pub_sub, requirements: {}, decisions: {broker: "
                    "redis_streams}}"),
              ElementsAre(AllOf(HasSubstr("1:1 warning: Redis Streams copies messages after it has "
                                          "confirmed them"),
                                HasSubstr("choose a broker that confirms on several copies"))));
}

/// A work queue on a broker with a processing time, at a rate and a latency that allow it.
std::string held(std::string_view broker, std::string_view processing,
                 std::string_view use_case = "work_queue",
                 std::string_view delivery = "at_least_once") {
  return fmt::format(
      "event_context: {{use_case: {}, requirements: {{throughput: 1 msg/s, latency: 90000 s, "
      "delivery: {}, ordering: {}}}, workload: {{processing_time: {}}}, constraints: "
      "{{allowed_brokers: [{}]}}}}",
      use_case, delivery, use_case == "work_queue" ? "none" : "partition", processing, broker);
}
constexpr std::string_view holds = "processing_holds_message";

TEST(ProcessingHoldsMessage, BeyondTheVisibilityTimeoutOfThirtySeconds) {
  EXPECT_THAT(found(holds, held("sqs", "31 s")),
              ElementsAre(AllOf(HasSubstr("info: processing takes 31 s; by default a message stays "
                                          "invisible (VisibilityTimeout) for 30 s"),
                                HasSubstr("raise VisibilityTimeout"))));
  EXPECT_THAT(found(holds, held("sqs", "30 s")), IsEmpty());
}
TEST(ProcessingHoldsMessage, BeyondTheConsumerTimeoutOfHalfAnHour) {
  EXPECT_THAT(found(holds, held("rabbitmq", "31 min")),
              ElementsAre(AllOf(HasSubstr("processing takes 31 min"), HasSubstr("for 30 min"),
                                HasSubstr("raise consumer-timeout"))));
  EXPECT_THAT(found(holds, held("rabbitmq", "30 min")), IsEmpty());
}
TEST(ProcessingHoldsMessage, BeyondThePollIntervalForTheRecordsOfAPoll) {
  // 500 records a poll: 610 ms each are 305 s, 600 ms each are the 300 s allowed.
  EXPECT_THAT(found(holds, held("kafka", "610 ms", "pub_sub")),
              ElementsAre(AllOf(HasSubstr("a poll of 500 records takes 5.083 min to process at 610 "
                                          "ms each"),
                                HasSubstr("(max.poll.interval.ms) for 5 min"))));
  EXPECT_THAT(found(holds, held("kafka", "600 ms", "pub_sub")), IsEmpty());
}
TEST(ProcessingHoldsMessage, BeyondTheLockOfARecordInAShareGroup) {
  EXPECT_THAT(found(holds, held("kafka", "31 s")),
              ElementsAre(AllOf(HasSubstr("(share.record.lock.duration.ms"),
                                HasSubstr("acknowledge with RENEW"))));
  EXPECT_THAT(found(holds, held("kafka", "30 s")), IsEmpty());
}
TEST(ProcessingHoldsMessage, BeyondTheLockOfAMinuteOnServiceBus) {
  EXPECT_THAT(found(holds, held("azure_service_bus", "61 s")),
              ElementsAre(HasSubstr("a lock (lockDuration) lasts 1 min")));
  EXPECT_THAT(found(holds, held("azure_service_bus", "60 s")), IsEmpty());
}
TEST(ProcessingHoldsMessage, BeyondTheAckWaitOfNats) {
  EXPECT_THAT(found(holds, held("nats_jetstream", "31 s")),
              ElementsAre(HasSubstr("(AckWait) after 30 s")));
  EXPECT_THAT(found(holds, held("nats_jetstream", "30 s")), IsEmpty());
}
TEST(ProcessingHoldsMessage, IsNoFindingWhereTheMessageIsAcknowledgedFirst) {
  EXPECT_THAT(found(holds, held("sqs", "31 s", "work_queue", "at_most_once")), IsEmpty());
}
TEST(ProcessingHoldsMessage, IsNoFindingOnPulsarWhichHasNoTimeoutByDefault) {
  EXPECT_THAT(found(holds, held("pulsar", "2 hours")), IsEmpty());
}

std::string fifo(std::string_view throughput, std::string_view ordering,
                 std::string_view workload = "") {
  return fmt::format(
      "event_context: {{use_case: saga, requirements: {{throughput: {}, latency: 2 s, ordering: "
      "{}}}, workload: {{peak_factor: 2, processing_time: 0.01 ms{}}}, constraints: "
      "{{allowed_brokers: [sqs]}}}}",
      throughput, ordering, workload);
}

TEST(FifoGroupRate, OfTheFlowCountsUnderGlobalOrder) {
  // 200 msg/s x 2 = 400 msg/s over 300 calls/s.
  EXPECT_THAT(found("fifo_group_rate", fifo("200 msg/s", "global")),
              ElementsAre(HasSubstr("info: at the peak the flow brings 400 msg/s to one message "
                                    "group, which takes 300 calls/s of each kind: batches of 2 or "
                                    "more are needed")));
  EXPECT_THAT(found("fifo_group_rate", fifo("150 msg/s", "global")), IsEmpty());
}
// Ten messages of 5 ms and 25 ms for the call that deletes them: 133 msg/s, of which 70 % are 93.
std::string one_group(std::string_view throughput, std::string_view ordering = "global",
                      std::string_view broker = "sqs") {
  return fmt::format(
      "event_context: {{use_case: saga, requirements: {{throughput: {}, latency: 2 s, ordering: "
      "{}}}, workload: {{peak_factor: 1, processing_time: 5 ms}}, decisions: {{broker: {}}}}}",
      throughput, ordering, broker);
}

TEST(MessageGroupWaits, CountsTheCallBetweenTwoBatches) {
  EXPECT_THAT(found("message_group_waits", one_group("99 msg/s")),
              ElementsAre(HasSubstr("warning: at the peak of 99 msg/s one message group has 74.2 % "
                                    "of what full batches pass on, 133.3 msg/s")));
  EXPECT_THAT(found("message_group_waits", one_group("93 msg/s")), IsEmpty());
  EXPECT_THAT(found("message_group_waits", one_group("134 msg/s")),
              ElementsAre(HasSubstr("and falls behind")));
}
TEST(MessageGroupWaits, IsSilentWhereGroupsAreManyOrTheWorkIsTooMuch) {
  EXPECT_THAT(found("message_group_waits", one_group("134 msg/s", "partition")), IsEmpty());
  EXPECT_THAT(found("message_group_waits", one_group("134 msg/s", "global", "azure_service_bus")),
              IsEmpty());
  EXPECT_THAT(found("message_group_waits", one_group("180 msg/s")), IsEmpty());
  EXPECT_THAT(found("utilization_over_target", one_group("180 msg/s")), Not(IsEmpty()));
}

TEST(FifoGroupRate, OfTheBusiestKeyCountsUnderOrderByKey) {
  // 5,000 msg/s x 2 x 20 % = 2,000 msg/s; 3 % are the 300 that need no batch.
  EXPECT_THAT(found("fifo_group_rate", fifo("5K msg/s", "partition", ", hot_key_share: 20 %")),
              ElementsAre(HasSubstr("the busiest key brings 2K msg/s to one message group, which "
                                    "takes 300 calls/s of each kind: batches of 7 or more")));
  EXPECT_THAT(found("fifo_group_rate", fifo("5K msg/s", "partition", ", hot_key_share: 3 %")),
              IsEmpty());
  EXPECT_THAT(found("fifo_group_rate", fifo("5K msg/s", "partition")), IsEmpty());
}
TEST(FifoGroupRate, BeyondFullBatchesIsAWarning) {
  EXPECT_THAT(found("fifo_group_rate", fifo("5K msg/s", "partition", ", hot_key_share: 30 %")),
              ElementsAre(HasSubstr("info: at the peak the busiest key brings 3K msg/s")));
  EXPECT_THAT(found("fifo_group_rate", fifo("5K msg/s", "partition", ", hot_key_share: 31 %")),
              ElementsAre(AllOf(HasSubstr("warning: at the peak the busiest key brings 3.1K msg/s"),
                                HasSubstr("carries 3K msg/s in full batches"))));
}

constexpr std::string_view fixed = "keyed_partitions_fixed";

TEST(KeyedPartitionsFixed, StandsAtTheOrderUntilTheGrowthIsStated) {
  constexpr std::string_view read_again =
      "event_context:\n  use_case: pub_sub\n  requirements:\n"
      "    throughput: 1K msg/s\n    ordering: partition\n"
      "  constraints: {{replay: true}}\n  workload: {{{}}}\n  decisions: {{broker: kafka}}\n";
  EXPECT_THAT(found(fixed, fmt::format(read_again, "")),
              ElementsAre(AllOf(HasSubstr("5:15 info: order by key ties the design to its "),
                                HasSubstr("with no growth planned in"),
                                HasSubstr("`workload.growth_factor: 2`"))));
  EXPECT_THAT(found(fixed, fmt::format(read_again, "growth_factor: 4")), IsEmpty());
  EXPECT_THAT(found(fixed, fmt::format(read_again, "growth_factor: 1")), IsEmpty());
}
TEST(KeyedPartitionsFixed, StandsAtTheKeyWhereTheOrderIsAssumed) {
  EXPECT_THAT(found(fixed,
                    "event_context:\n  use_case: event_sourcing\n  requirements: {}\n"
                    "  messages:\n    - type: Paid\n      key: order_id\n"
                    "  decisions: {broker: kafka}\n"),
              ElementsAre(AllOf(HasSubstr("6:12 info"), HasSubstr("with no growth planned in"),
                                HasSubstr("their history stays where it was written"),
                                HasSubstr("`workload.growth_factor: 2`"))));
}
TEST(KeyedPartitionsFixed, WarnsOfPinnedPartitionsBelowTheGrowth) {
  // 1,000 msg/s x 2 x 4 x 0.7 ms / 70 % = 8 partitions.
  constexpr std::string_view pinned =
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 1K msg/s, ordering: "
      "partition}}, workload: {{growth_factor: 4}}, decisions: {{broker: kafka, partitions: {}}}}}";
  EXPECT_THAT(found(fixed, fmt::format(pinned, 7)),
              ElementsAre(HasSubstr("warning: 7 partitions are pinned and 8 are needed with the "
                                    "planned growth by 4")));
  EXPECT_THAT(found(fixed, fmt::format(pinned, 8)), IsEmpty());
}
TEST(KeyedPartitionsFixed, IsNoFindingWithoutReplayOrOrderOrPartitions) {
  constexpr std::string_view plain =
      "event_context: {{use_case: pub_sub, requirements: {{ordering: {}}}, constraints: {{replay: "
      "{}}}, decisions: {{broker: {}}}}}";
  EXPECT_THAT(found(fixed, fmt::format(plain, "partition", true, "kafka")), Not(IsEmpty()));
  EXPECT_THAT(found(fixed, fmt::format(plain, "partition", false, "kafka")), IsEmpty());
  EXPECT_THAT(found(fixed, fmt::format(plain, "none", true, "kafka")), IsEmpty());
  EXPECT_THAT(found(fixed, fmt::format(plain, "global", true, "kafka")), IsEmpty());
  EXPECT_THAT(found(fixed, fmt::format(plain, "partition", true, "kinesis")), IsEmpty());
}

constexpr std::string_view deleted_data = "acknowledged_data_deleted";

TEST(AcknowledgedDataDeleted, NamesTheSettingWithTheRetention) {
  EXPECT_THAT(found(deleted_data,
                    "event_context:\n  use_case: pub_sub\n  requirements:\n"
                    "    retention: 3 days\n  decisions: {broker: pulsar}\n"),
              ElementsAre(AllOf(HasSubstr("4:16 info: by default Pulsar keeps nothing that is "
                                          "acknowledged: 3 days of retention need a setting"),
                                HasSubstr("--time 72h --size -1"))));
}
TEST(AcknowledgedDataDeleted, NamesTheSettingOfPubSubInSeconds) {
  EXPECT_THAT(found(deleted_data,
                    "event_context: {use_case: pub_sub, requirements: {retention: 3 days}, "
                    "decisions: {broker: gcp_pubsub}}"),
              ElementsAre(HasSubstr("message_retention_duration of the topic to 259200s")));
}
TEST(AcknowledgedDataDeleted, StandsAtTheReplayOrTheUseCaseWithoutARetention) {
  EXPECT_THAT(found(deleted_data,
                    "event_context:\n  use_case: pub_sub\n  requirements: {}\n"
                    "  constraints: {replay: true}\n  decisions: {broker: pulsar}\n"),
              ElementsAre(HasSubstr("4:25 info")));
  EXPECT_THAT(found(deleted_data,
                    "event_context:\n  use_case: event_sourcing\n  requirements: {}\n"
                    "  decisions: {broker: pulsar}\n"),
              ElementsAre(HasSubstr("2:13 info")));
}
TEST(AcknowledgedDataDeleted, IsNoFindingForJobsAndAssumedRetention) {
  EXPECT_THAT(found(deleted_data,
                    "event_context: {use_case: work_queue, requirements: {retention: 3 days}, "
                    "decisions: {broker: pulsar}}"),
              IsEmpty());
  EXPECT_THAT(found(deleted_data,
                    "event_context: {use_case: pub_sub, requirements: {}, decisions: {broker: "
                    "pulsar}}"),
              IsEmpty());
}

constexpr std::string_view replay = "queue_cannot_replay";

TEST(QueueCannotReplay, WarnsOfReadModels) {
  EXPECT_THAT(found(replay,
                    "event_context:\n  use_case: cqrs\n  requirements: {latency: 2 s}\n"
                    "  decisions: {broker: sqs}\n"),
              ElementsAre(HasSubstr("2:13 warning: no read model can be rebuilt from AWS SQS")));
}
TEST(QueueCannotReplay, TellsWhatALongRetentionMeans) {
  constexpr std::string_view kept =
      "event_context: {{use_case: saga, requirements: {{latency: 2 s, retention: {}}}, decisions: "
      "{{broker: rabbitmq}}}}";
  EXPECT_THAT(found(replay, fmt::format(kept, "15 days")),
              ElementsAre(AllOf(HasSubstr("info: RabbitMQ (quorum queue) deletes a message"),
                                HasSubstr("15 days of retention keep only what still waits"))));
  EXPECT_THAT(found(replay, fmt::format(kept, "14 days")), IsEmpty());
}
TEST(QueueCannotReplay, IsNoFindingWhereTheFileSettlesIt) {
  constexpr std::string_view settled =
      "event_context: {{use_case: cqrs, requirements: {{latency: 2 s}}, constraints: {{replay: "
      "{}}}, decisions: {{broker: sqs}}}}";
  EXPECT_THAT(found(replay, fmt::format(settled, "false")), IsEmpty());
  EXPECT_THAT(found(replay, fmt::format(settled, "true")), IsEmpty());
}

TEST(FeatureNeedsOwnWork, IsFoundForEachFeatureAtItsPlace) {
  EXPECT_THAT(found("feature_needs_own_work",
                    "event_context:\n  use_case: pub_sub\n  requirements: {}\n  constraints:\n"
                    "    request_reply: true\n    multi_tenancy: true\n    geo_replication: false\n"
                    "  decisions: {broker: kafka}\n"),
              ElementsAre(AllOf(HasSubstr("5:20 info: Kafka (topic) offers request and reply only "
                                          "in part: the application runs a reply topic"),
                                HasSubstr("has it built in")),
                          AllOf(HasSubstr("6:20 info: Kafka (topic) offers tenants only in part"),
                                HasSubstr("topic prefixes"))));
}
TEST(FeatureNeedsOwnWork, IsNoFindingWhereItIsBuiltIn) {
  EXPECT_THAT(found("feature_needs_own_work",
                    "event_context: {use_case: pub_sub, requirements: {}, constraints: "
                    "{multi_tenancy: true, geo_replication: true}, decisions: {broker: pulsar}}"),
              IsEmpty());
}

TEST(LongQueueBacklog, IsTheRateTimesTheOutage) {
  // 1,000 msg/s x 84 min = 5.04 million, x 83 min = 4.98 million; 5 million are advised.
  constexpr std::string_view outage =
      "event_context: {{use_case: work_queue, requirements: {{throughput: 1K msg/s}}, workload: "
      "{{processing_time: 5 ms, outage: {}, recover_within: 300 min}}, decisions: {{broker: "
      "rabbitmq}}}}";
  EXPECT_THAT(found("long_queue_backlog", fmt::format(outage, "84 min")),
              ElementsAre(AllOf(HasSubstr("warning: 1K msg/s x 1.4 hours = 5,040,000 messages wait "
                                          "in a queue"),
                                HasSubstr("5,000,000 should be the most"))));
  EXPECT_THAT(found("long_queue_backlog", fmt::format(outage, "83 min")), IsEmpty());
}
TEST(LongQueueBacklog, IsSpreadOverTheQueues) {
  // 166 min = 9.96 million, 4.98 million in each of 2 queues; 168 min = 5.04 million in each.
  constexpr std::string_view two =
      "event_context: {{use_case: work_queue, requirements: {{throughput: 1K msg/s}}, workload: "
      "{{processing_time: 5 ms, outage: {}, recover_within: 300 min}}, decisions: {{broker: "
      "rabbitmq, partitions: 2}}}}";
  EXPECT_THAT(found("long_queue_backlog", fmt::format(two, "168 min")),
              ElementsAre(HasSubstr("1K msg/s x 2.8 hours / 2 queues = 5,040,000 messages")));
  EXPECT_THAT(found("long_queue_backlog", fmt::format(two, "166 min")), IsEmpty());
}
TEST(LongQueueBacklog, IsNoFindingOnALogOrForAnAssumedOutage) {
  EXPECT_THAT(found("long_queue_backlog",
                    "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
                    "workload: {outage: 600 min, recover_within: 1200 min}, decisions: {broker: "
                    "kafka}}"),
              IsEmpty());
  // 10,000 msg/s x the assumed 30 min = 18 million.
  EXPECT_THAT(found("long_queue_backlog",
                    "event_context: {use_case: work_queue, requirements: {throughput: 10K msg/s}, "
                    "decisions: {broker: rabbitmq, partitions: 1}}"),
              IsEmpty());
}

}  // namespace
}  // namespace eventarch
