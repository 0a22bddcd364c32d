/// What is found where decisions contradict each other or the requirements, and what is not.

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
using testing::SizeIs;
using testing_support::found;

std::vector<std::string> of_flow(std::string_view rule, std::string_view rest) {
  return found(rule, fmt::format("event_context: {{{}}}", rest));
}

TEST(FlowFeedsItself, IsAServiceUnderAnySpellingThatReadsWhatItPublishes) {
  const auto named = [](std::string_view use_case, std::string_view producer) {
    return of_flow("flow_feeds_itself",
                   fmt::format("use_case: {}, requirements: {{throughput: 10 msg/s}}, producers: "
                               "[shop, {}], consumers: [search, pricing-service]",
                               use_case, producer));
  };
  EXPECT_THAT(named("pub_sub", "Pricing Service"),
              ElementsAre(AllOf(HasSubstr("info: `pricing-service` reads what it publishes"),
                                HasSubstr("skip its own events"))));
  EXPECT_THAT(named("pub_sub", "pricing"), IsEmpty());
  // The steps of a saga answer each other, and an event store's owner reads its own history.
  EXPECT_THAT(named("saga", "pricing-service"), IsEmpty());
  EXPECT_THAT(named("event_sourcing", "pricing-service"), IsEmpty());
}

std::vector<std::string> retried(std::string_view broker, std::string_view ordering, int attempts,
                                 std::string_view workload = "{}") {
  return of_flow(
      "retries_block_partition",
      fmt::format("use_case: pub_sub, requirements: {{throughput: 10 msg/s, ordering: {}}}, "
                  "workload: {}, decisions: {{broker: {}, max_attempts: {}}}",
                  ordering, workload, broker, attempts));
}

// Waits of 1, 2, 4, 8, 16, 32 s and then 60 s each: 63 s + 60 s x (attempts - 7).
TEST(RetriesBlockPartition, IsFoundWhereAllWaitsAreLongerThanTheOutageThatIsPlannedFor) {
  EXPECT_THAT(retried("kafka", "partition", 35), IsEmpty());  // 1,743 s of 1,800 s
  EXPECT_THAT(retried("kafka", "partition", 36), ElementsAre(HasSubstr("an outage of 30 min")));
  EXPECT_THAT(retried("kafka", "partition", 36, "{outage: 60 min}"), IsEmpty());
  EXPECT_THAT(retried("kafka", "partition", 7, "{outage: 60 s}"), SizeIs(1));  // 63 s
  EXPECT_THAT(retried("kafka", "partition", 6, "{outage: 60 s}"), IsEmpty());  // 31 s
}

TEST(RetriesBlockPartition, IsSilentWhereNothingWaitsBehindTheMessage) {
  EXPECT_THAT(retried("kafka", "none", 100), IsEmpty());
  EXPECT_THAT(retried("sqs", "partition", 100), IsEmpty());
}

std::vector<std::string> decided(std::string_view rule, std::string_view delivery,
                                 std::string_view decisions) {
  return of_flow(rule, fmt::format("use_case: pub_sub, requirements: {{delivery: {}}}, "
                                   "decisions: {{{}}}",
                                   delivery, decisions));
}

TEST(CommitRepeatsMessages, IsACommitAfterProcessingWhereNothingMayRepeat) {
  constexpr std::string_view rule = "commit_repeats_messages";
  EXPECT_THAT(decided(rule, "at_most_once", "offset_commit: after_processing"),
              ElementsAre(HasSubstr("use `before_processing`")));
  EXPECT_THAT(decided(rule, "at_most_once", "offset_commit: before_processing"), IsEmpty());
  EXPECT_THAT(decided(rule, "at_least_once", "offset_commit: after_processing"), IsEmpty());
  // Kafka's clients commit with a later poll; Redis hands out and forgets.
  EXPECT_THAT(decided(rule, "at_most_once", "broker: kafka, offset_commit: auto"),
              ElementsAre(HasSubstr("committed by itself after it is processed")));
  EXPECT_THAT(decided(rule, "at_most_once", "broker: redis_streams, offset_commit: auto"),
              IsEmpty());
  EXPECT_THAT(decided(rule, "at_least_once", "broker: kafka, offset_commit: auto"), IsEmpty());
}

TEST(CommitLosesMessages, SaysThatATransactionDoesNotFollowTheDecision) {
  constexpr std::string_view rule = "commit_loses_messages";
  for (const char* commit : {"auto", "before_processing"}) {
    EXPECT_THAT(
        decided(rule, "exactly_once", fmt::format("offset_commit: {}, broker: kafka", commit)),
        ElementsAre(AllOf(HasSubstr(fmt::format("`{}` is not followed", commit)),
                          HasSubstr("the transaction commits the offsets"))));
  }
  EXPECT_THAT(decided(rule, "exactly_once", "offset_commit: after_processing, broker: kafka"),
              IsEmpty());
}

