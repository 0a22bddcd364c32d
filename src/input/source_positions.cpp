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
  const std::size_t start = *(next - 1);
  // Of most lines fewer bytes are counted than from the marks.
  const std::size_t before = offset - start <= stride
                                 ? text::length(text_.substr(start, offset - start))
                                 : characters_before(offset) - characters_before(start);
  return {static_cast<std::uint32_t>(next - line_starts_.begin()),
          static_cast<std::uint32_t>(before + 1)};
}

SourceSpan SourcePositions::span(std::size_t begin, std::size_t end) const {
  const Place first = place(begin);
  const Place last = place(std::max(begin, end));
  return {file_, first.line, first.column, last.line, last.column};
}

std::size_t SourcePositions::line_start(std::size_t line) const {
  return line < line_starts_.size() ? line_starts_[line] : text_.size();
}

}  // namespace eventarch::input
