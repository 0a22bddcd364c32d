/// Every rule of the table of changes, with two designs between which it speaks.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <initializer_list>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "unit/diff_of.hpp"

namespace eventarch {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing_support::diff_of;
using testing_support::diff_of_files;
using testing_support::lines_of;
using testing_support::rules_of;

/// `before` and `after` are the value of event_context.
struct KnownClass {
  std::string_view rule;  ///< with its class
  std::string_view line;
  std::string_view before;
  std::string_view after;
};

void PrintTo(const KnownClass& known, std::ostream* out) { *out << known.rule; }

constexpr std::string_view kafka =
    "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, decisions: {broker: kafka}}";
constexpr std::string_view kafka_unkeyed =
    "{use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: none}, "
    "decisions: {broker: kafka, partitions: 30}}";

constexpr std::string_view registered =
    "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
    "decisions: {broker: kafka, schema_registry: true}}";
constexpr std::string_view unregistered =
    "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
    "decisions: {broker: kafka, schema_registry: false}}";

constexpr std::array known_answers{
    KnownClass{"risky registry_given_up", "schema registry: true -> false", registered,
               unregistered},
    KnownClass{"safe registry_taken_up", "schema registry: false -> true", unregistered,
               registered},
    KnownClass{"breaking acknowledgement_weakened", "copies in sync: 2 -> 1", kafka,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, min_in_sync_replicas: 1}}"},
    KnownClass{"safe acknowledgement_strengthened", "copies in sync: 1 -> 2",
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, min_in_sync_replicas: 1}}",
               kafka},
    KnownClass{"breaking broker_changed", "broker: Kafka (topic) -> RabbitMQ (stream)",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: kafka}}",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: rabbitmq}}"},
    KnownClass{"breaking broker_lost", "broker: AWS SQS (standard queue) -> none qualifies",
               "{use_case: work_queue, requirements: {retention: 7 days}, "
               "constraints: {allowed_brokers: [sqs]}}",
               "{use_case: work_queue, requirements: {retention: 8 weeks}, "
               "constraints: {allowed_brokers: [sqs]}}"},
    KnownClass{"safe broker_found", "broker: none qualifies -> AWS SQS (standard queue)",
               "{use_case: work_queue, requirements: {retention: 8 weeks}, "
               "constraints: {allowed_brokers: [sqs]}}",
               "{use_case: work_queue, requirements: {retention: 7 days}, "
               "constraints: {allowed_brokers: [sqs]}}"},
    KnownClass{
        "safe brokers_added", "brokers: 9 -> 15",
        "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, decisions: {broker: kafka}}",
        "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, decisions: {broker: kafka}}"},
    KnownClass{
        "risky brokers_removed", "brokers: 15 -> 9",
        "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, decisions: {broker: kafka}}",
        "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, decisions: {broker: kafka}}"},
    KnownClass{"breaking commit_moved_ahead",
               "offset commit: after_processing -> before_processing", kafka,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, offset_commit: before_processing}}"},
    KnownClass{"risky commit_moved_back", "offset commit: before_processing -> after_processing",
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, offset_commit: before_processing}}",
               kafka},
    KnownClass{
        "safe compatibility_tightened",
        "schema compatibility: BACKWARD_TRANSITIVE -> FULL_TRANSITIVE",
        "{use_case: pub_sub, requirements: {}, consumers: [a, b, c], decisions: {broker: pulsar}}",
        "{use_case: pub_sub, requirements: {}, consumers: [a, b, c], decisions: {broker: pulsar}, "
        "messages: [{type: A, payload: {x: string}}]}"},
    KnownClass{
        "risky compatibility_loosened",
        "schema compatibility: FULL_TRANSITIVE -> BACKWARD_TRANSITIVE",
        "{use_case: pub_sub, requirements: {}, consumers: [a, b, c], decisions: {broker: pulsar}, "
        "messages: [{type: A, payload: {x: string}}]}",
        "{use_case: pub_sub, requirements: {}, consumers: [a, b, c], decisions: {broker: pulsar}}"},
    KnownClass{"safe consumer_group_added", "consumer group of b:  -> b",
               "{use_case: pub_sub, requirements: {}, consumers: [a]}",
               "{use_case: pub_sub, requirements: {}, consumers: [a, b]}"},
    KnownClass{"risky consumer_group_removed", "consumer group of b: b -> ",
               "{use_case: pub_sub, requirements: {}, consumers: [a, b]}",
               "{use_case: pub_sub, requirements: {}, consumers: [a]}"},
    KnownClass{"breaking dead_letters_off", "dead letters: on -> off", kafka,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, dead_letter_queue: false}}"},
    KnownClass{"safe dead_letters_on", "dead letters: off -> on",
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, dead_letter_queue: false}}",
               kafka},
    KnownClass{"risky delivery_repeats", "delivery: at_most_once -> at_least_once",
               "{use_case: pub_sub, requirements: {delivery: at_most_once}}",
               "{use_case: pub_sub, requirements: {delivery: at_least_once}}"},
    KnownClass{"safe delivery_strengthened", "delivery: at_least_once -> exactly_once",
               "{use_case: pub_sub, requirements: {delivery: at_least_once}}",
               "{use_case: pub_sub, requirements: {delivery: exactly_once}}"},
    KnownClass{"breaking delivery_once_given_up", "delivery: exactly_once -> at_least_once",
               "{use_case: pub_sub, requirements: {delivery: exactly_once}}",
               "{use_case: pub_sub, requirements: {delivery: at_least_once}}"},
    KnownClass{"breaking delivery_weakened", "delivery: at_least_once -> at_most_once",
               "{use_case: pub_sub, requirements: {delivery: at_least_once}}",
               "{use_case: pub_sub, requirements: {delivery: at_most_once}}"},
    KnownClass{
        "breaking error_appeared", "error of unstable_at_peak:  -> unstable_at_peak",
        "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: {processing_time: "
        "5 ms}, decisions: {broker: kafka, partitions: 150}}",
        "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: {processing_time: "
        "5 ms}, decisions: {broker: kafka, partitions: 12}}"},
    KnownClass{
        "safe error_gone", "error of unstable_at_peak: unstable_at_peak -> ",
        "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: {processing_time: "
        "5 ms}, decisions: {broker: kafka, partitions: 12}}",
        "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: {processing_time: "
        "5 ms}, decisions: {broker: kafka, partitions: 150}}"},
    KnownClass{"risky event_type_added", "event type of B:  -> B",
               "{use_case: pub_sub, requirements: {}, messages: [{type: A}]}",
               "{use_case: pub_sub, requirements: {}, messages: [{type: A}, {type: B}]}"},
    KnownClass{"breaking event_type_removed", "event type of B: B -> ",
               "{use_case: pub_sub, requirements: {}, messages: [{type: A}, {type: B}]}",
               "{use_case: pub_sub, requirements: {}, messages: [{type: A}]}"},
    KnownClass{"safe instances_added", "instances of a: 24 -> 42",
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, consumers: [a], "
               "decisions: {broker: kafka}}",
               "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, consumers: [a], "
               "decisions: {broker: kafka}}"},
    KnownClass{"risky instances_removed", "instances of a: 42 -> 24",
               "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, consumers: [a], "
               "decisions: {broker: kafka}}",
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, consumers: [a], "
               "decisions: {broker: kafka}}"},
    KnownClass{"breaking key_changed", "key of A: x -> y",
               "{use_case: pub_sub, requirements: {}, messages: [{type: A, key: x}]}",
               "{use_case: pub_sub, requirements: {}, messages: [{type: A, key: y}]}"},
    KnownClass{"risky latency_loosened", "latency target: 100 ms -> 2 s",
               "{use_case: pub_sub, requirements: {latency: 100 ms}}",
               "{use_case: pub_sub, requirements: {latency: 2 s}}"},
    KnownClass{"safe latency_tightened", "latency target: 2 s -> 100 ms",
               "{use_case: pub_sub, requirements: {latency: 2 s}}",
               "{use_case: pub_sub, requirements: {latency: 100 ms}}"},
    KnownClass{"risky latency_missed", "latency met: yes -> no",
               "{use_case: pub_sub, requirements: {latency: 100 ms}, decisions: {broker: kafka}}",
               "{use_case: pub_sub, requirements: {latency: 1 ms}, decisions: {broker: kafka}}"},
    KnownClass{"safe latency_met", "latency met: no -> yes",
               "{use_case: pub_sub, requirements: {latency: 1 ms}, decisions: {broker: kafka}}",
               "{use_case: pub_sub, requirements: {latency: 100 ms}, decisions: {broker: kafka}}"},
    KnownClass{"safe ordering_strengthened", "ordering: none -> partition",
               "{use_case: pub_sub, requirements: {ordering: none}}",
               "{use_case: pub_sub, requirements: {ordering: partition}}"},
    KnownClass{"breaking ordering_weakened", "ordering: global -> partition",
               "{use_case: pub_sub, requirements: {ordering: global}}",
               "{use_case: pub_sub, requirements: {ordering: partition}}"},
    KnownClass{
        "breaking partitions_changed_keyed", "partitions of orders: 24 -> 42", kafka,
        "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, decisions: {broker: kafka}}"},
    KnownClass{"breaking partitions_lowered_keyed", "partitions of orders: 24 -> 12",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: kafka, partitions: 24}}",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: kafka, partitions: 12}}"},
    KnownClass{"safe failure_topic_shrinks", "partitions of orders.consumer.dlq: 4 -> 2",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: kafka, partitions: 36}}",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: kafka, partitions: 12}}"},
    KnownClass{"safe failure_topic_grows", "partitions of orders.consumer.dlq: 2 -> 4",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: kafka, partitions: 12}}",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: kafka, partitions: 36}}"},
    KnownClass{"risky in_flight_lowered",
               "max.in.flight.requests.per.connection of producers: 5 -> 1", kafka,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, producer_acks: leader}}"},
    KnownClass{"risky in_flight_raised",
               "max.in.flight.requests.per.connection of producers: 1 -> 5",
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, producer_acks: leader}}",
               kafka},
    KnownClass{"breaking mode_changed",
               "broker: AWS SQS (high-throughput FIFO queue) -> AWS SQS (standard queue)",
               "{use_case: work_queue, requirements: {ordering: partition, latency: 5 s}, "
               "decisions: {broker: sqs}}",
               "{use_case: work_queue, requirements: {ordering: none, latency: 5 s}, "
               "decisions: {broker: sqs}}"},
    KnownClass{"risky reading_changed",
               "broker: Pulsar (exclusive subscription) -> Pulsar (shared subscription)",
               "{use_case: work_queue, requirements: {ordering: global, throughput: 10 msg/s}, "
               "decisions: {broker: pulsar}}",
               "{use_case: work_queue, requirements: {ordering: none, throughput: 10 msg/s}, "
               "decisions: {broker: pulsar}}"},
    KnownClass{"risky partitions_raised", "partitions of orders: 30 -> 60", kafka_unkeyed,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: none}, "
               "decisions: {broker: kafka, partitions: 60}}"},
    KnownClass{"breaking partitions_lowered", "partitions of orders: 30 -> 24", kafka_unkeyed,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: none}, "
               "decisions: {broker: kafka, partitions: 24}}"},
    KnownClass{
        "risky units_lowered", "queues of orders.consumer.{n}: 8 -> 4",
        "{use_case: work_queue, requirements: {}, decisions: {broker: rabbitmq, partitions: 8}}",
        "{use_case: work_queue, requirements: {}, decisions: {broker: rabbitmq, partitions: 4}}"},
    KnownClass{
        "risky shards_changed", "shards of orders: 12 -> 24",
        "{use_case: pub_sub, requirements: {}, decisions: {broker: kinesis, partitions: 12}}",
        "{use_case: pub_sub, requirements: {}, decisions: {broker: kinesis, partitions: 24}}"},
    KnownClass{"safe pattern_added", "pattern of Request and reply:  -> Request and reply",
               "{use_case: saga, requirements: {}}",
               "{use_case: saga, requirements: {}, constraints: {request_reply: true}}"},
    KnownClass{"risky pattern_removed", "pattern of Request and reply: Request and reply -> ",
               "{use_case: saga, requirements: {}, constraints: {request_reply: true}}",
               "{use_case: saga, requirements: {}}"},
    KnownClass{
        "risky payload_described", "payload of A: anything -> described",
        "{use_case: pub_sub, requirements: {}, messages: [{type: A}]}",
        "{use_case: pub_sub, requirements: {}, messages: [{type: A, payload: {x: string}}]}"},
    KnownClass{"risky payload_undescribed", "event types: A -> any",
               "{use_case: pub_sub, requirements: {}, messages: [{type: A}]}",
               "{use_case: pub_sub, requirements: {}}"},
    KnownClass{"safe producer_added", "producer of q:  -> q",
               "{use_case: pub_sub, requirements: {}, producers: [p]}",
               "{use_case: pub_sub, requirements: {}, producers: [p, q]}"},
    KnownClass{"risky producer_removed", "producer of q: q -> ",
               "{use_case: pub_sub, requirements: {}, producers: [p, q]}",
               "{use_case: pub_sub, requirements: {}, producers: [p]}"},
    KnownClass{"risky replication_lowered", "replication factor: 3 -> 2", kafka,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, replication_factor: 2}}"},
    KnownClass{"safe replication_raised", "replication factor: 3 -> 5", kafka,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, replication_factor: 5}}"},
    KnownClass{
        "breaking resource_changed",
        "kind of persistent://public/default/orders: non-partitioned topic -> partitioned topic",
        "{use_case: pub_sub, requirements: {}, decisions: {broker: pulsar, partitions: 1}}",
        "{use_case: pub_sub, requirements: {}, decisions: {broker: pulsar, partitions: 4}}"},
    KnownClass{"safe retention_lengthened", "retention: 3 days -> 7 days",
               "{use_case: pub_sub, requirements: {retention: 3 days}}",
               "{use_case: pub_sub, requirements: {retention: 7 days}}"},
    KnownClass{
        "breaking retention_shortened", "retention: 7 days -> 3 days",
        "{use_case: pub_sub, requirements: {retention: 7 days}, decisions: {broker: kafka}}",
        "{use_case: pub_sub, requirements: {retention: 3 days}, decisions: {broker: kafka}}"},
    KnownClass{"risky retention_shortened_queue", "retention: 7 days -> 3 days",
               "{use_case: pub_sub, requirements: {retention: 7 days}, decisions: {broker: "
               "azure_service_bus}}",
               "{use_case: pub_sub, requirements: {retention: 3 days}, decisions: {broker: "
               "azure_service_bus}}"},
    KnownClass{"risky retry_attempts_fewer", "attempts: 5 -> 3", kafka,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, max_attempts: 3}}"},
    KnownClass{"safe retry_attempts_more", "attempts: 5 -> 8", kafka,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, max_attempts: 8}}"},
    KnownClass{
        "risky retry_mode_changed", "retry mode: retry topic -> blocking",
        "{use_case: pub_sub, requirements: {ordering: none}, decisions: {broker: kafka}}",
        "{use_case: pub_sub, requirements: {ordering: partition}, decisions: {broker: kafka}}"},
    KnownClass{"breaking schema_format_changed", "schema format: JSON Schema 2020-12 -> Avro",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: pulsar}}",
               "{use_case: pub_sub, requirements: {}, decisions: {broker: pulsar}, "
               "messages: [{type: A, payload: {x: string}}]}"},
    KnownClass{"safe setting_changed", "linger.ms of producers: 5 ms -> 0 ms (0 us)",
               "{use_case: pub_sub, requirements: {latency: 100 ms}, decisions: {broker: kafka}}",
               "{use_case: pub_sub, requirements: {latency: 10 ms}, decisions: {broker: kafka}}"},
    KnownClass{"breaking setting_weakened", "acks of producers: all -> 1", kafka,
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, producer_acks: leader}}"},
    KnownClass{"safe setting_strengthened", "acks of producers: 1 -> all",
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, "
               "decisions: {broker: kafka, producer_acks: leader}}",
               kafka},
    KnownClass{
        "risky setting_to_review",
        "partitioner of producers: murmur2_random -> consistent_random by default",
        "{use_case: pub_sub, requirements: {ordering: partition}, decisions: {broker: kafka}}",
        "{use_case: pub_sub, requirements: {ordering: none}, decisions: {broker: kafka}}"},
    KnownClass{
        "safe storage_grows", "storage: 26.03 TB -> 52.03 TB",
        "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, decisions: {broker: kafka}}",
        "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, decisions: {broker: kafka}}"},
    KnownClass{
        "safe storage_shrinks", "storage: 52.03 TB -> 26.03 TB",
        "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, decisions: {broker: kafka}}",
        "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, decisions: {broker: kafka}}"},
    KnownClass{
        "safe topic_added", "topic of orders.b.dlq:  -> orders.b.dlq",
        "{use_case: pub_sub, requirements: {}, consumers: [a], decisions: {broker: kafka}}",
        "{use_case: pub_sub, requirements: {}, consumers: [a, b], decisions: {broker: kafka}}"},
    KnownClass{
        "breaking topic_removed", "topic of orders.b.dlq: orders.b.dlq -> ",
        "{use_case: pub_sub, requirements: {}, consumers: [a, b], decisions: {broker: kafka}}",
        "{use_case: pub_sub, requirements: {}, consumers: [a], decisions: {broker: kafka}}"},
    KnownClass{
        "breaking topic_renamed", "name of orders: orders -> purchases",
        "{name: orders, use_case: pub_sub, requirements: {}, decisions: {broker: kafka}}",
        "{name: purchases, use_case: pub_sub, requirements: {}, decisions: {broker: kafka}}"},
    KnownClass{"risky warning_appeared",
               "warning of exactly_once_complexity:  -> exactly_once_complexity",
               "{use_case: pub_sub, requirements: {delivery: at_least_once}}",
               "{use_case: pub_sub, requirements: {delivery: exactly_once}}"},
    KnownClass{"safe warning_gone",
               "warning of exactly_once_complexity: exactly_once_complexity -> ",
               "{use_case: pub_sub, requirements: {delivery: exactly_once}}",
               "{use_case: pub_sub, requirements: {delivery: at_least_once}}"},
    KnownClass{"safe finding_accepted",
               "warning of exactly_once_complexity:  -> exactly_once_complexity, accepted: the "
               "pilot",
               "{use_case: pub_sub, requirements: {delivery: at_least_once}}",
               "{use_case: pub_sub, requirements: {delivery: exactly_once}}  # eventarch: "
               "ignore=exactly_once_complexity -- the pilot"},
    KnownClass{"safe bookies_added", "bookies: 9 -> 15",
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, decisions: {broker: "
               "pulsar}}",
               "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, decisions: {broker: "
               "pulsar}}"},
    KnownClass{"risky bookies_removed", "bookies: 15 -> 9",
               "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, decisions: {broker: "
               "pulsar}}",
               "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, decisions: {broker: "
               "pulsar}}"},
};

