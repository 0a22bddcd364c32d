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
    SyntaxHint{"unexpected character in block", "text behind the `|` or `>` that begins a block",
               "put the text on the lines below, or in quotes"},
    SyntaxHint{"set zero indentation", "a block of text is said to be indented by 0",
               "leave the number away, or write one from 1 to 9"},
    SyntaxHint{"scanning hex number", "an escape with digits that are not hexadecimal",
               "such as `\\u00e9`; use single quotes where no escapes are meant"},
    SyntaxHint{"invalid unicode", "an escape for a character that there is not",
               "write the character itself"},
    SyntaxHint{"illegal map key", "a `? ` stands where no key can begin",
               "put text that begins with `?` in quotes"},
    SyntaxHint{"illegal document indicator", "a line `---` or `...` inside a quoted text",
               "indent the text that goes on"},
    SyntaxHint{"anchor not found after", "a `&` without a name", "put text with a `&` in quotes"},
    SyntaxHint{"alias not found after", "a `*` without a name", "put text with a `*` in quotes"},
    SyntaxHint{"scanning anchor", "an anchor with a character that it cannot have",
               "put text that begins with `&` in quotes"},
    SyntaxHint{"scanning alias", "an alias with a character that it cannot have",
               "put text that begins with `*` in quotes"},
    SyntaxHint{"multiple tags", "two tags before one value", "leave one"},
    SyntaxHint{"multiple anchors", "two anchors before one value", "leave one"},
    SyntaxHint{"can't have any content", "an alias with something before or behind it",
               "an alias stands alone: write the value out instead"},
    SyntaxHint{"verbatim tag", "a tag that begins with `!<` and never ends", "delete the tag"},
    SyntaxHint{"scanning tag handle", "a tag with a character that it cannot have",
               "put text that begins with `!` in quotes"},
    SyntaxHint{"tag handle with no suffix", "a tag without a name",
               "put text that begins with `!` in quotes"},
    SyntaxHint{"repeated YAML directive", "a second line `%YAML`", "leave one"},
    SyntaxHint{"YAML directives must have", "a line `%YAML` without its one version",
               "write `%YAML 1.2`, or delete the line"},
    SyntaxHint{"bad YAML version", "a line `%YAML` with a version that there is not",
               "write `%YAML 1.2`, or delete the line"},
    SyntaxHint{"YAML major version", "a line `%YAML` with a version that there is not",
               "write `%YAML 1.2`, or delete the line"},
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

bool is_marker_line(std::string_view words) {
  return words.starts_with("---") || words.starts_with("...");
}

bool is_entry(std::string_view words) { return words == "-" || words.starts_with("- "); }

/// The line before that of a `:` out of place, where it could be a key without one.
std::optional<Line> bare_line_before(std::string_view text, std::size_t at) {
  const Line here = line_around(text, at);
  const Line before = line_before(text, here);
  const bool is_bare = before.first < before.end && indentation(before) == indentation(here) &&
                       !is_entry(words_of(text, before)) &&
                       !is_marker_line(words_of(text, before)) && !has_key(text, before);
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
  const std::string_view words = words_of(text, here);
  const bool is_text = !is_entry(words) && !is_marker_line(words) && !has_key(text, here);
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

/// A bracket that closes another than the one that is open. The parser says it of a `:` too.
std::optional<SyntaxProblem> wrong_bracket(const SyntaxError& error, std::string_view text) {
  const bool is_bracket =
      error.at < text.size() && (text[error.at] == ']' || text[error.at] == '}');
  if (error.message.find("illegal flow end") == std::string_view::npos) return std::nullopt;
  if (!is_bracket) {
    return SyntaxProblem{"a `:` stands where no key can be", "put text that holds `: ` in quotes"};
  }
  return SyntaxProblem{fmt::format("`{}` closes no bracket of its kind", text[error.at]),
                       "close brackets in the order in which they were opened"};
}

/// "latency: 5ms" for "latency:5ms"; empty where no word ends in a colon like that.
std::optional<std::string> with_blank(std::string_view written) {
  const std::size_t colon = written.find(':');
  constexpr std::string_view ends = " \"'[]{}&!*,#";
  const bool is_word = colon != 0 && written.find_first_of(ends) > colon;
  if (colon == std::string_view::npos || colon + 1 == written.size() || !is_word) {
    return std::nullopt;
  }
  return fmt::format("{}: {}", written.substr(0, colon), written.substr(colon + 1));
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
  if (auto problem = wrong_bracket(error, text)) return *problem;
  for (const SyntaxHint& hint : syntax_hints) {
    if (error.message.find(hint.message) == std::string_view::npos) continue;
    if (hint.message == "illegal map value" && behind_long_key(text, error.at)) {
      return {fmt::format("a key is longer than {} bytes", key_bytes_max), "shorten it"};
    }
    const auto bare = bare_line_before(text, error.at);
    if (hint.message == "illegal map value" && bare) {
      const auto better = with_blank(words_of(text, *bare));
      return {
          std::string(hint.plain),
          fmt::format("where {} above it is a key, put a {} behind {}; put text that holds `: ` "
                      "in quotes",
                      text::quoted(words_of(text, *bare)), better ? "blank" : "colon",
                      better ? "its colon" : "it")};
    }
    return {std::string(hint.plain), std::string(hint.help)};
  }
  return {std::string(error.message), "see the YAML around this place"};
}

/// Whether the bracket that is open is closed on its own line, behind what the parser did not
/// expect.
bool is_closed_behind(const SourcePositions& source, const SyntaxError& error) {
  const std::string_view text = source.text();
  if (error.at >= text.size() || source.span(error.at, error.at).line != error.open_place->line) {
    return false;
  }
  const bool is_list = error.message.find("sequence") != std::string_view::npos;
  return text.substr(error.at, text.find('\n', error.at) - error.at).find(is_list ? ']' : '}') !=
         std::string_view::npos;
}

}  // namespace

void report_no_colon(const SourcePositions& source, const NodePlace& where, Findings& findings) {
  const Line line = line_around(source.text(), source.line_start(where.line - 1));
  if (is_bare_entry(source.text(), line)) {
    findings.add(yaml_syntax, where, bare_entry().message, bare_entry().help);
    return;
  }
  const std::string_view written = words_of(source.text(), line);
  if (const auto better = with_blank(written)) {
    findings.add(yaml_syntax, where,
                 fmt::format("the colon in {} has no blank behind it, expected `key: value`",
                             text::quoted(written)),
                 fmt::format("did you mean {}?", text::quoted(*better)));
    return;
  }
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
  if (error.open_place && error.message.find("illegal flow end") != std::string_view::npos) {
    finding.related.push_back({*error.open_place, "the innermost list or mapping begins here"});
    return;
  }
  const bool bracket = error.message.find(" flow") != std::string_view::npos;
  if (bracket && error.at > 0 && text[error.at - 1] == ':') {
    finding.message = "the colon before this has no blank behind it";
    finding.help = "write `: ` between a key and its value";
    return;
  }
  if (bracket && error.open_place && is_closed_behind(source, error)) {
    finding.message = "a `,` is missing before this, or a quote around text that holds `: `";
    finding.help = "separate entries by commas, and put text that holds `: ` in quotes";
    finding.related.push_back({*error.open_place, "the list or mapping begins here"});
    return;
  }
  if (error.open_place && (bracket || error.at >= text.size())) {
    finding.where = *error.open_place;
    finding.message += ", begun here";
  }
}

}  // namespace eventarch::input
