#pragma once

/// Text made safe for Markdown as GitHub reads it, and for Mermaid diagrams inside it. Whatever a
/// name holds, it is shown as text: it cannot end a table cell, open a tag, a link or a code block,
/// call a person or refer to an issue. `text::printable` comes first everywhere.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace eventarch::report::markdown {

/// The most characters of one text that are shown; the middle of a longer one is left out.
inline constexpr std::size_t prose_longest = 2000;
inline constexpr std::size_t name_longest = 240;
inline constexpr std::size_t cell_longest = 600;

/// Text within a line: a sentence, a bullet, a table cell. What stands between backticks is code.
[[nodiscard]] std::string prose(std::string_view raw, std::size_t longest = prose_longest);

/// Prose of the length that a table cell takes.
[[nodiscard]] inline std::string cell(std::string_view raw) { return prose(raw, cell_longest); }

/// "- **Label**: text", a line of its own; nothing where there is no text.
[[nodiscard]] std::string sentence(std::string_view label, std::string_view text);

/// Text as code within a line, also within a table cell.
[[nodiscard]] std::string code(std::string_view raw, std::size_t longest = name_longest);

/// Where something is documented: a link where it is an address and nothing else.
[[nodiscard]] std::string source(std::string_view raw);

/// Text within a tag, where Markdown is not read.
[[nodiscard]] std::string html(std::string_view raw, std::size_t longest = name_longest);

/// Text as a block of code; the fence is longer than any inside it. A text that is too long for a
/// page is left out, since nobody could use a part of it.
[[nodiscard]] std::string block(std::string_view language, std::string_view raw);

/// A table with a heading row. Cells are Markdown already. At most `most` rows are shown; a
/// sentence then says how many are left out, and `where` all of them are.
struct Table {
  std::vector<std::string> heading;
  std::vector<std::vector<std::string>> rows;
};
[[nodiscard]] std::string table(const Table& table, std::size_t most, std::string_view where);

/// Text between double quotes or behind the colon of a Mermaid diagram.
[[nodiscard]] std::string mermaid_label(std::string_view raw);

}  // namespace eventarch::report::markdown