class KnownAnswer : public testing::TestWithParam<KnownClass> {};

TEST_P(KnownAnswer, IsGiven) {
  const KnownClass& known = GetParam();
  const DiffReport report = diff_of(known.before, known.after);
  ASSERT_TRUE(report.comparable);
  ASSERT_EQ(report.designs.size(), 1U);
  const auto rules = rules_of(report);
  const auto lines = lines_of(report);
  bool given = false;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    given = given || (rules[i] == known.rule && lines[i] == known.line);
  }
  EXPECT_TRUE(given) << known.rule << ", " << known.line << "\nin " << testing::PrintToString(rules)
                     << "\n"
                     << testing::PrintToString(lines);
}

INSTANTIATE_TEST_SUITE_P(Diff, KnownAnswer, testing::ValuesIn(known_answers),
                         [](const testing::TestParamInfo<KnownClass>& one) {
                           return std::string(one.param.rule.substr(one.param.rule.find(' ') + 1));
                         });

struct Guarded {
  std::string_view broker;
  std::string_view line;
};

TEST(SettingsThatGuardMessages, AreJudgedByTheirValueOnEveryBroker) {
  for (const Guarded& one : std::initializer_list<Guarded>{
           {"kafka", "enable.idempotence of producers: true -> false"},
           {"kinesis", "checkpoint of consumers: after processing -> before processing"},
           {"azure_event_hubs",
            "UpdateCheckpointAsync of consumers: after processing -> before processing"},
           {"azure_service_bus", "ReceiveMode of consumers: PeekLock -> ReceiveAndDelete"},
           {"nats_jetstream", "ack_policy of consumers: explicit -> none"},
           {"redis_streams", "XREADGROUP NOACK of consumers: false -> true"}}) {
    const auto context = [&](std::string_view delivery) {
      return fmt::format(
          "{{use_case: pub_sub, requirements: {{delivery: {}}}, decisions: {{broker: {}}}}}",
          delivery, one.broker);
    };
    const DiffReport report = diff_of(context("at_least_once"), context("at_most_once"));
    const Change* change = testing_support::find_change(report.designs.at(0), one.line);
    ASSERT_NE(change, nullptr) << one.line << testing::PrintToString(lines_of(report));
    EXPECT_EQ(change->rule->name, "setting_weakened") << one.line;
  }
}

