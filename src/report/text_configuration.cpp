/// Topics, producers and consumers in the text report.

#include <fmt/format.h>

#include "report/alike_entries.hpp"
#include "report/shared_settings.hpp"
#include "report/summary.hpp"
#include "report/text_sections.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

/// The label column of everything that has one here.
constexpr std::size_t label = 18;

std::string delay(double ms) { return notation::duration(Duration{ms}); }

void print_settings(TextPage& page, const std::vector<Setting>& settings) {
  for (const Setting& setting : settings) {
    page.verbatim(fmt::format("{} = {}{}", setting.key, value_text(setting.value),
                              setting.default_value.empty()
                                  ? std::string()
                                  : fmt::format("  (default {})", setting.default_value)),
                  4);
    page.paragraph(setting.why, 8);
    // Whole, so that it can be followed.
    if (!setting.source.empty()) page.verbatim(setting.source, 8);
  }
}

/// One line for each topic, and the reason once where it is the same in all.
void print_own_settings(TextPage& page, const std::vector<OwnSetting>& own) {
  if (own.empty()) return;
  page.paragraph("Of each its own", 4);
  for (std::size_t i = 0; i < own.size(); ++i) {
    const Setting& setting = *own[i].setting;
    if (i == 0 || own[i - 1].setting->key != setting.key) page.verbatim(setting.key, 4);
    page.verbatim(fmt::format("{} = {}", own[i].topic->name, value_text(setting.value)), 8);
    const bool goes_on = i + 1 < own.size() && own[i + 1].setting->key == setting.key &&
                         own[i + 1].setting->why == setting.why;
    if (goes_on) continue;
    page.paragraph(setting.why, 8);
    if (!setting.source.empty()) page.verbatim(setting.source, 8);
  }
}

/// Nothing where there is nothing to say.
void row(TextPage& page, std::string_view name, std::string_view text) {
  if (!text.empty()) page.row(name, text, label);
}

void list(TextPage& page, std::string_view name, const std::vector<std::string>& items) {
  if (items.empty()) return;
  page.paragraph(name);
  for (const std::string& item : items) page.bullet(item, 4);
}

/// Once the delays have reached their maximum, the rows repeat each other.
void print_schedule(TextPage& page, const RetryPolicy& retry) {
  constexpr std::size_t most = 20;
  const auto schedule = retry.schedule();
  if (schedule.empty()) return;
  std::vector<TableRow> rows{{"attempt", "after", "with jitter", "waits so far"}};
  for (const RetryAttempt& one : schedule) {
    if (rows.size() > most) break;
    rows.push_back({fmt::format("{}", one.attempt), delay(one.delay_ms),
                    bounds_text(one.least_ms, one.most_ms), delay(one.elapsed_ms)});
  }
  page.blank();
  page.table(rows, 4);
  if (schedule.size() > most) {
    page.paragraph(fmt::format("and so on, every {}, up to attempt {}",
                               delay(schedule.back().delay_ms), schedule.back().attempt),
                   4);
  }
}

void print_retry(TextPage& page, const RetryPolicy& retry) {
  page.heading("RETRY");
  page.paragraph(retry_total(retry));
  row(page, "Mode", fmt::format("{}: {}", text::spoken(retry.mode), retry.why));
  row(page, "Price", retry.price);
  print_schedule(page, retry);
}

void print_dead_letters(TextPage& page, const DeadLetterPolicy& policy) {
  page.heading("DEAD LETTERS");
  row(page, "Moved by", policy.mechanism);
  if (!policy.enabled) return;
  const auto reason = [](std::string_view why) {
    return why.empty() ? std::string() : fmt::format(": {}", why);
  };
  row(page, "Kept",
      fmt::format("{}{}", notation::counted(policy.retention_days, "day"),
                  reason(policy.retention_why)));
  row(page, "Alert",
      fmt::format("above {}{}", notation::counted(policy.alert_threshold, "message"),
                  reason(policy.threshold_why)));
  list(page, "What sends a message there", policy.triggers);
  if (!policy.headers.empty()) page.paragraph("Headers that travel with it");
  for (const MessageHeader& header : policy.headers) page.row(header.name, header.meaning, 28, 4);
  if (!policy.replay.empty()) page.paragraph("Replay");
  std::size_t step = 0;
  for (const std::string& text : policy.replay) {
    page.row(fmt::format("{}.", ++step), text, 4, 4);
  }
  row(page, "Order", policy.replay_and_order);
}

