#include "support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "support/ascii.hpp"

namespace eventarch::text {
namespace {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;  ///< 0: the bytes here are not valid UTF-8
};

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80U; }

/// A character that stands for itself: most text is nothing else.
bool is_plain(char c) { return c >= ' ' && c <= '~'; }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Strict: refuses overlong forms, surrogates and values beyond U+10FFFF.
CodePoint decode(std::string_view s) {
  const auto lead = static_cast<unsigned char>(s.front());
  if (lead < 0x80) return {lead, 1};
  std::size_t size = 0;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2;
    value = lead & 0x1FU;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    size = 3;
    value = lead & 0x0FU;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4;
    value = lead & 0x07U;
  } else {
    return {};
  }
  if (s.size() < size) return {};
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(s[i])) return {};
    value = (value << 6U) | (static_cast<unsigned char>(s[i]) & 0x3FU);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, size};
}

struct Range {
  char32_t first;
  char32_t last;
};

bool within(char32_t c, std::span<const Range> ranges) {
  return std::ranges::any_of(ranges, [c](Range r) { return c >= r.first && c <= r.last; });
}

/// What a terminal obeys or a reader cannot see.
constexpr std::array invisible{
    Range{0x00, 0x1F},     Range{0x7F, 0x9F},     Range{0xAD, 0xAD},       Range{0x61C, 0x61C},
    Range{0x180E, 0x180E}, Range{0x200B, 0x200F}, Range{0x2028, 0x202E},   Range{0x2060, 0x206F},
    Range{0xFEFF, 0xFEFF}, Range{0xFFF9, 0xFFFB}, Range{0xE0000, 0xE007F},
};

constexpr std::array combining{
    Range{0x300, 0x36F},   Range{0x483, 0x489},   Range{0x591, 0x5BD},   Range{0x610, 0x61A},
    Range{0x64B, 0x65F},   Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x20D0, 0x20FF},
    Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F},
};

constexpr std::array wide{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},
    Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x1FA70, 0x1FAFF},
    Range{0x20000, 0x3FFFD},
};

/// Restricted Damerau-Levenshtein: insert, delete, replace, swap of neighbours cost one each.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[b.size()];
}

/// No fewer edits lie between the two: each changes one letter, or swaps two.
std::size_t distance_at_least(std::string_view a, std::string_view b) {
  // Letters that share a place make the bound lower, which is safe.
  std::array<int, 64> surplus{};
  for (const char c : a) ++surplus[static_cast<unsigned char>(c) % surplus.size()];
  for (const char c : b) --surplus[static_cast<unsigned char>(c) % surplus.size()];
  std::size_t more = 0;
  std::size_t fewer = 0;
  for (const int count : surplus) {
    (count > 0 ? more : fewer) += static_cast<std::size_t>(std::abs(count));
  }
  return std::max(more, fewer);
}

std::string sorted_words(std::string_view s) {
  std::vector<std::string> words(1);
  for (const char c : s) {
    if (c == '_' || c == '-' || c == ' ') {
      words.emplace_back();
    } else {
      words.back() += ascii::lowered(c);
    }
  }
  std::ranges::sort(words);
  return fmt::format("{}", fmt::join(words, "_"));
}

std::string shortened(std::string_view shown) {
  constexpr std::size_t longest = 60;
  constexpr std::size_t head = 40;
  constexpr std::size_t tail = 15;
  const std::size_t count = length(shown);
  if (count <= longest) return std::string(shown);
  std::string out;
  std::size_t index = 0;
  for (std::size_t at = 0; at < shown.size(); ++index) {
    const std::size_t bytes = decode(shown.substr(at)).bytes;
    if (index == head) out += "...";
    if (index < head || index >= count - tail) out += shown.substr(at, bytes);
    at += bytes;
  }
  return out;
}

}  // namespace

std::size_t sequence_length(std::string_view bytes) {
  return bytes.empty() ? 0 : decode(bytes).bytes;
}

std::string printable(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const auto plain = static_cast<std::size_t>(
        std::find_if_not(raw.begin() + static_cast<std::ptrdiff_t>(at), raw.end(), is_plain) -
        (raw.begin() + static_cast<std::ptrdiff_t>(at)));
    out += raw.substr(at, plain);
    at += plain;
    if (at == raw.size()) break;
    const CodePoint c = decode(raw.substr(at));
    if (c.bytes == 0) {
      out += fmt::format("\\x{{{:02x}}}", static_cast<unsigned char>(raw[at]));
      ++at;
      continue;
    }
    if (within(c.value, invisible)) {
      out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(c.value));
    } else {
      out += raw.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return out;
}

std::string quoted(std::string_view raw) {
  // Escaping makes text up to eight times longer: hostile megabytes are cut before, at characters,
  // to more than what is shown of the head and of the tail.
  constexpr std::size_t enough = 512;
  if (raw.size() <= 2 * enough) return "`" + shortened(printable(raw)) + "`";
  std::size_t head = enough;
  while (head > 0 && is_continuation(raw[head])) --head;
  std::size_t tail = raw.size() - enough;
  while (tail < raw.size() && is_continuation(raw[tail])) ++tail;
  return "`" + shortened(printable(raw.substr(0, head)) + printable(raw.substr(tail))) + "`";
}

std::string quoted_whole(std::string_view raw) { return "`" + printable(raw) + "`"; }

std::size_t length(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return !is_continuation(c); }));
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    if (is_ascii(utf8[at])) {
      ++at;
      ++width;
      continue;
    }
    const CodePoint c = decode(utf8.substr(at));
    if (c.bytes == 0) {
      ++at;
      ++width;
      continue;
    }
    at += c.bytes;
    if (!within(c.value, combining)) width += within(c.value, wide) ? 2U : 1U;
  }
  return width;
}

