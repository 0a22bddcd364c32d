/// explain: everything that a report names has a page.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/report_word.hpp"
#include "assembly/alert.hpp"
#include "assembly/check_unit.hpp"
#include "assembly/log_event.hpp"
#include "assembly/metric.hpp"
#include "assembly/pattern.hpp"
#include "assembly/setting_key.hpp"
#include "assembly/troubleshooting_unit.hpp"
#include "cli/command_run.hpp"
#include "eventarch/check.hpp"
#include "eventarch/diff.hpp"
#include "input/field_table.hpp"
#include "selection/criterion.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// Everything but rules, brokers and formulas, which have tests of their own.
std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& unit : assembly::patterns()) all.emplace_back(unit.name);
  for (const auto& unit : assembly::alert_units()) all.emplace_back(unit.name);
  for (const auto& unit : assembly::metric_units()) all.emplace_back(unit.name);
  for (const auto& event : assembly::log_events()) all.emplace_back(event.name);
  for (const auto& unit : assembly::troubleshooting_units()) all.emplace_back(unit.name);
  for (const auto& family : assembly::check_families()) {
    for (const auto& unit : family.checks) all.emplace_back(unit.name);
  }
  return all;
}

TEST(ExplainOperations, HasAPageForEveryNameAndListsIt) {
  const std::string index = run_with({"explain"}).out;
  for (const std::string& name : names()) {
    const Outcome outcome = run_with({"explain", name});
    EXPECT_EQ(outcome.status, 0) << name;
    EXPECT_THAT(outcome.out, HasSubstr(name));
    EXPECT_THAT(outcome.err, IsEmpty());
    EXPECT_THAT(index, HasSubstr("\n  " + name));
  }
}

TEST(ExplainOperations, SaysWhereEverythingComesFrom) {
  for (const std::string& name : names()) {
    const std::string page = run_with({"explain", name}).out;
    if (page.find("(pattern ") != std::string::npos) continue;
    EXPECT_THAT(page, HasSubstr("\nSOURCE\n")) << name;
  }
}

TEST(ExplainOperations, KeepsPagesWithinEightyColumns) {
  for (const std::string& name : names()) {
    std::istringstream page(run_with({"explain", name}).out);
    for (std::string line; std::getline(page, line);) {
      // An address stands on one line, however long: it is there to be followed.
      const bool address = line.find("https://") != std::string::npos;
      EXPECT_TRUE(address || line.size() <= 80) << line;
    }
  }
}

TEST(ExplainOperations, ShowsEveryMeaningOfOneName) {
  const Outcome outcome = run_with({"explain", "consumer_lag"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("consumer_lag has 3 meanings"), HasSubstr("consumer_lag (metric)"),
                    HasSubstr("consumer_lag (log event, level warning)"),
                    HasSubstr("Consumer lag (troubleshooting entry consumer_lag)")));
}

TEST(ExplainOperations, TakesTitlesAsReportsPrintThem) {
  EXPECT_THAT(run_with({"explain", "DLQ overflow"}).out, HasSubstr("Processing bugs"));
  EXPECT_THAT(run_with({"explain", "Replication factor >= 3"}).out, HasSubstr("three copies"));
  EXPECT_THAT(run_with({"explain", "Dead-letter queue"}).out, HasSubstr("dead_letter_queue"));
}

TEST(ExplainOperations, SuggestsNamesOfEveryKind) {
  const auto suggestion = [](const std::string& name) {
    const Outcome outcome = run_with({"explain", name});
    EXPECT_EQ(outcome.status, 2) << name;
    EXPECT_THAT(outcome.out, IsEmpty());
    return outcome.err;
  };
  EXPECT_THAT(suggestion("dead_leter_queue"), HasSubstr("`dead_letter_queue`"));
  EXPECT_THAT(suggestion("ConsumerLagHig"), HasSubstr("`ConsumerLagHigh`"));
  EXPECT_THAT(suggestion("consumerlaghih"), HasSubstr("`ConsumerLagHigh`"));
  EXPECT_THAT(suggestion("mesage_dlq"), HasSubstr("`message_dlq`"));
  EXPECT_THAT(suggestion("ordering_isues"), HasSubstr("`ordering_issues`"));
  EXPECT_THAT(suggestion("messages_produced_totl"), HasSubstr("`messages_produced_total`"));
  EXPECT_THAT(suggestion("producer_acks_configurd"), HasSubstr("`producer_acks_configured`"));
  EXPECT_THAT(suggestion("VisibilityTimeot"), HasSubstr("`VisibilityTimeout`"));
}

