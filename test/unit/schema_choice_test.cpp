/// Which schema language is chosen, with which reason, and what is promised of its changes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "eventarch/advise.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

struct Flow {
  std::string_view broker = "kafka";
  std::string_view use_case = "pub_sub";
  std::string_view rate = "100 msg/s";
  std::string_view consumers = "[a]";
  std::string_view registry;  ///< true, false, or nothing
  std::string_view messages = "[{type: OrderPlaced, payload: {order_id: uuid, note?: string}}]";
};

MessageSchema schema_of(const Flow& flow, const DesignPreferences& preferences = {}) {
  std::string text =
      "event_context:\n  name: order-events\n  use_case: " + std::string(flow.use_case) +
      "\n  requirements: {throughput: " + std::string(flow.rate) +
      ", latency: 1 s, retention: 3 days}\n" +
      "  producers: [shop]\n  consumers: " + std::string(flow.consumers) +
      "\n  decisions: {broker: " + std::string(flow.broker);
  if (!flow.registry.empty()) text += ", schema_registry: " + std::string(flow.registry);
  text += "}\n";
  if (!flow.messages.empty()) text += "  messages: " + std::string(flow.messages) + "\n";
  const auto all =
      advise({.name = "d.yaml", .text = text, .stem = "d"}, built_in_catalogue(), {}, preferences);
  EXPECT_TRUE(all.at(0).design) << text;
  return all.at(0).design ? all.at(0).design->message_schema : MessageSchema{};
}

TEST(Format, IsJsonWhereNoPayloadIsDescribed) {
  const MessageSchema schema = schema_of({.rate = "50K msg/s", .registry = "true", .messages = ""});
  EXPECT_EQ(schema.format, SchemaFormat::json_schema);
  EXPECT_THAT(schema.reason,
              AllOf(HasSubstr("no payload is described"), HasSubstr("MB/s at peak")));
  EXPECT_THAT(schema.would_change, HasSubstr("payloads under `messages`: Protobuf"));
}

TEST(Format, OfALogWithoutRegistryFollowsTheBytes) {
  const MessageSchema light = schema_of({});
  EXPECT_EQ(light.format, SchemaFormat::json_schema);
  EXPECT_THAT(light.reason, AllOf(HasSubstr("within the 10 MB/s"), HasSubstr("1 consumer group")));
  EXPECT_THAT(light.would_change, HasSubstr("more than 10 MB/s at peak: Protobuf"));
  const MessageSchema heavy = schema_of({.rate = "50K msg/s"});
  EXPECT_EQ(heavy.format, SchemaFormat::protobuf);
  EXPECT_THAT(heavy.reason, HasSubstr("more than the 10 MB/s that one partition takes"));
}

TEST(Format, OfAQueueWithoutRegistryIsJson) {
  for (const std::string_view broker : {"rabbitmq", "sqs"}) {
    const MessageSchema schema =
        schema_of({.broker = broker, .use_case = "work_queue", .rate = "1K msg/s"});
    EXPECT_EQ(schema.format, SchemaFormat::json_schema) << broker;
    EXPECT_THAT(schema.reason, HasSubstr("has no schema registry of its own")) << broker;
  }
}

TEST(Format, WithARegistryFollowsReadersAndHistory) {
  EXPECT_EQ(schema_of({.registry = "true"}).format, SchemaFormat::json_schema);
  EXPECT_EQ(schema_of({.rate = "50K msg/s", .registry = "true"}).format, SchemaFormat::protobuf);
  EXPECT_EQ(schema_of({.rate = "50K msg/s", .consumers = "[a, b, c]", .registry = "true"}).format,
            SchemaFormat::avro);
  const MessageSchema history =
      schema_of({.use_case = "event_sourcing", .rate = "50K msg/s", .registry = "true"});
  EXPECT_EQ(history.format, SchemaFormat::avro);
  EXPECT_THAT(history.reason, HasSubstr("3 days of history are read again"));
  EXPECT_THAT(history.would_change, HasSubstr("`decisions.schema_registry: false`: Protobuf"));
}

TEST(Format, IsAvroWhereTheBrokerChecksIt) {
  EXPECT_EQ(schema_of({.broker = "pulsar"}).format, SchemaFormat::avro);
  EXPECT_EQ(schema_of({.broker = "pulsar", .registry = "false"}).format, SchemaFormat::json_schema);
}

TEST(Format, CanBeAskedForAndSaysWhatWouldBeChosen) {
  const MessageSchema schema = schema_of({}, {.schema_format = SchemaFormat::avro});
  EXPECT_EQ(schema.format, SchemaFormat::avro);
  EXPECT_THAT(schema.reason, AllOf(HasSubstr("--schema-format asks for it"),
                                   HasSubstr("JSON Schema 2020-12 would be chosen")));
  const MessageSchema same = schema_of({}, {.schema_format = SchemaFormat::json_schema});
  EXPECT_THAT(same.reason, HasSubstr("it would be chosen too"));
}

