/// The certain fixes, made in the text itself: everything else stays as it is.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "eventarch/check.hpp"
#include "input/byte_scan.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

struct ByteEdit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view replacement;
};

class Offsets {
 public:
  explicit Offsets(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
      starts_.push_back(at + 1);
    }
  }

  /// The byte at a line and a column of characters, both from 1; the end for places beyond.
  [[nodiscard]] std::size_t at(std::uint32_t line, std::uint32_t column) const {
    if (line == 0 || line > starts_.size()) return text_.size();
    std::size_t offset = starts_[line - 1];
    for (std::uint32_t i = 1; i < column && offset < text_.size(); ++i) {
      offset += std::max<std::size_t>(1, text::sequence_length(text_.substr(offset)));
    }
    return std::min(offset, text_.size());
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// A comment that goes takes the blanks before it along, and its line where nothing else is on it.
ByteEdit widened(ByteEdit edit, std::string_view text) {
  if (!edit.replacement.empty()) return edit;
  while (edit.begin > 0 && (text[edit.begin - 1] == ' ' || text[edit.begin - 1] == '\t')) {
    --edit.begin;
  }
  const bool line_begins = edit.begin == 0 || text[edit.begin - 1] == '\n';
  if (line_begins && edit.end < text.size() && text[edit.end] == '\r') ++edit.end;
  if (line_begins && edit.end < text.size() && text[edit.end] == '\n') ++edit.end;
  return edit;
}

bool overlaps(const ByteEdit& a, const ByteEdit& b) { return a.begin < b.end && b.begin < a.end; }

/// Whole fixes that do not get in the way of an earlier one.
std::vector<ByteEdit> edits_of(std::string_view text, const CheckedFile& checked) {
  const Offsets offsets(text);
  std::vector<ByteEdit> all;
  for (const CheckFinding& finding : checked.findings) {
    if (finding.suppressed) continue;
    std::vector<ByteEdit> fix;
    for (const Edit& edit : finding.diagnostic.fix) {
      const SourceSpan& where = edit.where;
      if (where.file != checked.name) continue;  // a value of the command line
      fix.push_back(widened({offsets.at(where.line, where.column),
                             offsets.at(where.end_line, where.end_column), edit.replacement},
                            text));
    }
    const bool free = std::ranges::none_of(fix, [&](const ByteEdit& edit) {
      return std::ranges::any_of(all, [&](const ByteEdit& other) { return overlaps(edit, other); });
    });
    if (free) all.insert(all.end(), fix.begin(), fix.end());
  }
  std::ranges::sort(all, {}, &ByteEdit::begin);
  return all;
}

}  // namespace

std::string fixed_text(std::string_view text, const CheckedFile& checked) {
  const std::string_view body = input::without_byte_order_mark(text);
  std::string out(text.substr(0, text.size() - body.size()));
  std::size_t at = 0;
  for (const ByteEdit& edit : edits_of(body, checked)) {
    out += body.substr(at, edit.begin - at);
    out += edit.replacement;
    at = edit.end;
  }
  out += body.substr(at);
  return out;
}

}  // namespace eventarch
