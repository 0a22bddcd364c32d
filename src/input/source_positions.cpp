#include "input/source_positions.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "support/text.hpp"

namespace eventarch::input {
namespace {

/// The second or a later byte of a character in UTF-8.
bool continues_character(char byte) {
  constexpr unsigned mask = 0xC0;
  constexpr unsigned continuation = 0x80;
  return (static_cast<unsigned char>(byte) & mask) == continuation;
}

bool all_ascii(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  std::uint64_t eight = 0;
  for (; text.size() >= sizeof eight; text.remove_prefix(sizeof eight)) {
    std::memcpy(&eight, text.data(), sizeof eight);
    if ((eight & high_bits) != 0) return false;
  }
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Bytes from one mark to the next, about.
constexpr std::size_t stride = 512;

}  // namespace

SourcePositions::SourcePositions(std::string_view file, std::string_view text)
    : file_(file), text_(text), is_ascii_(all_ascii(text)) {
  constexpr std::size_t bytes_a_line = 24;  // about
  line_starts_.reserve(text.size() / bytes_a_line + 1);
  line_starts_.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    line_starts_.push_back(at + 1);
  }
  if (!is_ascii_) mark_characters();
}

void SourcePositions::mark_characters() {
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

std::size_t SourcePositions::line_at(std::size_t offset) const {
  const auto next = std::ranges::upper_bound(line_starts_, offset);
  return static_cast<std::size_t>(next - line_starts_.begin()) - 1;
}

std::size_t SourcePositions::characters_between(std::size_t begin, std::size_t end) const {
  if (is_ascii_) return end - begin;
  // Of most lines fewer bytes are counted than from the marks.
  return end - begin <= stride ? text::length(text_.substr(begin, end - begin))
                               : characters_before(end) - characters_before(begin);
}

SourcePositions::Place SourcePositions::within_line(std::size_t line, std::size_t offset) const {
  const std::size_t before = characters_between(line_starts_[line], offset);
  return {static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(before + 1)};
}

NodePlace SourcePositions::span(std::size_t begin, std::size_t end) const {
  return span({begin, end}, line_at(std::min(begin, text_.size())));
}

NodePlace SourcePositions::span(Stretch bytes, std::size_t line) const {
  const std::size_t begin = std::min(bytes.begin, text_.size());
  const std::size_t end = std::min(std::max(begin, bytes.end), text_.size());
  const bool begins_there = line_start(line) <= begin && begin < line_start(line + 1);
  const Place first = within_line(begins_there ? line : line_at(begin), begin);
  const bool same_line = end < line_start(first.line);
  const Place last = within_line(same_line ? first.line - 1 : line_at(end), end);
  return {file_, first.line, first.column, last.line, last.column};
}

std::size_t SourcePositions::line_start(std::size_t line) const {
  return line < line_starts_.size() ? line_starts_[line] : text_.size();
}

}  // namespace eventarch::input
