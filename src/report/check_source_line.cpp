#include "report/check_source_line.hpp"

#include <algorithm>

#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

constexpr std::string_view cut = "...";

/// A character of the source and what is shown of it.
struct Cell {
  std::string shown;
  std::size_t width = 0;
};

std::string shown_of(std::string_view character, std::string_view before) {
  if (character == "\t") return "    ";
  if (character == "[" && text::bracket_opens_command(before)) return "\\u{5b}";
  return text::printable(character);
}

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t bytes = std::max<std::size_t>(1, text::sequence_length(line.substr(at)));
    Cell cell{shown_of(line.substr(at, bytes), line.substr(0, at)), 0};
    cell.width = text::display_width(cell.shown);
    cells.push_back(std::move(cell));
    at += bytes;
  }
  return cells;
}

/// The column of each cell where all are shown, and the one behind the last.
std::vector<std::size_t> columns_of(const std::vector<Cell>& cells) {
  std::vector<std::size_t> columns{0};
  for (const Cell& cell : cells) columns.push_back(columns.back() + cell.width);
  return columns;
}

/// The first cell that is shown of a line that is too long: none is left out where the focus fits
/// into the width all the same, else a third of the width stays before it.
std::size_t first_shown(const std::vector<std::size_t>& columns, Stretch focus, std::size_t width) {
  if (columns[focus.end] + cut.size() <= width) return 0;
  const std::size_t before = width / 3;
  const std::size_t from = columns[focus.begin] > before ? columns[focus.begin] - before : 0;
  return static_cast<std::size_t>(std::ranges::lower_bound(columns, from) - columns.begin());
}

}  // namespace

std::size_t characters_in(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < line.size(); ++count) {
    at += std::max<std::size_t>(1, text::sequence_length(line.substr(at)));
  }
  return count;
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

SourceRow::SourceRow(std::string_view line, Stretch focus, std::size_t width) {
  const std::vector<Cell> cells = cells_of(line);
  const std::vector<std::size_t> columns = columns_of(cells);
  focus.begin = std::min(focus.begin, cells.size());
  focus.end = std::clamp(focus.end, focus.begin, cells.size());
  const bool is_whole = columns.back() <= width;
  const std::size_t first = is_whole ? 0 : first_shown(columns, focus, width);
  if (first != 0) text_ = cut;
  std::size_t column = text_.size();
  starts_.assign(first, 0);
  std::size_t at = first;
  for (; at < cells.size(); ++at) {
    const bool rest_fits = column + columns.back() - columns[at] <= width;
    if (!rest_fits && column + cells[at].width + cut.size() > width) break;
    starts_.push_back(column);
    text_ += cells[at].shown;
    column += cells[at].width;
  }
  starts_.resize(cells.size() + 1, column);
  if (at < cells.size()) text_ += cut;
}

Stretch SourceRow::columns(Stretch characters) const {
  const std::size_t last = starts_.size() - 1;
  const std::size_t begin = starts_[std::min(characters.begin, last)];
  const std::size_t end = starts_[std::min(characters.end, last)];
  return {begin, std::max(end, begin + 1)};
}

}  // namespace eventarch::report
