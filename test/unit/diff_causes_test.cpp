/// Which change of the file leads to which change of the design.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "diff/causes.hpp"
#include "diff/change_rules.hpp"
#include "unit/diff_of.hpp"

namespace eventarch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing_support::diff_of;
using testing_support::find_change;

/// The fields behind the change of this line.
std::vector<std::string> causes_of(const DesignDiff& design, std::string_view line) {
  const Change* change = find_change(design, line);
  EXPECT_NE(change, nullptr) << line;
  std::vector<std::string> fields;
  if (change == nullptr) return fields;
  for (const std::size_t index : change->causes) {
    fields.push_back(design.requirements.at(index).field);
  }
  return fields;
}

TEST(Causes, AreTheOneChangeThatThereIs) {
  const DiffReport report = diff_of(
      "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, decisions: {broker: kafka}}",
      "{use_case: pub_sub, requirements: {throughput: 20K msg/s}, decisions: {broker: kafka}}");
  const DesignDiff& design = report.designs.front();
  const Change* change = find_change(design, "partitions of orders: 24 -> 42");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(cause_text(*change, design),
            "because requirements.throughput 10K msg/s -> 20K msg/s (binding: "
            "consumer_throughput)");
}

TEST(Causes, AreToldApart) {
  const DiffReport report = diff_of(
      "{use_case: pub_sub, requirements: {throughput: 10K msg/s, retention: 7 days, delivery: "
      "exactly_once}, decisions: {broker: kafka}}",
      "{use_case: pub_sub, requirements: {throughput: 20K msg/s, retention: 3 days, delivery: "
      "at_least_once}, decisions: {broker: kafka}}");
  const DesignDiff& design = report.designs.front();
  EXPECT_THAT(causes_of(design, "partitions of orders: 24 -> 42"),
              ElementsAre("requirements.throughput"));
  EXPECT_THAT(causes_of(design, "retention: 7 days -> 3 days"),
              ElementsAre("requirements.retention"));
  EXPECT_THAT(causes_of(design, "delivery: exactly_once -> at_least_once"),
              ElementsAre("requirements.delivery"));
}

TEST(Causes, ThatWorkOnlyTogetherAreNamedSo) {
  const DiffReport report = diff_of(
      "{use_case: pub_sub, requirements: {throughput: 10K msg/s, retention: 7 days, latency: 1 s}, "
      "decisions: {broker: kafka}}",
      "{use_case: pub_sub, requirements: {throughput: 20K msg/s, retention: 3 days, latency: 2 s}, "
      "decisions: {broker: kafka}}");
  const DesignDiff& design = report.designs.front();
  EXPECT_THAT(causes_of(design, "storage: 26.03 TB -> 22.41 TB"),
              ElementsAre("requirements.throughput", "requirements.retention"));
  const Change* change = find_change(design, "storage: 26.03 TB -> 22.41 TB");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->causation, Causation::together);
  EXPECT_THAT(cause_text(*change, design), testing::EndsWith(", together"));
}

TEST(Causes, ThatEachSufficeAreNamedSo) {
  const DiffReport report = diff_of(
      "{use_case: pub_sub, requirements: {delivery: at_least_once}, consumers: [a, b], decisions: "
      "{broker: kafka}}",
      "{use_case: pub_sub, requirements: {delivery: at_most_once}, consumers: [a], decisions: "
      "{broker: kafka}}");
  const DesignDiff& design = report.designs.front();
  const Change* change = find_change(design, "topic of orders.b.dlq: orders.b.dlq -> ");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->causation, Causation::alone);
  EXPECT_THAT(cause_text(*change, design),
              HasSubstr("at_most_once or consumers a, b -> a, each on its own"));
}

TEST(Causes, ReachThroughWhatIsAssumed) {
  const DiffReport report = diff_of("{use_case: pub_sub, requirements: {retention: 7 days}}",
                                    "{use_case: work_queue, requirements: {retention: 7 days}}");
  EXPECT_THAT(causes_of(report.designs.front(), "ordering: partition -> none"),
              ElementsAre("use_case"));
}

TEST(Causes, AreThereForEveryChange) {
  const DiffReport report = diff_of(
      "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, consumers: [a, b], messages: "
      "[{type: A, key: x, payload: {x: string, y: integer}}]}",
      "{use_case: saga, requirements: {throughput: 150 msg/s, latency: 2 s}, consumers: [c], "
      "constraints: {request_reply: true}, messages: [{type: A, key: y, payload: {y: number}}]}");
  const DesignDiff& design = report.designs.front();
  ASSERT_GT(design.changes.size(), 5U);
  for (const Change& change : design.changes) {
    EXPECT_FALSE(change.causes.empty()) << testing_support::line_of(change);
    EXPECT_THAT(cause_text(change, design), testing::StartsWith("because "));
  }
}

