/// What was once wrong: each case failed before it was mended.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "eventarch/advise.hpp"
#include "findings_of.hpp"
#include "formulas/queue.hpp"
#include "input/yaml_reader.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing_support::places_of;

Findings findings_in(std::string_view text) {
  return validate({.name = "d.yaml", .text = std::string(text), .stem = "d"});
}

TEST(SyntaxErrors, FindAQuoteThatIsNeverClosedWhereItBegins) {
  EXPECT_THAT(places_of(findings_in("event_context:\n  use_case: saga\n  requirements: {}\n"
                                    "  description: \"abc\n  decisions: {partitions: 1}\n")),
              ElementsAre("4:16 yaml_syntax"));
  EXPECT_THAT(places_of(findings_in("event_context:\n  use_case: saga\n  requirements: {}\n"
                                    "  name: 'abc\n")),
              ElementsAre("4:9 yaml_syntax"));
}
TEST(SyntaxErrors, PointAtTheQuoteAndNotAtTheMappingAroundIt) {
  EXPECT_THAT(
      places_of(findings_in("event_context: {use_case: saga, requirements: {}, name: \"abc")),
      ElementsAre("1:57 yaml_syntax"));
}
TEST(SyntaxErrors, PointAtTheUnclosedBracketAlsoWhereMoreTextFollows) {
  EXPECT_THAT(places_of(findings_in("event_context:\n  consumers: [a, b\n  use_case: saga\n")),
              ElementsAre("2:14 yaml_syntax"));
}
TEST(SyntaxErrors, SayThatAKeyIsTooLong) {
  const Findings found = findings_in("event_context:\n  " + std::string(1100, 'k') + ": 1\n");
  ASSERT_EQ(found.all().size(), 1U);
  EXPECT_THAT(found.all()[0].message, HasSubstr("1024"));
}
TEST(Anchors, DefinedTwiceAreFound) {
  EXPECT_FALSE(input::read_documents("d", "a: &x 1\nb: &x 2\nc: *x\n")[0].findings.all().empty());
}
TEST(Nesting, IsNotSeenInCommentsAndText) {
  constexpr std::string_view good = "event_context: {use_case: saga, requirements: {}}\n";
  EXPECT_THAT(places_of(findings_in("# " + std::string(1100, '[') + "\n" + std::string(good))),
              ElementsAre());
  std::string dashes;
  for (int i = 0; i < 8200; ++i) dashes += "- ";
  EXPECT_THAT(
      places_of(findings_in("event_context: {use_case: saga, requirements: {}, description: '" +
                            dashes + "'}\n")),
      ElementsAre());
}

TEST(GlobalOrdering, WarnsAlsoWhereTheTextBreaksOffLater) {
  EXPECT_THAT(places_of(findings_in("event_context:\n  requirements:\n    throughput: 100K msg/s\n"
                                    "    ordering: global\n  name: [x\n")),
              testing::Contains("4:15 global_ordering_throughput"));
}

TEST(Overrides, WithAValueThatIsNotYamlLeaveTheFileAsItIs) {
  const auto all = advise(
      {.name = "d", .text = "event_context: {use_case: saga, requirements: {}}", .stem = "d"},
      built_in_catalogue(), {{"consumers", "[a, b"}});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(places_of(all[0].findings), ElementsAre("1:1 yaml_syntax"));
}
TEST(Overrides, HaveTheirFindingsAfterThoseOfTheFile) {
  const auto all = advise(
      {.name = "d", .text = "event_context:\n  use_case: sega\n  requirements: {}\n", .stem = "d"},
      built_in_catalogue(), {{"requirements.throughput", "5k"}});
  ASSERT_EQ(all.at(0).findings.all().size(), 2U);
  EXPECT_EQ(all[0].findings.all()[0].where.file, "d");
  EXPECT_EQ(all[0].findings.all()[1].where.file, "--set requirements.throughput");
}

TEST(Overrides, WithoutAValueAreNotCalledAnEmptyFile) {
  const auto all = advise(
      {.name = "d", .text = "event_context: {use_case: saga, requirements: {}}", .stem = "d"},
      built_in_catalogue(), {{"name", ""}});
  ASSERT_EQ(all.at(0).findings.all().size(), 1U);
  EXPECT_THAT(all[0].findings.all()[0].message, Not(HasSubstr("file")));
}

TEST(BrokerFile, WithAFactWithoutAValueIsRefused) {
  Findings findings;
  (void)read_broker("own.yaml",
                    "broker:\n  id: a\n  name: A\n  summary: s\n  version: v\n  checked: c\n"
                    "  sources: {S: t}\n  facts: {replay: {source: [S]}}\n  modes: {}\n",
                    findings);
  EXPECT_TRUE(findings.has_errors());
}
TEST(BrokerFile, WithAListForAChoiceIsRefused) {
  Findings findings;
  (void)read_broker("own.yaml",
                    "broker:\n  id: a\n  name: A\n  summary: s\n  version: v\n  checked: c\n"
                    "  sources: {S: t}\n  facts: {model: {value: [log, queue], source: [S]}}\n"
                    "  modes: {}\n",
                    findings);
  EXPECT_TRUE(findings.has_errors());
}
TEST(BrokerFile, WithASecondDocumentIsRefused) {
  Findings findings;
  (void)read_broker("own.yaml",
                    "broker:\n  id: a\n  name: A\n  summary: s\n  version: v\n  checked: c\n"
                    "  sources: {}\n  modes: {}\n---\n[[[ anything\n",
                    findings);
  EXPECT_TRUE(findings.has_errors());
}

TEST(DisplayWidth, OfTransportSymbolsAndNewerEmojiIsTwo) {
  EXPECT_EQ(text::display_width("🚀"), 2U);
  EXPECT_EQ(text::display_width("🥹🪐"), 4U);
}
TEST(Quoted, OfLongValidTextShowsItsEndAndNoInvalidByte) {
  std::string text;
  for (int i = 0; i < 1400; ++i) text += "注";
  const std::string shown = text::quoted(text + "end");
  EXPECT_THAT(shown, Not(HasSubstr("\\x{")));
}

TEST(GuardedCeil, IsTheIdentityOnLargeWholeNumbers) {
  for (const double value : {1e12, 2e12, 1e13, 1e15, 9007199254740991.0}) {
    EXPECT_EQ(static_cast<double>(notation::guarded_ceil(value)), value);
  }
}
TEST(Rate, JustBelowTheNextUnitIsWrittenInIt) {
  EXPECT_EQ(notation::rate(MessageRate{999'999}), "1M msg/s");
}

TEST(ErlangC, OfVeryManyServersJoinsTheRecursionAlsoAtLightLoad) {
  EXPECT_NEAR(formulas::queue::erlang_c(99'053, 100'001), 0.00144589475770923, 0.0000144);
}

}  // namespace
}  // namespace eventarch
