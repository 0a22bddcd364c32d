/// Nobody writes "1 queues": the words that follow a count of one are in the singular, in every
/// report, for designs in which everything is there once.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/diff.hpp"
#include "eventarch/report.hpp"
#include "support/notation.hpp"
#include "unit/odd_designs.hpp"

namespace eventarch {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// Words in s that are no plural: verbs, and nouns that are so in the singular.
bool is_singular(std::string_view word) {
  static const std::set<std::string_view, std::less<>> known{
      "as",    "bytes", "confirms", "does", "feeds", "gives", "goes",  "has",    "holds", "is",
      "its",   "keeps", "leaves",   "less", "makes", "means", "needs", "passes", "reads", "says",
      "stays", "takes", "this",     "ms",   "us",    "was",   "ones",  "lasts"};
  return known.contains(word) || word.ends_with("ss");
}

/// "1 queues" wherever the 1 stands alone, with up to one word between them: "1 consumer groups".
std::vector<std::string> miscounted(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t at = text.find("1 "); at != std::string_view::npos;
       at = text.find("1 ", at + 1)) {
    const char before = at == 0 ? ' ' : text[at - 1];
    constexpr std::string_view opening = " \n(:\"`|";
    if (opening.find(before) == std::string_view::npos) continue;
    std::size_t end = at + 2;
    while (end < text.size() && is_letter(text[end])) ++end;
    const std::string_view word = text.substr(at + 2, end - at - 2);
    const bool plural = word.size() > 1 && word.ends_with('s') && !is_singular(word);
    if (plural) found.emplace_back(text.substr(at, end - at));
  }
  return found;
}

TEST(Miscounted, SeesAPluralBehindOneAndNothingElse) {
  EXPECT_EQ(miscounted("1 queues, 11 queues (1 nodes) 0.1 units, 1 queue, 1 has"),
            (std::vector<std::string>{"1 queues", "1 nodes"}));
}

TEST(Counted, MakesThePluralsOfEnglish) {
  EXPECT_EQ(notation::counted(1, "queue"), "1 queue");
  EXPECT_EQ(notation::counted(0, "queue"), "0 queues");
  EXPECT_EQ(notation::counted(17148, "partition"), "17,148 partitions");
  EXPECT_EQ(notation::counted(2, "copy"), "2 copies");
  EXPECT_EQ(notation::counted(2, "day"), "2 days");
  EXPECT_EQ(notation::counted(3, "batch"), "3 batches");
  EXPECT_EQ(notation::counted(3, "process"), "3 processes");
  EXPECT_EQ(notation::counted(2, "message group"), "2 message groups");
  EXPECT_EQ(notation::counted_number(1.00001, "day"), "1 day");
  EXPECT_EQ(notation::counted_number(2.5, "message"), "2.5 messages");
  EXPECT_EQ(notation::noun_for(1, "stream"), "stream");
  EXPECT_EQ(notation::about(hours(1)), "1 hour");
}

constexpr std::array counted_use_cases{"pub_sub", "work_queue", "event_sourcing", "cqrs", "saga"};
constexpr std::array order_levels{"none", "partition", "global"};

/// One of everything: a message a second, a producer, a consumer, a partition, a copy, an attempt.
std::vector<std::string> designs_of_one() {
  std::vector<std::string> designs;
  for (const std::string_view broker : testing_support::every_broker) {
    for (const std::string_view use_case : counted_use_cases) {
      for (const std::string_view order : order_levels) {
        designs.push_back(fmt::format(
            "event_context: {{name: one, use_case: {}, requirements: {{throughput: 1 msg/s, "
            "latency: "
            "30 s, ordering: {}, delivery: at_least_once, retention: 1 day}}, producers: [a], "
            "consumers: [b], workload: {{message_size: 1 B, peak_factor: 1, growth_factor: 1, "
            "processing_time: 1 ms, distinct_keys: 1, outage: 1 s, recover_within: 1 min}}, "
            "capacity: "
            "{{availability_zones: 1, replication_factor: 1}}, messages: [{{type: Made, key: id, "
            "payload: {{id: string}}}}], decisions: {{broker: {}, partitions: 1, "
            "replication_factor: "
            "1, min_in_sync_replicas: 1, max_attempts: 1}}}}",
            use_case, order, broker));
      }
    }
  }
  for (const std::string& odd : testing_support::odd_designs()) designs.push_back(odd);
  return designs;
}

std::string everything_said(const std::string& text) {
  const auto advice = advise({"one.yaml", text, "one"}, built_in_catalogue());
  std::string said;
  for (const Advice& one : advice) {
    said += render_text(one, {.detail = Detail::verbose});
    said += render_json(one);
  }
  said += render_markdown(advice, {});
  return said;
}

TEST(CountsOfOne, AreInTheSingularInEveryReport) {
  std::set<std::string> all;
  for (const std::string& text : designs_of_one()) {
    for (const std::string& found : miscounted(everything_said(text))) {
      if (all.insert(found).second) ADD_FAILURE() << found << " in the reports of\n" << text;
    }
  }
}

TEST(CountsOfOne, AreInTheSingularWhereDesignsAreCompared) {
  std::set<std::string> all;
  const auto designs = designs_of_one();
  // Each broker in some of its designs: all of them take long and say the same.
  constexpr std::size_t step = 7;
  for (std::size_t i = step; i < designs.size(); i += step) {
    const DiffReport report = diff_designs({"old.yaml", designs[i - step], "one"},
                                           {"new.yaml", designs[i], "one"}, built_in_catalogue());
    for (const std::string& found :
         miscounted(render_diff_text(report, {Color::off, Detail::verbose}))) {
      if (all.insert(found).second)
        ADD_FAILURE() << found << " in the comparison with\n" << designs[i];
    }
  }
}

}  // namespace
}  // namespace eventarch
