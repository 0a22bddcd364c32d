#include "input/source_positions.hpp"

#include <algorithm>
#include <utility>

#include "support/text.hpp"

namespace eventarch::input {
namespace {

/// The second or a later byte of a character in UTF-8.
bool continues_character(char byte) {
  constexpr unsigned mask = 0xC0;
  constexpr unsigned continuation = 0x80;
  return (static_cast<unsigned char>(byte) & mask) == continuation;
}

/// Bytes from one mark to the next, about.
constexpr std::size_t stride = 512;

}  // namespace

SourcePositions::SourcePositions(std::string file, std::string_view text)
    : file_(std::move(file)), text_(text) {
  line_starts_.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    line_starts_.push_back(at + 1);
  }
  Mark mark;
  while (true) {
    marks_.push_back(mark);
    std::size_t next = mark.offset + stride;
    while (next < text_.size() && continues_character(text_[next])) ++next;
    if (next >= text_.size()) break;
    mark = {next, mark.characters + text::length(text_.substr(mark.offset, next - mark.offset))};
  }
}

std::size_t SourcePositions::characters_before(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(marks_, offset, {}, &Mark::offset);
  const Mark& mark = *(after - 1);
  return mark.characters + text::length(text_.substr(mark.offset, offset - mark.offset));
}

SourcePositions::Place SourcePositions::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::ranges::upper_bound(line_starts_, offset);
  return within_line(static_cast<std::size_t>(next - line_starts_.begin()) - 1, offset);
}

SourcePositions::Place SourcePositions::within_line(std::size_t line, std::size_t offset) const {
  const std::size_t start = line_starts_[line];
  // Of most lines fewer bytes are counted than from the marks.
  const std::size_t before = offset - start <= stride
                                 ? text::length(text_.substr(start, offset - start))
                                 : characters_before(offset) - characters_before(start);
  return {static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(before + 1)};
}

SourceSpan SourcePositions::span(std::size_t begin, std::size_t end) const {
  const Place first = place(begin);
  end = std::min(std::max(begin, end), text_.size());
  const bool same_line = end < line_start(first.line);
  const Place last = same_line ? within_line(first.line - 1, end) : place(end);
  return {file_, first.line, first.column, last.line, last.column};
}

std::size_t SourcePositions::line_start(std::size_t line) const {
  return line < line_starts_.size() ? line_starts_[line] : text_.size();
}

}  // namespace eventarch::input
