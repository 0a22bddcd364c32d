#include "input/byte_scan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "input/input_rules.hpp"
#include "input/source_quotes.hpp"
#include "support/ascii.hpp"
#include "support/text.hpp"

namespace eventarch::input {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// UTF-16 and UTF-32 by their marks, or by a NUL among the first bytes.
bool is_wide_encoding(std::string_view text) {
  const std::string_view head = text.substr(0, 4);
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
         head.find('\0') != std::string_view::npos;
}

/// Offset of the first byte that is no valid UTF-8; npos where all is well.
std::size_t first_invalid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t bytes = text::sequence_length(text.substr(at));
    if (bytes == 0) return at;
    at += bytes;
  }
  return std::string_view::npos;
}

bool is_forbidden_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

bool check_encoding(const SourcePositions& source, Findings& findings) {
  const std::string_view text = source.text();
  if (is_wide_encoding(text)) {
    findings.add(unsupported_encoding, source.span(0, 0), "the file is not UTF-8",
                 "save it as UTF-8");
    return false;
  }
  if (source.is_ascii()) return true;
  if (const std::size_t at = first_invalid(text); at != std::string_view::npos) {
    findings.add(invalid_utf8, source.span(at, at + 1),
                 fmt::format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text[at])),
                 "save the file as UTF-8");
    return false;
  }
  if (const std::size_t at = text.find(byte_order_mark); at != std::string_view::npos) {
    findings.add(unsupported_encoding, source.span(at, at + byte_order_mark.size()),
                 "a byte order mark (U+FEFF) inside the text", "delete it");
    return false;
  }
  return true;
}

/// The first C1 control but NEL, which is a line end to some.
std::size_t first_late_control(std::string_view text) {
  constexpr char lead = '\xC2';
  constexpr unsigned char next_line = 0x85;
  constexpr unsigned char first_printable = 0xA0;
  for (std::size_t at = text.find(lead); at != std::string_view::npos;
       at = text.find(lead, at + 1)) {
    const auto second = static_cast<unsigned char>(text[at + 1]);  // it is UTF-8
    if (second < first_printable && second != next_line) return at;
  }
  return std::string_view::npos;
}

/// What YAML's `c-printable` leaves out. Surrogates are no UTF-8; all other noncharacters are in.
bool check_characters(const SourcePositions& source, Findings& findings) {
  const std::string_view text = source.text();
  const auto* control = std::ranges::find_if(text, is_forbidden_control);
  auto at = static_cast<std::size_t>(control - text.begin());
  if (!source.is_ascii()) {
    at = std::min(
        {at, first_late_control(text), text.find("\xEF\xBF\xBE"), text.find("\xEF\xBF\xBF")});
  }
  if (at == text.size()) return true;
  const std::size_t bytes = text::sequence_length(text.substr(at));
  const bool is_control = bytes < 3;
  const auto last = static_cast<unsigned char>(text[at + bytes - 1]);
  constexpr unsigned noncharacters = 0xFFC0;
  const unsigned value = is_control ? last : noncharacters | (last & 0x3FU);
  findings.add(control_character, source.span(at, at + bytes),
               fmt::format("{} U+{:04X}, which YAML does not allow in a file",
                           is_control ? "the control character" : "the noncharacter", value),
               fmt::format("delete it; inside double quotes it can be written as an escape: "
                           "\"\\u{:04X}\"",
                           value));
  return false;
}

/// YAML takes a CR alone for a line end, and yaml-cpp for text: what it reads would not be what
/// others read.
bool check_line_ends(const SourcePositions& source, Findings& findings) {
  const std::string_view text = source.text();
  for (std::size_t at = text.find('\r'); at != std::string_view::npos;
       at = text.find('\r', at + 1)) {
    if (text.substr(at + 1).starts_with('\n')) continue;
    findings.add(yaml_syntax, source.span(at, at + 1),
                 "a CR alone, which some programs take for a line end and others do not",
                 "save the file with LF or CRLF line ends");
    return false;
  }
  return true;
}