std::optional<std::string_view> closest(std::string_view wanted,
                                        std::span<const std::string_view> candidates) {
  constexpr std::size_t longest = 100;  // beyond it nothing is a slip of a name of ours
  if (wanted.empty() || wanted.size() > longest) return std::nullopt;
  const std::string key = ascii::lowered(wanted);
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max(wanted.size(), std::size_t{3}) / 3 + 1;
  for (const std::string_view candidate : candidates) {
    const std::string name = ascii::lowered(candidate);
    if (distance_at_least(key, name) >= best_distance) continue;
    const std::size_t d = distance(key, name);
    if (d < best_distance) {
      best = candidate;
      best_distance = d;
    }
  }
  if (best) return best;
  const std::string words = sorted_words(wanted);
  for (const std::string_view candidate : candidates) {
    if (sorted_words(candidate) == words) return candidate;
  }
  return std::nullopt;
}

std::optional<std::string_view> certainly(std::string_view wanted,
                                          std::span<const std::string_view> candidates) {
  const auto best = closest(wanted, candidates);
  if (!best) return std::nullopt;
  const std::string key = ascii::lowered(wanted);
  const std::size_t least = distance(key, ascii::lowered(*best));
  const auto as_close = std::ranges::count_if(candidates, [&](std::string_view candidate) {
    const std::string name = ascii::lowered(candidate);
    return distance_at_least(key, name) <= least && distance(key, name) <= least;
  });
  return as_close <= 1 ? best : std::nullopt;
}

namespace {

/// Cuts off the part of a word that fits into `width`; at least one character.
std::string_view take_width(std::string_view& word, std::size_t width) {
  // No character has more columns than bytes.
  if (word.size() <= width) return std::exchange(word, {});
  std::size_t at = 0;
  std::size_t used = 0;
  while (at < word.size()) {
    const std::size_t bytes = std::max<std::size_t>(1, decode(word.substr(at)).bytes);
    const std::size_t columns = display_width(word.substr(at, bytes));
    if (at != 0 && used + columns > width) break;
    used += columns;
    at += bytes;
  }
  const std::string_view taken = word.substr(0, at);
  word.remove_prefix(at);
  return taken;
}

/// An address that is cut can neither be followed nor copied. A word that only looks like one must
/// not fill a page.
bool is_address(std::string_view word) {
  constexpr std::size_t longest = 300;
  if (word.starts_with('(')) word.remove_prefix(1);
  return (word.starts_with("https://") || word.starts_with("http://")) && word.size() <= longest;
}

}  // namespace

std::vector<std::string> wrap(std::string_view utf8, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t line_width = 0;
  const auto flush = [&] {
    if (!line.empty()) lines.push_back(std::exchange(line, {}));
    line_width = 0;
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t blank = std::min(utf8.find(' ', at), utf8.size());
    std::string_view word = utf8.substr(at, blank - at);
    at = blank + 1;
    while (!word.empty()) {
      const std::string_view part =
          is_address(word) ? std::exchange(word, {}) : take_width(word, width);
      const std::size_t columns = display_width(part);
      if (!line.empty() && line_width + 1 + columns > width) flush();
      if (!line.empty()) {
        line += ' ';
        ++line_width;
      }
      line += part;
      line_width += columns;
      if (!word.empty()) flush();
    }
  }
  flush();
  return lines;
}

std::string spoken(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string without_full_stop(std::string_view sentence) {
  if (sentence.ends_with('.')) sentence.remove_suffix(1);
  return std::string(sentence);
}

std::string list_of(std::span<const std::string> items, std::string_view last) {
  if (items.empty()) return {};
  if (items.size() == 1) return items.front();
  return fmt::format("{} {} {}", fmt::join(items.begin(), items.end() - 1, ", "), last,
                     items.back());
}

std::string short_hash(std::string_view bytes) {
  std::uint32_t hash = 2166136261U;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return fmt::format("{:08x}", hash);
}

std::string long_hash(std::string_view bytes) {
  constexpr std::uint64_t prime = 0x100000001B3U;
  std::uint64_t first = 0xCBF29CE484222325U;
  std::uint64_t second = 0x84222325CBF29CE4U;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    first = (first ^ static_cast<unsigned char>(bytes[i])) * prime;
    second = (second ^ static_cast<unsigned char>(bytes[bytes.size() - 1 - i])) * prime;
  }
  return fmt::format("{:016x}{:016x}", first, second);
}

std::string resource_name(std::string_view raw) {
  constexpr std::size_t longest = 200;  // leaves room for suffixes below Kafka's limit of 249
  std::string out(raw.size(), '-');
  std::size_t size = 0;
  for (const char c : raw) {
    const char low = ascii::lowered(c);
    const bool plain = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low == '.' ||
                       low == '_' || low == '-';
    if (plain) {
      out[size++] = low;
    } else if (size > 0 && out[size - 1] != '-') {
      out[size++] = '-';
    }
  }
  out.resize(size);
  const auto edge = [](char c) { return c == '-' || c == '.' || c == '_'; };
  while (!out.empty() && edge(out.back())) out.pop_back();
  out.erase(out.begin(), std::ranges::find_if_not(out, edge));
  if (out.empty()) return "x" + short_hash(raw);
  if (out.size() > longest) out = out.substr(0, longest - 9) + "-" + short_hash(raw);
  return out;
}

}  // namespace eventarch::text
