/// Topology, sizing, producers and consumers in the Markdown report.

#include <fmt/format.h>

#include <algorithm>

#include "report/markdown_diagrams.hpp"
#include "report/markdown_sections.hpp"
#include "report/markdown_text.hpp"
#include "report/measurements.hpp"
#include "report/shared_settings.hpp"
#include "report/summary.hpp"
#include "report/text_numbers.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

using markdown::cell;
using markdown::code;
using markdown::prose;
using markdown::sentence;
using markdown::table;

std::vector<std::string> setting_row(const Setting& setting) {
  std::string why = cell(setting.why);
  if (!setting.source.empty())
    why += fmt::format("<br>_source:_ {}", markdown::source(setting.source));
  return {code(setting.key), code(value_text(setting.value)),
          setting.default_value.empty() ? "" : code(setting.default_value), std::move(why)};
}

std::string settings_table(const std::vector<Setting>& settings, const Extent& extent,
                           std::string_view where) {
  if (settings.empty()) return {};
  markdown::Table rows{{"key", "value", "default", "why"}, {}};
  for (const Setting& setting : settings) rows.rows.push_back(setting_row(setting));
  return table(rows, extent.rows, where);
}

/// Of each topic its own, below what they share.
std::string own_settings_table(const ConfiguredTopics& group, const Extent& extent) {
  if (group.own.empty()) return {};
  markdown::Table rows{{"topic or queue", "key", "value", "why"}, {}};
  for (const OwnSetting& own : group.own) {
    std::vector<std::string> row = setting_row(*own.setting);
    rows.rows.push_back({code(own.topic->name), row[0], row[1], row[3]});
  }
  return "\nOf each its own:\n\n" + table(rows, extent.rows, "`--section topology -f json`");
}

void add_topic_settings(MarkdownBlocks& blocks, const Topology& topology, const Extent& extent) {
  std::string body;
  std::size_t left = extent.rows;
  const auto groups = topics_by_settings(topology);
  for (const ConfiguredTopics& group : groups) {
    if (left-- == 0) break;
    std::vector<std::string> names;
    for (const Topic* topic : group.topics) {
      if (names.size() < extent.rows) names.push_back(code(topic->name));
    }
    if (names.size() < group.topics.size()) {
      names.push_back(fmt::format("{} more", group.topics.size() - names.size()));
    }
    body += fmt::format("{}{}{}:\n\n{}{}", body.empty() ? "" : "\n", text::list_of(names),
                        group.own.empty() ? "" : " share",
                        settings_table(group.shared, extent, "`--section topology -f json`"),
                        own_settings_table(group, extent));
  }
  if (groups.size() > extent.rows) {
    body += fmt::format("\n{} more with settings of their own: `--section topology` shows all.\n",
                        groups.size() - extent.rows);
  }
  blocks.push_back(
      {Section::topology, Importance::details, "Topic and queue settings", std::move(body), true});
}

std::string list(std::string_view label, const std::vector<std::string>& items) {
  return items.empty() ? std::string() : sentence(label, text::list_of(items));
}

std::string schedule_table(const RetryPolicy& retry, const Extent& extent) {
  const auto schedule = retry.schedule();
  if (schedule.empty()) return {};
  constexpr std::size_t most = 20;
  const auto delay = [](double ms) { return notation::duration(Duration{ms}); };
  markdown::Table rows{{"attempt", "after", "with jitter", "waits so far"}, {}};
  for (const RetryAttempt& one : schedule) {
    rows.rows.push_back({fmt::format("{}", one.attempt), delay(one.delay_ms),
                         bounds_text(one.least_ms, one.most_ms), delay(one.elapsed_ms)});
  }
  return "\n" + table(rows, std::min(most, extent.rows), "`--section consumer_config -f json`");
}

std::string retry_body(const Design& design, const Extent& extent) {
  const RetryPolicy& retry = design.consumer.retry;
  return prose(retry_total(retry)) + "\n\n" +
         sentence("Mode", fmt::format("{}: {}", text::spoken(retry.mode), retry.why)) +
         sentence("Price", retry.price) + schedule_table(retry, extent) + "\n" +
         retry_diagram(design);
}

std::string with_reason(std::string text, std::string_view why) {
  return why.empty() ? text : fmt::format("{}: {}", text, why);
}

std::string dead_letter_body(const DeadLetterPolicy& policy) {
  std::string out = sentence("Moved by", policy.mechanism);
  if (!policy.enabled) return out;
  out += sentence(
      "Kept", with_reason(notation::counted(policy.retention_days, "day"), policy.retention_why));
  out += sentence(
      "Alert",
      with_reason(fmt::format("above {}", notation::counted(policy.alert_threshold, "message")),
                  policy.threshold_why));
  out += list("What sends a message there", policy.triggers);
  for (const MessageHeader& header : policy.headers) {
    out += fmt::format("- header {}: {}\n", code(header.name), prose(header.meaning));
  }
  if (!policy.replay.empty()) out += "\nReplay:\n\n";
  for (std::size_t i = 0; i < policy.replay.size(); ++i) {
    out += fmt::format("{}. {}\n", i + 1, prose(policy.replay[i]));
  }
  if (!policy.replay_and_order.empty()) {
    out += fmt::format("\nOrder: {}\n", prose(policy.replay_and_order));
  }
  return out;
}

