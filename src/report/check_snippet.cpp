#include "report/check_snippet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "report/check_concise.hpp"
#include "report/check_source_line.hpp"
#include "report/text_page.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

/// A place to mark, with the words below it.
struct Mark {
  const SourceSpan* where;
  std::string_view label;
  bool is_primary;
};

const SourceLine* line_numbered(const CheckFinding& finding, std::uint32_t number) {
  const auto found = std::ranges::find(finding.lines, number, &SourceLine::number);
  return found == finding.lines.end() ? nullptr : &*found;
}

/// The last line that a place has a part of: an end in front of the first character is none.
std::uint32_t last_line(const SourceSpan& where) {
  if (where.end_line <= where.line) return where.line;
  return where.end_column > 1 ? where.end_line : where.end_line - 1;
}

bool is_visible(const SourceSpan& where, const CheckedFile& file, const CheckFinding& finding) {
  const bool is_inside = where.file.empty() || where.file == file.name;
  return is_inside && where.line != 0 && line_numbered(finding, where.line) != nullptr;
}

/// What a mark covers of a line, if anything.
std::optional<Stretch> covered(const Mark& mark, const SourceLine& line) {
  const SourceSpan& where = *mark.where;
  if (line.number < where.line || line.number > last_line(where)) return std::nullopt;
  const std::size_t end = characters_in(line.text);
  Stretch part{indent_of(line.text), end};
  if (line.number == where.line) part.begin = std::max(where.column, 1U) - 1;
  if (line.number == where.end_line) part.end = std::max(where.end_column, 1U) - 1;
  part.end = std::max(part.begin, part.end);
  return part;
}

/// Lays out one finding.
class Layout {
 public:
  Layout(const CheckedFile& file, const CheckFinding& finding, const Paint& paint)
      : file_(file), finding_(finding), paint_(paint) {}

  Snippet take() {
    collect_marks();
    const std::set<std::uint32_t> numbers = numbers_shown();
    if (numbers.empty()) return std::move(out_);
    out_.gutter = std::to_string(*numbers.rbegin()).size();
    frame({}, {});
    std::uint32_t before = 0;
    for (const std::uint32_t number : numbers) {
      if (before != 0 && number > before + 1) out_.rows.push_back(paint_.frame("..."));
      print_line(*line_numbered(finding_, number));
      before = number;
    }
    frame({}, {});
    return std::move(out_);
  }

 private:
  void collect_marks() {
    const Diagnostic& diagnostic = finding_.diagnostic;
    if (is_visible(diagnostic.where, file_, finding_)) {
      marks_.push_back({&diagnostic.where, diagnostic.label, true});
    }
    for (const RelatedPlace& related : diagnostic.related) {
      if (is_visible(related.where, file_, finding_)) {
        marks_.push_back({&related.where, related.message, false});
      } else {
        out_.notes.push_back(
            fmt::format("{} ({})", related.message, place_for_people(related.where, file_)));
      }
    }
  }

  /// The first and the last line of every mark, those that are at hand.
  std::set<std::uint32_t> numbers_shown() const {
    std::set<std::uint32_t> numbers;
    for (const Mark& mark : marks_) {
      numbers.insert(mark.where->line);
      const std::uint32_t last = last_line(*mark.where);
      if (line_numbered(finding_, last) != nullptr) numbers.insert(last);
    }
    return numbers;
  }

  /// The last of the lines shown that a mark has a part of: its words stand there.
  bool has_label_at(const Mark& mark, const SourceLine& line) const {
    const std::uint32_t last = last_line(*mark.where);
    return line.number == last ||
           (line.number == mark.where->line && line_numbered(finding_, last) == nullptr);
  }

  void frame(std::string_view number, std::string_view text) {
    const std::string edge = fmt::format("{:>{}} |", number, out_.gutter);
    out_.rows.push_back(paint_.frame(edge) + (text.empty() ? "" : " ") + std::string(text));
  }

  std::size_t width() const { return page_width - out_.gutter - 3; }

  void print_line(const SourceLine& line) {
    std::optional<Stretch> focus;
    for (const Mark& mark : marks_) {
      if (!focus) focus = covered(mark, line);
    }
    const SourceRow row(line.text, focus.value_or(Stretch{}), width());
    frame(fmt::format("{}", line.number), row.text());
    for (const Mark& mark : marks_) {
      const auto part = covered(mark, line);
      if (!part) continue;
      print_mark(mark, row.columns(*part), has_label_at(mark, line) ? mark.label : "");
    }
  }

  std::string painted(const Mark& mark, std::string_view text) const {
    return mark.is_primary ? paint_.of(finding_.diagnostic.severity, text) : paint_.frame(text);
  }

  /// The words behind the mark where they fit, else below it.
  void print_mark(const Mark& mark, Stretch columns, std::string_view label) {
    const std::string line(columns.end - columns.begin, mark.is_primary ? '^' : '-');
    const std::string shown = text::inert_line(text::printable(label));
    const std::string indent(columns.begin, ' ');
    if (shown.empty()) return frame({}, indent + painted(mark, line));
    if (columns.end + 1 + text::display_width(shown) <= width()) {
      return frame({}, indent + painted(mark, line + " " + shown));
    }
    frame({}, indent + painted(mark, line));
    constexpr std::size_t least = 40;
    const std::string below(std::min(columns.begin, width() - least), ' ');
    for (const std::string& part : text::wrap(shown, width() - below.size())) {
      frame({}, below + painted(mark, part));
    }
  }

  const CheckedFile& file_;
  const CheckFinding& finding_;
  const Paint& paint_;
  std::vector<Mark> marks_;
  Snippet out_;
};

}  // namespace

Snippet snippet_of(const CheckedFile& file, const CheckFinding& finding, const Paint& paint) {
  return Layout(file, finding, paint).take();
}

}  // namespace eventarch::report
