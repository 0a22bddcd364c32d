/// The report for people: the decision in three lines, then why, then the numbers, then what to
/// watch.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "eventarch/report.hpp"
#include "report/text_details.hpp"
#include "report/text_numbers.hpp"
#include "report/text_page.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using report::TextPage;

std::string plural(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

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

/// Two significant digits: more would claim to know better than the inputs do.
std::string about(double ms) { return notation::about(Duration{ms}); }

std::string asked_for(const EventContext& c) {
  return fmt::format("for {} at {}, {}, {}, kept {}", title_of(c.use_case),
                     notation::rate(c.requirements.throughput), title_of(c.requirements.ordering),
                     text::spoken(name_of(c.requirements.delivery)),
                     notation::duration(c.requirements.retention));
}

std::string latency_verdict(const LatencyBudget& latency) {
  if (!latency.p99_ms) return "unstable at peak: the consumers cannot keep up";
  return fmt::format("p99 at most {} at peak ({} asked{})", about(*latency.p99_ms),
                     notation::duration(Duration{latency.target_ms}),
                     latency.met ? "" : ": missed");
}

std::size_t count_of(const Findings& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::ranges::count(findings.all(), severity, &Diagnostic::severity));
}

std::string findings_verdict(const Findings& findings) {
  const std::size_t errors = count_of(findings, Severity::error);
  const std::size_t warnings = count_of(findings, Severity::warning);
  std::vector<std::string> parts;
  if (errors != 0) parts.push_back(plural(errors, "error"));
  if (warnings != 0) parts.push_back(plural(warnings, "warning"));
  return parts.empty() ? "no warnings" : text::list_of(parts);
}

std::string verdict(const Advice& advice, const Design& design) {
  const auto open = static_cast<std::size_t>(
      std::ranges::count_if(design.checklist, [](const ChecklistItem& item) {
        return item.status == "missing" || item.status == "unknown";
      }));
  return fmt::format("{}; {}; {} open", latency_verdict(design.sizing.latency),
                     findings_verdict(advice.findings), plural(open, "checklist item"));
}

std::string copies_text(const Sizing& sizing) {
  if (sizing.replication_factor == 0) return "copies kept by the service";
  if (sizing.replication_factor == 1) return "not replicated";
  return fmt::format("replication factor {} ({} in sync)", sizing.replication_factor,
                     sizing.min_in_sync_replicas);
}

void print_head(TextPage& page, const Advice& advice) {
  const EventContext& context = *advice.context;
  const Candidate* winner = advice.decision->winner();
  if (winner == nullptr || !advice.design) {
    page.title(fmt::format("{}: no broker qualifies", context.name));
    page.paragraph(asked_for(context), 0);
    return;
  }
  page.title(fmt::format("{}: {}, {}, {}", context.name, winner->display_name(),
                         report::units_text(advice.design->sizing),
                         copies_text(advice.design->sizing)));
  page.paragraph(asked_for(context), 0);
  page.paragraph(verdict(advice, *advice.design), 0);
}

/// The best mode of each broker but the winner's; the details show every mode.
void print_candidates(TextPage& page, const Decision& decision, const Candidate* winner) {
  std::vector<const Broker*> shown;
  if (winner != nullptr) shown.push_back(winner->broker);
  for (const Candidate& candidate : decision.candidates) {
    if (std::ranges::find(shown, candidate.broker) != shown.end()) continue;
    shown.push_back(candidate.broker);
    page.bullet(candidate.eligible()
                    ? fmt::format("{} {:.1f}: {}", candidate.display_name(), candidate.score(),
                                  candidate.verdict)
                    : fmt::format("{} out: {}", candidate.display_name(), candidate.verdict));
  }
}

void print_relaxations(TextPage& page, const Decision& decision) {
  page.heading("WHAT TO GIVE UP (one of these is enough)");
  for (const Relaxation& relaxation : decision.relaxations) {
    std::vector<std::string> changes;
    for (const RelaxedField& change : relaxation.changes) {
      changes.push_back(fmt::format("{} from {} to {}", change.field, change.from, change.to));
    }
    page.bullet(fmt::format("{}: then {} ({}) qualifies", text::list_of(changes),
                            relaxation.technology, text::spoken(relaxation.mode)));
  }
}

void print_why(TextPage& page, const Decision& decision) {
  const Candidate* winner = decision.winner();
  page.heading("WHY");
  if (winner != nullptr) {
    page.paragraph(decision.rationale);
    page.blank();
  }
  print_candidates(page, decision, winner);
  if (winner == nullptr) print_relaxations(page, decision);
}

