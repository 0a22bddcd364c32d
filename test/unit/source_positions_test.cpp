/// Places in long lines: columns count characters, however far they are from the line's start.

#include <gtest/gtest.h>

#include <string>

#include "input/source_positions.hpp"

namespace eventarch::input {
namespace {

/// Column by column, as an editor counts.
std::size_t counted(const std::string& text, std::size_t offset) {
  std::size_t column = 1;
  for (std::size_t i = 0; i < offset; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) ++column;
    if (text[i] == '\n') column = 1;
  }
  return column;
}

TEST(SourcePositions, CountCharactersAlsoInLongLines) {
  std::string text;
  for (int i = 0; i < 700; ++i) {
    text += i % 3 == 0 ? "a" : i % 3 == 1 ? "\xC3\xA9" : "\xF0\x9F\x98\x80";  // 1, 2, 4 bytes
  }
  text += "\n" + text + "\n";
  const SourcePositions positions("f.yaml", text);
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    if ((static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U) continue;
    ASSERT_EQ(positions.span(offset, offset).column, counted(text, offset)) << offset;
  }
}

TEST(SourcePositions, StandAtTheEndOfTheTextAndBeyond) {
  const std::string text(1024, 'x');
  const SourcePositions positions("f.yaml", text);
  EXPECT_EQ(positions.span(1024, 5000).column, 1025U);
  EXPECT_EQ(SourcePositions("f.yaml", "").span(0, 0).column, 1U);
}

}  // namespace
}  // namespace eventarch::input