/// More open brackets, or more `- ` and `? `, than this on one line are refused before the parser,
/// which would keep hundreds of bytes for each. Far above what the nesting limit lets through.
constexpr std::size_t indicators_per_line_max = 1000;

/// Skips a quoted text or a comment that begins at `at`; returns `at` where neither does. A quote
/// that nothing closes on the line hides nothing: what follows it is counted.
std::size_t behind_text(std::string_view line, std::size_t at) {
  if (opens_comment(line, at)) return line.size();
  if (!opens_quote(line, at)) return at;
  const std::size_t behind = behind_closing_quote(line, at);
  return behind == std::string_view::npos ? at : behind;
}

bool check_line_nesting(const SourcePositions& source, std::string_view line, std::size_t start,
                        Findings& findings) {
  if (line.size() <= indicators_per_line_max) return true;
  std::size_t open = 0;
  std::size_t indicators = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (const std::size_t behind = behind_text(line, i); behind != i) {
      i = behind - 1;
      continue;
    }
    const char c = line[i];
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    if ((c == '-' || c == '?') && i + 1 < line.size() && line[i + 1] == ' ') ++indicators;
    if (std::max(open, indicators) <= indicators_per_line_max) continue;
    findings.add(nesting_too_deep, source.span(start + i, start + i + 1),
                 fmt::format("more than {} {} on this line", indicators_per_line_max,
                             open > indicators ? "brackets are open" : "lists are begun"),
                 fmt::format("nest at most {} levels", nesting_max));
    return false;
  }
  return true;
}

bool is_marker(std::string_view line) {
  const bool dashes = line.starts_with("---") || line.starts_with("...");
  return dashes && (line.size() == 3 || line[3] == ' ' || line[3] == '\t' || line[3] == '\r');
}

/// Whether a line that begins at `start` stands inside a document, where none can be a directive.
bool is_in_document(std::string_view text, std::size_t start) {
  while (start > 0) {
    const std::size_t end = start - 1;
    const std::size_t before = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
    start = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = ascii::trimmed(text.substr(start, end - start), " \t\r");
    if (line.empty() || line.starts_with('#')) continue;
    return !line.starts_with('%') && !text.substr(start).starts_with("...");
  }
  return false;
}

bool is_refused_directive(std::string_view text, std::size_t start) {
  const std::string_view rest = text.substr(start);
  if (!rest.starts_with('%')) return false;
  return !rest.starts_with("%YAML ") || is_in_document(text, start);
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
  return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

std::optional<ScannedText> scan_bytes(const SourcePositions& source, Findings& findings) {
  const std::string_view text = source.text();
  if (text.size() > file_bytes_max) {
    findings.add(file_too_large, source.whole_file(), "the file is larger than 1 MiB",
                 "a design is one page: split the file");
    return std::nullopt;
  }
  if (!check_encoding(source, findings)) return std::nullopt;
  if (!check_characters(source, findings)) return std::nullopt;
  if (!check_line_ends(source, findings)) return std::nullopt;

  ScannedText scanned{text, {}};
  bool good = true;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    if (is_marker(line)) scanned.document_markers.push_back(start);
    if (scanned.document_markers.size() > documents_max) {
      findings.add(too_many_nodes, source.span(start, start + line.size()),
                   fmt::format("more than {} documents", documents_max), "split the file");
      return std::nullopt;
    }
    if (is_refused_directive(text, start)) {
      findings.add(unsupported_directive, source.span(start, start + line.size()),
                   "a line that starts with `%` is a directive to YAML parsers",
                   "delete the line, or put the text in quotes");
      good = false;
    }
    if (!check_line_nesting(source, line, start, findings)) return std::nullopt;
    start = end + 1;
  }
  if (!good) return std::nullopt;
  return scanned;
}

}  // namespace eventarch::input