TEST(SettingsThatGuardMessages, AreNotComparedBetweenAQueueAndAnExchange) {
  const auto ordered = [](std::string_view ordering) {
    return fmt::format(
        "{{use_case: work_queue, requirements: {{ordering: {}}}, decisions: {{broker: rabbitmq}}}}",
        ordering);
  };
  const DiffReport report = diff_of(ordered("none"), ordered("partition"));
  EXPECT_THAT(lines_of(report), Contains(HasSubstr("quorum queue -> x-consistent-hash exchange")));
  EXPECT_THAT(rules_of(report), Not(Contains("breaking setting_weakened")));
  EXPECT_THAT(rules_of(report), Not(Contains("risky replication_lowered")));
}

TEST(ChangeRules, AllHaveAKnownAnswer) {
  // Those of fields are tested by format, those of whole designs below.
  std::set<std::string> tested{"design_added", "design_removed"};
  for (const KnownClass& known : known_answers) {
    tested.emplace(known.rule.substr(known.rule.find(' ') + 1));
  }
  for (const ChangeRule* rule : change_rules()) {
    const bool of_field = rule->name.find("_field_") != std::string_view::npos ||
                          rule->name.find("_enum_") != std::string_view::npos;
    if (!of_field) {
      EXPECT_TRUE(tested.contains(std::string(rule->name))) << rule->name;
    }
  }
}