TEST(ExplainOperations, LeadsFromAnAlertToWhatToDo) {
  EXPECT_THAT(run_with({"explain", "ConsumerStalled"}).out,
              HasSubstr("Then: eventarch explain consumer_lag"));
  EXPECT_THAT(run_with({"explain", "consumer_lag"}).out,
              AllOf(HasSubstr("kafka-consumer-groups.sh"), HasSubstr("rabbitmqctl list_queues"),
                    HasSubstr("ConsumerStalled")));
}

/// What reports and findings print as the name of something.
TEST(Explain, KnowsTheRulesOfEveryCommand) {
  const std::string index = run_with({"explain"}).out;
  std::vector<std::string> all;
  for (const Rule* rule : all_rules()) all.emplace_back(rule->name);
  for (const ChangeRule* rule : change_rules()) all.emplace_back(rule->name);
  EXPECT_THAT(all, testing::IsSupersetOf({"broken_baseline", "malformed_suppression",
                                          "partitions_changed_keyed", "broker_id_invalid"}));
  for (const std::string& name : all) {
    const Outcome outcome = run_with({"explain", name});
    EXPECT_EQ(outcome.status, 0) << name;
    EXPECT_THAT(outcome.out, HasSubstr(name));
    EXPECT_THAT(index, HasSubstr("\n  " + name));
  }
  EXPECT_THAT(run_with({"explain", "partitions_changed_keyed"}).out,
              AllOf(HasSubstr("(change, breaking)"), HasSubstr("hash of a key")));
}

/// Every text of a JSON value, with the keys that lead to it.
void add_texts(const nlohmann::json& value, const std::string& path,
               std::vector<std::pair<std::string, std::string>>& out) {
  if (value.is_string()) out.emplace_back(path, value.get<std::string>());
  for (const auto& [key, inner] : value.items()) {
    if (value.is_object()) add_texts(inner, path + "." + key, out);
    if (value.is_array()) add_texts(inner, path + "[]", out);
  }
}

TEST(Explain, KnowsWhatReportsName) {
  const std::vector<std::string> named{".broker.mode",
                                       ".broker.criteria[].name",
                                       ".broker.candidates[].mode",
                                       ".broker.candidates[].excluded_by[].constraint",
                                       ".broker.flips[].mode",
                                       ".broker.relaxations[].mode",
                                       ".sizing.constraints[].formula",
                                       ".sizing.constraints[].name",
                                       ".sizing.binding_constraint",
                                       ".sizing.brokers.binding_constraint",
                                       ".sizing.brokers.needs[].name",
                                       ".sizing.bookies.needs[].name",
                                       ".sizing.consumers[].binding_constraint",
                                       ".sizing.latency.terms[].name",
                                       ".sizing.limits[].name",
                                       ".sizing.sensitivity[].field",
                                       ".topology.topics[].kind",
                                       ".patterns[].name",
                                       ".producer_config.settings[].key",
                                       ".consumer_config.settings[].key",
                                       ".observability.metrics[].name",
                                       ".observability.alerts[].name",
                                       ".checklist[].item",
                                       ".troubleshooting[].issue",
                                       ".validation.errors[].rule",
                                       ".validation.warnings[].rule",
                                       ".validation.infos[].rule",
                                       ".assumptions[].field",
                                       ".broker.flips[].field"};
  std::set<std::string> unseen(named.begin(), named.end());
  std::set<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(EVENTARCH_SOURCE_DIR) + "/samples")) {
    if (entry.path().extension() != ".yaml") continue;
    for (const std::string& line :
         lines_of(run_with({"design", "-f", "jsonl", entry.path().string()}).out)) {
      std::vector<std::pair<std::string, std::string>> texts;
      add_texts(parse_json(line), "", texts);
      for (const auto& [path, text] : texts) {
        if (std::ranges::find(named, path) == named.end()) continue;
        unseen.erase(path);
        names.insert(text);
      }
    }
  }
  names.erase("one");  // no formula: what a queue has where nothing asks for more
  for (const std::string& name : names) {
    EXPECT_EQ(run_with({"explain", name}).status, 0) << name;
  }
  EXPECT_THAT(unseen, IsEmpty());
}

TEST(Explain, KnowsTheOutcomesAndAuditsOfASimulation) {
  const std::vector<std::string> named{".guarantees[].status", ".performance.requirements[].status",
                                       ".performance.requirements[].requirement",
                                       ".performance.audit[].name", ".faults[].name"};
  std::vector<std::pair<std::string, std::string>> texts;
  add_texts(parse_json(run_with({"simulate", "-f", "json", "--seeds", "1", "--messages", "1K",
                                 std::string(EVENTARCH_SOURCE_DIR) + "/samples/order-events.yaml"})
                           .out),
            "", texts);
  int checked = 0;
  for (const auto& [path, text] : texts) {
    const bool is_name = std::ranges::find(named, path) != named.end();
    if (!is_name) continue;
    ++checked;
    EXPECT_EQ(run_with({"explain", text}).status, 0) << path << " " << text;
  }
  EXPECT_GT(checked, 20);
}

