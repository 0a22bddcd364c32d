/// The schemas of messages in each language, and the examples that go with them.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "report/rendered_schemas.hpp"
#include "report/schema_formats.hpp"

namespace eventarch {
namespace {

using OrderedJson = nlohmann::ordered_json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view order = R"(event_context:
  name: order-events
  use_case: pub_sub
  requirements: {}
  messages:
    - type: OrderPlaced
      key: order_id
      payload:
        order_id: uuid
        total_cents: integer
        placed_at: timestamp
        note?: string
        status: placed | paid
        items: [{sku: string, sizes?: [number]}]
        blob: bytes
)";

OrderedJson messages_of(std::string_view text, SchemaFormat format) {
  const auto all = advise({.name = "d.yaml", .text = std::string(text), .stem = "d"},
                          built_in_catalogue(), {}, {.schema_format = format});
  EXPECT_TRUE(all.at(0).design);
  return OrderedJson::parse(render_json(all.at(0))).at("message_schema");
}

TEST(JsonSchema, HasEveryTypeOfPayload) {
  const OrderedJson messages = messages_of(order, SchemaFormat::json_schema);
  const OrderedJson& payload = messages["schema"]["properties"]["payload"];
  EXPECT_EQ(payload["required"],
            OrderedJson::parse(R"(["order_id", "total_cents", "placed_at", "status",
                                                 "items", "blob"])"));
  const OrderedJson& fields = payload["properties"];
  EXPECT_EQ(fields["status"]["enum"], OrderedJson::parse(R"(["placed", "paid"])"));
  EXPECT_EQ(fields["items"]["type"], "array");
  EXPECT_EQ(fields["items"]["items"]["properties"]["sizes"]["items"]["type"], "number");
  EXPECT_EQ(fields["items"]["items"]["required"], OrderedJson::parse(R"(["sku"])"));
  EXPECT_EQ(fields["placed_at"]["format"], "date-time");
  EXPECT_EQ(fields["blob"]["contentEncoding"], "base64");
  EXPECT_EQ(fields["total_cents"]["maximum"], 9007199254740991);
  EXPECT_EQ(messages["schema"]["properties"]["aggregate_version"]["minimum"], 1);
  EXPECT_EQ(messages["language"], "json_schema");
}

TEST(JsonSchema, ExampleLooksLikeAMessage) {
  const OrderedJson messages = messages_of(order, SchemaFormat::json_schema);
  const OrderedJson example = messages["events"][0]["example"];
  EXPECT_EQ(example["event_type"], "OrderPlaced");
  EXPECT_EQ(example["timestamp"], "2026-01-02T03:04:05Z");
  EXPECT_EQ(example["aggregate_id"], example["payload"]["order_id"]);
  EXPECT_EQ(example["payload"]["status"], "placed");
  EXPECT_EQ(example["payload"]["items"][0]["sku"], "SKU-1");
  EXPECT_EQ(example.dump(),
            messages_of(order, SchemaFormat::json_schema)["events"][0]["example"].dump());
}

TEST(Avro, IsARecordWithLogicalTypesAndDefaults) {
  const OrderedJson messages = messages_of(order, SchemaFormat::avro);
  const OrderedJson& record = messages["schema"];
  EXPECT_EQ(record["namespace"], "order_events.v1");
  EXPECT_EQ(record["name"], "OrderPlaced");
  const OrderedJson& payload = record["fields"][5]["type"];
  EXPECT_EQ(payload["name"], "OrderPlacedPayload");
  EXPECT_EQ(payload["fields"][2]["type"],
            OrderedJson::parse(R"({"type": "long", "logicalType": "timestamp-micros"})"));
  EXPECT_EQ(payload["fields"][3]["type"], OrderedJson::parse(R"(["null", "string"])"));
  EXPECT_TRUE(payload["fields"][3].contains("default"));
  EXPECT_TRUE(payload["fields"][3]["default"].is_null());
  EXPECT_FALSE(payload["fields"][4].contains("default"));
  EXPECT_EQ(payload["fields"][5]["type"]["items"]["name"], "OrderPlacedPayloadItems");
}

TEST(Avro, ExampleIsInItsOwnJson) {
  const OrderedJson example = messages_of(order, SchemaFormat::avro)["events"][0]["example"];
  EXPECT_EQ(example["timestamp"], 1767323045000000);
  EXPECT_EQ(example["payload"]["note"], OrderedJson::parse(R"({"string": "example note"})"));
  EXPECT_EQ(example["payload"]["blob"], "\x01\x02\x03");
}

TEST(Protobuf, IsAFileWithMessagesInsideMessages) {
  const OrderedJson messages = messages_of(order, SchemaFormat::protobuf);
  const std::string text = messages["schema"]["text"];
  EXPECT_EQ(messages["schema"]["file"], "order_events/v1/events.proto");
  EXPECT_EQ(messages["events"][0]["schema"]["file"], "order_events/v1/order_placed.proto");
  EXPECT_EQ(messages["events"][0]["schema"]["message"], "order_events.v1.OrderPlaced");
  EXPECT_TRUE(text.starts_with("syntax = \"proto3\";\n\npackage order_events.v1;\n")) << text;
  EXPECT_THAT(text, AllOf(HasSubstr("    optional string note = 4;\n"),
                          HasSubstr("    Status status = 5;\n"),
                          HasSubstr("    repeated Items items = 6;\n"),
                          HasSubstr("      STATUS_UNSPECIFIED = 0;\n      STATUS_PLACED = 1;\n"),
                          HasSubstr("      repeated double sizes = 2;")));
}

TEST(Protobuf, ExampleWritesWideIntegersAsText) {
  const OrderedJson example = messages_of(order, SchemaFormat::protobuf)["events"][0]["example"];
  EXPECT_EQ(example["payload"]["total_cents"], "1999");
  EXPECT_EQ(example["payload"]["status"], "STATUS_PLACED");
}

/// More fields than a design file can hold, for the numbers that Protobuf keeps for itself.
TEST(Protobuf, LeavesOutTheNumbersThatAreReserved) {
  MessageSchema schema;
  schema.package = "wide.v1";
  EventSchema event{
      .event_type = "Wide", .record_name = "Wide", .key = {}, .identity = {}, .envelope = {}};
  event.envelope.push_back({.name = "payload", .type = "object"});
  event.envelope.push_back({.name = "metadata", .type = "object"});
  for (int i = 3; i <= 19001; ++i) {
    event.envelope.push_back({.name = fmt::format("f{}", i), .type = "string"});
  }
  schema.events.push_back(event);
  const std::string text = report::protobuf_schemas(schema).whole["text"];
  EXPECT_THAT(text, AllOf(HasSubstr("string f18999 = 18999;"), HasSubstr("string f19000 = 20000;"),
                          HasSubstr("string f19001 = 20001;"), Not(HasSubstr("= 19000;"))));
}

TEST(Names, ThatCanStayAreNotRenamedByOthers) {
  const std::string text =
      "event_context: {use_case: saga, requirements: {}, messages: [{type: A, payload: "
      "{\"order id\": string, order_id: string}}]}\n";
  const OrderedJson fields =
      messages_of(text, SchemaFormat::avro)["schema"]["fields"][5]["type"]["fields"];
  EXPECT_EQ(fields[1]["name"], "order_id");
  EXPECT_NE(fields[0]["name"], "order_id");
  EXPECT_THAT(fields[0]["doc"].get<std::string>(), HasSubstr("`order id`"));
}

TEST(Comments, DoNotEndBeforeTheirLine) {
  const std::string text =
      "event_context: {use_case: saga, requirements: {}, messages: [{type: \"A\\nmessage B {}\", "
      "payload: {\"x\\n};\": string}}]}\n";
  const std::string file = messages_of(text, SchemaFormat::protobuf)["schema"]["text"];
  EXPECT_THAT(file, AllOf(Not(HasSubstr("\nmessage B {}")), Not(HasSubstr("\n};"))));
}

TEST(Several, AreAChoiceAmongSchemasThatAreEachComplete) {
  const std::string text =
      "event_context: {use_case: saga, requirements: {}, messages: [{type: A}, {type: B}]}\n";
  for (const SchemaFormat format : {SchemaFormat::json_schema, SchemaFormat::avro}) {
    const OrderedJson messages = messages_of(text, format);
    EXPECT_EQ(messages["schema"]["oneOf"].size(), 2U);
    EXPECT_EQ(messages["events"].size(), 2U);
  }
  const OrderedJson file = messages_of(text, SchemaFormat::protobuf)["schema"];
  EXPECT_THAT(file["text"].get<std::string>(),
              AllOf(HasSubstr("\nmessage A {"), HasSubstr("\nmessage B {"),
                    HasSubstr(".google.protobuf.Struct payload = 6;")));
}

TEST(Context, RepeatsPayloadsInTheNotationOfTheFile) {
  const auto all =
      advise({.name = "d.yaml", .text = std::string(order), .stem = "d"}, built_in_catalogue());
  const OrderedJson payload =
      OrderedJson::parse(render_json(all.at(0)))["context"]["messages"][0]["payload"];
  EXPECT_EQ(payload["note?"], "string");
  EXPECT_EQ(payload["status"], "placed | paid");
  EXPECT_EQ(payload["items"], OrderedJson::parse(R"([{"sku": "string", "sizes?": ["number"]}])"));
}

}  // namespace
}  // namespace eventarch
