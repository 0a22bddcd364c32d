/// Every field of a design is shown in every format: what a stage says, a reader can see.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A design with a word of its own in every field that a stage may leave empty.
Advice full_advice() {
  Advice advice = std::move(
      eventarch::advise(
          {"ctx.yaml", "event_context: {use_case: pub_sub, requirements: {ordering: partition}}\n",
           "ctx"},
          built_in_catalogue())
          .front());
  Design& design = *advice.design;
  const Setting setting{"the.key", std::int64_t{42}, "the-why", "the-default", "the-source"};
  design.producer.settings = {setting};
  design.consumer.settings = {setting};
  design.topology.topics.front().config = {setting};
  design.consumer.retry.price = "the-price";
  DeadLetterPolicy& dead = design.consumer.dead_letter;
  dead.retention_why = "the-retention-why";
  dead.threshold_why = "the-threshold-why";
  dead.triggers = {"the-trigger"};
  dead.headers = {{"the-header", "the-header-meaning"}};
  dead.replay = {"the-replay-step"};
  dead.replay_and_order = "the-replay-order";
  design.consumer.circuit_breaker.scope = "the-scope";
  design.consumer.circuit_breaker.counts = {"the-counted"};
  design.consumer.circuit_breaker.does_not_count = {"the-uncounted"};
  design.consumer.errors.unclassified = "the-unclassified";
  design.patterns = {{"the_pattern",
                      "the-title",
                      "the-pattern-why",
                      {"the-part"},
                      {{"the_figure_events", 12.5, "the-figure", "the_formula", "the-how"}},
                      {{"the-sender", "the-receiver", "the-message", false},
                       {"the-receiver", "the-sender", "the-answer", true}}}};
  Observability& watched = design.observability;
  watched.log_samples = {
      {"the-level", "message_dlq", "the-when", {{"topic", std::string("the-log-topic")}}}};
  watched.metrics.front().unit = "the-unit";
  watched.metrics.front().opentelemetry = "the.instrument";
  watched.metrics.front().mapping = "the-mapping";
  watched.alerts = {
      {"TheAlert", "the_expression > 1", "warning", "the-alert-why", "7m", "the-issue"}};
  design.checklist = {{"the-item", "missing", "the-evidence", "the-scope-of-it", "the-remedy"}};
  design.troubleshooting = {{"the-issue", "the-cause", "the-resolution", "the-place",
                             "the_metric_first", "the-command --first"}};
  return advice;
}

constexpr std::array<std::string_view, 41> words{"the.key",
                                                 "42",
                                                 "the-why",
                                                 "the-default",
                                                 "the-source",
                                                 "the-price",
                                                 "the-retention-why",
                                                 "the-threshold-why",
                                                 "the-trigger",
                                                 "the-header",
                                                 "the-header-meaning",
                                                 "the-replay-step",
                                                 "the-replay-order",
                                                 "the-scope",
                                                 "the-counted",
                                                 "the-uncounted",
                                                 "the-unclassified",
                                                 "the-title",
                                                 "the-pattern-why",
                                                 "the-part",
                                                 "the-figure",
                                                 "the_formula",
                                                 "the-how",
                                                 "the-sender",
                                                 "the-receiver",
                                                 "the-message",
                                                 "the-answer",
                                                 "the-level",
                                                 "message_dlq",
                                                 "the-when",
                                                 "the-log-topic",
                                                 "the-unit",
                                                 "the.instrument",
                                                 "the-mapping",
                                                 "the_expression > 1",
                                                 "7m",
                                                 "the-remedy",
                                                 "the-scope-of-it",
                                                 "the_metric_first",
                                                 "the-command --first",
                                                 "the-issue"};

TEST(ReportFields, AreInTheVerboseText) {
  const std::string text = render_text(full_advice(), {Color::off, Detail::verbose});
  for (const std::string_view word : words) EXPECT_THAT(text, HasSubstr(std::string(word)));
}

TEST(ReportFields, AreInTheMarkdown) {
  const std::vector<Advice> all{full_advice()};
  const std::string page = render_markdown(all, {});
  for (const std::string_view word : words) EXPECT_THAT(page, HasSubstr(std::string(word)));
}