TEST(ChangeRules, AreEachInTheDocumentWithClassAndReason) {
  std::ifstream in(std::string(EVENTARCH_SOURCE_DIR) + "/docs/diff.md", std::ios::binary);
  std::ostringstream document;
  document << in.rdbuf();
  for (const ChangeRule* rule : change_rules()) {
    EXPECT_THAT(document.str(), HasSubstr(fmt::format("| `{}` | {} | {} |\n", rule->name,
                                                      name_of(rule->impact), rule->reason)));
  }
}

TEST(ChangeRules, HaveEachAReasonAndANameOfTheirOwn) {
  const auto rules = change_rules();
  EXPECT_GT(rules.size(), 90U);
  std::set<std::string_view> names;
  for (const ChangeRule* rule : rules) {
    EXPECT_TRUE(names.insert(rule->name).second) << rule->name;
    EXPECT_GT(rule->reason.size(), 20U) << rule->name;
    EXPECT_FALSE(rule->reason.ends_with('.')) << rule->name;
  }
}

TEST(DiffOfSeveralDesigns, MatchesThemByNameAndTellsWhatCameAndWent) {
  const std::string a = "event_context: {name: a, use_case: pub_sub, requirements: {}}\n";
  const std::string b = "event_context: {name: b, use_case: pub_sub, requirements: {}}\n";
  const std::string c = "event_context: {name: c, use_case: pub_sub, requirements: {}}\n";
  const DiffReport gone = diff_of_files(a + "---\n" + b, b);
  EXPECT_THAT(lines_of(gone), testing::ElementsAre("design: a -> "));
  EXPECT_THAT(rules_of(gone), testing::ElementsAre("breaking design_removed"));
  const DiffReport came = diff_of_files(b, a + "---\n" + b + "---\n" + c);
  EXPECT_THAT(lines_of(came), testing::ElementsAre("design:  -> a", "design:  -> c"));
  EXPECT_THAT(rules_of(came), testing::ElementsAre("safe design_added", "safe design_added"));
  EXPECT_TRUE(diff_of_files(a + "---\n" + b, b + "---\n" + a).unchanged());
}

