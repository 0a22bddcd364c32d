/// Text for people: nothing from the input reaches a terminal unescaped, and every helper keeps
/// what it promises about width, length and legality.

#include "support/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace eventarch::text {
namespace {

using namespace std::string_view_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct Escaped {
  std::string_view raw;
  std::string_view shown;
};

TEST(Printable, LeavesVisibleTextAlone) {
  for (const std::string_view text : {""sv, "order-service"sv, "a b"sv, "Bestellübersicht"sv,
                                      "注文サービス"sv, "🚀"sv, "\\n `quoted`"sv}) {
    EXPECT_EQ(printable(text), text);
  }
}

TEST(Printable, ShowsWhatATerminalWouldObeyOrAReaderCannotSee) {
  const std::vector<Escaped> rows{
      {"a\0b"sv, R"(a\u{0}b)"},
      {"\x07", R"(\u{7})"},
      {"a\tb\nc\rd", R"(a\u{9}b\u{a}c\u{d}d)"},
      {"\x1b[31mred", R"(\u{1b}[31mred)"},
      {"\x7f", R"(\u{7f})"},
      {"\u0085", R"(\u{85})"},
      {"\u009b31m", R"(\u{9b}31m)"},
      {"\u00ad", R"(\u{ad})"},
      {"\u061c", R"(\u{61c})"},
      {"\u200b\u200c\u200d", R"(\u{200b}\u{200c}\u{200d})"},
      {"\u200e\u200f", R"(\u{200e}\u{200f})"},
      {"\u2028\u2029", R"(\u{2028}\u{2029})"},
      {"\u202a\u202b\u202c\u202d\u202e", R"(\u{202a}\u{202b}\u{202c}\u{202d}\u{202e})"},
      {"\u2060\u2066\u2067\u2068\u2069", R"(\u{2060}\u{2066}\u{2067}\u{2068}\u{2069})"},
      {"\ufeffname", R"(\u{feff}name)"},
      {"\U000e0041", R"(\u{e0041})"},
  };
  for (const auto& [raw, shown] : rows) EXPECT_EQ(printable(raw), shown);
}

TEST(Printable, ShowsBytesThatAreNotUtf8) {
  const std::vector<Escaped> rows{
      {"\xff", R"(\x{ff})"},
      {"a\x80z", R"(a\x{80}z)"},
      {"\xc3", R"(\x{c3})"},                      // cut short
      {"\xe4\xb8 ", R"(\x{e4}\x{b8} )"},          // cut short
      {"\xc0\xaf", R"(\x{c0}\x{af})"},            // overlong slash
      {"\xc1\xbf", R"(\x{c1}\x{bf})"},            // overlong
      {"\xe0\x80\x9b", R"(\x{e0}\x{80}\x{9b})"},  // overlong escape
      {"\xf0\x80\x80\x8a", R"(\x{f0}\x{80}\x{80}\x{8a})"},
      {"\xed\xa0\x80", R"(\x{ed}\x{a0}\x{80})"},  // a surrogate
      {"\xed\xbf\xbf", R"(\x{ed}\x{bf}\x{bf})"},
      {"\xf4\x90\x80\x80", R"(\x{f4}\x{90}\x{80}\x{80})"},  // beyond U+10FFFF
      {"\xf8\x88\x80\x80\x80", R"(\x{f8}\x{88}\x{80}\x{80}\x{80})"},
  };
  for (const auto& [raw, shown] : rows) EXPECT_EQ(printable(raw), shown);
}

bool harmless(std::string_view shown) {
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t bytes = sequence_length(shown.substr(at));
    const auto c = static_cast<unsigned char>(shown[at]);
    if (bytes == 0 || c < 0x20 || c == 0x7f) return false;
    if (bytes == 2 && c == 0xc2 && static_cast<unsigned char>(shown[at + 1]) < 0xa0) return false;
    at += bytes;
  }
  return true;
}

