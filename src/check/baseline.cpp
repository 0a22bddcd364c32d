#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>

#include "check/fingerprint.hpp"
#include "eventarch/check.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

bool is_by_comment(const CheckFinding& finding) {
  return finding.suppressed && finding.suppressed->by == Suppressed::By::comment;
}

/// A JSON string. What text for people hides is escaped as well: a reader may refuse it raw.
std::string quoted(std::string_view utf8) {
  std::string out = "\"";
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t bytes = std::max<std::size_t>(1, text::sequence_length(utf8.substr(at)));
    const std::string_view character = utf8.substr(at, bytes);
    at += bytes;
    const std::string shown = text::printable(character);
    if (character == "\"" || character == "\\") {
      out += '\\';
      out += character;
    } else if (shown.starts_with("\\u{")) {
      const std::string_view digits = std::string_view(shown).substr(3, shown.size() - 4);
      // Tag characters alone lie beyond U+FFFF; they do no harm in a file.
      out += digits.size() <= 4 ? fmt::format("\\u{:0>4}", digits) : std::string(character);
    } else {
      out += character;
    }
  }
  return out + '"';
}

/// By file first, so that changes of one file stay together.
auto order_of(const BaselineEntry& entry) {
  return std::tie(entry.file, entry.document, entry.pointer, entry.rule, entry.ordinal);
}

bool written_before(const BaselineEntry& a, const BaselineEntry& b) {
  return order_of(a) < order_of(b);
}

std::string line_of(const BaselineEntry& entry) {
  return fmt::format(R"({{"rule": {}, "file": {}, "document": {}, "pointer": {}, "ordinal": {}}})",
                     quoted(entry.rule), quoted(entry.file), entry.document, quoted(entry.pointer),
                     entry.ordinal);
}

}  // namespace

std::string baseline_text(const CheckReport& report) {
  std::vector<BaselineEntry> entries;
  for (const CheckedFile& file : report.files) {
    const auto identities = check::identities(file);
    for (std::size_t i = 0; i < identities.size(); ++i) {
      if (!is_by_comment(file.findings[i])) entries.push_back(identities[i]);
    }
  }
  std::ranges::sort(entries, written_before);
  std::vector<std::string> lines;
  lines.reserve(entries.size());
  for (const BaselineEntry& entry : entries) lines.push_back(line_of(entry));
  if (lines.empty()) return "[]\n";
  return fmt::format("[\n{}\n]\n", fmt::join(lines, ",\n"));
}

void apply_baseline(const std::vector<BaselineEntry>& baseline, CheckReport& report) {
  report.with_baseline = true;
  std::set<BaselineEntry> left;
  for (BaselineEntry entry : baseline) {
    entry.file = check::normalised_name(entry.file);
    left.insert(std::move(entry));
  }
  std::set<std::string> checked;
  for (CheckedFile& file : report.files) {
    checked.insert(check::normalised_name(file.name));
    const auto identities = check::identities(file);
    for (std::size_t i = 0; i < identities.size(); ++i) {
      const bool is_accepted = left.erase(identities[i]) > 0;
      if (!is_accepted || file.findings[i].suppressed) continue;
      file.findings[i].suppressed =
          Suppressed{.by = Suppressed::By::baseline, .reason = {}, .until = {}, .where = {}};
    }
  }
  // Of files that were not looked at nothing is known.
  std::ranges::copy_if(left, std::back_inserter(report.stale),
                       [&](const BaselineEntry& entry) { return checked.contains(entry.file); });
  std::ranges::sort(report.stale, written_before);
}

}  // namespace eventarch
