#include "report/text_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

std::string spaces(std::size_t count) {
  std::string blanks(count, ' ');
  return blanks;
}

/// Pads to a number of columns, whatever script the text is in.
std::string padded(std::string_view text, std::size_t width) {
  const std::size_t used = text::display_width(text);
  return std::string(text) + spaces(used < width ? width - used : 0);
}

std::string_view code_of(Tone tone) {
  switch (tone) {
    case Tone::good: return ";32";
    case Tone::bad: return ";31";
    case Tone::open: return ";33";
    case Tone::plain: break;
  }
  return "";
}

}  // namespace

std::string TextPage::bold(std::string_view text, Tone tone) const {
  if (color_ == Color::off) return std::string(text);
  return fmt::format("\x1b[1{}m{}\x1b[0m", code_of(tone), text);
}

std::string TextPage::painted(Severity severity) const {
  const std::string_view word = name_of(severity);
  if (color_ == Color::off) return std::string(word);
  const std::string_view code = severity == Severity::error     ? "31"
                                : severity == Severity::warning ? "33"
                                                                : "36";
  return fmt::format("\x1b[1;{}m{}\x1b[0m", code, word);
}

void TextPage::line(std::string_view text) {
  out_ += text::inert_line(text);
  out_ += '\n';
}

void TextPage::blank() { line({}); }

void TextPage::title(std::string_view text, Tone tone) {
  for (const std::string& part : text::wrap(text::printable(text), page_width)) {
    line(bold(part, tone));
  }
}

void TextPage::heading(std::string_view text) {
  if (!out_.empty()) blank();
  line(bold(text::printable(text)));
}

void TextPage::paragraph(std::string_view text, std::size_t indent) {
  for (const std::string& part : text::wrap(text::printable(text), page_width - indent)) {
    line(spaces(indent) + part);
  }
}

void TextPage::bullet(std::string_view text, std::size_t indent) {
  std::string mark = "- ";
  for (const std::string& part :
       text::wrap(text::printable(text), page_width - indent - mark.size())) {
    line(fmt::format("{}{}{}", spaces(indent), mark, part));
    mark = "  ";
  }
}

void TextPage::row(std::string_view label, std::string_view value, std::size_t label_width,
                   std::size_t indent) {
  const std::string shown = text::printable(label);
  const std::size_t start = indent + label_width;
  std::string head = spaces(indent) + padded(shown, label_width);
  if (text::display_width(shown) >= label_width) {
    paragraph(shown, indent);
    head = spaces(start);
  }
  for (const std::string& part : text::wrap(text::printable(value), page_width - start)) {
    line(head + part);
    head = spaces(start);
  }
}

void TextPage::verbatim(std::string_view text, std::size_t indent) {
  line(spaces(indent) + text::printable(text));
}

void TextPage::table(const std::vector<TableRow>& rows, std::size_t indent) {
  constexpr std::size_t gap = 2;
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const TableRow& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], text::display_width(text::printable(row[i])));
    }
  }
  for (const TableRow& row : rows) {
    std::string out = spaces(indent);
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
      out += padded(text::printable(row[i]), widths[i] + gap);
    }
    line(out + text::printable(row.back()));
  }
}

void TextPage::finding(const Diagnostic& diagnostic) {
  const SourceSpan& where = diagnostic.where;
  const std::string file = text::printable(where.file);
  const std::string place =
      where.line == 0 ? file : fmt::format("{}:{}:{}", file, where.line, where.column);
  line(fmt::format("{}: {}: [{}]", place, painted(diagnostic.severity), diagnostic.rule->name));
  paragraph(diagnostic.message, 4);
  for (const RelatedPlace& related : diagnostic.related) {
    if (related.where.line == 0) continue;
    // A value of the command line stands in no line of the file.
    const bool on_command_line = related.where.file.starts_with("--set ");
    paragraph(on_command_line ? fmt::format("{}: {}", related.where.file, related.message)
                              : fmt::format("line {}: {}", related.where.line, related.message),
              4);
  }
  for (const std::string& note : diagnostic.notes) paragraph("note: " + note, 4);
  if (!diagnostic.help.empty()) paragraph("help: " + diagnostic.help, 4);
}

}  // namespace eventarch::report
