/// The notation of payloads: optional fields, enums, lists, nested objects, and every slip in them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "findings_of.hpp"
#include "rule_findings.hpp"

namespace eventarch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing_support::found;
using testing_support::place_of;
using testing_support::places_of;

/// A design with one message; the payload begins at 4:33.
std::string with_payload(std::string_view payload) {
  return "event_context:\n  use_case: saga\n  requirements: {}\n  messages: [{type: A, payload: " +
         std::string(payload) + "}]\n";
}

SourceText source(std::string text) {
  return {.name = "d.yaml", .text = std::move(text), .stem = "d"};
}

std::vector<PayloadField> payload_of(const std::string& text) {
  const auto all = advise(source(text), built_in_catalogue());
  EXPECT_THAT(places_of(all.at(0).findings), IsEmpty()) << text;
  if (!all.at(0).context || all.at(0).context->messages.empty()) return {};
  return all.at(0).context->messages.front().payload;
}

TEST(Payload, OptionalFieldsEndInAQuestionMark) {
  const auto fields = payload_of(with_payload("{a: string, b?: uuid, \"c d?\": bytes}"));
  ASSERT_THAT(fields, SizeIs(3));
  EXPECT_FALSE(fields[0].optional);
  EXPECT_EQ(fields[1].name.value, "b");
  EXPECT_EQ(fields[1].name.text, "b?");
  EXPECT_TRUE(fields[1].optional);
  EXPECT_EQ(fields[2].name.value, "c d");
  EXPECT_TRUE(fields[2].optional);
}

TEST(Payload, EnumsAreTheirSymbols) {
  const auto fields = payload_of(with_payload("{a: placed | paid|_3, b?: x | X}"));
  ASSERT_THAT(fields, SizeIs(2));
  EXPECT_EQ(fields[0].type.value, "enum");
  EXPECT_THAT(fields[0].symbols, ElementsAre("placed", "paid", "_3"));
  EXPECT_THAT(fields[1].symbols, ElementsAre("x", "X"));
}

TEST(Payload, ListsAreOfTheirElement) {
  const auto fields =
      payload_of(with_payload("{a: [string], b: [x | y], c?: [{d: integer, e?: [{f: number}]}]}"));
  ASSERT_THAT(fields, SizeIs(3));
  EXPECT_TRUE(fields[0].list);
  EXPECT_EQ(fields[0].type.value, "string");
  EXPECT_TRUE(fields[1].list);
  EXPECT_THAT(fields[1].symbols, SizeIs(2));
  ASSERT_THAT(fields[2].fields, SizeIs(2));
  EXPECT_TRUE(fields[2].list && fields[2].optional);
  EXPECT_EQ(fields[2].type.value, "object");
  EXPECT_EQ(fields[2].fields[1].fields[0].type.value, "number");
}

TEST(Payload, IsReadInBlocksAsWell) {
  const auto fields = payload_of(R"(event_context:
  use_case: saga
  requirements: {}
  messages:
    - type: A
      payload:
        note?: string
        items:
          - sku: string
            gift?: boolean
        to:
          street: string
)");
  ASSERT_THAT(fields, SizeIs(3));
  EXPECT_TRUE(fields[0].optional);
  EXPECT_TRUE(fields[1].list);
  EXPECT_TRUE(fields[1].fields.at(1).optional);
  EXPECT_EQ(fields[2].fields.at(0).name.value, "street");
}

TEST(Payload, FollowsAliases) {
  const auto fields = payload_of(with_payload("{a: &a {b?: string}, c: [*a]}"));
  ASSERT_THAT(fields, SizeIs(2));
  EXPECT_EQ(fields[1].fields.at(0).name.value, "b");
  EXPECT_TRUE(fields[1].list);
}

struct Slip {
  std::string_view payload;
  std::string_view finding;
  std::string_view message;
  std::string_view help;
};

TEST(Payload, EverySlipHasAPlaceAndAWayOut) {
  for (const Slip& row : std::vector<Slip>{
           {"{a: string?}", "4:37 unknown_value", "`string?`", "`a?: string`"},
           {"{a: [string?]}", "4:38 unknown_value", "`string?`", "`[string]`"},
           {"{a: x | y?}", "4:37 unknown_value", "the symbol `y?`", "`a?`"},
           {"{a: strnig}", "4:37 unknown_value", "`strnig`", "`string`"},
           {"{a: [intger]}", "4:38 unknown_value", "`intger`", "`integer`"},
           {"{a: int}", "4:37 unknown_value", "`int`", "`integer`"},
           {"{a: decimal}", "4:37 unknown_value", "`decimal`", "smallest unit"},
           {"{a: enum}", "4:37 unknown_value", "`enum`", "`placed | paid`"},
           {"{a: object}", "4:37 unknown_value", "`object`", "{street: string}"},
           {"{a: zzz}", "4:37 unknown_value", "`zzz`", "boolean, bytes, integer"},
           {"{a: x |}", "4:37 unknown_value", "empty symbol", "at least two"},
           {"{a: x || y}", "4:37 unknown_value", "empty symbol", ""},
           {"{a: x | 2y}", "4:37 unknown_value", "`2y`", "do not begin with a digit"},
           {"{a: x | y-z}", "4:37 unknown_value", "`y-z`", "letters, digits"},
           {"{a: x | y | x}", "4:37 duplicate_name", "`x` twice", "delete"},
           {"{a: []}", "4:37 too_few_items", "list of nothing", "`[string]`"},
           {"{a: [string, uuid]}", "4:46 wrong_type", "2 types, expected one", "placed | paid"},
           {"{a: [[string]]}", "4:38 wrong_type", "list of lists", "`[{values: [string]}]`"},
           {"{a: {}}", "4:37 too_few_items", "without fields", "{street: string}"},
           {"{a: {b: [{}]}}", "4:42 too_few_items", "`b` is an object without fields", ""},
           {"{a: 5}", "4:37 wrong_type", "the type of `a` is the number `5`", "one of boolean"},
           {"{null: string}", "4:34 empty_name", "a payload field is called `null`", "in quotes"},
           {"{a: [~]}", "4:38 wrong_type", "the type of `a` is `~`", "one of boolean"},
           {"{'?': string}", "4:34 empty_name", "no name", ""},
           {"{a: string, a?: uuid}", "4:45 duplicate_name", "`a` stands twice, once as `a?`",
            "optional"},
           {"{b: {a?: string, a: uuid}}", "4:50 duplicate_name", "`a?`", "required"},
       }) {
    SCOPED_TRACE(row.payload);
    const Findings all = validate(source(with_payload(row.payload)));
    EXPECT_THAT(places_of(all), ElementsAre(row.finding));
    if (all.all().size() != 1) continue;
    EXPECT_THAT(all.all()[0].message, HasSubstr(std::string(row.message)));
    EXPECT_THAT(all.all()[0].help, HasSubstr(std::string(row.help)));
  }
}

