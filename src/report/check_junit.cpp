/// JUnit's XML in the dialect that GitLab, Jenkins, Azure and CircleCI share. Errors and warnings
/// are failures, whatever the exit status is made to depend on; infos are tests that pass with a
/// word; what is suppressed is skipped.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "report/check_concise.hpp"
#include "report/check_places.hpp"
#include "report/check_writers.hpp"
#include "report/suppression_words.hpp"
#include "support/log_lines.hpp"
#include "support/repository_path.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// Line ends and tabs, which XML would turn into blanks in attributes, and what its markup consists
/// of; `[` where it would open a command in a log.
std::string_view reference_to(char c, std::string_view before) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&apos;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    case '[': return text::bracket_opens_command(before) ? "&#91;" : "";
    default: return {};
  }
}

/// XML has no way to write most control characters, and none for U+FFFE and U+FFFF.
bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return first < 0x20 || first >= 0x7F;
  const bool is_c1 = first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
  return is_c1 || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

std::uint32_t code_of(std::string_view character) {
  constexpr std::uint32_t payload_of_continuation = 0x3F;
  const unsigned lead_bits = character.size() == 2 ? 0x1FU : character.size() == 3 ? 0x0FU : 0x07U;
  std::uint32_t code = static_cast<unsigned char>(character.front()) & lead_bits;
  for (const char c : character.substr(1)) {
    code = (code << 6U) | (static_cast<unsigned char>(c) & payload_of_continuation);
  }
  return code;
}

/// Content and attribute values alike: valid whatever the bytes are, on one line, and without
/// anything invisible.
std::string xml(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t bytes = text::sequence_length(raw.substr(at));
    const std::string_view character = raw.substr(at, std::max<std::size_t>(1, bytes));
    const std::string_view reference = reference_to(raw[at], raw.substr(0, at));
    at += character.size();
    if (!reference.empty()) {
      out += reference;
    } else if (bytes == 0 || is_control(character)) {
      out += replacement;
    } else if (bytes > 1 && text::printable(character) != character) {
      out += fmt::format("&#x{:X};", code_of(character));
    } else {
      out += character;
    }
  }
  return out;
}

bool fails(const CheckFinding& finding) {
  return !finding.suppressed && finding.diagnostic.severity != Severity::info;
}

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;

  void add(const Counts& other) {
    tests += other.tests;
    failures += other.failures;
    skipped += other.skipped;
  }
};

Counts counts_of(const CheckedFile& file) {
  Counts counts{.tests = std::max<std::size_t>(1, file.findings.size())};
  for (const CheckFinding& finding : file.findings) {
    counts.failures += fails(finding) ? 1U : 0U;
    counts.skipped += finding.suppressed ? 1U : 0U;
  }
  return counts;
}

std::string attributes_of(std::string_view name, const Counts& counts) {
  return fmt::format(R"(name="{}" tests="{}" failures="{}" errors="0" skipped="{}" time="0")",
                     xml(name), counts.tests, counts.failures, counts.skipped);
}

/// Everything that is known, since some readers show nothing else.
std::string body_of(const CheckedFile& file, const CheckFinding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  std::string out = xml(concise_line(file, finding, Paint(Color::off))) + "\n";
  const auto add = [&](std::string_view kind, std::string_view text) {
    if (!text.empty()) out += fmt::format("{}: {}\n", kind, xml(text));
  };
  add("here", diagnostic.label);
  for (const RelatedPlace& related : diagnostic.related) {
    add("see", fmt::format("{}: {}", place_text(related.where, file), related.message));
  }
  for (const std::string& note : diagnostic.notes) add("note", note);
  add("help", diagnostic.help);
  return out;
}

/// Readers that find a name twice in a class show one test alone. As XML.
std::string unique_name(const CheckFinding& finding, const RepositoryPlace& place,
                        UniqueNames& names) {
  std::string name(finding.diagnostic.rule->name);
  if (!finding.pointer.empty()) name += " " + finding.pointer;
  name += fmt::format(" ({}:{})", place.line, place.column);
  return names.name_for(xml(name));
}

std::string outcome_of(const CheckedFile& file, const CheckFinding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  const std::string body = body_of(file, finding);
  if (finding.suppressed) {
    return fmt::format("      <skipped message=\"{}\"/>\n      <system-out>{}</system-out>\n",
                       xml("suppressed " + suppression_text(*finding.suppressed)), body);
  }
  if (!fails(finding)) return fmt::format("      <system-out>{}</system-out>\n", body);
  return fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n",
                     xml(diagnostic.message), name_of(diagnostic.severity), body);
}

std::string test_case(const CheckedFile& file, std::string_view path, std::string_view name,
                      std::uint32_t line, std::string_view outcome) {
  const std::string head =
      fmt::format(R"(    <testcase classname="{}" name="{}" file="{}" line="{}" time="0")",
                  xml(file.name), name, xml(path), line);
  if (outcome.empty()) return head + "/>\n";
  return fmt::format("{}>\n{}    </testcase>\n", head, outcome);
}

std::string test_suite(const CheckedFile& file, std::string_view prefix) {
  std::string out = fmt::format("  <testsuite {}>\n", attributes_of(file.name, counts_of(file)));
  if (file.findings.empty()) {
    out += test_case(file, text::repository_path(prefix, file.name), "no findings", 1, {});
  }
  UniqueNames names(" #");
  for (const CheckFinding& finding : file.findings) {
    const auto place = repository_place(finding.diagnostic.where, file, prefix);
    out += test_case(file, place.path, unique_name(finding, place, names), place.line,
                     outcome_of(file, finding));
  }
  return out + "  </testsuite>\n";
}

}  // namespace

std::string check_junit(const CheckReport& report, const CheckReportOptions& options) {
  Counts counts;
  std::string suites;
  for (const CheckedFile& file : report.files) {
    counts.add(counts_of(file));
    suites += test_suite(file, options.prefix);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {}>\n{}</testsuites>\n",
      attributes_of("eventarch", counts), suites);
}

}  // namespace eventarch::report
