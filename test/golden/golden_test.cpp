/// Every sample against its golden reports. `EVENTARCH_UPDATE_GOLDEN=1` rewrites them; the change
/// is then reviewed like code.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "golden/kept_text.hpp"

namespace eventarch {
namespace {

namespace fs = std::filesystem;

using testing_support::expect_kept;
using testing_support::read;

using testing_support::repository;
using testing_support::without_version;

std::vector<fs::path> samples() {
  std::vector<fs::path> all;
  for (const auto& entry : fs::directory_iterator(repository() / "samples")) {
    if (entry.path().extension() == ".yaml") all.push_back(entry.path());
  }
  std::ranges::sort(all);
  return all;
}

std::vector<Advice> advise_sample(const fs::path& sample) {
  return advise({"samples/" + sample.filename().string(), read(sample), sample.stem().string()},
                built_in_catalogue());
}

class Golden : public testing::TestWithParam<fs::path> {};

TEST_P(Golden, TextReportIsAsReviewed) {
  std::string text;
  for (const Advice& advice : advise_sample(GetParam())) text += render_text(advice, {}) + "\n";
  expect_kept(repository() / "test/golden" / (GetParam().stem().string() + ".txt"), text);
}

TEST_P(Golden, JsonReportIsAsReviewed) {
  std::string json;
  for (const Advice& advice : advise_sample(GetParam())) {
    json += without_version(render_json(advice));
  }
  expect_kept(repository() / "test/golden" / (GetParam().stem().string() + ".json"), json);
}

INSTANTIATE_TEST_SUITE_P(Samples, Golden, testing::ValuesIn(samples()),
                         [](const testing::TestParamInfo<fs::path>& sample) {
                           std::string name = sample.param.stem().string();
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(GoldenVerbose, EverySectionOfTheVerboseReportIsAsReviewed) {
  const auto advice = advise_sample(repository() / "samples/order-events.yaml");
  expect_kept(repository() / "test/golden/order-events.verbose.txt",
              render_text(advice.front(), {.detail = Detail::verbose}));
}

/// One page for each outcome and for each kind of broker; the parsers read those of all samples.
class GoldenMarkdown : public testing::TestWithParam<std::string> {};

TEST_P(GoldenMarkdown, PageIsAsReviewed) {
  const auto all = advise_sample(repository() / "samples" / (GetParam() + ".yaml"));
  expect_kept(repository() / "test/golden" / (GetParam() + ".md"), render_markdown(all, {}));
}

INSTANTIATE_TEST_SUITE_P(Samples, GoldenMarkdown,
                         testing::Values("order-events", "trip-booking", "invalid", "no-broker"),
                         [](const testing::TestParamInfo<std::string>& sample) {
                           std::string name = sample.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(GoldenCoverage, NoGoldenReportIsLeftOver) {
  for (const auto& entry : fs::directory_iterator(repository() / "test/golden")) {
    const std::set<fs::path> reports{".txt", ".json", ".md"};
    if (!reports.contains(entry.path().extension())) continue;
    std::string stem = entry.path().stem().string();
    if (stem.ends_with(".verbose")) stem.resize(stem.size() - std::string(".verbose").size());
    EXPECT_TRUE(fs::exists(repository() / "samples" / (stem + ".yaml"))) << entry.path();
  }
}

TEST(Samples, CoverEveryUseCaseBrokerAndOutcome) {
  std::set<std::string> seen;
  for (const fs::path& sample : samples()) {
    for (const Advice& advice : advise_sample(sample)) {
      if (!advice.valid()) seen.insert("invalid");
      if (!advice.findings.all().empty() && advice.valid()) seen.insert("warnings");
      if (!advice.decision) continue;
      seen.insert(std::string(name_of(advice.context->use_case)));
      const Candidate* winner = advice.decision->winner();
      seen.emplace(winner == nullptr ? "no broker" : winner->broker->name);
    }
  }
  const std::set<std::string> wanted{"AWS SQS", "Kafka",          "Pulsar",   "RabbitMQ",
                                     "cqrs",    "event_sourcing", "invalid",  "no broker",
                                     "pub_sub", "saga",           "warnings", "work_queue"};
  EXPECT_EQ(seen, wanted);
}

}  // namespace
}  // namespace eventarch
