/// A comparison for a pull request: the verdict, a table of what hurts, everything else folded.
/// Tables get shorter until the page fits into a comment.

#include <fmt/format.h>

#include <array>
#include <string>

#include "report/diff_words.hpp"
#include "report/markdown_text.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using report::markdown::cell_longest;
using report::markdown::code;
using report::markdown::html;
using report::markdown::prose;
using report::markdown::Table;

/// By this first line a script finds the comment again, to change it in place of adding another.
constexpr std::string_view marker = "<!-- eventarch diff -->\n";

/// How much of each design is shown.
struct Limits {
  std::size_t designs;
  std::size_t rows;
  std::size_t cell;
};

std::string folded(std::string_view title, std::string_view body) {
  return fmt::format("\n<details>\n<summary>{}</summary>\n\n{}\n</details>\n", html(title), body);
}

std::string cell(std::string_view raw, const Limits& limits) {
  return raw.empty() ? std::string(" ") : prose(raw, limits.cell);
}

std::string symbol(Impact impact) {
  return impact == Impact::safe ? std::string(name_of(impact))
                                : fmt::format("**{}**", name_of(impact));
}

Table change_rows(const DesignDiff& design, const Limits& limits, bool safe) {
  Table rows{{"class", "what", "change", "because"}, {}};
  for (const Change& change : design.changes) {
    if ((change.rule->impact == Impact::safe) != safe) continue;
    std::string cause = cause_text(change, design);
    if (cause.starts_with("because ")) cause.erase(0, 8);
    if (!change.advised_by.empty()) cause += fmt::format("; advised by {}", change.advised_by);
    rows.rows.push_back({symbol(change.rule->impact), cell(report::what_changed(change), limits),
                         cell(report::from_to(change), limits), cell(cause, limits)});
  }
  return rows;
}

std::string requirement_table(const DesignDiff& design, const Limits& limits) {
  Table rows{{"requirement", "old", "new", "where"}, {}};
  for (const RequirementChange& change : design.requirements) {
    rows.rows.push_back({code(change.field, limits.cell), cell(change.from, limits),
                         cell(change.to, limits), cell(report::lines_text(change), limits)});
  }
  return table(rows, limits.rows, "`-f json`");
}

std::string reasons(const DesignDiff& design, const Limits& limits, Detail detail) {
  std::string out;
  std::size_t count = 0;
  for (const Change& change : design.changes) {
    if (change.rule->impact == Impact::safe && detail != Detail::verbose) continue;
    if (++count > limits.rows) return out + "\n`-f json` has the others.\n";
    out += fmt::format("- {}: {}", prose(report::what_changed(change), limits.cell),
                       prose(change.rule->reason));
    if (!change.rule->source.empty()) out += fmt::format(" ({})", prose(change.rule->source));
    if (const std::string advice = advice_text(change); !advice.empty()) {
      out += fmt::format("; {}", prose(advice, limits.cell));
    }
    out += "\n";
  }
  return out;
}

std::string page_of(const DesignDiff& design, const Limits& limits, Detail detail) {
  std::string out = fmt::format("\n### {}\n", prose(design.name, limits.cell));
  const std::string where = report::standing(design);
  if (!where.empty()) out += fmt::format("\n{}.\n", prose(where));
  const Table harmful = change_rows(design, limits, false);
  if (!harmful.rows.empty()) out += "\n" + table(harmful, limits.rows, "`-f json`");
  for (const std::string& note : design.notes) out += fmt::format("\n{}\n", prose(note));
  if (!design.requirements.empty()) {
    out += folded("Requirements changed", requirement_table(design, limits));
  }
  const std::string why = reasons(design, limits, detail);
  if (!why.empty()) out += folded("Why it matters", why);
  const Table safe = change_rows(design, limits, true);
  if (!safe.rows.empty()) out += folded("Safe changes", table(safe, limits.rows, "`-f json`"));
  return out;
}

std::string findings_of(const DiffSide& side, const Limits& limits) {
  if (side.findings.all().empty()) return {};
  std::string out = fmt::format("\n{} cannot be compared:\n\n", code(side.file, limits.cell));
  std::size_t count = 0;
  for (const Diagnostic& finding : side.findings.all()) {
    if (++count > limits.rows) return out + "- and more: `eventarch check` lists them\n";
    const std::string line =
        finding.where.line == 0 ? "" : fmt::format("line {}: ", finding.where.line);
    out += fmt::format("- {}{} ({})\n", line, prose(finding.message, limits.cell),
                       code(finding.rule->name));
  }
  return out;
}

std::string page_of(const DiffReport& report, const Limits& limits, Detail detail) {
  std::string out = std::string(marker);
  out += fmt::format("## {}\n\n{} -> {}\n", prose(diff_headline(report)),
                     code(report.before.file, limits.cell), code(report.after.file, limits.cell));
  out += findings_of(report.before, limits) + findings_of(report.after, limits);
  if (detail == Detail::brief) return out;
  std::size_t shown = 0;
  std::size_t left = 0;
  for (const DesignDiff& design : report.designs) {
    if (design.unchanged()) continue;
    if (shown == limits.designs) {
      ++left;
      continue;
    }
    ++shown;
    out += page_of(design, limits, detail);
  }
  if (left > 0) {
    out += fmt::format(
        "\n_Left out, to keep within the size of a comment: {} more that changed._\n", left);
  }
  return out;
}

}  // namespace

std::string render_diff_markdown(const DiffReport& report, Detail detail) {
  constexpr std::array sizes{Limits{100, 200, cell_longest}, Limits{50, 50, 240},
                             Limits{20, 20, 120}, Limits{10, 10, 60}, Limits{5, 5, 30}};
  std::string page;
  for (const Limits& limits : sizes) {
    page = page_of(report, limits, detail);
    if (page.size() < markdown_longest) break;
  }
  return page;
}

}  // namespace eventarch
