/// `--set PATH=VALUE`: a value of the command line takes the place of one in the file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "findings_of.hpp"

namespace eventarch {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing_support::places_of;

constexpr std::string_view minimal = "event_context: {use_case: saga, requirements: {}}\n";
constexpr std::string_view some = R"(event_context:
  use_case: pub_sub
  requirements: {throughput: 10K msg/s, ordering: partition}
  consumers: [a]
)";

Advice advise_with(std::string_view text, const std::vector<Override>& overrides) {
  auto all = advise({.name = "d.yaml", .text = std::string(text), .stem = "d"},
                    built_in_catalogue(), overrides);
  EXPECT_THAT(all, SizeIs(1));
  return std::move(all.front());
}

std::vector<std::string> assumed(const EventContext& context) {
  std::vector<std::string> fields;
  for (const Assumption& a : context.assumptions) fields.push_back(a.field);
  return fields;
}

TEST(Overrides, ReplaceValuesOfTheFile) {
  const Advice advice = advise_with(some, {{"requirements.throughput", "50K msg/s"},
                                           {"requirements.ordering", "none"},
                                           {"use_case", "work_queue"}});
  ASSERT_TRUE(advice.context) << testing::PrintToString(places_of(advice.findings));
  EXPECT_EQ(advice.context->requirements.throughput.per_second, 50'000);
  EXPECT_EQ(advice.context->requirements.ordering, Ordering::none);
  EXPECT_EQ(advice.context->use_case, UseCase::work_queue);
  EXPECT_THAT(advice.context->consumers, ElementsAre("a"));
}

TEST(Overrides, AddValuesAndTheBlocksThatTheyStandIn) {
  const Advice advice = advise_with(minimal, {{"workload.message_size", "2 KiB"},
                                              {"workload.peak_factor", "3"},
                                              {"name", "orders"},
                                              {"constraints.replay", "true"},
                                              {"requirements.latency", "2 s"}});
  ASSERT_TRUE(advice.context) << testing::PrintToString(places_of(advice.findings));
  EXPECT_EQ(advice.context->workload.message_size.bytes, 2048);
  EXPECT_EQ(advice.context->workload.peak_factor.value, 3);
  EXPECT_EQ(advice.context->name, "orders");
  EXPECT_TRUE(advice.context->constraints.replay);
  EXPECT_EQ(advice.context->requirements.latency.milliseconds, 2000);
}

TEST(Overrides, TakeTheAssumptionAway) {
  const Advice before = advise_with(minimal, {});
  const Advice after = advise_with(minimal, {{"requirements.throughput", "5 msg/s"}});
  ASSERT_TRUE(before.context);
  ASSERT_TRUE(after.context);
  EXPECT_THAT(assumed(*before.context), Contains("requirements.throughput"));
  EXPECT_THAT(assumed(*after.context), testing::Not(Contains("requirements.throughput")));
}

TEST(Overrides, MayBeLists) {
  const Advice advice = advise_with(
      some, {{"consumers", "[x, 'y z', w]"}, {"constraints.forbidden_brokers", "[kafka]"}});
  ASSERT_TRUE(advice.context) << testing::PrintToString(places_of(advice.findings));
  EXPECT_THAT(advice.context->consumers, ElementsAre("x", "y z", "w"));
  EXPECT_THAT(advice.context->constraints.forbidden_brokers, ElementsAre("kafka"));
}

TEST(Overrides, MayBeMessages) {
  const Advice advice =
      advise_with(minimal, {{"messages", "[{type: A, key: id, payload: {id: uuid}}]"}});
  ASSERT_TRUE(advice.context) << testing::PrintToString(places_of(advice.findings));
  ASSERT_THAT(advice.context->messages, SizeIs(1));
  ASSERT_THAT(advice.context->messages[0].payload, SizeIs(1));
  EXPECT_EQ(advice.context->messages[0].payload[0].type.value, "uuid");
}

TEST(Overrides, ApplyInOrder) {
  const Advice advice = advise_with(
      minimal, {{"requirements.throughput", "5 msg/s"}, {"requirements.throughput", "6 msg/s"}});
  ASSERT_TRUE(advice.context);
  EXPECT_EQ(advice.context->requirements.throughput.per_second, 6);
}

TEST(Overrides, MendABrokenValueOfTheFile) {
  constexpr std::string_view broken = "event_context: {use_case: sega, requirements: {}}";
  EXPECT_FALSE(advise_with(broken, {}).valid());
  EXPECT_TRUE(advise_with(broken, {{"use_case", "saga"}}).valid());
}

TEST(Overrides, MakeAWholeContextOfAFileWithAnEmptyOne) {
  const Advice advice =
      advise_with("event_context: {}", {{"use_case", "cqrs"}, {"requirements.latency", "1 s"}});
  ASSERT_TRUE(advice.context) << testing::PrintToString(places_of(advice.findings));
  EXPECT_EQ(advice.context->use_case, UseCase::cqrs);
}

TEST(Overrides, HoldForEveryDocumentOfAFile) {
  const auto all =
      advise({.name = "d", .text = std::string(minimal) + "---\n" + std::string(some), .stem = "d"},
             built_in_catalogue(), {{"requirements.throughput", "7 msg/s"}});
  ASSERT_THAT(all, SizeIs(2));
  for (const Advice& advice : all) {
    SCOPED_TRACE(advice.document);
    ASSERT_TRUE(advice.context);
    EXPECT_EQ(advice.context->requirements.throughput.per_second, 7);
  }
}

struct Refused {
  std::string_view of;
  Override given;
  std::string_view rule;
  std::string_view message;  ///< a part of it
  std::string_view help;     ///< a part of it
};

TEST(Overrides, ThatMeanNothingAreFindingsOfTheCommandLine) {
  const std::vector<Refused> rows{
      {"slip in the path",
       {"requirements.throghput", "5 msg/s"},
       "unknown_key",
       "`requirements.throghput`",
       "did you mean `requirements.throughput`?"},
      {"nothing close", {"banana", "1"}, "unknown_key", "`banana`", "requirements.throughput"},
      {"no path", {"", "1"}, "unknown_key", "no field", ""},
      {"a block", {"requirements", "{throughput: 5 msg/s}"}, "unknown_key", "`requirements`", ""},
      {"with the root", {"event_context.use_case", "saga"}, "unknown_key", "no field", ""},
      {"blanks", {"name", "  "}, "wrong_type", "the value for `name` is empty", "--set name="},
      {"a null",
       {"use_case", "null"},
       "wrong_type",
       "the value for `use_case` is empty",
       "pub_sub"},
      {"a comment", {"name", "# a"}, "wrong_type", "the value for `name` is empty", "--set name="},
      {"a marker", {"name", "---"}, "wrong_type", "the value for `name` is empty", "--set name="},
      {"broken YAML", {"name", "'a"}, "yaml_syntax", "quote is never closed", "quote"},
      {"bad quantity",
       {"requirements.throughput", "5k"},
       "invalid_quantity",
       "`5k`",
       "did you mean `5K msg/s`?"},
      {"bad choice",
       {"requirements.ordering", "globall"},
       "unknown_value",
       "`globall`",
       "`global`"},
      {"wrong type", {"consumers", "a"}, "wrong_type", "expected a list", ""},
      {"hostile value", {"name", std::string("a\x1b", 2)}, "control_character", "U+001B", ""},
  };
  for (const Refused& row : rows) {
    SCOPED_TRACE(row.of);
    const Advice advice = advise_with(minimal, {row.given});
    EXPECT_FALSE(advice.valid());
    EXPECT_FALSE(advice.context);
    ASSERT_THAT(places_of(advice.findings), SizeIs(1));
    const Diagnostic& d = advice.findings.all()[0];
    EXPECT_EQ(d.rule->name, row.rule);
    EXPECT_EQ(d.where.file, "--set " + row.given.path);
    EXPECT_THAT(d.message, HasSubstr(std::string(row.message)));
    EXPECT_THAT(d.help, HasSubstr(std::string(row.help)));
  }
}

TEST(Overrides, AreCheckedByTheRules) {
  const Advice advice = advise_with(minimal, {{"requirements.delivery", "exactly_once"}});
  EXPECT_THAT(places_of(advice.findings),
              ElementsAre("1:1 exactly_once_complexity", "1:1 exactly_once_scope"));
  for (const Diagnostic& d : advice.findings.all()) {
    EXPECT_EQ(d.where.file, "--set requirements.delivery");
  }
}

TEST(Overrides, LeaveTheFindingsOfTheFileAlone) {
  const Advice advice = advise_with("event_context:\n  use_case: sega\n  requirements: {}\n",
                                    {{"requirements.throughput", "5 msg/s"}});
  EXPECT_THAT(places_of(advice.findings), ElementsAre("2:13 unknown_value"));
  EXPECT_EQ(advice.findings.all()[0].where.file, "d.yaml");
}

TEST(Overrides, DoNotHelpTextThatIsNotYaml) {
  const Advice advice = advise_with("{[", {{"use_case", "saga"}});
  EXPECT_FALSE(advice.valid());
  EXPECT_FALSE(advice.context);
}

}  // namespace
}  // namespace eventarch
