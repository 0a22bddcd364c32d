#include "input/syntax_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "input/input_rules.hpp"
#include "input/source_quotes.hpp"
#include "support/text.hpp"

namespace eventarch::input {
namespace {

struct SyntaxHint {
  std::string_view message;  ///< part of yaml-cpp's text
  std::string_view plain;    ///< what it means
  std::string_view help;
};

constexpr std::array syntax_hints{
    SyntaxHint{"end of map flow", "a `{` is never closed", "add the missing `}`"},
    SyntaxHint{"end of map not found", "this line does not stand at the level of its neighbours",
               "indent it like the keys around it"},
    SyntaxHint{"end of sequence not found", "this line does not stand at the level of the list",
               "indent it like the entries around it"},
    SyntaxHint{"end of sequence flow", "a `[` is never closed", "add the missing `]`"},
    SyntaxHint{"illegal EOF in scalar", "a quote is never closed", "add the missing quote"},
    SyntaxHint{"illegal tab", "a tab is used for indentation", "indent with blanks"},
    SyntaxHint{"illegal map value", "a `:` stands where no key can be",
               "put text that holds `: ` in quotes, and check the indentation"},
    SyntaxHint{"illegal block entry", "a `- ` stands where no list can begin",
               "put the list on lines of its own below its key"},
    SyntaxHint{"unknown escape character", "an unknown escape after `\\`",
               "use single quotes where no escapes are meant"},
    SyntaxHint{"unknown token", "a character that cannot start a value", "put the value in quotes"},
    SyntaxHint{"referenced anchor is not defined", "an alias to an anchor that does not exist",
               "define the anchor above, or write the value out"},
};

/// The line of the offset is indented with a tab: yaml-cpp's own words for it are misleading.
bool indented_with_tab(std::string_view text, std::size_t at) {
  if (at == 0 || at > text.size()) return false;
  const std::size_t before = text.rfind('\n', at - 1);
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t first = text.find_first_not_of(' ', start);
  return first != std::string_view::npos && text[first] == '\t';
}

/// Longer keys are not recognised as such.
constexpr std::size_t key_bytes_max = 1024;

bool behind_long_key(std::string_view text, std::size_t at) {
  const std::size_t start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return at - start > key_bytes_max;
}

/// A line of the text, without its end and what is behind the last word.
struct Line {
  std::size_t begin = 0;  ///< of the line
  std::size_t first = 0;  ///< of its first character that is no blank
  std::size_t end = 0;
};

Line line_around(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::size_t end = std::min(text.find('\n', begin), text.size());
  const std::size_t first = std::min(text.find_first_not_of(' ', begin), end);
  for (std::size_t i = first; i < end; ++i) {
    if (opens_comment(text, i)) end = i;
  }
  while (end > first && std::string_view(" \t\r").find(text[end - 1]) != std::string_view::npos) {
    --end;
  }
  return {begin, first, end};
}

/// The line before that one which holds more than a comment; empty where there is none.
Line line_before(std::string_view text, Line line) {
  while (line.begin > 0) {
    line = line_around(text, line.begin - 1);
    if (line.first < line.end) return line;
  }
  return {};
}

/// Whether a colon in it ends a key.
bool has_key(std::string_view text, const Line& line) {
  for (std::size_t at = line.first; at < line.end; ++at) {
    if (opens_quote(text, at)) at = std::min(behind_closing_quote(text, at), line.end) - 1;
    if (text[at] != ':') continue;
    if (at + 1 == line.end || text[at + 1] == ' ' || text[at + 1] == '\t') return true;
  }
  return false;
}

std::size_t indentation(const Line& line) { return line.first - line.begin; }

std::string_view words_of(std::string_view text, const Line& line) {
  return text.substr(line.first, line.end - line.first);
}

bool is_entry(std::string_view words) { return words == "-" || words.starts_with("- "); }

/// The line before that of a `:` out of place, where it could be a key without one.
std::optional<Line> bare_line_before(std::string_view text, std::size_t at) {
  const Line here = line_around(text, at);
  const Line before = line_before(text, here);
  const bool is_bare = before.first < before.end && indentation(before) == indentation(here) &&
                       !is_entry(words_of(text, before)) && !has_key(text, before);
  return is_bare ? std::optional(before) : std::nullopt;
}

/// Where keys or entries of the innermost open list or mapping stand, in characters.
std::size_t level_of(const SyntaxError& error) {
  return error.open_place ? error.open_place->column - 1 : std::string_view::npos;
}

/// The line at the level of the keys of the open mapping that has no colon: the parser only notices
/// at a colon below it, or takes it for something else.
std::optional<Line> line_without_colon(const SyntaxError& error, std::string_view text) {
  const Line here = line_around(text, error.at);
  if (indentation(here) != level_of(error)) return std::nullopt;
  if (error.message.find("illegal map value") != std::string_view::npos) {
    return bare_line_before(text, error.at);
  }
  if (error.message.find("end of map not found") == std::string_view::npos) return std::nullopt;
  const bool is_text = !is_entry(words_of(text, here)) && !has_key(text, here);
  return is_text ? std::optional(here) : std::nullopt;
}

struct SyntaxProblem {
  std::string message;
  std::string help;
};

SyntaxProblem bare_entry() {
  return {"this line stands among the entries of a list and does not begin with `- `",
          "put `- ` before it, or indent it like the text that it belongs to"};
}

/// Whether the line stands behind an entry, at its level, and is none.
bool is_bare_entry(std::string_view text, const Line& line) {
  const Line before = line_before(text, line);
  return is_entry(words_of(text, before)) && indentation(before) == indentation(line) &&
         !is_entry(words_of(text, line)) && !has_key(text, line);
}

/// A line at the level of others that are of another kind.
std::optional<SyntaxProblem> stranger(const SyntaxError& error, std::string_view text) {
  if (error.message.find("end of map not found") == std::string_view::npos) return std::nullopt;
  const Line here = line_around(text, error.at);
  if (is_bare_entry(text, here)) return bare_entry();
  if (indentation(here) == level_of(error) && is_entry(words_of(text, here))) {
    return SyntaxProblem{"an entry of a list stands at the level of keys",
                         "indent it like the other entries of its list"};
  }
  return std::nullopt;
}

SyntaxProblem problem_of(const SyntaxError& error, std::string_view text) {
  if (indented_with_tab(text, error.at)) {
    return {"a tab is used for indentation", "indent with blanks"};
  }
  if (auto problem = stranger(error, text)) return *problem;
  for (const SyntaxHint& hint : syntax_hints) {
    if (error.message.find(hint.message) == std::string_view::npos) continue;
    if (hint.message == "illegal map value" && behind_long_key(text, error.at)) {
      return {fmt::format("a key is longer than {} bytes", key_bytes_max), "shorten it"};
    }
    const auto bare = bare_line_before(text, error.at);
    if (hint.message == "illegal map value" && bare) {
      return {std::string(hint.plain),
              fmt::format("where {} above it is a key, put a colon behind it; put text that holds "
                          "`: ` in quotes",
                          text::quoted(words_of(text, *bare)))};
    }
    return {std::string(hint.plain), std::string(hint.help)};
  }
  return {std::string(error.message), "see the YAML around this place"};
}

}  // namespace

void report_no_colon(const SourcePositions& source, const NodePlace& where, Findings& findings) {
  const Line line = line_around(source.text(), source.line_start(where.line - 1));
  if (is_bare_entry(source.text(), line)) {
    findings.add(yaml_syntax, where, bare_entry().message, bare_entry().help);
    return;
  }
  const std::string_view written = words_of(source.text(), line);
  const std::size_t blank = written.find(' ');
  const bool is_plain =
      !written.empty() && written.find_first_of("\"'[]{}&!*") == std::string_view::npos;
  constexpr std::size_t longest = 60;  // a sentence is no key with its value
  std::string help =
      "put a colon behind it and a value behind that; text that goes on from the line above is "
      "indented deeper";
  if (blank != std::string_view::npos && is_plain && written.size() <= longest) {
    help = fmt::format(
        "did you mean {}?",
        text::quoted(fmt::format("{}: {}", written.substr(0, blank), written.substr(blank + 1))));
  }
  findings.add(yaml_syntax, where,
               fmt::format("{} has no colon, expected `key: value`", text::quoted(written)), help);
}

void report_syntax(const SyntaxError& error, const SourcePositions& source, Findings& findings) {
  const std::string_view text = source.text();
  if (const std::size_t quote = unclosed_quote(text); quote != std::string_view::npos) {
    findings.add(yaml_syntax, source.span(quote, quote + 1), "a quote is never closed",
                 "add the missing quote");
    return;
  }
  if (const auto line = line_without_colon(error, text)) {
    report_no_colon(source, source.span(line->first, line->end), findings);
    return;
  }
  const SyntaxProblem problem = problem_of(error, text);
  auto& finding =
      findings.add(yaml_syntax, source.span(error.at, std::min(error.at + 1, text.size())),
                   problem.message, problem.help);
  const bool bracket = error.message.find(" flow") != std::string_view::npos;
  if (error.open_place && (bracket || error.at >= text.size())) {
    finding.where = *error.open_place;
    finding.message += ", begun here";
  }
}

}  // namespace eventarch::input
