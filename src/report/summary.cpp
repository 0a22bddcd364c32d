#include "report/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "report/text_numbers.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

std::string_view title_of(UseCase use_case) {
  switch (use_case) {
    case UseCase::cqrs: return "CQRS";
    case UseCase::event_sourcing: return "event sourcing";
    case UseCase::pub_sub: return "pub/sub";
    case UseCase::saga: return "saga";
    case UseCase::work_queue: break;
  }
  return "work queue";
}

std::string_view title_of(Ordering ordering) {
  switch (ordering) {
    case Ordering::none: return "unordered";
    case Ordering::partition: return "ordered by key";
    case Ordering::global: break;
  }
  return "in one global order";
}

std::string latency_verdict(const Sizing& sizing) {
  const LatencyBudget& latency = sizing.latency;
  if (!latency.p99_ms) return "unstable at peak: the consumers cannot keep up";
  return fmt::format(
      "p99 at most {} at peak{} ({} asked{})", notation::at_most(Duration{*latency.p99_ms}),
      likely_without_bound(sizing)
          ? fmt::format(" if keys spread evenly, and likely without bound on the fullest {}",
                        sizing.unit)
          : "",
      notation::duration(Duration{latency.target_ms}), latency.met ? "" : ": missed");
}

std::string copies_text(const Sizing& sizing) {
  if (sizing.replication_factor == 0) return "copies kept by the service";
  if (sizing.replication_factor == 1) return "not replicated";
  return fmt::format("replication factor {} ({} in sync)", sizing.replication_factor,
                     sizing.min_in_sync_replicas);
}

std::string other_broker_text(const Flip& flip) {
  const std::string text = fmt::format("{}: {} -> {}: {} ({})", flip.field, flip.from, flip.to,
                                       flip.technology, flip.reason);
  if (flip.shortfalls.empty()) return text;
  return fmt::format("{}, but its design falls short: {}", text, fmt::join(flip.shortfalls, "; "));
}

}  // namespace

std::string out_of_reach(const Sizing& sizing, const UnreachableNeed& need) {
  if (need.name == "latency") return "latency target is out of reach";
  const bool in_part =
      std::ranges::find(sizing.needs, need.name, &PartitionNeed::name) != sizing.needs.end();
  return fmt::format("{} is {} sized for", text::spoken(need.name), in_part ? "partly" : "not");
}

bool likely_without_bound(const Sizing& sizing) {
  return std::ranges::find(sizing.unreachable, "balls_into_bins_excess",
                           &UnreachableNeed::formula) != sizing.unreachable.end();
}

std::size_t count_of(const Findings& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::ranges::count(findings.all(), severity, &Diagnostic::severity));
}

std::string place_of(const SourceSpan& where) {
  const bool on_command_line = where.file.starts_with("--set ");
  return where.line == 0 || on_command_line
             ? where.file
             : fmt::format("{}:{}:{}", where.file, where.line, where.column);
}

std::string decided(const Advice& advice) {
  const Candidate* winner = advice.decision->winner();
  if (winner == nullptr || !advice.design) return "no broker qualifies";
  return fmt::format("{}, {}, {}", winner->display_name(), counted_units(*advice.design),
                     copies_text(advice.design->sizing));
}

std::string asked_for(const EventContext& c) {
  return fmt::format("for {} at {}, {}, {}, kept {}", title_of(c.use_case),
                     notation::rate(c.requirements.throughput), title_of(c.requirements.ordering),
                     text::spoken(name_of(c.requirements.delivery)),
                     notation::duration(c.requirements.retention));
}

std::string suppressed_verdict(std::size_t count) {
  return notation::counted(count, "finding") + " suppressed";
}

std::string findings_verdict(const Advice& advice) {
  const Findings& findings = advice.findings;
  const std::size_t errors = count_of(findings, Severity::error);
  const std::size_t warnings = count_of(findings, Severity::warning);
  std::vector<std::string> parts;
  if (errors != 0) parts.push_back(notation::counted(errors, "error"));
  if (warnings != 0) parts.push_back(notation::counted(warnings, "warning"));
  std::string out = parts.empty() ? "no warnings" : text::list_of(parts);
  if (!advice.suppressed.empty()) out += ", " + suppressed_verdict(advice.suppressed.size());
  return out;
}

std::string verdict(const Advice& advice) {
  const Design& design = *advice.design;
  const auto open = static_cast<std::size_t>(std::ranges::count_if(design.checklist, is_open));
  return fmt::format("{}; {}; {} open", latency_verdict(design.sizing), findings_verdict(advice),
                     notation::counted(open, "checklist item"));
}

std::vector<const Candidate*> runners_up(const Decision& decision) {
  std::vector<const Broker*> seen;
  if (const Candidate* winner = decision.winner()) seen.push_back(winner->broker);
  std::vector<const Candidate*> best;
  for (const Candidate& candidate : decision.candidates) {
    if (std::ranges::find(seen, candidate.broker) != seen.end()) continue;
    seen.push_back(candidate.broker);
    best.push_back(&candidate);
  }
  return best;
}

std::vector<std::string> flip_texts(const Decision& decision) {
  std::vector<std::string> texts;
  std::vector<std::string> out_of_reach;
  std::vector<std::string> ends;
  for (const Flip& flip : decision.flips) {
    if (!flip.technology.empty()) {
      texts.push_back(other_broker_text(flip));
    } else if (!flip.shortfalls.empty()) {
      out_of_reach.push_back(fmt::format("{} {} ({})", flip.field, flip.to, flip.reason));
    } else {
      ends.push_back(fmt::format("{} {}", flip.field, flip.to));
    }
  }
  if (!out_of_reach.empty()) {
    texts.push_back("the design would miss its targets with " + text::list_of(out_of_reach, "or"));
  }
  if (!ends.empty()) texts.push_back("nothing qualifies with " + text::list_of(ends, "or"));
  return texts;
}

