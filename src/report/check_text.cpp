/// Findings for people, with the source, as compilers show them.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "report/check_concise.hpp"
#include "report/check_snippet.hpp"
#include "report/check_writers.hpp"
#include "report/summary.hpp"
#include "report/suppression_words.hpp"
#include "report/text_page.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

/// The text that an edit takes away, where its line is at hand.
std::string replaced_by(const Edit& edit, const CheckFinding& finding) {
  const auto line = std::ranges::find(finding.lines, edit.where.line, &SourceLine::number);
  if (line == finding.lines.end() || edit.where.end_line != edit.where.line) return {};
  std::string out;
  std::uint32_t column = 1;
  const std::string_view source = line->text;
  for (std::size_t at = 0; at < source.size(); ++column) {
    const std::size_t bytes = std::max<std::size_t>(1, text::sequence_length(source.substr(at)));
    if (column >= edit.where.column && column < edit.where.end_column) {
      out += source.substr(at, bytes);
    }
    at += bytes;
  }
  return out;
}

std::string edit_text(const Edit& edit, const CheckFinding& finding) {
  const std::string place = fmt::format("{}:{}", edit.where.line, edit.where.column);
  const bool inserts =
      edit.where.line == edit.where.end_line && edit.where.column == edit.where.end_column;
  const std::string after = text::quoted(edit.replacement);
  const std::string before = replaced_by(edit, finding);
  const std::string what = inserts          ? fmt::format("writes {} at {}", after, place)
                           : before.empty() ? fmt::format("writes {} from {} on", after, place)
                           : edit.replacement.empty()
                               ? fmt::format("takes {} away", text::quoted(before))
                               : fmt::format("replaces {} with {}", text::quoted(before), after);
  return "`check --fix` " + what;
}

/// Made safe before it is wrapped, so that escapes count as columns.
std::string shown(std::string_view raw) { return text::inert_line(text::printable(raw)); }

class FindingPage {
 public:
  explicit FindingPage(Color color) : paint_(color) {}

  void finding(const CheckedFile& file, const CheckFinding& finding) {
    const Diagnostic& diagnostic = finding.diagnostic;
    headline(diagnostic, finding.suppressed.has_value());
    const Snippet snippet = snippet_of(file, finding, paint_);
    indent_ = std::string(snippet.gutter, ' ');
    line(indent_ + paint_.frame("--> ") + place_for_people(diagnostic.where, file));
    for (const std::string& row : snippet.rows) line(row);
    for (const std::string& note : snippet.notes) remark("note", note);
    for (const std::string& note : diagnostic.notes) remark("note", note);
    if (!diagnostic.help.empty()) remark("help", diagnostic.help);
    if (finding.suppressed) {
      remark("suppressed", suppression_text(*finding.suppressed));
    } else {
      for (const Edit& edit : diagnostic.fix) remark("fix", edit_text(edit, finding));
    }
    line({});
  }

  void concise(const CheckedFile& file, const CheckFinding& finding) {
    line(concise_line(file, finding, paint_));
  }

  void stale(const BaselineEntry& entry) {
    paragraph("", fmt::format("The baseline accepts {} at {} in {} of {}, which is not found "
                              "any more.",
                              text::quoted(entry.rule),
                              entry.subject.empty() ? "the root" : text::quoted(entry.subject),
                              text::quoted(entry.design), text::quoted(entry.file)));
  }

  void paragraph(std::string_view head, std::string_view raw) {
    const std::string indent(text::display_width(head), ' ');
    std::string_view start = head;
    for (const std::string& part : text::wrap(shown(raw), page_width - text::display_width(head))) {
      line(std::string(start) + part);
      start = indent;
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void line(std::string_view text) {
    out_ += text::inert_line(text);
    out_ += '\n';
  }

  void headline(const Diagnostic& diagnostic, bool is_suppressed) {
    const std::string head =
        fmt::format("{}[{}]{}", name_of(diagnostic.severity), diagnostic.rule->name,
                    is_suppressed ? " (suppressed)" : "");
    bool is_first = true;
    // The head is one word of it, however long.
    const std::string filler(text::display_width(head) + 1, 'x');
    for (const std::string& part :
         text::wrap(filler + " " + shown(diagnostic.message), page_width - 2)) {
      if (is_first) {
        const std::string rest = part.substr(std::min(filler.size(), part.size()));
        line(paint_.of(diagnostic.severity, head) + paint_.strong(":" + rest));
      } else {
        line("  " + paint_.strong(part));
      }
      is_first = false;
    }
  }

  void remark(std::string_view kind, std::string_view raw) {
    const std::string head = fmt::format("{} = {}: ", indent_, kind);
    const std::string hanging(head.size(), ' ');
    bool is_first = true;
    for (const std::string& part : text::wrap(shown(raw), page_width - head.size())) {
      line(is_first ? fmt::format("{} {} {} {}", indent_, paint_.frame("="),
                                  paint_.strong(fmt::format("{}:", kind)), part)
                    : hanging + part);
      is_first = false;
    }
  }

  Paint paint_;
  std::string indent_;
  std::string out_;
};

std::string brief(const CheckReport& report, const CheckReportOptions& options) {
  FindingPage page(options.color);
  for (const CheckedFile& file : report.files) {
    for (const CheckFinding& finding : file.findings) {
      if (is_shown(finding, Detail::brief)) page.concise(file, finding);
    }
  }
  return page.take();
}

void print_stale(FindingPage& page, const CheckReport& report, Detail detail) {
  if (report.stale.empty()) return;
  if (detail == Detail::verbose) {
    for (const BaselineEntry& entry : report.stale) page.stale(entry);
  }
  page.paragraph("", fmt::format("The baseline accepts {} found any more: write it anew with "
                                 "--write-baseline.",
                                 report.stale.size() == 1 ? "1 finding that is not"
                                                          : fmt::format("{} findings that are not",
                                                                        report.stale.size())));
}

}  // namespace

std::string check_text(const CheckReport& report, const CheckReportOptions& options) {
  if (options.detail == Detail::brief) return brief(report, options);
  FindingPage page(options.color);
  bool any = false;
  for (const CheckedFile& file : report.files) {
    for (const CheckFinding& finding : file.findings) {
      if (!is_shown(finding, options.detail)) continue;
      page.finding(file, finding);
      any = true;
    }
  }
  print_stale(page, report, options.detail);
  page.paragraph("", summary_line(report.summary()));
  if (any) page.paragraph("", "`eventarch explain NAME` says why a rule matters.");
  return page.take();
}

}  // namespace eventarch::report