TEST(Requirements, ShowWhatWasAssumedAndWhereEachStands) {
  const DiffReport report =
      testing_support::diff_of_files("event_context:\n  use_case: pub_sub\n  requirements: {}\n",
                                     "event_context:\n  use_case: pub_sub\n  requirements:\n"
                                     "    latency: 1500 ms\n    throughput: 1000 msg/s\n");
  const auto& requirements = report.designs.front().requirements;
  ASSERT_EQ(requirements.size(), 2U);
  EXPECT_EQ(requirements[0].field, "requirements.throughput");
  EXPECT_EQ(requirements[0].from, "1K msg/s (assumed)");
  EXPECT_EQ(requirements[0].to, "1000 msg/s");
  EXPECT_EQ(requirements[1].field, "requirements.latency");
  EXPECT_EQ(requirements[1].from_where.line, 0U);
  EXPECT_EQ(requirements[1].to_where.line, 4U);
}

TEST(Requirements, AreComparedByWhatTheyMean) {
  EXPECT_TRUE(
      diff_of("{use_case: pub_sub, requirements: {throughput: 10K msg/s, retention: 7 days}, "
              "consumers: [a, b]}",
              "{use_case: pub_sub, requirements: {throughput: 10000msg/s, retention: 1 week}, "
              "consumers: [b, a]}")
          .unchanged());
}

TEST(Requirements, OfMessagesNameTheFieldThatDiffers) {
  const DiffReport report = diff_of(
      "{use_case: pub_sub, requirements: {}, messages: [{type: A, key: x, payload: {x: string, "
      "o: {p: integer, q: string}}}]}",
      "{use_case: pub_sub, requirements: {}, messages: [{type: A, key: x, payload: {x: string, "
      "o: {p: number, q: string}, 'n?': string}}]}");
  std::vector<std::string> lines;
  for (const auto& one : report.designs.front().requirements) {
    lines.push_back(one.field + ": " + one.from + " -> " + one.to);
  }
  EXPECT_THAT(lines, ElementsAre("messages.A.o.p: integer -> number",
                                 "messages.A.n: not there -> string, optional"));
}

TEST(Requirements, OfManyMessagesAreOne) {
  std::string before = "{use_case: pub_sub, requirements: {}, messages: [";
  std::string after = before;
  for (int i = 0; i < 30; ++i) {
    const std::string number = std::to_string(i);
    before += "{type: T" + number + ", payload: {x: string}}, ";
    after += "{type: T" + number + ", payload: {x: integer}}, ";
  }
  const DiffReport report = diff_of(before + "]}", after + "]}");
  const DesignDiff& design = report.designs.front();
  ASSERT_EQ(design.requirements.size(), 1U);
  EXPECT_EQ(design.requirements.front().to, "30 event types, 30 differences");
  EXPECT_EQ(design.changes.size(), 30U);
}

TEST(Causes, AreNotExaminedWithoutEnd) {
  std::string before;
  std::string after;
  for (int i = 0; i < 130; ++i) {
    const std::string head =
        "---\nevent_context: {name: d" + std::to_string(i) + ", use_case: pub_sub, requirements: ";
    before += head + "{retention: 7 days, latency: 1 s}}\n";
    after += head + "{retention: 3 days, latency: 2 s}}\n";
  }
  const DiffReport report = testing_support::diff_of_files(before, after);
  ASSERT_EQ(report.designs.size(), 130U);
  const DesignDiff& first = report.designs.front();
  const DesignDiff& last = report.designs.back();
  EXPECT_EQ(first.changes.front().causation, Causation::alone);
  EXPECT_EQ(last.changes.front().causation, Causation::not_examined);
  EXPECT_THAT(cause_text(last.changes.front(), last), HasSubstr("was not examined"));
}

/// A change that trials can be asked about.
Change change_of(std::string to) {
  Change change;
  change.rule = &diff::setting_changed;
  change.field = "x";
  change.from = "1";
  change.to = std::move(to);
  return change;
}

TEST(FindCauses, NamesAllWhereNothingCanBeToldApart) {
  // Either of two does part of it, and neither is needed: no trial singles one out.
  std::vector<Change> changes{change_of("3")};
  diff::find_causes(changes, {2, [](std::size_t) { return std::vector<Change>{}; },
                              [](std::size_t) { return std::vector{change_of("3")}; }});
  EXPECT_THAT(changes.front().causes, ElementsAre(0U, 1U));
  EXPECT_EQ(changes.front().causation, Causation::together);
}

TEST(FindCauses, TakesPartsWhereNothingIsNeeded) {
  std::vector<Change> changes{change_of("3")};
  diff::find_causes(changes, {3,
                              [](std::size_t i) {
                                return i == 1 ? std::vector{change_of("2")} : std::vector<Change>{};
                              },
                              [](std::size_t) { return std::vector{change_of("3")}; }});
  EXPECT_THAT(changes.front().causes, ElementsAre(1U));
}

TEST(FindCauses, MakesNoTrialTwice) {
  std::size_t trials = 0;
  std::vector<Change> changes{change_of("3"), change_of("3"), change_of("3")};
  diff::find_causes(changes, {4,
                              [&](std::size_t i) {
                                ++trials;
                                return i == 2 ? std::vector{change_of("3")} : std::vector<Change>{};
                              },
                              [&](std::size_t) {
                                ++trials;
                                return std::vector<Change>{};
                              }});
  EXPECT_EQ(trials, 4U);
  EXPECT_THAT(changes.back().causes, ElementsAre(2U));
}

}  // namespace
}  // namespace eventarch