std::string stability_text(const Decision& decision) {
  const Stability& stability = *decision.stability;
  const std::string& winner_name = std::string(decision.winner()->broker->name);
  std::string text = fmt::format(
      "{} {} of {} neighbouring inputs keep {} ({}: figures halved and doubled, guarantees one "
      "step "
      "up and down, one and two at a time)",
      stability.fragile() ? "This decision is fragile:" : "Stability:", stability.keeping,
      stability.neighbours, winner_name,
      notation::percent(std::floor(stability.share() * 100) / 100));
  if (!stability.rival.empty()) {
    text += fmt::format("; most of the others lead to {}", stability.rival);
  } else if (stability.keeping != stability.neighbours) {
    text += "; with the others nothing qualifies";
  }
  if (!stability.weakest_field.empty()) {
    text += fmt::format(", most often by a change of {}", stability.weakest_field);
  }
  return text + ".";
}

std::string relaxation_text(const Relaxation& relaxation) {
  std::vector<std::string> changes;
  for (const RelaxedField& change : relaxation.changes) {
    changes.push_back(fmt::format("{} from {} to {}", change.field, change.from, change.to));
  }
  std::string then = fmt::format("{}: then {} ({}) qualifies", text::list_of(changes),
                                 relaxation.technology, text::spoken(relaxation.mode));
  if (relaxation.shortfalls.empty()) return then;
  return fmt::format("{}, but its design still falls short: {}", then,
                     fmt::join(relaxation.shortfalls, "; "));
}

std::string topic_text(const Topic& topic, std::string_view unit) {
  std::string facts = fmt::format("{}, {}", topic.resource, topic.purpose);
  // A queue is one, which goes without saying; into how many parts a topic falls is to be set.
  const bool in_parts = unit == "partition" || unit == "shard";
  if (topic.partitions > 1 || (in_parts && topic.partitions == 1)) {
    const bool by_unit = unit == "queue" || unit == "shard";
    facts += "; " + notation::counted(topic.partitions, by_unit ? unit : "partition");
  }
  constexpr std::string_view no_key = "none: ";
  if (topic.key.starts_with(no_key)) {
    facts += fmt::format("; no key: {}", std::string_view(topic.key).substr(no_key.size()));
  } else if (topic.key != "none") {
    facts += fmt::format("; key {}", topic.key);
  }
  if (topic.retention_hours) {
    facts += fmt::format("; kept {}", notation::duration(hours(*topic.retention_hours)));
  }
  return facts;
}

std::string unmeasured_text(const Sizing& sizing) {
  if (sizing.unmeasured.empty()) return {};
  return fmt::format("{} of the catalogue behind these numbers: {}. Measure on your hardware.",
                     notation::counted(sizing.unmeasured.size(), "estimate"),
                     text::list_of(sizing.unmeasured));
}

bool is_open(const ChecklistItem& item) {
  return item.status == "missing" || item.status == "unknown";
}

std::string value_text(const SettingValue& value) {
  return std::visit([](const auto& v) { return fmt::format("{}", v); }, value);
}

std::string retry_total(const RetryPolicy& retry) {
  std::string attempts = notation::counted(retry.max_attempts, "attempt") +
                         (retry.max_attempts == 1 ? ": no retry" : "");
  const auto rows = retry.schedule();
  if (rows.empty()) return attempts;
  const double total = rows.back().elapsed_ms;
  const double least = total * (1 - retry.jitter_factor);
  const double most = total * (1 + retry.jitter_factor);
  const std::string jitter =
      least < most ? fmt::format(" ({} with jitter)", bounds_text(least, most)) : "";
  return fmt::format("{}, {} of delays in all{}, about {} with {} of work for each attempt",
                     attempts, notation::duration(Duration{total}), jitter,
                     notation::about(Duration{total + retry.attempt_ms * retry.max_attempts}),
                     notation::duration(Duration{retry.attempt_ms}));
}

std::string bounds_text(double least_ms, double most_ms) {
  const std::string least = notation::duration(Duration{least_ms});
  const std::string most = notation::duration(Duration{most_ms});
  return least == most ? least : fmt::format("{} to {}", least, most);
}

std::string breaker_text(const CircuitBreakerPolicy& breaker) {
  return fmt::format("opens after {} in a row, tries again after {} with {}",
                     notation::counted(breaker.failure_threshold, "failure"),
                     notation::duration(seconds(breaker.reset_timeout_seconds)),
                     notation::counted(breaker.half_open_attempts, "call"));
}

std::string urgency(const Alert& alert) {
  if (alert.hold.empty()) return alert.severity;
  return alert.hold == "0m" ? alert.severity + ", at once"
                            : fmt::format("{}, for {}", alert.severity, alert.hold);
}

std::string figure_name(const PatternFigure& figure) {
  std::string_view name = figure.name;
  for (const std::string_view unit : {"_hours", "_seconds", "_ms", "_bytes"}) {
    if (name.ends_with(unit)) name.remove_suffix(unit.size());
  }
  return text::spoken(name);
}

std::string metric_text(const Metric& metric) {
  std::string text = metric.meaning;
  if (!metric.unit.empty()) text += fmt::format("; in {}", metric.unit);
  if (!metric.buckets.empty()) {
    text += fmt::format("; buckets {}", fmt::join(metric.buckets, ", "));
  }
  return text;
}

std::string metric_kind(const Metric& metric) {
  return fmt::format("{}; {}", metric.type, fmt::join(metric.labels, ", "));
}

}  // namespace eventarch::report
