/// What holds between any two designs: of the samples, of each with each.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "diff/requirements.hpp"
#include "input/field_table.hpp"
#include "unit/diff_of.hpp"

namespace eventarch {
namespace {

/// The samples that are valid design files, sorted by name; all under one stem, so that those
/// without a name are called alike.
std::vector<SourceText> samples() {
  std::vector<SourceText> all;
  const std::filesystem::path folder = std::filesystem::path(EVENTARCH_SOURCE_DIR) / "samples";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml" || entry.path().stem() == "invalid") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    all.push_back({entry.path().filename().string(), text.str(), "sample"});
  }
  std::ranges::sort(all, {}, &SourceText::name);
  return all;
}

/// Where there are differences: the fields, and those of the design whose names hold on both sides.
std::set<std::string> places(const DiffReport& report) {
  std::set<std::string> found;
  for (const DesignDiff& design : report.designs) {
    for (const RequirementChange& one : design.requirements) found.insert("file " + one.field);
    for (const Change& one : design.changes) found.insert("design " + one.field);
  }
  return found;
}

TEST(Diff, OfADesignWithItselfIsEmpty) {
  const auto all = samples();
  ASSERT_GT(all.size(), 10U);
  for (const SourceText& sample : all) {
    const DiffReport report = diff_designs(sample, sample, built_in_catalogue());
    EXPECT_TRUE(report.comparable) << sample.name;
    EXPECT_TRUE(report.unchanged()) << sample.name;
    EXPECT_EQ(diff_headline(report), "Design: no change");
  }
}

TEST(Diff, InTheOtherDirectionNamesTheSamePlaces) {
  const auto all = samples();
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    const DiffReport there = diff_designs(all[i], all[i + 1], built_in_catalogue());
    const DiffReport back = diff_designs(all[i + 1], all[i], built_in_catalogue());
    EXPECT_EQ(places(there), places(back)) << all[i].name << " and " << all[i + 1].name;
    EXPECT_FALSE(there.unchanged()) << all[i].name << " and " << all[i + 1].name;
  }
}

TEST(Diff, OfTheSameIsTheSame) {
  const auto all = samples();
  const DiffReport once = diff_designs(all[0], all[1], built_in_catalogue());
  const DiffReport again = diff_designs(all[0], all[1], built_in_catalogue());
  EXPECT_EQ(render_diff_json(once), render_diff_json(again));
  EXPECT_EQ(render_diff_text(once, {}), render_diff_text(again, {}));
}

TEST(Diff, PutsTheMostHarmfulFirst) {
  const auto all = samples();
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    for (const DesignDiff& design :
         diff_designs(all[i], all[i + 1], built_in_catalogue()).designs) {
      EXPECT_TRUE(std::ranges::is_sorted(design.changes, [](const Change& a, const Change& b) {
        return a.rule->impact > b.rule->impact;
      })) << all[i].name;
    }
  }
}

TEST(Diff, ComparesEveryFieldOfTheFile) {
  std::vector<std::string_view> wanted;
  for (const input::Field& field : input::fields()) {
    const bool single =
        field.type != input::FieldType::mapping && field.type != input::FieldType::message_list;
    if (single) wanted.push_back(field.path);
  }
  EXPECT_EQ(diff::compared_fields(), wanted);
}

TEST(Diff, TakesEveryFieldOverToFindTheCause) {
  // Each field stated on one side alone: with it taken over, the files say the same.
  for (const input::Field& field : input::fields()) {
    if (field.type == input::FieldType::mapping || field.path == "use_case") continue;
    const std::size_t dot = field.path.find('.');
    const std::string key(field.key());
    const std::string value = key + ": " + std::string(field.example);
    std::string with = "event_context:\n  use_case: pub_sub\n";
    const std::string group(field.parent());
    if (group != "requirements") with += "  requirements: {}\n";
    with += dot == std::string_view::npos ? "  " + value + "\n"
                                          : "  " + group + ":\n    " + value + "\n";
    const DiffReport report = testing_support::diff_of_files(
        "event_context: {use_case: pub_sub, requirements: {}}\n", with);
    ASSERT_TRUE(report.comparable) << with;
    const auto& requirements = report.designs.front().requirements;
    ASSERT_EQ(requirements.size(), 1U) << with;
    EXPECT_TRUE(requirements.front().field.starts_with(field.path)) << requirements.front().field;
    EXPECT_EQ(requirements.front().from_where.line, 0U) << with;
    EXPECT_GT(requirements.front().to_where.line, 0U) << with;
  }
}

}  // namespace
}  // namespace eventarch
