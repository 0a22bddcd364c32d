/// The views of a comparison: text, JSON and Markdown, also of names that want to hurt.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/text.hpp"
#include "unit/diff_of.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing_support::diff_of;
using testing_support::diff_of_files;

DiffReport doubled() {
  return diff_of(
      "{name: orders, use_case: pub_sub, requirements: {throughput: 10K msg/s, latency: 100 ms}, "
      "consumers: [a], decisions: {broker: kafka, partitions: 24, dead_letter_queue: false}}",
      "{name: orders, use_case: pub_sub, requirements: {throughput: 10K msg/s, latency: 200 ms}, "
      "consumers: [a], decisions: {broker: kafka, partitions: 48, dead_letter_queue: false}}");
}

TEST(DiffText, BeginsWithTheVerdictAndTellsOnlyWhatChanged) {
  const std::string text = render_diff_text(doubled(), {});
  EXPECT_THAT(text, StartsWith("Design: 1 breaking, 1 risky, "));
  EXPECT_THAT(text, HasSubstr("\n    decisions.partitions: 24 -> 48 (line 1)\n"));
  EXPECT_THAT(text, HasSubstr("\n  Breaking\n    partitions of orders: 24 -> 48\n"
                              "        the hash of a key then points elsewhere"));
  EXPECT_THAT(text, HasSubstr("because decisions.partitions 24 -> 48"));
  EXPECT_THAT(text, HasSubstr("\n  Risky\n    latency target: 100 ms -> 200 ms\n"));
  EXPECT_THAT(text, Not(HasSubstr("retention:")));
  EXPECT_THAT(text, Not(HasSubstr("[partitions_changed_keyed]")));
}

