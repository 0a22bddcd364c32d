#include "input/syntax_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "input/input_rules.hpp"
#include "input/source_quotes.hpp"

namespace eventarch::input {
namespace {

struct SyntaxHint {
  std::string_view message;  ///< part of yaml-cpp's text
  std::string_view plain;    ///< what it means
  std::string_view help;
};

constexpr std::array syntax_hints{
    SyntaxHint{"end of map flow", "a `{` is never closed", "add the missing `}`"},
    SyntaxHint{"end of map not found", "this key does not stand at the level of its neighbours",
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

struct SyntaxProblem {
  std::string message;
  std::string help;
};

SyntaxProblem problem_of(const SyntaxError& error, std::string_view text) {
  const bool lone_returns =
      text.find('\r') != std::string_view::npos && text.find('\n') == std::string_view::npos;
  if (lone_returns) {
    return {"the lines end in CR alone, which YAML does not take for a line end",
            "save the file with LF or CRLF line ends"};
  }
  if (indented_with_tab(text, error.at)) {
    return {"a tab is used for indentation", "indent with blanks"};
  }
  for (const SyntaxHint& hint : syntax_hints) {
    if (error.message.find(hint.message) == std::string_view::npos) continue;
    if (hint.message == "illegal map value" && behind_long_key(text, error.at)) {
      return {fmt::format("a key is longer than {} bytes", key_bytes_max), "shorten it"};
    }
    return {std::string(hint.plain), std::string(hint.help)};
  }
  return {std::string(error.message), "see the YAML around this place"};
}

}  // namespace

void report_syntax(const SyntaxError& error, const SourcePositions& source, Findings& findings) {
  const std::string_view text = source.text();
  if (const std::size_t quote = unclosed_quote(text); quote != std::string_view::npos) {
    findings.add(yaml_syntax, source.span(quote, quote + 1), "a quote is never closed",
                 "add the missing quote");
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