std::string failure_body(const ConsumerConfig& config) {
  const CircuitBreakerPolicy& breaker = config.circuit_breaker;
  const ErrorClassification& errors = config.errors;
  return sentence("Circuit breaker", breaker_text(breaker)) +
         sentence("While open", breaker.while_open) + list("Counts", breaker.counts) +
         list("Does not count", breaker.does_not_count) + sentence("Scope", breaker.scope) +
         list("Try again", errors.retryable) + list("Never again", errors.non_retryable) +
         sentence("Any other error", errors.unclassified);
}

std::string groups_table(const std::vector<ConsumerGroupConfig>& groups, const Extent& extent) {
  markdown::Table rows{{"group", "instances", "reads", "dead letters"}, {}};
  for (const ConsumerGroupConfig& group : groups) {
    rows.rows.push_back({code(group.group), fmt::format("{}", group.instances),
                         code(group.subscribes_to),
                         group.dead_letter.empty() ? "none" : code(group.dead_letter)});
  }
  return table(rows, extent.rows, "`--section consumer_config -f json`");
}

}  // namespace

void add_topology(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const Design& design = *advice.design;
  blocks.push_back({Section::topology, Importance::numbers, "Topology",
                    topology_diagram(*advice.context, design)});
  markdown::Table rows{{"name", "kind", "what it is"}, {}};
  for (const Topic& topic : design.topology.topics) {
    rows.rows.push_back({code(topic.name), cell(text::spoken(topic.kind)),
                         cell(topic_text(topic, design.sizing.unit))});
  }
  blocks.push_back({Section::topology, Importance::resources, "Topics and queues",
                    table(rows, extent.rows, "`--section topology -f json`")});
  add_topic_settings(blocks, design.topology, extent);
}

void add_sizing(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const Sizing& sizing = advice.design->sizing;
  constexpr std::string_view where = "`--section sizing -f json`";
  markdown::Table rows{{"quantity", "with its formula"}, {}};
  for (const NumberRow& row : number_rows(*advice.design)) {
    rows.rows.push_back({row.label, cell(row.text)});
  }
  std::string numbers = table(rows, extent.rows, where);
  const std::vector<Measurement> first = measurements(advice);
  if (!first.empty())
    numbers +=
        "\nMeasure first what is assumed and counts most (each tried a fifth lower and "
        "higher):\n\n";
  for (const Measurement& one : first) {
    numbers += fmt::format("- {}: {}\n", code(one.field), prose(one.text));
  }
  blocks.push_back({Section::sizing, Importance::numbers, "Numbers", std::move(numbers)});
  markdown::Table figures{{"figure", "formula", "with the numbers"}, {}};
  for (const Figure& figure : sizing.figures) {
    if (figure.formula == nullptr) {
      figures.rows.push_back({code(figure.path), "", cell(figure.given)});
    } else {
      figures.rows.push_back({code(figure.path), code(figure.formula->name),
                              cell(substituted(*figure.formula, figure.inputs))});
    }
  }
  if (figures.rows.empty()) return;
  blocks.push_back({Section::sizing, Importance::sources, "How each number came about",
                    table(figures, extent.rows, where), true});
}

void add_producers(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const ProducerConfig& config = advice.design->producer;
  std::string body = prose(config.guarantee) + "\n\n";
  body += settings_table(config.settings, extent, "`--section producer_config -f json`");
  blocks.push_back(
      {Section::producer_config, Importance::details, "Producer settings", std::move(body), true});
}

void add_consumers(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const ConsumerConfig& config = advice.design->consumer;
  blocks.push_back({Section::consumer_config, Importance::resources, "Consumer groups",
                    fmt::format("{}\n\n{}\n\n{}", prose(config.group_strategy),
                                prose(config.error_handling), groups_table(config.groups, extent)),
                    true});
  blocks.push_back({Section::consumer_config, Importance::details, "Consumer settings",
                    settings_table(config.settings, extent, "`--section consumer_config -f json`"),
                    true});
  blocks.push_back({Section::consumer_config, Importance::failures, "Retry",
                    retry_body(*advice.design, extent), true});
  blocks.push_back({Section::consumer_config, Importance::failures, "Dead letters",
                    dead_letter_body(config.dead_letter), true});
  blocks.push_back({Section::consumer_config, Importance::failures, "Circuit breaker and errors",
                    failure_body(config), true});
}

}  // namespace eventarch::report