void print_breaker(TextPage& page, const CircuitBreakerPolicy& breaker) {
  page.heading("CIRCUIT BREAKER");
  page.paragraph(breaker_text(breaker));
  row(page, "While open", breaker.while_open);
  list(page, "Counts", breaker.counts);
  list(page, "Does not count", breaker.does_not_count);
  row(page, "Scope", breaker.scope);
}

void print_errors(TextPage& page, const ErrorClassification& errors) {
  page.heading("ERRORS");
  row(page, "Try again", text::list_of(errors.retryable));
  row(page, "Never again", text::list_of(errors.non_retryable));
  row(page, "Any other", errors.unclassified);
}

/// What is the same of many groups once, with their names; the names once as well.
void print_entries(TextPage& page, const std::vector<ReportEntry>& entries,
                   const std::vector<ConsumerGroupConfig>& groups) {
  std::vector<std::string_view> told;
  for (const AlikeEntries& one : alike_entries(entries, groups)) {
    page.paragraph(one.shown.name);
    page.paragraph(one.shown.text, 6);
    if (one.groups.empty()) continue;
    const std::string counted = notation::counted(one.groups.size(), "group");
    if (one.groups == told) {
      page.paragraph(fmt::format("for each of the same {}", counted), 6);
      continue;
    }
    const std::vector<std::string> names(one.groups.begin(), one.groups.end());
    page.paragraph(fmt::format("for each of {}: {}", counted, text::list_of(names)), 6);
    told = one.groups;
  }
}

void print_groups(TextPage& page, const std::vector<ConsumerGroupConfig>& groups) {
  std::vector<ReportEntry> entries;
  for (const ConsumerGroupConfig& group : groups) {
    entries.push_back(
        {group.group,
         fmt::format("{} on {}{}", notation::counted(group.instances, "instance"),
                     group.subscribes_to,
                     group.dead_letter.empty() ? "" : "; dead letters to " + group.dead_letter)});
  }
  print_entries(page, entries, groups);
}

}  // namespace

void print_topics(TextPage& page, const Design& design) {
  page.heading("TOPICS AND QUEUES");
  std::vector<ReportEntry> entries;
  for (const Topic& topic : design.topology.topics) {
    entries.push_back({topic.name, topic_text(topic, design.sizing.unit)});
  }
  print_entries(page, entries, design.consumer.groups);
}

void print_topic_settings(TextPage& page, const Topology& topology) {
  page.heading("TOPIC AND QUEUE SETTINGS");
  for (const ConfiguredTopics& group : topics_by_settings(topology)) {
    for (const Topic* topic : group.topics) page.paragraph(topic->name);
    if (!group.own.empty()) page.paragraph(fmt::format("These {} share", group.topics.size()), 4);
    print_settings(page, group.shared);
    print_own_settings(page, group.own);
  }
}

void print_producers(TextPage& page, const ProducerConfig& config) {
  page.heading("PRODUCERS");
  page.paragraph(config.guarantee);
  print_settings(page, config.settings);
}

void print_consumers(TextPage& page, const ConsumerConfig& config) {
  page.heading("CONSUMERS");
  page.paragraph(config.group_strategy);
  page.paragraph(config.error_handling);
  print_groups(page, config.groups);
  if (!config.settings.empty()) page.heading("CONSUMER SETTINGS");
  print_settings(page, config.settings);
  print_retry(page, config.retry);
  print_dead_letters(page, config.dead_letter);
  print_breaker(page, config.circuit_breaker);
  print_errors(page, config.errors);
}

}  // namespace eventarch::report