TEST(DiffText, IsPlainUnlessColoursAreWanted) {
  EXPECT_THAT(render_diff_text(doubled(), {}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(render_diff_text(doubled(), {Color::on, Detail::normal}),
              HasSubstr("\x1b[1;31mBreaking\x1b[0m"));
}

TEST(DiffText, InBriefIsTheVerdict) {
  const std::string text = render_diff_text(doubled(), {Color::off, Detail::brief});
  EXPECT_EQ(text, diff_headline(doubled()) + "\n");
}

TEST(DiffText, InFullNamesRulesAndSources) {
  const std::string text = render_diff_text(doubled(), {Color::off, Detail::verbose});
  EXPECT_THAT(text, HasSubstr("[partitions_changed_keyed] source: Apache Kafka"));
}

TEST(DiffText, SaysThatNothingChanged) {
  const DiffReport same =
      diff_of("{use_case: saga, requirements: {}}", "{requirements: {}, use_case: saga}");
  EXPECT_EQ(render_diff_text(same, {}), "Design: no change\n");
  const DiffReport described = diff_of("{use_case: saga, requirements: {}}",
                                       "{use_case: saga, requirements: {}, description: x}");
  EXPECT_THAT(render_diff_text(described, {}),
              StartsWith("Design: no change, though the file has changed\n"));
  EXPECT_THAT(render_diff_text(described, {}), HasSubstr("description: not stated -> x"));
}

TEST(DiffText, SaysAReasonOnceForChangesThatShareIt) {
  const std::string text =
      render_diff_text(diff_of("{use_case: pub_sub, requirements: {}, consumers: [a, b, c]}",
                               "{use_case: pub_sub, requirements: {}, consumers: [a]}"),
                       {});
  const std::string reason = "its position is given up";
  const std::size_t first = text.find(reason);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(text.find(reason, first + 1), std::string::npos);
}

TEST(DiffJson, HasTheDocumentedKeys) {
  const auto json = nlohmann::json::parse(render_diff_json(doubled()));
  EXPECT_EQ(json["schema_version"], "1");
  EXPECT_EQ(json["old"]["file"], "old.yaml");
  EXPECT_EQ(json["comparable"], true);
  EXPECT_EQ(json["summary"]["breaking"], 1);
  EXPECT_EQ(json["summary"]["requirements"], 2);
  EXPECT_EQ(json["summary"]["text"], diff_headline(doubled()));
  const auto& design = json["designs"][0];
  EXPECT_EQ(design["status"], "changed");
  EXPECT_EQ(design["old_document"], 1);
  EXPECT_EQ(design["requirements"][1]["field"], "decisions.partitions");
  EXPECT_EQ(design["requirements"][1]["from"], "24");
  EXPECT_EQ(design["requirements"][1]["from_location"]["line"], 1);
  const auto& change = design["changes"][0];
  EXPECT_EQ(change["rule"], "partitions_changed_keyed");
  EXPECT_EQ(change["class"], "breaking");
  EXPECT_EQ(change["subject"], "orders");
  EXPECT_EQ(change["field"], "partitions");
  EXPECT_EQ(change["from"], "24");
  EXPECT_EQ(change["to"], "48");
  EXPECT_EQ(change["cause"]["how"], "alone");
  EXPECT_EQ(change["cause"]["requirements"], nlohmann::json::array({"decisions.partitions"}));
}

TEST(DiffJson, IsValidWhereNothingCanBeCompared) {
  const auto json =
      nlohmann::json::parse(render_diff_json(diff_of("{use_case: saga, requirements: {}}", "[")));
  EXPECT_EQ(json["comparable"], false);
  EXPECT_TRUE(json["designs"].empty());
  EXPECT_FALSE(json["new"]["findings"].empty());
  EXPECT_TRUE(json["old"]["findings"].empty());
}

TEST(DiffMarkdown, BeginsWithTheMarkerAndTheVerdict) {
  const std::string page = render_diff_markdown(doubled(), Detail::normal);
  EXPECT_THAT(page, StartsWith("<!-- eventarch diff -->\n## Design: 1 breaking, 1 risky, "));
  EXPECT_THAT(page, HasSubstr("| **breaking** | partitions of orders | 24 -> 48 | "));
  EXPECT_THAT(page, HasSubstr("<summary>Safe changes</summary>"));
}

TEST(DiffMarkdown, TellsWhyThereIsNone) {
  const std::string page = render_diff_markdown(
      diff_of("{use_case: saga, requirements: {}}", "{use_case: nothing, requirements: {}}"),
      Detail::normal);
  EXPECT_THAT(page, HasSubstr("`new.yaml` cannot be compared:"));
  EXPECT_THAT(page, HasSubstr("(`unknown_value`)"));
}

/// Many designs, each with many consumers of long names that all change.
DiffReport huge() {
  std::string before;
  std::string after;
  for (int i = 0; i < 60; ++i) {
    std::string list;
    for (int j = 0; j < 20; ++j) {
      list += (j == 0 ? "" : ", ") + std::string(150, 'x') + std::to_string(j);
    }
    const std::string head = "event_context: {name: d" + std::to_string(i) +
                             ", use_case: pub_sub, requirements: {}, consumers: [";
    before += "---\n" + head + list + "]}\n";
    after += "---\n" + head + "y]}\n";
  }
  return diff_of_files(before, after);
}

TEST(DiffMarkdown, FitsIntoAComment) {
  const std::string page = render_diff_markdown(huge(), Detail::verbose);
  EXPECT_LT(page.size(), markdown_longest);
  EXPECT_THAT(page, HasSubstr("Left out, to keep within the size of a comment"));
}

constexpr std::string_view hostile_before =
    "event_context: {name: orders, use_case: pub_sub, requirements: {}, description: a, "
    "consumers: [a], producers: [\"\\e[31mred\"], messages: [{type: \"T|<b>\\n::error::x\", "
    "payload: "
    "{\"f\\u202e`|\": string}}]}";
constexpr std::string_view hostile_after =
    "event_context: {name: orders, use_case: pub_sub, requirements: {}, "
    "description: \"@team <!-- --> ]]> ##[error] $(x)\", consumers: [a], producers: "
    "[\"</details>\"], "
    "messages: [{type: \"T|<b>\\n::error::x\", payload: {\"f\\u202e`|\": integer}}]}";

TEST(HostileNames, AreShownAsTextToPeople) {
  const std::string text =
      render_diff_text(diff_of_files(hostile_before, hostile_after), {Color::off, Detail::verbose});
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    EXPECT_EQ(text::printable(line), line);
    EXPECT_FALSE(line.starts_with("::error"));
  }
  EXPECT_THAT(text, HasSubstr("\\u{1b}[31mred"));
  EXPECT_THAT(text, HasSubstr("f\\u{202e}`|"));
}

TEST(HostileNames, StayInTheirCellsOfMarkdown) {
  const std::string page =
      render_diff_markdown(diff_of_files(hostile_before, hostile_after), Detail::verbose);
  std::istringstream in(page);
  std::size_t open = 0;
  std::size_t closed = 0;
  for (std::string line; std::getline(in, line);) {
    EXPECT_EQ(text::printable(line), line);
    open += line == "<details>" ? 1U : 0U;
    closed += line == "</details>" ? 1U : 0U;
    if (!line.starts_with("| ")) continue;
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\') ? 1U : 0U;
    }
    EXPECT_EQ(bars, 5U) << line;
  }
  EXPECT_GT(open, 0U);
  EXPECT_EQ(open, closed);
  for (std::size_t at = page.find("<b>"); at != std::string::npos; at = page.find("<b>", at + 1)) {
    EXPECT_EQ(page[at - 1], '\\') << page.substr(at, 40);
  }
  EXPECT_THAT(page, Not(HasSubstr("@team")));
}

TEST(HostileNames, AreWholeInJson) {
  const auto json =
      nlohmann::json::parse(render_diff_json(diff_of_files(hostile_before, hostile_after)));
  std::vector<std::string> fields;
  for (const auto& one : json["designs"][0]["requirements"]) fields.push_back(one["field"]);
  EXPECT_THAT(fields, testing::Contains("messages.T|<b>\n::error::x.f\xE2\x80\xAE`|"));
}

}  // namespace
}  // namespace eventarch
