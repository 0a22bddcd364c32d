/// What a fix changes, as people read it. Fixes change lines in place and delete some: a line-wise
/// walk finds them without searching.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "eventarch/check.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

constexpr std::size_t context_lines = 3;

/// With their ends, so that a last line without one differs from the same line with one.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1);
    out.push_back(text.substr(begin, end + 1 - begin));
    begin = end + 1;
  }
  return out;
}

struct Change {
  char sign = ' ';
  std::string_view text;
  std::size_t before = 0;  ///< lines of the old text that come before it
  std::size_t after = 0;   ///< of the new text
};

/// How far ahead in the other text the same line is looked for.
constexpr std::size_t horizon = 64;

/// Distance to the next line of `lines` from `at` that equals `wanted`; the horizon where none
/// does.
std::size_t ahead(const std::vector<std::string_view>& lines, std::size_t at,
                  std::string_view wanted) {
  for (std::size_t i = 0; i < horizon && at + i < lines.size(); ++i) {
    if (lines[at + i] == wanted) return i;
  }
  return horizon;
}

/// What comes next where both texts differ.
struct Step {
  std::size_t deleted = 0;
  std::size_t inserted = 0;
};

/// To the nearest line that both texts have; one line against another where there is none.
Step step_from(const std::vector<std::string_view>& before, std::size_t a,
               const std::vector<std::string_view>& after, std::size_t b) {
  const std::size_t left_before = before.size() - a;
  const std::size_t left_after = after.size() - b;
  const std::size_t deleted = left_after > 0 ? ahead(before, a, after[b]) : left_before;
  const std::size_t inserted = left_before > 0 ? ahead(after, b, before[a]) : left_after;
  if (deleted >= horizon && inserted >= horizon) {
    return {std::min<std::size_t>(1, left_before), std::min<std::size_t>(1, left_after)};
  }
  if (deleted <= inserted) return {std::min(deleted, left_before), 0};
  return {0, std::min(inserted, left_after)};
}

std::vector<Change> changes(const std::vector<std::string_view>& before,
                            const std::vector<std::string_view>& after) {
  std::vector<Change> out;
  std::size_t a = 0;
  std::size_t b = 0;
  while (a < before.size() || b < after.size()) {
    if (a < before.size() && b < after.size() && before[a] == after[b]) {
      out.push_back({' ', before[a], a, b});
      ++a;
      ++b;
      continue;
    }
    auto [deleted, inserted] = step_from(before, a, after, b);
    for (; deleted > 0; --deleted, ++a) out.push_back({'-', before[a], a, b});
    for (; inserted > 0; --inserted, ++b) out.push_back({'+', after[b], a, b});
  }
  return out;
}

/// "12,3", counted from 1; an empty range names the line before it.
std::string range(std::size_t first, std::size_t count) {
  return fmt::format("{},{}", count == 0 ? first : first + 1, count);
}

/// Tabs stay: a terminal does nothing with them but leave room.
std::string visible(std::string_view line) {
  std::string out;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t tab = std::min(line.find('\t', begin), line.size());
    out += text::printable(line.substr(begin, tab - begin));
    if (tab < line.size()) out += '\t';
    begin = tab + 1;
  }
  return text::inert_line(out);
}

/// `patch` takes a line only with the end that it has in the file: a carriage return before it
/// stays, and a missing one is said.
std::string shown_line(std::string_view line, DiffReader reader) {
  const bool ended = line.ends_with('\n');
  if (ended) line.remove_suffix(1);
  const bool carriage_return = ended && line.ends_with('\r');
  if (carriage_return) line.remove_suffix(1);
  return fmt::format("{}{}\n{}", reader == DiffReader::person ? visible(line) : std::string(line),
                     carriage_return ? "\r" : "", ended ? "" : "\\ No newline at end of file\n");
}

std::string hunk(const std::vector<Change>& all, std::size_t begin, std::size_t end,
                 DiffReader reader) {
  std::size_t old_lines = 0;
  std::size_t new_lines = 0;
  std::string body;
  for (std::size_t i = begin; i < end; ++i) {
    old_lines += all[i].sign != '+' ? 1U : 0U;
    new_lines += all[i].sign != '-' ? 1U : 0U;
    body += all[i].sign + shown_line(all[i].text, reader);
  }
  return fmt::format("@@ -{} +{} @@\n{}", range(all[begin].before, old_lines),
                     range(all[begin].after, new_lines), body);
}

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

/// A name behind `---` and `+++`, as git writes it: in quotes with escapes where it holds control
/// characters, quotes or backslashes; a tab ends one with blanks.
std::string header_name(std::string_view side, std::string_view name) {
  const std::string whole = fmt::format("{}/{}", side, name);
  const auto is_odd = [](char c) { return is_control(c) || c == '"' || c == '\\'; };
  if (std::ranges::none_of(whole, is_odd)) {
    return whole + (whole.find(' ') == std::string::npos ? "" : "\t");
  }
  std::string out = "\"";
  for (const char c : whole) {
    if (is_control(c)) {
      out += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    } else {
      if (is_odd(c)) out += '\\';
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after,
                         DiffReader reader) {
  if (before == after) return {};
  const auto all = changes(lines_of(before), lines_of(after));
  // `patch` takes a part off the front: the slash of a whole path would stand for an empty one.
  while (name.starts_with('/')) name.remove_prefix(1);
  const std::string shown = text::inert_line(text::printable(name));
  std::string out =
      reader == DiffReader::person
          ? fmt::format("--- a/{}\n+++ b/{}\n", shown, shown)
          : fmt::format("--- {}\n+++ {}\n", header_name("a", name), header_name("b", name));
  for (std::size_t at = 0; at < all.size();) {
    if (all[at].sign == ' ') {
      ++at;
      continue;
    }
    const std::size_t begin = at - std::min(at, context_lines);
    // Changes whose contexts meet stand in one hunk.
    std::size_t last = at;
    for (std::size_t i = at; i < all.size() && i - last <= 2 * context_lines; ++i) {
      if (all[i].sign != ' ') last = i;
    }
    const std::size_t end = std::min(all.size(), last + 1 + context_lines);
    out += hunk(all, begin, end, reader);
    at = end;
  }
  return out;
}

}  // namespace eventarch