/// A formula that a page names is one.
TEST(Explain, LeadsFromTheWordsOfReportsToTheirFormulas) {
  int checked = 0;
  for (const auto words : {sizing_words(), simulation_report_words()}) {
    for (const ReportWord& word : words) {
      const Outcome outcome = run_with({"explain", std::string(word.name)});
      EXPECT_THAT(outcome.out, HasSubstr(fmt::format("{} ({})", word.name, word.where)));
      if (word.formula.empty()) continue;
      ++checked;
      EXPECT_THAT(run_with({"explain", std::string(word.formula)}).out, HasSubstr("\nFORMULA\n"))
          << word.name;
    }
  }
  EXPECT_GT(checked, 20);
}

TEST(Explain, LeadsFromAValueToItsKey) {
  EXPECT_THAT(run_with({"explain", "exactly_once"}).out, HasSubstr("requirements.delivery (key"));
  EXPECT_THAT(run_with({"explain", "quorum_queue"}).out, HasSubstr("RabbitMQ"));
}

TEST(ExplainSettings, GiveBrokerDefaultRangeAndSource) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    for (const assembly::SettingKey& key : assembly::setting_keys(broker.id)) {
      const Outcome outcome = run_with({"explain", std::string(key.key)});
      EXPECT_EQ(outcome.status, 0) << key.key;
      EXPECT_THAT(outcome.out, AllOf(HasSubstr("(a setting of "), HasSubstr(broker.name),
                                     HasSubstr("Default"), HasSubstr("Source")));
    }
  }
}

TEST(ExplainSettings, OfSeveralBrokersHaveOnePage) {
  const Outcome outcome = run_with({"explain", "acks"});
  EXPECT_THAT(outcome.out, StartsWith("acks (a setting of Kafka and Redpanda)\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("meanings")));
}

TEST(Explain, PassesOverCaseBlanksDashesAndUnderscores) {
  for (const auto& [asked, meant] : std::vector<std::pair<std::string, std::string>>{
           {"Dead Letter Queue", "dead_letter_queue"},
           {"dead-letter-queue", "dead_letter_queue"},
           {"DEADLETTERQUEUE", "dead_letter_queue"},
           {"consumerlaghigh", "ConsumerLagHigh"},
           {"lag near retention", "LagNearRetention"},
           {"Processing Time", "workload.processing_time"},
           {"RabbitMQ", "rabbitmq"},
           {"Use-case fit", "use_case_fit"}}) {
    const Outcome outcome = run_with({"explain", asked});
    EXPECT_EQ(outcome.status, 0) << asked;
    // The first line of several meanings names them as they were asked for.
    const std::string page = run_with({"explain", meant}).out;
    EXPECT_THAT(outcome.out, HasSubstr(page.substr(page.find('\n')))) << asked;
  }
}

TEST(Explain, HasAPageForEveryKeyOfTheDesignFile) {
  for (const input::Field& field : input::fields()) {
    const Outcome outcome = run_with({"explain", std::string(field.path)});
    EXPECT_EQ(outcome.status, 0) << field.path;
    EXPECT_THAT(outcome.out,
                AllOf(HasSubstr(fmt::format("{} (key of the design file)", field.path)),
                      HasSubstr("Value")));
    EXPECT_THAT(run_with({"explain", std::string(field.key())}).out,
                HasSubstr(fmt::format("{} (key of the design file)", field.path)));
    EXPECT_THAT(run_with({"explain", fmt::format("event_context.{}", field.path)}).out,
                StartsWith(fmt::format("{} (key of the design file)", field.path)));
  }
}

TEST(Explain, HasAPageForEveryCriterion) {
  for (const selection::Criterion& criterion : selection::criterion_table()) {
    const Outcome outcome = run_with({"explain", std::string(criterion.name)});
    EXPECT_EQ(outcome.status, 0) << criterion.name;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr(criterion.question), HasSubstr("of 100 points")));
  }
}

TEST(ExplainSettings, AreFoundThroughTheIndex) {
  const std::string index = run_with({"explain"}).out;
  EXPECT_THAT(index, HasSubstr("`eventarch explain KEY`"));
}

TEST(ExplainHelp, ShowsAnExampleOfEachKind) {
  const std::string help = run_with({"explain", "--help"}).out;
  for (const char* name : {"drain_time", "dead_letter_queue", "ConsumerLagHigh", "consumer_lag",
                           "acks", "rabbitmq/stream", "exactly_once_complexity"}) {
    EXPECT_THAT(help, HasSubstr(fmt::format("eventarch explain {}", name)));
    EXPECT_EQ(run_with({"explain", name}).status, 0) << name;
  }
}

}  // namespace
}  // namespace eventarch::cli
