/// The choice of the broker, and what it rests on, in the Markdown report.

#include <fmt/format.h>

#include "report/assumptions_in_use.hpp"
#include "report/context_rows.hpp"
#include "report/markdown_sections.hpp"
#include "report/markdown_text.hpp"
#include "report/summary.hpp"
#include "report/suppression_words.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

using markdown::cell;
using markdown::code;
using markdown::prose;
using markdown::table;

std::string bullets(const std::vector<std::string>& texts, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < std::min(most, texts.size()); ++i) {
    out += fmt::format("- {}\n", prose(texts[i]));
  }
  if (texts.size() > most) out += fmt::format("- and {} more\n", texts.size() - most);
  return out;
}

std::string candidates_table(const std::vector<const Candidate*>& candidates,
                             const Decision& decision, const Extent& extent) {
  markdown::Table rows{{"candidate", "points", "verdict"}, {}};
  for (const Candidate* candidate : candidates) {
    const std::string name = cell(candidate->display_name());
    rows.rows.push_back({candidate == decision.winner() ? fmt::format("**{}**", name) : name,
                         candidate->eligible() ? fmt::format("{:.1f}", candidate->score()) : "out",
                         cell(candidate->verdict)});
  }
  return table(rows, extent.rows, "`--section broker -f json`");
}

/// The best mode of each broker; every mode is one fold away.
void add_candidates(MarkdownBlocks& blocks, const Decision& decision, const Extent& extent) {
  std::vector<const Candidate*> best = runners_up(decision);
  if (decision.winner() != nullptr) best.insert(best.begin(), decision.winner());
  std::vector<const Candidate*> all;
  for (const Candidate& candidate : decision.candidates) all.push_back(&candidate);
  std::string body = decision.rationale.empty() ? "" : prose(decision.rationale) + "\n\n";
  body += candidates_table(best, decision, extent);
  blocks.push_back({Section::broker, Importance::decision, "Why", std::move(body)});
  blocks.push_back({Section::broker, Importance::details, "Every candidate",
                    candidates_table(all, decision, extent), true});
}

void add_relaxations(MarkdownBlocks& blocks, const Decision& decision, const Extent& extent) {
  std::vector<std::string> texts;
  for (const Relaxation& one : decision.relaxations) texts.push_back(relaxation_text(one));
  blocks.push_back({Section::broker, Importance::findings,
                    "What to give up (one of these is enough)", bullets(texts, extent.rows)});
}

void add_flips(MarkdownBlocks& blocks, const Decision& decision, const Extent& extent) {
  std::string body = bullets(flip_texts(decision), extent.rows);
  if (decision.stability && decision.winner() != nullptr) {
    body += fmt::format("\n{}\n", prose(stability_text(decision)));
  }
  blocks.push_back(
      {Section::broker, Importance::resources, "What would change it", std::move(body), true});
}

void add_scores(MarkdownBlocks& blocks, const Decision& decision, const Extent& extent) {
  markdown::Table scores{{"candidate", "criterion", "points", "why"}, {}};
  markdown::Table out{{"candidate", "constraint", "required", "offered", "source"}, {}};
  for (const Candidate& candidate : decision.candidates) {
    const std::string name = cell(candidate.display_name());
    for (const Contribution& part : candidate.contributions) {
      scores.rows.push_back({name, cell(text::spoken(part.criterion)),
                             fmt::format("{:.1f} of {:.0f}", part.points, part.weight * 100),
                             cell(part.reason)});
    }
    for (const Exclusion& exclusion : candidate.exclusions) {
      out.rows.push_back({name, cell(text::spoken(exclusion.constraint)), cell(exclusion.required),
                          cell(exclusion.offered), cell(exclusion.source)});
    }
  }
  constexpr std::string_view where = "`--section broker -f json`";
  if (!scores.rows.empty()) {
    blocks.push_back({Section::broker, Importance::sources, "Scores by criterion",
                      table(scores, extent.rows, where), true});
  }
  if (!out.rows.empty()) {
    blocks.push_back({Section::broker, Importance::sources, "Ruled out, with sources",
                      table(out, extent.rows, where), true});
  }
}

}  // namespace

void add_findings(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  markdown::Table findings{{"severity", "place", "finding", "rule"}, {}};
  // The most severe first: a reader may see no more than the first rows.
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    for (const Diagnostic& one : advice.findings.all()) {
      if (one.severity != severity) continue;
      std::string what = cell(one.message);
      if (!one.help.empty()) what += fmt::format("<br>_help:_ {}", cell(one.help));
      findings.rows.push_back(
          {severity == Severity::error ? "**error**" : std::string(name_of(severity)),
           code(place_of(one.where)), std::move(what), code(one.rule->name)});
    }
  }
  for (const SuppressedFinding& one : advice.suppressed) {
    const Diagnostic& finding = one.diagnostic;
    findings.rows.push_back({"suppressed", code(place_of(finding.where)),
                             fmt::format("{}<br>_suppressed:_ {}", cell(finding.message),
                                         cell(suppression_text(one.suppressed))),
                             code(finding.rule->name)});
  }
  std::string body = findings.rows.empty()
                         ? (extent.full ? "None.\n" : "")
                         : table(findings, extent.rows, "`--section validation -f json`");
  blocks.push_back({Section::validation, Importance::findings, "Findings", std::move(body)});
}

void add_decision(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const Decision& decision = *advice.decision;
  add_relaxations(blocks, decision, extent);
  add_candidates(blocks, decision, extent);
  add_flips(blocks, decision, extent);
  if (extent.full) add_scores(blocks, decision, extent);
}

void add_assumptions(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const std::vector<Assumption> assumptions = assumptions_in_use(advice);
  markdown::Table rows{{"field", "taken as", "because"}, {}};
  for (const Assumption& one : assumptions) {
    rows.rows.push_back({code(one.field), cell(one.value), cell(one.reason)});
  }
  std::string body = assumptions.empty()
                         ? std::string()
                         : table(rows, extent.rows, "`--section assumptions -f json`");
  const std::string unmeasured = advice.design ? unmeasured_text(advice.design->sizing) : "";
  if (!unmeasured.empty()) body += fmt::format("\n{}\n", prose(unmeasured));
  blocks.push_back(
      {Section::assumptions, Importance::failures,
       fmt::format("Assumed: {} not in the file", notation::counted(assumptions.size(), "value")),
       std::move(body), true});
}

void add_context(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  if (!extent.full) return;
  markdown::Table rows{{"field", "value"}, {}};
  for (const ContextRow& one : context_rows(*advice.context)) {
    rows.rows.push_back({code(one.field), cell(one.value)});
  }
  blocks.push_back({Section::context, Importance::sources, "Context",
                    table(rows, extent.rows, "`--section context -f json`"), true});
}

}  // namespace eventarch::report
