#include "report/markdown_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/ascii.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::report::markdown {
namespace {

/// Seen by nobody, and keeps what surrounds it from being taken for a mention or a reference.
/// Backslashes and entities would not do: references are looked for in the finished text.
constexpr std::string_view gap = "&#8203;";

/// The middle of a long text is left out: both ends tell names apart.
std::string shortened(std::string_view shown, std::size_t longest) {
  const std::size_t count = text::length(shown);
  if (count <= longest) return std::string(shown);
  const std::size_t tail = longest / 4;
  const std::size_t head = longest - tail;
  std::string out;
  std::size_t index = 0;
  for (std::size_t at = 0; at < shown.size(); ++index) {
    const std::size_t bytes = std::max<std::size_t>(text::sequence_length(shown.substr(at)), 1);
    if (index == head) out += "...";
    if (index < head || index >= count - tail) out += shown.substr(at, bytes);
    at += bytes;
  }
  return out;
}

std::size_t longest_run(std::string_view text, char c) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char one : text) {
    run = one == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// Whether the text from here on begins with a word, whatever its case.
bool begins(std::string_view text, std::string_view lower_word) {
  if (text.size() < lower_word.size()) return false;
  return std::ranges::equal(text.substr(0, lower_word.size()), lower_word,
                            [](char a, char b) { return ascii::lowered(a) == b; });
}

/// What would be a list, a quotation or a heading of its own at the start of a line.
bool opens_block(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (at == 0) return c == '-' || c == '+' || c == '=' || c == '>';
  if (c != '.' && c != ')') return false;
  const bool alone = at + 1 == text.size() || text[at + 1] == ' ';
  return alone && std::ranges::all_of(text.substr(0, at), ascii::is_digit);
}

bool is_word(std::string_view text, std::size_t at) {
  return at < text.size() && (ascii::is_letter(text[at]) || ascii::is_digit(text[at]));
}

/// `GH-1` refers to an issue, as `#1` does.
bool is_reference(std::string_view text, std::size_t at) {
  return begins(text.substr(at), "gh-") && (at == 0 || !is_word(text, at - 1)) &&
         at + 3 < text.size() && ascii::is_digit(text[at + 3]);
}

/// One character of prose, with what it needs before and after it.
std::string escaped(std::string_view text, std::size_t at) {
  constexpr std::string_view special = "\\`*[]<|~&$";
  const char c = text[at];
  const std::string_view rest = text.substr(at);
  if (c == '@') return fmt::format("@{}", gap);
  if (c == '#') return fmt::format("\\#{}", gap);
  // Addresses become links by themselves.
  if (c == ':' && rest.starts_with("://")) return fmt::format("{}:", gap);
  // At the start of a line services that run builds take two of them for a command.
  if (c == ':' && rest.starts_with("::")) return "\\:";
  if (begins(rest, "www.") || is_reference(text, at)) return fmt::format("{}{}", c, gap);
  // Within a word it emphasises nothing.
  if (c == '_' && at > 0 && is_word(text, at - 1) && is_word(text, at + 1)) return "_";
  if (c == '_') return "\\_";
  if (special.find(c) != std::string_view::npos || opens_block(text, at)) {
    return fmt::format("\\{}", c);
  }
  return {c};
}

std::string all_escaped(std::string_view shown) {
  std::string out;
  for (std::size_t at = 0; at < shown.size(); ++at) out += escaped(shown, at);
  return out;
}

bool is_blank(std::string_view shown) {
  return shown.find_first_not_of(' ') == std::string_view::npos;
}

std::string code_span(std::string_view raw) {
  // Nothing is escaped within code, and the page may be printed into the log of a build.
  const std::string shown = text::inert_line(raw);
  // Readers of tables disagree about backslashes and bars within code.
  if (is_blank(shown) || shown.find('|') != std::string::npos) return all_escaped(shown);
  const std::string fence(longest_run(shown, '`') + 1, '`');
  const bool padded = shown.front() == '`' || shown.back() == '`' || shown.front() == ' ';
  return fmt::format("{0}{1}{2}{1}{0}", fence, padded ? " " : "", shown);
}

/// Pairs of backticks are what findings quote with: code. Whatever lies between or beside them is
/// made safe on its own, so that it does not matter who wrote them.
std::string with_quotes(std::string_view shown) {
  if (std::ranges::count(shown, '`') % 2 != 0) return all_escaped(shown);
  std::string out;
  bool quoted = false;
  for (std::size_t at = 0; at <= shown.size();) {
    const std::size_t end = std::min(shown.find('`', at), shown.size());
    const std::string_view part = shown.substr(at, end - at);
    if (quoted && is_blank(part)) {
      out += fmt::format("\\`{}\\`", part);
    } else {
      out += quoted ? code_span(part) : all_escaped(part);
    }
    quoted = !quoted;
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string prose(std::string_view raw, std::size_t longest) {
  std::string shown = shortened(text::printable(raw), longest);
  // Blanks at the start would make a block of code of it, those at the end a line break.
  shown.erase(0, shown.find_first_not_of(' '));
  shown.erase(shown.find_last_not_of(' ') + 1);
  return with_quotes(shown);
}

std::string sentence(std::string_view label, std::string_view text) {
  return text.empty() ? std::string() : fmt::format("- **{}**: {}\n", label, prose(text));
}

std::string code(std::string_view raw, std::size_t longest) {
  return code_span(shortened(text::printable(raw), longest));
}

std::string html(std::string_view raw, std::size_t longest) {
  std::string out;
  for (const char c : shortened(text::printable(raw), longest)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '@':
      case '#': out += fmt::format("{}{}", c, gap); break;
      default: out += c;
    }
  }
  return out;
}

std::string source(std::string_view raw) {
  constexpr std::string_view safe = ":/.-_~?=%+,#";
  const bool address =
      raw.starts_with("https://") && std::ranges::all_of(raw, [&](char c) {
        return ascii::is_letter(c) || ascii::is_digit(c) || safe.find(c) != std::string_view::npos;
      });
  return address ? fmt::format("<{}>", raw) : prose(raw, cell_longest);
}

std::string block(std::string_view language, std::string_view raw) {
  constexpr std::size_t shortest = 3;
  constexpr std::size_t longest = 4000;
  const std::string shown = text::printable(raw);
  // A part of a query or a command is of no use to anyone.
  if (shown.size() > longest) return "_Too long for this page: the JSON report has it._\n";
  const std::string fence(std::max(longest_run(shown, '`') + 1, shortest), '`');
  return fmt::format("{0}{1}\n{2}\n{0}\n", fence, language, shown);
}

std::string table(const Table& table, std::size_t most, std::string_view where) {
  std::string out = fmt::format("| {} |\n|", fmt::join(table.heading, " | "));
  for (std::size_t i = 0; i < table.heading.size(); ++i) out += " --- |";
  out += "\n";
  for (std::size_t i = 0; i < std::min(most, table.rows.size()); ++i) {
    out += fmt::format("| {} |\n", fmt::join(table.rows[i], " | "));
  }
  if (table.rows.size() <= most) return out;
  return out + fmt::format("\n{} more: {} shows all.\n", table.rows.size() - most, where);
}

std::string mermaid_label(std::string_view raw) {
  constexpr std::size_t longest = 60;
  constexpr std::string_view plain = " ._-,/()=+";
  const std::string shown = shortened(text::printable(raw), longest);
  std::string out;
  for (std::size_t at = 0; at < shown.size(); ++at) {
    const char c = shown[at];
    const bool safe = ascii::is_letter(c) || ascii::is_digit(c) ||
                      plain.find(c) != std::string_view::npos ||
                      static_cast<unsigned char>(c) >= 0x80;
    // `end` closes a block wherever it stands as a word.
    const bool keyword = begins(std::string_view(shown).substr(at), "end") &&
                         (at == 0 || !is_word(shown, at - 1)) && !is_word(shown, at + 3);
    out += safe && !keyword ? std::string(1, c)
                            : fmt::format("#{};", static_cast<int>(static_cast<unsigned char>(c)));
  }
  return out.empty() ? " " : out;
}

}  // namespace eventarch::report::markdown