TEST(Printable, OfAnyBytesIsHarmlessAndStaysAsItIs) {
  std::mt19937 random(20250117);  // the same bytes in every run
  for (int round = 0; round < 2000; ++round) {
    std::string raw(random() % 40, '\0');
    for (char& c : raw) c = static_cast<char>(random() % 256);
    SCOPED_TRACE(testing::PrintToString(raw));
    const std::string shown = printable(raw);
    ASSERT_TRUE(harmless(shown));
    ASSERT_EQ(printable(shown), shown);
    ASSERT_TRUE(harmless(text::quoted(raw)));
  }
}

TEST(Quoted, StandsInBackticks) {
  EXPECT_EQ(text::quoted("kafka"), "`kafka`");
  EXPECT_EQ(text::quoted(""), "``");
  EXPECT_EQ(text::quoted("a\x1b[0m"), R"(`a\u{1b}[0m`)");
}

TEST(Quoted, KeepsSixtyCharactersAndShortensTheMiddleOfMore) {
  const std::string sixty(60, 'x');
  EXPECT_EQ(text::quoted(sixty), "`" + sixty + "`");
  const std::string long_text = std::string(40, 'a') + std::string(100, 'm') + std::string(15, 'z');
  EXPECT_EQ(text::quoted(long_text),
            "`" + std::string(40, 'a') + "..." + std::string(15, 'z') + "`");
}

TEST(Quoted, CountsCharactersAndCutsNone) {
  std::string sixty;
  for (int i = 0; i < 60; ++i) sixty += "ü";
  EXPECT_EQ(text::quoted(sixty), "`" + sixty + "`");
  const std::string shown = text::quoted(sixty + "ü");
  EXPECT_EQ(length(shown), 2 + 40 + 3 + 15U);
  EXPECT_TRUE(harmless(shown));
}

TEST(Quoted, OfMegabytesIsShort) {
  EXPECT_LE(length(text::quoted(std::string(1'000'000, '\xff'))), 62U);
  EXPECT_LE(length(text::quoted(std::string(1'000'000, '\x1b'))), 62U);
}

TEST(Length, CountsCharacters) {
  EXPECT_EQ(length(""), 0U);
  EXPECT_EQ(length("abc"), 3U);
  EXPECT_EQ(length("über"), 4U);
  EXPECT_EQ(length("注文"), 2U);
  EXPECT_EQ(length("🚀"), 1U);
}

TEST(DisplayWidth, CountsColumnsOfATerminal) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("über"), 4U);
  EXPECT_EQ(display_width("注文"), 4U);
  EXPECT_EQ(display_width("한글"), 4U);
  EXPECT_EQ(display_width("ｆｕ"), 4U);
  EXPECT_EQ(display_width("🎉"), 2U);
  EXPECT_EQ(display_width("e\u0301"), 1U);  // a combining accent
  EXPECT_EQ(display_width("a注b"), 4U);
}

TEST(SequenceLength, IsThatOfTheFirstCharacterAndNothingForInvalidBytes) {
  EXPECT_EQ(sequence_length(""), 0U);
  EXPECT_EQ(sequence_length("a"), 1U);
  EXPECT_EQ(sequence_length("\0"sv), 1U);
  EXPECT_EQ(sequence_length("ü!"), 2U);
  EXPECT_EQ(sequence_length("注"), 3U);
  EXPECT_EQ(sequence_length("🚀"), 4U);
  EXPECT_EQ(sequence_length("\xf4\x8f\xbf\xbf"), 4U);  // U+10FFFF, the last one
  EXPECT_EQ(sequence_length("\xed\x9f\xbf"), 3U);      // the last before the surrogates
  for (const std::string_view bad :
       {"\x80"sv, "\xc3"sv, "\xc0\x80"sv, "\xed\xa0\x80"sv, "\xf4\x90\x80\x80"sv, "\xfe"sv}) {
    EXPECT_EQ(sequence_length(bad), 0U);
  }
}

constexpr std::array<std::string_view, 9> names{"throughput",    "latency",         "ordering",
                                                "delivery",      "retention",       "peak_factor",
                                                "growth_factor", "processing_time", "pub_sub"};

