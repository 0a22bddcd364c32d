#include "report/text_details.hpp"

#include <fmt/format.h>

#include <variant>

#include "report/text_numbers.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

std::string value_text(const SettingValue& value) {
  return std::visit([](const auto& v) { return fmt::format("{}", v); }, value);
}

void print_settings(TextPage& page, const std::vector<Setting>& settings, std::size_t indent) {
  for (const Setting& setting : settings) {
    page.paragraph(fmt::format("{} = {}", setting.key, value_text(setting.value)), indent);
    page.paragraph(setting.why, indent + 4);
  }
}

void print_scores(TextPage& page, const Decision& decision) {
  page.heading("SCORES (points = weight x rating x 100)");
  for (const Candidate& candidate : decision.candidates) {
    if (!candidate.eligible()) continue;
    page.paragraph(fmt::format("{}: {:.1f}", candidate.display_name(), candidate.score()));
    for (const Contribution& part : candidate.contributions) {
      page.row(
          fmt::format("{:5.1f} {}", part.points, part.criterion),
          fmt::format("weight {:.2f}, rating {:.2f}: {}", part.weight, part.rating, part.reason),
          24, 4);
    }
  }
}

/// The whole matrix: each eligible mode with its parts, in the order of the criteria.
void print_matrix(TextPage& page, const Decision& decision) {
  page.heading("MATRIX (a score is the sum of its parts)");
  std::vector<std::string> names;
  for (const CriterionWeight& row : criteria()) {
    names.push_back(fmt::format("{} {}", text::spoken(row.name), notation::percent(row.weight)));
  }
  page.paragraph(fmt::format("{}; at most 100 points", fmt::join(names, " + ")));
  for (const Candidate& candidate : decision.candidates) {
    std::vector<std::string> parts;
    for (const Contribution& part : candidate.contributions) {
      parts.push_back(notation::number(part.points));
    }
    if (candidate.eligible()) {
      page.row(candidate.display_name(),
               fmt::format("{} = {}", notation::number(candidate.score()), fmt::join(parts, " + ")),
               34);
    }
  }
}

void print_exclusions(TextPage& page, const Decision& decision) {
  page.heading("RULED OUT, WITH SOURCES");
  for (const Candidate& candidate : decision.candidates) {
    for (const Exclusion& exclusion : candidate.exclusions) {
      page.paragraph(fmt::format("{}: {}", candidate.display_name(), exclusion.constraint));
      page.paragraph(fmt::format("required {}, offered {}; {}", exclusion.required,
                                 exclusion.offered, exclusion.source),
                     6);
    }
  }
}

void print_configuration(TextPage& page, const Advice& advice) {
  const Design& design = *advice.design;
  page.heading("TOPIC AND QUEUE SETTINGS");
  for (const Topic& topic : design.topology.topics) {
    if (topic.config.empty()) continue;
    page.paragraph(topic.name);
    for (const Setting& setting : topic.config) {
      page.paragraph(fmt::format("{} = {}", setting.key, value_text(setting.value)), 6);
    }
  }
  page.heading("PRODUCER");
  page.paragraph(design.producer.guarantee);
  print_settings(page, design.producer.settings, 4);
  page.heading("CONSUMERS");
  page.paragraph(design.consumer.group_strategy);
  page.paragraph(design.consumer.error_handling);
  print_settings(page, design.consumer.settings, 4);
  const RetryPolicy& retry = design.consumer.retry;
  std::vector<std::string> delays;
  constexpr std::size_t shown_most = 10;
  for (const double delay : retry.delays_ms()) {
    if (delays.size() == shown_most) break;
    delays.push_back(notation::duration(Duration{delay}));
  }
  page.row("Retry",
           fmt::format("{} attempts, {}; delays {} (+/- {})", retry.max_attempts, retry.mode,
                       text::list_of(delays), notation::percent(retry.jitter_factor)));
  page.row("", retry.why);
  const DeadLetterPolicy& dead = design.consumer.dead_letter;
  page.row("Dead letters", dead.enabled
                               ? fmt::format("{}; kept {} days, alert above {}", dead.mechanism,
                                             dead.retention_days, dead.alert_threshold)
                               : dead.mechanism);
  const CircuitBreakerPolicy& breaker = design.consumer.circuit_breaker;
  page.row("Circuit breaker",
           fmt::format("opens after {} failures in a row, tries again after {} s with {} call; {}",
                       breaker.failure_threshold, breaker.reset_timeout_seconds,
                       breaker.half_open_attempts, breaker.while_open));
  page.row("Retry on", text::list_of(design.consumer.errors.retryable));
  page.row("Never retry", text::list_of(design.consumer.errors.non_retryable));
}

void print_patterns(TextPage& page, const Design& design) {
  page.heading("PATTERNS");
  for (const Pattern& pattern : design.patterns) {
    page.paragraph(fmt::format("{}: {}", pattern.name, pattern.why));
    for (const std::string& part : pattern.parts) page.bullet(part, 4);
  }
}

void print_operations(TextPage& page, const Design& design) {
  page.heading("METRICS AND ALERTS");
  for (const Metric& metric : design.observability.metrics) {
    page.paragraph(
        fmt::format("{} ({}; {})", metric.name, metric.type, fmt::join(metric.labels, ", ")));
    page.paragraph(metric.meaning, 6);
  }
  for (const Alert& alert : design.observability.alerts) {
    page.paragraph(fmt::format("{} ({})", alert.name, alert.severity));
    page.paragraph(alert.expression, 6);
  }
  page.heading("CHECKLIST");
  for (const ChecklistItem& item : design.checklist) {
    page.row(item.item, fmt::format("{}: {}", item.status, item.evidence), 30);
  }
  page.heading("TROUBLESHOOTING");
  for (const TroubleshootingEntry& entry : design.troubleshooting) {
    page.paragraph(fmt::format("{}: {}. {}.", entry.issue, entry.cause, entry.resolution));
    page.paragraph(entry.in_this_design, 6);
  }
}

}  // namespace

void print_details(TextPage& page, const Advice& advice) {
  const Design& design = *advice.design;
  print_matrix(page, *advice.decision);
  print_scores(page, *advice.decision);
  print_exclusions(page, *advice.decision);
  print_number_details(page, design.sizing);
  print_configuration(page, advice);
  print_schema(page, design.message_schema);
  print_patterns(page, design);
  print_operations(page, design);
}

}  // namespace eventarch::report
