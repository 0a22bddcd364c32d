#include "input/quantity_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "support/ascii.hpp"

namespace eventarch::input {
namespace {

struct Word {
  std::string_view text;  ///< lower case
  std::uint64_t times = 1;
  std::uint64_t of = 1;
  bool is_certain = true;
};

constexpr std::uint64_t millisecond = 1000;  // in microseconds
constexpr std::uint64_t second = 1000 * millisecond;
constexpr std::uint64_t minute = 60 * second;
constexpr std::uint64_t hour = 60 * minute;
constexpr std::uint64_t day = 24 * hour;

constexpr std::array time_words{
    Word{"ns", 1, 1000},
    Word{"nanoseconds", 1, 1000},
    Word{"us"},
    Word{"usec"},
    Word{"microsecond"},
    Word{"microseconds"},
    Word{"\xC2\xB5s"},  // the micro sign
    Word{"\xCE\xBCs"},  // the Greek letter
    Word{"ms", millisecond},
    Word{"msec", millisecond},
    Word{"msecs", millisecond},
    Word{"millis", millisecond},
    Word{"millisecond", millisecond},
    Word{"milliseconds", millisecond},
    Word{"s", second},
    Word{"sec", second},
    Word{"secs", second},
    Word{"second", second},
    Word{"seconds", second},
    Word{"min", minute},
    Word{"mins", minute},
    Word{"minute", minute},
    Word{"minutes", minute},
    Word{"h", hour},
    Word{"hr", hour},
    Word{"hrs", hour},
    Word{"hour", hour},
    Word{"hours", hour},
    Word{"d", day},
    Word{"day", day},
    Word{"days", day},
    Word{"day(s)", day},
    Word{"w", 7 * day},
    Word{"wk", 7 * day},
    Word{"week", 7 * day},
    Word{"weeks", 7 * day},
    Word{"month", 30 * day, 1, false},
    Word{"months", 30 * day, 1, false},
    Word{"y", 365 * day, 1, false},
    Word{"year", 365 * day, 1, false},
    Word{"years", 365 * day, 1, false},
};

constexpr std::uint64_t kilo = 1000;
constexpr std::uint64_t mega = kilo * kilo;
constexpr std::uint64_t giga = kilo * mega;
constexpr std::uint64_t kibi = 1024;

/// Of sizes, and of rates in front of `/s`.
constexpr std::array size_words{
    Word{"b"},
    Word{"byte"},
    Word{"bytes"},
    Word{"k", kilo},
    Word{"kb", kilo},
    Word{"kilobytes", kilo},
    Word{"m", mega},
    Word{"mb", mega},
    Word{"megabytes", mega},
    Word{"g", giga},
    Word{"gb", giga},
    Word{"gigabytes", giga},
    Word{"tb", kilo* giga},
    Word{"kib", kibi},
    Word{"mib", kibi* kibi},
    Word{"gib", kibi* kibi* kibi},
};

/// In front of `/s`: eight bits are a byte.
constexpr std::array bit_words{
    Word{"kbit", kilo, 8},
    Word{"mbit", mega, 8},
    Word{"gbit", giga, 8},
};

constexpr std::array message_words{
    Word{""},
    Word{"msg"},
    Word{"msgs"},
    Word{"message"},
    Word{"messages"},
    Word{"event"},
    Word{"events"},
    Word{"record"},
    Word{"records"},
    Word{"req", 1, 1, false},
    Word{"requests", 1, 1, false},
};

/// Whole words for a rate of messages.
constexpr std::array rate_words{
    Word{""},
    Word{"mps"},
    Word{"eps"},
    Word{"rps", 1, 1, false},
    Word{"tps", 1, 1, false},
    Word{"qps", 1, 1, false},
};

/// What follows the thing that is counted: so many of it in that many seconds.
constexpr std::array span_words{
    Word{"/s"},
    Word{"/sec"},
    Word{"/second"},
    Word{"persecond"},
    Word{"/min", 1, 60},
    Word{"/minute", 1, 60},
    Word{"perminute", 1, 60},
    Word{"/h", 1, 3600},
    Word{"/hour", 1, 3600},
    Word{"perhour", 1, 3600},
    Word{"/d", 1, 86400},
    Word{"/day", 1, 86400},
    Word{"perday", 1, 86400},
};

constexpr std::array share_words{Word{"%"}, Word{"percent"}, Word{"pct"}, Word{"", 1, 1, false}};
constexpr std::array factor_words{Word{""}, Word{"x"}, Word{"times"}, Word{"%", 1, 100, false}};
constexpr std::array count_words{Word{""}};

const Word* word_for(std::span<const Word> words, std::string_view text) {
  const auto found = std::ranges::find(words, text, &Word::text);
  return found == words.end() ? nullptr : &*found;
}

std::optional<UnitMeaning> meaning_of_word(const Word* word) {
  if (word == nullptr) return std::nullopt;
  return UnitMeaning{{word->times, word->of}, word->is_certain};
}

/// A small `b` behind a prefix may stand for bits: `Mb` is an eighth of `MB`.
bool may_be_bits(std::string_view unit) {
  return unit.size() > 1 && ascii::is_upper(unit[0]) && unit[1] == 'b';
}

std::optional<UnitMeaning> size_meaning(std::string_view unit) {
  const std::string lowered = ascii::lowered(unit);
  if (lowered.empty()) return UnitMeaning{{1, 1}, false};
  auto found = meaning_of_word(word_for(size_words, lowered));
  if (found && may_be_bits(unit)) found->is_certain = false;
  return found;
}

/// Splits off what says a span of time; null where nothing does.
const Word* take_span(std::string_view& unit) {
  for (const Word& span : span_words) {
    if (!unit.ends_with(span.text)) continue;
    unit.remove_suffix(span.text.size());
    return &span;
  }
  return nullptr;
}

std::optional<UnitMeaning> byte_rate_meaning(std::string_view unit) {
  std::string lowered = ascii::lowered(unit);
  if (unit.ends_with("bps")) {  // as networks are sold
    auto found = meaning_of_word(word_for(bit_words, lowered.substr(0, unit.size() - 2) + "it"));
    if (found) found->is_certain = false;
    return found;
  }
  if (unit.ends_with("Bps")) lowered.replace(unit.size() - 2, 2, "/s");
  std::string_view thing = lowered;
  const Word* span = take_span(thing);
  if (span != nullptr && span->of != 1) return std::nullopt;
  if (auto found = meaning_of_word(word_for(bit_words, thing)); found && span != nullptr)
    return found;
  auto found = meaning_of_word(word_for(size_words, thing));
  // Disks and networks are sold in bits as well as in bytes.
  const bool is_small = unit.size() > 1 && unit[1] == 'b';
  if (found && is_small) found->is_certain = false;
  return found;
}

std::optional<UnitMeaning> message_rate_meaning(std::string_view unit) {
  const std::string lowered = ascii::lowered(unit);
  if (auto found = meaning_of_word(word_for(rate_words, lowered))) return found;
  std::string_view thing = lowered;
  const Word* span = take_span(thing);
  const Word* counted = word_for(message_words, thing);
  if (span == nullptr || counted == nullptr) return std::nullopt;
  return UnitMeaning{{1, span->of}, counted->is_certain};
}

std::optional<UnitMeaning> time_meaning(FieldType type, std::string_view unit) {
  if (unit.empty()) {
    return UnitMeaning{{type == FieldType::retention ? day : millisecond, 1}, false};
  }
  // Where days are counted an `m` may be a month, where milliseconds are it may lack its `s`.
  if (unit == "m" || unit == "M") {
    return type == FieldType::duration ? std::optional(UnitMeaning{{minute, 1}, unit == "m"})
                                       : std::nullopt;
  }
  return meaning_of_word(word_for(time_words, ascii::lowered(unit)));
}

constexpr std::array taken_latency_units{TakenUnit{" s", second}, TakenUnit{" ms", millisecond}};
constexpr std::array taken_retention_units{TakenUnit{" weeks", 7 * day}, TakenUnit{" days", day},
                                           TakenUnit{" hours", hour}};
constexpr std::array taken_duration_units{TakenUnit{" days", day},       TakenUnit{" hours", hour},
                                          TakenUnit{" min", minute},     TakenUnit{" s", second},
                                          TakenUnit{" ms", millisecond}, TakenUnit{" us", 1}};
constexpr std::array taken_size_units{TakenUnit{" MiB", kibi* kibi}, TakenUnit{" MB", mega},
                                      TakenUnit{" KiB", kibi}, TakenUnit{" KB", kilo},
                                      TakenUnit{" B", 1}};
constexpr std::array taken_byte_rate_units{TakenUnit{" GiB/s", kibi* kibi* kibi},
                                           TakenUnit{" GB/s", giga},
                                           TakenUnit{" MiB/s", kibi* kibi},
                                           TakenUnit{" MB/s", mega},
                                           TakenUnit{" KiB/s", kibi},
                                           TakenUnit{" KB/s", kilo},
                                           TakenUnit{" B/s", 1}};
constexpr std::array taken_message_rate_units{TakenUnit{"M msg/s", mega},
                                              TakenUnit{"K msg/s", kilo}, TakenUnit{" msg/s", 1}};
constexpr std::array taken_share_units{TakenUnit{" %", 1}};
constexpr std::array taken_factor_units{TakenUnit{"", 1}};
constexpr std::array taken_count_units{TakenUnit{"M", mega}, TakenUnit{"K", kilo},
                                       TakenUnit{"", 1}};

}  // namespace

std::optional<UnitMeaning> unit_meaning(FieldType type, std::string_view unit) {
  constexpr std::size_t longest = 20;  // no word above is as long
  if (unit.size() > longest) return std::nullopt;
  switch (type) {
    case FieldType::latency:
    case FieldType::retention:
    case FieldType::duration: return time_meaning(type, unit);
    case FieldType::size: return size_meaning(unit);
    case FieldType::byte_rate: return byte_rate_meaning(unit);
    case FieldType::message_rate: return message_rate_meaning(unit);
    case FieldType::share: return meaning_of_word(word_for(share_words, ascii::lowered(unit)));
    case FieldType::factor: return meaning_of_word(word_for(factor_words, ascii::lowered(unit)));
    case FieldType::count: return meaning_of_word(word_for(count_words, unit));
    default: return std::nullopt;
  }
}

std::span<const TakenUnit> taken_units(FieldType type) {
  switch (type) {
    case FieldType::latency: return taken_latency_units;
    case FieldType::retention: return taken_retention_units;
    case FieldType::duration: return taken_duration_units;
    case FieldType::size: return taken_size_units;
    case FieldType::byte_rate: return taken_byte_rate_units;
    case FieldType::message_rate: return taken_message_rate_units;
    case FieldType::share: return taken_share_units;
    case FieldType::factor: return taken_factor_units;
    case FieldType::count: return taken_count_units;
    default: return {};
  }
}

}  // namespace eventarch::input