struct Slip {
  std::string_view wanted;
  std::string_view meant;
};

TEST(Closest, FindsWhatWasMeant) {
  const std::vector<Slip> rows{
      {"throughput", "throughput"},
      {"Throughput", "throughput"},
      {"LATENCY", "latency"},
      {"troughput", "throughput"},
      {"throughputs", "throughput"},
      {"thruoghput", "throughput"},
      {"latnecy", "latency"},
      {"retetnion", "retention"},
      {"pubsub", "pub_sub"},
      {"pub-sub", "pub_sub"},
      {"peakfactor", "peak_factor"},
      {"factor_peak", "peak_factor"},
      {"factor-peak", "peak_factor"},
      {"Factor_Growth", "growth_factor"},
      {"time processing", "processing_time"},
  };
  for (const auto& [wanted, meant] : rows) {
    SCOPED_TRACE(wanted);
    const auto found = closest(wanted, names);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, meant);
  }
}

TEST(Closest, FindsNothingWhereNothingIsClose) {
  for (const std::string_view wanted : {"", "x", "banana", "factor", "through", "dealers",
                                        "peak_factor_of_the_workload", "zzzzzzzzzz"}) {
    SCOPED_TRACE(wanted);
    const auto found = closest(wanted, names);
    EXPECT_FALSE(found) << *found;
  }
  EXPECT_FALSE(closest("anything", {}));
  EXPECT_FALSE(closest(std::string(1'000'000, 'a'), names));
}

TEST(Closest, TakesTheFirstOfEquallyCloseAndTheCloserOfAll) {
  constexpr std::array<std::string_view, 3> candidates{"cat", "car", "cab"};
  EXPECT_EQ(closest("cax", candidates), "cat");
  constexpr std::array<std::string_view, 3> reversed{"cab", "car", "cat"};
  EXPECT_EQ(closest("cax", reversed), "cab");
  EXPECT_EQ(closest("car", candidates), "car");
  EXPECT_EQ(closest("CAB", candidates), "cab");
}

TEST(Wrap, BreaksAtBlanks) {
  EXPECT_THAT(wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("one two three", 80), ElementsAre("one two three"));
  EXPECT_THAT(wrap("exact fit", 9), ElementsAre("exact fit"));
  EXPECT_THAT(wrap("exact fit", 8), ElementsAre("exact", "fit"));
}

TEST(Wrap, HasNoEmptyLinesAndNoStrayBlanks) {
  EXPECT_THAT(wrap("", 10), IsEmpty());
  EXPECT_THAT(wrap("     ", 10), IsEmpty());
  EXPECT_THAT(wrap("  a   b  ", 10), ElementsAre("a b"));
}

TEST(Wrap, CutsWordsThatAreTooLong) {
  EXPECT_THAT(wrap("abcdefghij", 4), ElementsAre("abcd", "efgh", "ij"));
  EXPECT_THAT(wrap("a bcdefgh i", 4), ElementsAre("a", "bcde", "fgh", "i"));
}

TEST(Wrap, LeavesAddressesWhole) {
  EXPECT_THAT(wrap("see https://a.example/path now", 12),
              ElementsAre("see", "https://a.example/path", "now"));
  EXPECT_THAT(wrap("(http://a.example/path)", 8), ElementsAre("(http://a.example/path)"));
  EXPECT_THAT(wrap("https://" + std::string(400, 'a'), 80), testing::SizeIs(6))
      << "what only looks like one is cut";
}

TEST(Wrap, GivesWideCharactersTwoColumns) {
  EXPECT_THAT(wrap("注文注文注", 4), ElementsAre("注文", "注文", "注"));
  EXPECT_THAT(wrap("注文注文注", 5), ElementsAre("注文", "注文", "注"));
  EXPECT_THAT(wrap("ab 注文", 6), ElementsAre("ab", "注文"));
  EXPECT_THAT(wrap("ab 注文", 7), ElementsAre("ab 注文"));
}

