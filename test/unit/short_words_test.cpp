/// Words that yaml-cpp does not see: what is read is what is read with all of them.

#include "input/short_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "unit/tree_text.hpp"

namespace eventarch::input {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::read_and_described;
using testing_support::with_words_hidden;
using testing_support::with_words_shown;

void expect_same(std::string_view text) {
  EXPECT_EQ(read_and_described(with_words_hidden(text)), read_and_described(with_words_shown(text)))
      << text;
}

constexpr std::array<std::string_view, 27> texts{
    "event_context:\n  name: order-placed   # a comment\n  consumers: [first-one, 'second one']\n",
    "description: words that\n  are folded here\n\n  into paragraphs\nanother: value\n",
    "text: | # comment behind the head of a block\n  literal lines\n  of words\nfolded: >-\n  "
    "lines "
    "of\n  words\n",
    "text: |123456\n  a\n",
    "text: >something\n  a\n",
    "\"double quoted words\": 'single ''quoted'' words'\n",
    "? complex words\n: value-of-it\n",
    "first: 1\n---\nsecond-document: [a, b\n",
    "%YAML 1.2 something\n---\na: 1\n",
    "first-key: value: another\n",
    "\tindented: by-a-tab\n",
    "broken: [first, second\nthird: value\n",
    "quote: \"never closed\nanother: line\n",
    "unknown: @something\n",
    "unknown: `something\n",
    "note?: string-or-so\nreally?maybe: {optional?: what-now?}\n",
    "h\xC3\xA9llo-world: \xF0\x9F\x98\x80 smiling faces \xC3\xA9t\xC3\xA9\n",
    "windows: line-ends\r\nsecond: line\r\n",
    "lone: returns\rsecond: line\r",
    "truth: false\nnothing: null\nempty:\nnumber: 12345678\nsmall: 0.12345e10\n",
    "items:\n- first-item\n- - nested-item\n  - second\n- {flow: mapping, of: [words, here]}\n",
    "duplicate: first\nduplicate: second\n",
    "nulls: [null, Null, NULL, nul, null null, ~, 'null', nullable]\nnull: null # null\n",
    "words with blanks: in keys and - in values, a #hash and a # comment\n",
    "--- text behind a marker\n... \n",
    "first-line-of-two\n",
    "",
};

TEST(ShortWords, ChangeNothingThatIsRead) {
  for (const std::string_view text : texts) expect_same(text);
}

TEST(ShortWords, ChangeNothingWhereLinesAreLong) {
  const std::string word(30, 'w');
  for (const std::size_t count : {1U, 33U, 34U, 40U, 2200U}) {
    std::string words;
    for (std::size_t i = 0; i < count; ++i) words += word + std::to_string(i) + " ";
    expect_same("key: " + words + "\n");
    expect_same(words + ": value\n");
    expect_same("\"" + words + "\": value\n");
  }
}

TEST(ShortWords, AreToldApartHoweverManyThereAre) {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += "long-word-" + std::to_string(i) + ": 'quoted " + std::to_string(100000 + i) + "'\n";
  }
  expect_same(text);
}

/// Pieces of the texts put together at random, with what may mean something to a parser.
TEST(ShortWords, ChangeNothingOfRandomTexts) {
  constexpr std::array<std::string_view, 26> signs{
      "\n", "  ",   ": ",       "- ",       "? ",   "'",    "\"",    "[",     "]",
      "{",  "}",    ", ",       " # ",      "|",    ">-\n", "---\n", "...\n", "\t",
      "~",  "null", "longword", "\xC3\xA9", "\r\n", "%",    "@",     "``"};
  std::mt19937 random(1);
  const auto below = [&](std::size_t limit) {
    const std::size_t number = random();
    return number % limit;
  };
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (int part = 0; part < 4; ++part) {
      const std::string_view whole = texts[below(texts.size())];
      const std::size_t begin = below(whole.size() + 1);
      text += whole.substr(begin, below(40));
      text += signs[below(signs.size())];
    }
    ASSERT_NO_FATAL_FAILURE(expect_same(text));
    if (HasFailure()) return;
  }
}

TEST(ShortWords, AreHiddenInPlainFilesAndLeftWhereLettersMayBeMore) {
  EXPECT_THAT(std::string(ShortWords("name: orders\n").hidden()), Not(HasSubstr("orders")));
  for (const std::string_view text :
       {"a: &anchor value\nb: *anchor\n", "a: !binary value\n", "a: \"\\u00e9value\"\n"}) {
    EXPECT_EQ(ShortWords(text).hidden(), text);
  }
}

TEST(ShortWords, KnowWhereTheyStand) {
  const std::string_view text = "orders: placed # comment\nsecond: value-of-it\n";
  const ShortWords words(text);
  const std::string hidden(words.hidden());
  EXPECT_EQ(words.offset(0), 0U);
  for (const std::string_view sign : {":", " #", "\n"}) {
    EXPECT_EQ(words.offset(hidden.find(sign)), text.find(sign)) << sign;
  }
  EXPECT_EQ(words.offset(hidden.size()), text.size());
  const Stretch line = words.offsets({hidden.find('\n') + 1, hidden.size() - 1});
  EXPECT_EQ(text.substr(line.begin, line.end - line.begin), "second: value-of-it");
}

}  // namespace
}  // namespace eventarch::input