TEST(DeadLetterQueueUnused, IsOneOfAFlowThatMayLoseMessages) {
  constexpr std::string_view rule = "dead_letter_queue_unused";
  EXPECT_THAT(decided(rule, "at_most_once", "dead_letter_queue: true"), SizeIs(1));
  EXPECT_THAT(decided(rule, "at_most_once", "dead_letter_queue: false"), IsEmpty());
  EXPECT_THAT(decided(rule, "at_least_once", "dead_letter_queue: true"), IsEmpty());
}

TEST(InSyncReplicasUnused, IsANumberThatNoProducerWaitsFor) {
  constexpr std::string_view rule = "in_sync_replicas_unused";
  const auto with = [&](std::string_view acks, int copies) {
    return decided(
        rule, "at_most_once",
        fmt::format("broker: kafka, min_in_sync_replicas: {}, producer_acks: {}", copies, acks));
  };
  EXPECT_THAT(with("leader", 2), ElementsAre(HasSubstr("`producer_acks` is leader")));
  EXPECT_THAT(with("none", 2), ElementsAre(HasSubstr("`producer_acks` is none")));
  EXPECT_THAT(with("all", 2), IsEmpty());
  EXPECT_THAT(with("leader", 1), IsEmpty());
}

TEST(DeadLettersBreakOrder, WhereEachMessageBuildsUponTheOneBefore) {
  const auto set_aside = [](std::string_view use_case, std::string_view ordering) {
    return of_flow("dead_letters_break_order",
                   fmt::format("use_case: {}, requirements: {{throughput: 10 msg/s, ordering: "
                               "{}}}, decisions: {{dead_letter_queue: true}}",
                               use_case, ordering));
  };
  EXPECT_THAT(set_aside("pub_sub", "global"), ElementsAre(HasSubstr("the order over all")));
  EXPECT_THAT(set_aside("event_sourcing", "partition"), ElementsAre(HasSubstr("of its entity")));
  EXPECT_THAT(set_aside("pub_sub", "partition"), IsEmpty());
  EXPECT_THAT(set_aside("event_sourcing", "none"), IsEmpty());
}

TEST(TargetLeavesNoHeadroom, IsAboveNineTenths) {
  const auto target = [](std::string_view share) {
    return of_flow("target_leaves_no_headroom",
                   fmt::format("use_case: pub_sub, requirements: {{}}, capacity: "
                               "{{utilization_target: {}}}",
                               share));
  };
  EXPECT_THAT(target("90 %"), IsEmpty());
  EXPECT_THAT(target("91 %"), ElementsAre(HasSubstr("9 % is left")));
  EXPECT_THAT(target("100 %"), ElementsAre(HasSubstr("nothing is left")));
}

TEST(PartitionsNotSettable, IsANumberForAServiceWithoutThem) {
  const auto pinned = [](std::string_view broker, int partitions,
                         std::string_view ordering = "none") {
    return of_flow("partitions_not_settable",
                   fmt::format("use_case: work_queue, requirements: {{ordering: {}, latency: "
                               "5 s}}, decisions: {{broker: {}, partitions: {}}}",
                               ordering, broker, partitions));
  };
  EXPECT_THAT(pinned("sqs", 12), ElementsAre(HasSubstr("12 become 12 queues")));
  EXPECT_THAT(pinned("gcp_pubsub", 12, "partition"),
              ElementsAre(HasSubstr("12 become 12 subscriptions")));
  EXPECT_THAT(pinned("sqs", 1), IsEmpty());
  EXPECT_THAT(pinned("kafka", 12), IsEmpty());
  EXPECT_THAT(pinned("kinesis", 12), IsEmpty());
  // Queues that one runs oneself are spread over nodes by their number.
  EXPECT_THAT(pinned("rabbitmq", 12), IsEmpty());
}

TEST(BrokerAllowedAndForbidden, IsTheSameOneInBothLists) {
  const auto lists = [](std::string_view forbidden) {
    return of_flow("broker_allowed_and_forbidden",
                   fmt::format("use_case: pub_sub, requirements: {{}}, constraints: "
                               "{{allowed_brokers: [kafka, sqs], forbidden_brokers: [{}]}}",
                               forbidden));
  };
  EXPECT_THAT(lists("sqs"), ElementsAre(HasSubstr("`sqs` is allowed here and forbidden")));
  EXPECT_THAT(lists("pulsar"), IsEmpty());
}

TEST(CopiesExceedOffer, IsFoundWhereBothAreStated) {
  constexpr std::string_view rule = "copies_exceed_offer";
  constexpr std::string_view copies =
      "event_context: {{use_case: pub_sub, requirements: {{}}, capacity: {{{}}}, decisions: "
      "{{broker: kafka, replication_factor: 5}}}}";
  EXPECT_THAT(found(rule, fmt::format(copies, "replication_factor: 3")),
              ElementsAre(AllOf(HasSubstr("5 copies are decided on, and the cluster offers 3"),
                                HasSubstr("`decisions.replication_factor: 3`"))));
  EXPECT_THAT(found(rule, fmt::format(copies, "replication_factor: 5")), IsEmpty());
  EXPECT_THAT(found(rule, fmt::format(copies, "")), IsEmpty());
}

}  // namespace
}  // namespace eventarch
