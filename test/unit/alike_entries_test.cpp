/// What a report says of many consumer groups at once, and the numbers of its JSON.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/alike_entries.hpp"
#include "report/json_numbers.hpp"

namespace eventarch {
namespace {

using report::alike_entries;
using report::AlikeEntries;
using report::ReportEntry;
using testing::ElementsAre;

std::vector<std::string> shown(const std::vector<ReportEntry>& entries,
                               const std::vector<std::string>& names) {
  std::vector<ConsumerGroupConfig> groups;
  for (const std::string& name : names) groups.emplace_back().group = name;
  std::vector<std::string> out;
  for (const AlikeEntries& one : alike_entries(entries, groups)) {
    out.push_back(fmt::format("{}: {}", one.shown.name, one.shown.text));
    if (!one.groups.empty()) out.back() += fmt::format(" x {}", one.groups.size());
  }
  return out;
}

std::vector<ReportEntry> letters_of(const std::vector<std::string>& names) {
  std::vector<ReportEntry> all{{"orders", "the events"}};
  for (const std::string& name : names) {
    all.push_back({"orders." + name + ".dlq", "what " + name + " could not process"});
  }
  return all;
}

TEST(AlikeEntries, AreOneWhereOnlyTheGroupDiffers) {
  const std::vector<std::string> names{"billing", "mail", "search", "search-index"};
  EXPECT_THAT(
      shown(letters_of(names), names),
      ElementsAre("orders: the events", "orders.<group>.dlq: what <group> could not process x 4"));
}

TEST(AlikeEntries, StayApartWhereThereAreFewOrSomethingElseDiffers) {
  const std::vector<std::string> three{"billing", "mail", "search"};
  EXPECT_EQ(shown(letters_of(three), three).size(), 4U);

  std::vector<std::string> names{"a", "b", "c", "d", "e"};
  std::vector<ReportEntry> entries = letters_of(names);
  entries.at(2).text += " within a day";
  EXPECT_THAT(
      shown(entries, names),
      ElementsAre("orders: the events", "orders.<group>.dlq: what <group> could not process x 4",
                  "orders.b.dlq: what b could not process within a day"));
}

/// A group may be called as the flow or as a part of every name.
TEST(AlikeEntries, AreNotMisledByNamesThatStandElsewhere) {
  const std::vector<std::string> names{"orders", "dlq", "w", "x", "y", "z"};
  EXPECT_THAT(shown(letters_of(names), names),
              ElementsAre("orders: the events", "orders.orders.dlq: what orders could not process",
                          "orders.dlq.dlq: what dlq could not process",
                          "orders.<group>.dlq: what <group> could not process x 4"));
}

TEST(JsonNumber, IsWhatTheProductMeans) {
  EXPECT_EQ(report::number(31999999999.999996).dump(), "32000000000");
  EXPECT_EQ(report::number(277989999999999.97).dump(), "277990000000000");
  EXPECT_EQ(report::number(0.1 + 0.2).dump(), "0.3");
  EXPECT_EQ(report::number(0.058499999999999996).dump(), "0.0585");
  // Not short: who calculates on with it needs all of it.
  EXPECT_EQ(report::number(1.0 / 3).dump(), "0.3333333333333333");
  EXPECT_EQ(report::number(0.9561811677923189).dump(), "0.9561811677923189");
  EXPECT_EQ(report::number(12).dump(), "12");
  EXPECT_EQ(report::number(9007199254740991).dump(), "9007199254740991");
  EXPECT_EQ(report::number(-0.30000000000000004).dump(), "-0.3");
  EXPECT_EQ(report::number(1.7976931348623157e308).dump(), "1.7976931348623157e+308");
}

}  // namespace
}  // namespace eventarch