std::string stability_text(const Decision& decision, const Stability& stability) {
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

void print_flips(TextPage& page, const Decision& decision) {
  if (decision.flips.empty() && !decision.stability) return;
  page.heading("WHAT WOULD CHANGE IT");
  std::vector<std::string> ends;
  for (const Flip& flip : decision.flips) {
    if (flip.technology.empty()) {
      ends.push_back(fmt::format("{} {}", flip.field, flip.to));
    } else {
      page.bullet(fmt::format("{}: {} -> {}: {} ({})", flip.field, flip.from, flip.to,
                              flip.technology, flip.reason));
    }
  }
  if (!ends.empty()) page.bullet("nothing qualifies with " + text::list_of(ends, "or"));
  if (!decision.stability) return;
  if (!decision.flips.empty()) page.blank();
  page.paragraph(stability_text(decision, *decision.stability));
}

void print_topics(TextPage& page, const Topology& topology, std::string_view unit) {
  page.heading("TOPICS AND QUEUES");
  for (const Topic& topic : topology.topics) {
    page.paragraph(topic.name);
    std::string facts = fmt::format("{}, {}", topic.resource, topic.purpose);
    if (topic.partitions > 1) {
      facts += fmt::format("; {} {}s", topic.partitions, unit == "queue" ? unit : "partition");
    }
    if (topic.key != "none") facts += fmt::format("; key {}", topic.key);
    if (topic.retention_hours) {
      facts += fmt::format("; kept {}", notation::duration(hours(*topic.retention_hours)));
    }
    page.paragraph(facts, 6);
  }
}

void print_findings(TextPage& page, const Findings& findings) {
  if (findings.all().empty()) return;
  page.heading("FINDINGS");
  for (const Diagnostic& finding : findings.all()) page.finding(finding);
}

void print_watch(TextPage& page, const Advice& advice) {
  print_findings(page, advice.findings);
  page.heading("WHAT TO WATCH");
  const Design& design = *advice.design;
  for (const ChecklistItem& item : design.checklist) {
    if (item.status != "missing" && item.status != "unknown") continue;
    page.bullet(fmt::format("[{}] {}: {}", item.status, item.item, item.evidence));
  }
  for (const Alert& alert : design.observability.alerts) {
    page.bullet(fmt::format("alert {}: {}", alert.name, alert.why));
  }
}

void print_assumptions(TextPage& page, const Advice& advice) {
  const auto& assumptions = advice.context->assumptions;
  if (!assumptions.empty()) {
    page.heading(
        fmt::format("ASSUMED ({} not in the file; state what you know to sharpen the design)",
                    plural(assumptions.size(), "value")));
    for (const Assumption& a : assumptions) {
      page.row(a.field, fmt::format("{}: {}", a.value, a.reason), 30);
    }
  }
  if (!advice.design || advice.design->sizing.unmeasured.empty()) return;
  page.blank();
  page.paragraph(
      fmt::format("{} of the catalogue behind these numbers: {}. Measure on your hardware.",
                  plural(advice.design->sizing.unmeasured.size(), "estimate"),
                  text::list_of(advice.design->sizing.unmeasured)));
}

void print_invalid(TextPage& page, const Advice& advice) {
  const std::size_t errors = count_of(advice.findings, Severity::error);
  for (const Diagnostic& finding : advice.findings.all()) {
    page.finding(finding);
    page.blank();
  }
  page.title(fmt::format("No design: {} in {}. `eventarch schema input` describes the file.",
                         plural(errors, "error"), advice.file));
}

}  // namespace

std::string render_findings(const Findings& findings) {
  std::string out;
  for (const Diagnostic& finding : findings.all()) {
    out +=
        text::printable(fmt::format("{}:{}:{}: {}: {} [{}]", finding.where.file, finding.where.line,
                                    finding.where.column, name_of(finding.severity),
                                    finding.message, finding.rule->name)) +
        "\n";
    if (!finding.help.empty()) out += "  help: " + text::printable(finding.help) + "\n";
  }
  return out;
}

std::string render_text(const Advice& advice, const TextOptions& options) {
  TextPage page(options.color);
  if (!advice.context || !advice.decision) {
    print_invalid(page, advice);
    return page.take();
  }
  print_head(page, advice);
  if (options.detail == Detail::brief) return page.take();
  print_why(page, *advice.decision);
  print_flips(page, *advice.decision);
  if (!advice.design) {
    print_findings(page, advice.findings);
    print_assumptions(page, advice);
    return page.take();
  }
  report::print_numbers(page, advice.design->sizing);
  print_topics(page, advice.design->topology, advice.design->sizing.unit);
  if (options.detail == Detail::verbose) report::print_details(page, advice);
  print_watch(page, advice);
  print_assumptions(page, advice);
  return page.take();
}

}  // namespace eventarch