TEST(Wrap, RespectsTheWidthAndLosesNothing) {
  const std::string text =
      "Ein Satz mit Umlauten äöü, 注文サービス ohne Leerzeichen, "
      "averyverylongidentifierwithoutanyblank and e\u0301 accents.";
  std::string letters = text;
  std::erase(letters, ' ');
  for (std::size_t width = 2; width <= 90; ++width) {
    SCOPED_TRACE(width);
    std::string joined;
    for (const std::string& line : wrap(text, width)) {
      ASSERT_LE(display_width(line), width);
      ASSERT_FALSE(line.empty());
      ASSERT_NE(line.front(), ' ');
      ASSERT_NE(line.back(), ' ');
      joined += line;
    }
    std::erase(joined, ' ');
    ASSERT_EQ(joined, letters);
  }
}

TEST(ListOf, ReadsAsASentenceDoes) {
  EXPECT_EQ(list_of({}), "");
  EXPECT_EQ(list_of(std::vector<std::string>{"a"}), "a");
  EXPECT_EQ(list_of(std::vector<std::string>{"a", "b"}), "a and b");
  EXPECT_EQ(list_of(std::vector<std::string>{"a", "b", "c"}), "a, b and c");
}

TEST(ResourceName, KeepsGoodNamesAndMendsOthers) {
  const std::vector<Escaped> rows{
      {"order-events", "order-events"}, {"Order_Events.v2", "order_events.v2"},
      {"order events", "order-events"}, {"order / events", "order-events"},
      {"  orders  ", "orders"},         {"-orders-", "orders"},
      {"..orders__", "orders"},         {"orders\n", "orders"},
      {"a\x1b[0mb", "a-0mb"},           {"größe", "gr-e"},
  };
  for (const auto& [raw, name] : rows) {
    SCOPED_TRACE(testing::PrintToString(raw));
    EXPECT_EQ(resource_name(raw), name);
  }
}

bool legal(std::string_view name) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  const auto edge = [](char c) { return c == '.' || c == '_' || c == '-'; };
  return !name.empty() && name.size() <= 200 && std::ranges::all_of(name, good) &&
         !edge(name.front()) && !edge(name.back());
}

TEST(ResourceName, IsAlwaysLegalAndNeverEmpty) {
  for (const std::string_view raw :
       {""sv, " "sv, "..."sv, "---"sv, "注文"sv, "\0"sv, "\xff\xfe"sv, "🚀"sv}) {
    EXPECT_TRUE(legal(resource_name(raw))) << testing::PrintToString(raw);
  }
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string raw(random() % 300, '\0');
    for (char& c : raw) c = static_cast<char>(random() % 256);
    ASSERT_TRUE(legal(resource_name(raw))) << testing::PrintToString(raw);
  }
}

TEST(ResourceName, KeepsNamesApartThatOnlyDifferLate) {
  const std::string stem(300, 'a');
  const std::string one = resource_name(stem + "1");
  const std::string two = resource_name(stem + "2");
  EXPECT_TRUE(legal(one));
  EXPECT_NE(one, two);
  EXPECT_NE(resource_name("注文"), resource_name("請求"));
  EXPECT_EQ(resource_name(std::string(200, 'a')), std::string(200, 'a'));
  EXPECT_NE(resource_name(std::string(201, 'a')), std::string(200, 'a'));
}

TEST(ResourceName, OfALegalNameIsThatName) {
  for (const std::string_view raw : {"orders"sv, "a.b_c-d"sv, "x1"sv, "0"sv}) {
    EXPECT_EQ(resource_name(raw), raw);
  }
}

TEST(ShortHash, IsEightHexDigitsOfFnv1a) {
  EXPECT_EQ(short_hash(""), "811c9dc5");
  EXPECT_EQ(short_hash("a"), "e40c292c");
  EXPECT_EQ(short_hash("foobar"), "bf9cf968");
}

}  // namespace
}  // namespace eventarch::text