TEST(ReportFields, AreInTheJson) {
  const std::string json = render_json(full_advice());
  for (const std::string_view word : words) EXPECT_THAT(json, HasSubstr(std::string(word)));
}

TEST(ReportFields, LeaveTheNormalTextShort) {
  const std::string text = render_text(full_advice(), {});
  for (const std::string_view word : {"the.key", "the-part", "the_expression", "the-cause"}) {
    EXPECT_THAT(text, Not(HasSubstr(std::string(word))));
  }
  EXPECT_THAT(text, HasSubstr("the-evidence"));
  EXPECT_THAT(text, HasSubstr("the-alert-why"));
}

TEST(ReportFields, HaveTheShapesThatTheSchemaNames) {
  const auto report = nlohmann::json::parse(render_json(full_advice()));
  const auto& setting = report["producer_config"]["settings"][0];
  EXPECT_EQ(setting["default"], "the-default");
  EXPECT_EQ(setting["source"], "the-source");
  const auto& topic = report["topology"]["topics"][0];
  EXPECT_EQ(topic["config"]["the.key"], 42);
  EXPECT_EQ(topic["settings"][0], setting);
  const auto& retry = report["consumer_config"]["retry"];
  EXPECT_EQ(retry["schedule"].size(), retry["delays_ms"].size());
  EXPECT_EQ(retry["schedule"].back()["elapsed_ms"], retry["total_delay_ms"]);
  const auto& log = report["observability"]["log_samples"][0];
  EXPECT_EQ(log["timestamp"], "2025-01-01T00:00:00.000Z");
  EXPECT_EQ(log["skill"], "event-driven");
  EXPECT_EQ(log["context"]["topic"], "the-log-topic");
  EXPECT_EQ(report["observability"]["alerts"][0]["for"], "7m");
}

TEST(ReportFields, AreNullInJsonWhereTheyAreEmpty) {
  Advice advice = full_advice();
  advice.design->observability.alerts.front().hold.clear();
  advice.design->checklist.front().remedy.clear();
  advice.design->patterns.front().figures.front().formula.clear();
  const auto report = nlohmann::json::parse(render_json(advice));
  EXPECT_TRUE(report["observability"]["alerts"][0]["for"].is_null());
  EXPECT_TRUE(report["checklist"][0]["remedy"].is_null());
  EXPECT_TRUE(report["patterns"][0]["figures"][0]["formula"].is_null());
}

/// A row of the schedule for each attempt is what a reader checks the total by.
TEST(ReportFields, PrintTheRetryScheduleAsATable) {
  Advice advice = full_advice();
  RetryPolicy& retry = advice.design->consumer.retry;
  const std::string text = render_text(advice, {Color::off, Detail::verbose});
  EXPECT_THAT(text, HasSubstr("5 attempts, 15 s of delays in all (12 s to 18 s with jitter)"));
  EXPECT_THAT(text, HasSubstr("    5        8 s    6.4 s to 9.6 s   15 s\n"));
  retry.max_attempts = 40;
  EXPECT_THAT(render_text(advice, {Color::off, Detail::verbose}),
              HasSubstr("and so on, every 1 min, up to attempt 40"));
  retry.max_attempts = 1;
  EXPECT_THAT(render_text(advice, {Color::off, Detail::verbose}), HasSubstr("1 attempt: no retry"));
}

/// Broken, a query or a command could not be copied.
TEST(ReportFields, KeepWhatIsCopiedInOnePiece) {
  Advice advice = full_advice();
  const std::string query =
      "sum by (topic) (rate(" + std::string(120, 'x') + "[5m])) > 1 and y == 2";
  advice.design->observability.alerts.front().expression = query;
  advice.design->troubleshooting.front().first_command = query;
  const std::string text = render_text(advice, {Color::off, Detail::verbose});
  EXPECT_THAT(text, HasSubstr("      " + query + "\n"));
  EXPECT_THAT(text, HasSubstr("          " + query + "\n"));
}

}  // namespace
}  // namespace eventarch
