#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "eventarch/check.hpp"
#include "input/byte_scan.hpp"
#include "input/source_positions.hpp"

namespace eventarch {
namespace {

/// An edit in bytes.
struct Replacement {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view text;

  friend bool operator<(const Replacement& a, const Replacement& b) {
    return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
  }
};

/// Two insertions at one place have no order, so they do not go together either.
bool overlap(const Replacement& a, const Replacement& b) {
  if (a.begin == b.begin) return true;
  return a.begin < b.end && b.begin < a.end;
}

using Replacements = std::set<Replacement>;

/// Replacements in the set do not overlap: only the neighbours can.
bool fits(const Replacement& wanted, const Replacements& taken) {
  const auto behind = taken.lower_bound(wanted);
  if (behind != taken.end() && overlap(*behind, wanted)) return false;
  return behind == taken.begin() || !overlap(*std::prev(behind), wanted);
}

std::vector<Replacement> replacements_of(const Diagnostic& diagnostic,
                                         const input::SourcePositions& source) {
  std::vector<Replacement> all;
  for (const Edit& edit : diagnostic.fix) {
    const std::size_t begin = source.offset(edit.where.line, edit.where.column);
    const std::size_t end = source.offset(edit.where.end_line, edit.where.end_column);
    all.push_back({begin, std::max(begin, end), edit.replacement});
  }
  return all;
}

/// A fix is made whole or not at all.
void take(const std::vector<Replacement>& wanted, Replacements& taken) {
  std::vector<Replacements::iterator> made;
  for (const Replacement& one : wanted) {
    if (!fits(one, taken)) {
      for (const auto& undone : made) taken.erase(undone);
      return;
    }
    made.push_back(taken.insert(one).first);
  }
}

}  // namespace

std::string fixed_text(std::string_view text, const CheckedFile& checked) {
  const std::string_view readable = input::without_byte_order_mark(text);
  const input::SourcePositions source(checked.name, readable);
  Replacements taken;
  for (const CheckFinding& finding : checked.findings) {
    const Diagnostic& diagnostic = finding.diagnostic;
    const bool elsewhere = std::ranges::any_of(
        diagnostic.fix, [&](const Edit& edit) { return edit.where.file != checked.name; });
    if (finding.suppressed || elsewhere || diagnostic.fix.empty()) continue;
    take(replacements_of(diagnostic, source), taken);
  }
  std::string out(text.substr(0, text.size() - readable.size()));
  std::size_t at = 0;
  for (const Replacement& one : taken) {
    out += readable.substr(at, one.begin - at);
    out += one.text;
    at = one.end;
  }
  out += readable.substr(at);
  return out;
}

}  // namespace eventarch
