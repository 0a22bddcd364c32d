/// What a comparison says of changes that were advised, and of findings that a comment accepts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "eventarch/check.hpp"
#include "unit/diff_of.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_support::diff_of;
using testing_support::find_change;
using testing_support::rules_of;

std::string pinned(int partitions) {
  return "{name: orders, use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: "
         "{processing_time: 5 ms}, decisions: {broker: kafka, partitions: " +
         std::to_string(partitions) + "}}";
}

const Change* partitions_of(const DiffReport& report) {
  for (const Change& change : report.designs.front().changes) {
    if (change.rule->name == "partitions_changed_keyed") return &change;
  }
  return nullptr;
}

TEST(DiffAdvice, OfAFindingIsNamedBesideTheChangeThatFollowsIt) {
  const DiffReport report = diff_of(pinned(12), pinned(168));
  const Change* change = partitions_of(report);
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->rule->impact, Impact::breaking) << "advised or not, order is lost";
  EXPECT_EQ(change->advised_by, "unstable_at_peak");
  const std::string text = render_diff_text(report, {});
  // Lines are broken at 80 columns.
  EXPECT_THAT(text, HasSubstr("follows the advice of `unstable_at_peak`"));
  EXPECT_THAT(text, HasSubstr("to do it safely: while nothing"));
  EXPECT_THAT(render_diff_markdown(report, Detail::normal),
              AllOf(HasSubstr("advised by unstable_at_peak"), HasSubstr("to do it safely")));
  const auto json = nlohmann::json::parse(render_diff_json(report));
  EXPECT_THAT(json.dump(), HasSubstr(R"("advised_by":"unstable_at_peak")"));
}

TEST(DiffAdvice, IsNotClaimedWhereTheFindingStays) {
  const DiffReport report = diff_of(pinned(12), pinned(14));
  const Change* change = partitions_of(report);
  ASSERT_NE(change, nullptr);
  EXPECT_THAT(change->advised_by, IsEmpty());
  EXPECT_THAT(render_diff_text(report, {}), Not(HasSubstr("follows the advice")));
}

TEST(DiffAdvice, IsNotClaimedWhereNobodyAdvisedIt) {
  const DiffReport report = diff_of(pinned(168), pinned(170));
  const Change* change = partitions_of(report);
  ASSERT_NE(change, nullptr);
  EXPECT_THAT(change->advised_by, IsEmpty());
}

constexpr const char* once = "{use_case: pub_sub, requirements: {delivery: exactly_once}}";
constexpr const char* accepted_once =
    "{use_case: pub_sub, requirements: {delivery: exactly_once}}  # eventarch: "
    "ignore=exactly_once_complexity -- the pilot";
constexpr const char* at_least_once =
    "{use_case: pub_sub, requirements: {delivery: at_least_once}}";

TEST(DiffFindings, AreHeededAsTheCheckHeedsThem) {
  EXPECT_THAT(rules_of(diff_of(at_least_once, once)), Contains("risky warning_appeared"));
  EXPECT_THAT(rules_of(diff_of(at_least_once, accepted_once)),
              AllOf(Not(Contains("risky warning_appeared")), Contains("safe finding_accepted")));
  // Accepted before and after: no change at all.
  EXPECT_THAT(rules_of(diff_of(accepted_once, accepted_once)), IsEmpty());
}

TEST(DiffFindings, ComeBackWithTheCommentThatGoes) {
  const DiffReport report = diff_of(accepted_once, once);
  EXPECT_THAT(rules_of(report), testing::ElementsAre("risky warning_appeared"));
  EXPECT_THAT(report.designs.front().requirements, IsEmpty());
  EXPECT_THAT(rules_of(diff_of(once, accepted_once)),
              testing::ElementsAre("safe finding_accepted"));
}

TEST(DiffFindings, CountForAuditorsWhateverIsAccepted) {
  CheckSettings auditor;
  auditor.honour_suppressions = false;
  const DiffReport report =
      diff_designs({"old.yaml", std::string("event_context: ") + at_least_once, "orders"},
                   {"new.yaml", std::string("event_context: ") + accepted_once, "orders"},
                   built_in_catalogue(), auditor);
  EXPECT_THAT(rules_of(report), Contains("risky warning_appeared"));
}

TEST(DiffFindings, OfAReportInPlaceOfADesignFileAreOne) {
  const DiffReport report = testing_support::diff_of_files(
      R"({"schema_version": "1", "tool": {"name": "eventarch", "version": "0.1.0"}, "broker": {}})",
      R"({"schema_version": "2", "tool": {"name": "eventarch", "version": "9.0.0"}, "broker": {}})");
  EXPECT_FALSE(report.comparable);
  ASSERT_THAT(report.before.findings.all(), testing::SizeIs(1));
  EXPECT_EQ(report.before.findings.all().front().message,
            "this is a JSON report of eventarch (schema_version `1`), no design file");
  ASSERT_THAT(report.after.findings.all(), testing::SizeIs(1));
  EXPECT_THAT(report.after.findings.all().front().help, HasSubstr("of whichever version"));
}

}  // namespace
}  // namespace eventarch