TEST(DiffOfSeveralDesigns, TakesTheRestInOrderWhereThereAreAsMany) {
  const std::string a = "event_context: {name: a, use_case: pub_sub, requirements: {}}\n";
  const std::string b = "event_context: {name: b, use_case: pub_sub, requirements: {}}\n";
  const std::string c = "event_context: {name: c, use_case: pub_sub, requirements: {}}\n";
  const DiffReport renamed = diff_of_files(a + "---\n" + b, a + "---\n" + c);
  EXPECT_THAT(rules_of(renamed), Contains("breaking topic_renamed"));
  EXPECT_THAT(rules_of(renamed), testing::Not(Contains("breaking design_removed")));
}

TEST(DiffOfNamelessDesigns, IsNotARenamingOfTheirFiles) {
  const std::string text = "event_context: {use_case: pub_sub, requirements: {}}\n";
  const DiffReport report =
      diff_designs({"a.yaml", text, "a"}, {"b.yaml", text, "b"}, built_in_catalogue());
  EXPECT_TRUE(report.unchanged());
  EXPECT_EQ(diff_headline(report), "Design: no change");
}

TEST(DiffOfBadFiles, ComparesNothingAndTellsWhy) {
  const DiffReport report =
      diff_of("{use_case: pub_sub, requirements: {}}", "{use_case: pubsub, requirements: {}}");
  EXPECT_FALSE(report.comparable);
  EXPECT_FALSE(report.unchanged());
  EXPECT_TRUE(report.designs.empty());
  EXPECT_TRUE(report.before.findings.all().empty());
  ASSERT_EQ(report.after.findings.all().size(), 1U);
  EXPECT_THAT(report.after.findings.all().front().message, HasSubstr("pubsub"));
}

TEST(DiffOfBadFiles, ComparesWhatHasADesignThoughItCannotWork) {
  const std::string_view unstable =
      "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: {processing_time: 5 "
      "ms}, decisions: {broker: kafka, partitions: 12}}";
  EXPECT_TRUE(diff_of(unstable, unstable).unchanged());
}

}  // namespace
}  // namespace eventarch