TEST(Format, GoesByWhatWasMeasured) {
  const auto all =
      advise({.name = "d.yaml",
              .text = "event_context: {use_case: pub_sub, requirements: {throughput: 1K "
                      "msg/s}, capacity: {partition_write: 1 MB/s}, decisions: "
                      "{broker: kafka}, messages: [{type: A, payload: {b: uuid}}]}\n",
              .stem = "d"},
             built_in_catalogue());
  ASSERT_TRUE(all.at(0).design);
  const MessageSchema& schema = all.at(0).design->message_schema;
  EXPECT_EQ(schema.format, SchemaFormat::protobuf);
  EXPECT_THAT(schema.reason,
              HasSubstr("1 MB/s that one partition takes (capacity.partition_write)"));
}

/// Every change that the reason names is made, and leads to the format that it names.
TEST(Format, ChangesByWhatIsSaidToChangeIt) {
  const Flow heavy{.rate = "50K msg/s", .consumers = "[a, b]", .registry = "true"};
  const MessageSchema schema = schema_of(heavy);
  EXPECT_EQ(schema.format, SchemaFormat::protobuf);
  EXPECT_THAT(schema.would_change, HasSubstr("3 consumer groups: Avro"));
  EXPECT_EQ(schema_of({.rate = "50K msg/s", .consumers = "[a, b, c]", .registry = "true"}).format,
            SchemaFormat::avro);
  EXPECT_THAT(schema.would_change, HasSubstr("no more than 10 MB/s at peak: JSON Schema"));
  EXPECT_EQ(schema_of({.rate = "1K msg/s", .consumers = "[a, b]", .registry = "true"}).format,
            SchemaFormat::json_schema);
}

TEST(Compatibility, IsNeverFullInClosedJsonSchemas) {
  const MessageSchema kept = schema_of({.consumers = "[a, b]"});
  EXPECT_EQ(kept.compatibility.mode, "BACKWARD_TRANSITIVE");
  EXPECT_EQ(kept.compatibility.upgrade_order, "consumers first (a and b), then shop");
  EXPECT_THAT(kept.versioning, HasSubstr("BACKWARD_TRANSITIVE"));
  const MessageSchema queue = schema_of({.broker = "rabbitmq", .use_case = "work_queue"});
  EXPECT_EQ(queue.compatibility.mode, "BACKWARD");
  EXPECT_THAT(queue.compatibility.check, HasSubstr("no registry: CI"));
}

TEST(Compatibility, IsFullWhereReadersAreSeveralOrTheHistoryIsRead) {
  const DesignPreferences avro{.schema_format = SchemaFormat::avro};
  EXPECT_EQ(schema_of({}, avro).compatibility.mode, "BACKWARD_TRANSITIVE");
  EXPECT_EQ(schema_of({.consumers = "[a, b]"}, avro).compatibility.mode, "FULL_TRANSITIVE");
  EXPECT_EQ(schema_of({.use_case = "event_sourcing"}, avro).compatibility.mode, "FULL_TRANSITIVE");
  EXPECT_EQ(schema_of({.broker = "rabbitmq", .use_case = "work_queue", .consumers = "[a, b]"}, avro)
                .compatibility.mode,
            "FULL");
}

TEST(Compatibility, HasTheRulesOfItsFormat) {
  const auto rules = [](SchemaFormat format) {
    return schema_of({.consumers = "[a, b]"}, {.schema_format = format}).compatibility.rules;
  };
  EXPECT_THAT(rules(SchemaFormat::protobuf), Contains(HasSubstr("number is never changed")));
  EXPECT_THAT(rules(SchemaFormat::avro), Contains(HasSubstr("default null")));
  EXPECT_THAT(rules(SchemaFormat::avro), Contains(HasSubstr("gets no new symbol")));
  EXPECT_THAT(rules(SchemaFormat::json_schema), Not(Contains(HasSubstr("default null"))));
}

std::vector<std::string> subjects_of(const Flow& flow) {
  std::vector<std::string> out;
  for (const SchemaSubject& subject : schema_of(flow).compatibility.subject_naming.subjects) {
    out.push_back(subject.subject);
  }
  return out;
}

TEST(Subjects, FollowTheTopicAndTheNumberOfEvents) {
  EXPECT_THAT(subjects_of({.registry = "true"}), ElementsAre("order-events-value"));
  EXPECT_THAT(subjects_of({.registry = "true", .messages = "[{type: A}, {type: B}]"}),
              ElementsAre("order-events-order_events.v1.A", "order-events-order_events.v1.B"));
  EXPECT_THAT(subjects_of({.broker = "rabbitmq", .registry = "true"}),
              ElementsAre("order_events.v1.OrderPlaced"));
  EXPECT_THAT(subjects_of({}), ElementsAre("order_events/v1/order_placed.json"));
  EXPECT_THAT(subjects_of({.broker = "pulsar"}),
              ElementsAre("persistent://public/default/order-events"));
}

}  // namespace
}  // namespace eventarch