std::string nested(int levels) {
  std::string text = "{z: string}";
  for (int i = 1; i < levels; ++i) text = "{a: " + text + "}";
  return text;
}

TEST(Payload, HasSixteenLevelsAtMost) {
  EXPECT_THAT(places_of(validate(source(with_payload(nested(16))))), IsEmpty());
  const Findings all = validate(source(with_payload(nested(17))));
  ASSERT_THAT(places_of(all), SizeIs(1));
  EXPECT_THAT(places_of(all)[0], HasSubstr("nesting_too_deep"));
  EXPECT_THAT(all.all()[0].message, HasSubstr("16 are the most"));
}

TEST(Payload, CanBeSetOnTheCommandLine) {
  const auto all =
      advise(source("event_context: {use_case: saga, requirements: {}}\n"), built_in_catalogue(),
             {{"messages", "[{type: A, payload: {b?: [x | y], c: {d: uuid}}}]"}});
  ASSERT_TRUE(all.at(0).context);
  const auto& fields = all.at(0).context->messages.at(0).payload;
  ASSERT_THAT(fields, SizeIs(2));
  EXPECT_TRUE(fields[0].optional && fields[0].list);
}

TEST(QuestionMarks, AreTextBehindALetterWhereverTheyStand) {
  const auto all =
      advise(source("event_context: {use_case: saga, requirements: {}, description: what now?, "
                    "consumers: [x?, 'y?', \"z?\\x41\"]} # why?\n"),
             built_in_catalogue());
  EXPECT_THAT(places_of(all.at(0).findings), IsEmpty());
  ASSERT_TRUE(all.at(0).context);
  EXPECT_EQ(all.at(0).context->description, "what now?");
  EXPECT_THAT(all.at(0).context->consumers, ElementsAre("x?", "y?", "z?A"));
}

TEST(QuestionMarks, AreNotMadeOutOfAnEscape) {
  const auto all = advise(source("event_context: {use_case: saga, requirements: {}, "
                                 "description: \"a\\x1Ab?\"}\n"),
                          built_in_catalogue());
  ASSERT_TRUE(all.at(0).context);
  EXPECT_EQ(all.at(0).context->description,
            "a\x1A"
            "b?");
}

TEST(QuestionMarks, StayInWhatFindingsQuote) {
  EXPECT_THAT(places_of(validate(source("event_context: {use_case: saga?, requirements: {}}\n"))),
              ElementsAre("1:27 unknown_value"));
  const Findings tag = validate(source("event_context: {use_case: !a?b saga, requirements: {}}\n"));
  ASSERT_THAT(places_of(tag), ElementsAre("1:27 unknown_tag"));
  EXPECT_THAT(tag.all()[0].message, HasSubstr("`!a?b`"));
}

std::vector<std::string> key_findings(std::string_view key, std::string_view payload) {
  return found("message_key_not_in_payload",
               "event_context: {use_case: saga, requirements: {}, messages: [{type: A, key: " +
                   std::string(key) + ", payload: " + std::string(payload) + "}]}\n");
}

TEST(Key, IsARequiredPlainFieldOfTheFirstLevel) {
  EXPECT_THAT(key_findings("a", "{a: uuid}"), IsEmpty());
  EXPECT_THAT(key_findings("a", "{a: x | y}"), IsEmpty());
  EXPECT_THAT(key_findings("a", "{a?: uuid}"), ElementsAre(HasSubstr("is optional")));
  EXPECT_THAT(key_findings("a", "{a: [uuid]}"), ElementsAre(HasSubstr("is a list")));
  EXPECT_THAT(key_findings("a", "{a: {b: uuid}}"), ElementsAre(HasSubstr("is an object")));
  EXPECT_THAT(key_findings("b", "{a: {b: uuid}}"), ElementsAre(HasSubstr("first level")));
  EXPECT_THAT(key_findings("order", "{orders: [uuid], order_id: uuid}"),
              ElementsAre(HasSubstr("is not a field")));
}

TEST(Key, IsNotBlamedForATypeThatCannotBeRead) {
  EXPECT_THAT(key_findings("a", "{a: strnig, b: uuid}"), IsEmpty());
}

}  // namespace
}  // namespace eventarch
