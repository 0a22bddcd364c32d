#include "input/quantity.hpp"

#include <array>
#include <cstddef>
#include <optional>

#include "model/resolve.hpp"
#include "support/ascii.hpp"

namespace eventarch::input {
namespace {

/// \s of ECMA-262, cut to ASCII.
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

enum class Decimals : std::uint8_t { refused, allowed };
enum class Magnitude : std::uint8_t { refused, allowed };  ///< K or M straight after the digits

struct Parts {
  double value = 0;
  std::string_view unit;
};

/// Reads the digits behind a decimal point, from `at` on, and moves `at` behind them; empty where
/// there are none. Digits beyond what a double keeps are read over.
std::optional<double> fraction_at(std::string_view text, std::size_t& at) {
  const std::size_t first = at;
  double place = 1;
  double fraction = 0;
  for (; at < text.size() && ascii::is_digit(text[at]); ++at) {
    if (place > 1e15) continue;
    fraction = fraction * 10 + (text[at] - '0');
    place *= 10;
  }
  if (at == first) return std::nullopt;
  return fraction / place;
}

/// Splits "10K msg/s" into 10000 and "msg/s". A double keeps what matters of any number of digits:
/// values beyond 10^15 are refused by every range anyway.
std::optional<Parts> split(std::string_view text, Decimals decimals, Magnitude magnitude) {
  std::size_t at = 0;
  double value = 0;
  for (; at < text.size() && ascii::is_digit(text[at]); ++at) value = value * 10 + (text[at] - '0');
  if (at == 0) return std::nullopt;
  if (decimals == Decimals::allowed && at < text.size() && text[at] == '.') {
    const auto fraction = fraction_at(text, ++at);
    if (!fraction) return std::nullopt;
    value += *fraction;
  }
  if (magnitude == Magnitude::allowed && at < text.size() && (text[at] == 'K' || text[at] == 'M')) {
    value *= text[at] == 'K' ? 1e3 : 1e6;
    ++at;
  }
  const std::size_t number_end = at;
  while (at < text.size() && is_blank(text[at])) ++at;
  const std::string_view unit = text.substr(at);
  if (unit.empty() && at != number_end) return std::nullopt;
  return Parts{value, unit};
}

struct Unit {
  std::string_view name;
  double factor;
};

std::optional<double> factor_of(std::string_view name, std::span<const Unit> units) {
  for (const Unit& unit : units) {
    if (unit.name == name) return unit.factor;
  }
  return std::nullopt;
}

std::variant<double, QuantityFault> in_range(double value, double largest) {
  if (value == 0) return QuantityFault::zero;
  if (!(value <= largest)) return QuantityFault::above_maximum;
  return value;
}

std::variant<double, QuantityFault> measured(std::string_view text, Decimals decimals,
                                             Magnitude magnitude, std::span<const Unit> units,
                                             double largest) {
  const auto parts = split(text, decimals, magnitude);
  if (!parts) return QuantityFault::malformed;
  const auto factor = factor_of(parts->unit, units);
  if (!factor) return QuantityFault::malformed;
  return in_range(parts->value * *factor, largest);
}

template <class T>
Parsed<T> as(std::variant<double, QuantityFault> result) {
  if (const auto* fault = std::get_if<QuantityFault>(&result)) return *fault;
  return T{std::get<double>(result)};
}

constexpr double hour_ms = 3'600'000;
constexpr double longest_ms = 1e7 * hour_ms;

constexpr std::array rate_units{Unit{"msg/s", 1}};
constexpr std::array latency_units{Unit{"ms", 1}, Unit{"s", 1000}};
constexpr std::array retention_units{Unit{"hour", hour_ms},       Unit{"hours", hour_ms},
                                     Unit{"day", 24 * hour_ms},   Unit{"days", 24 * hour_ms},
                                     Unit{"week", 168 * hour_ms}, Unit{"weeks", 168 * hour_ms}};
constexpr std::array duration_units{Unit{"us", 0.001},         Unit{"ms", 1},
                                    Unit{"s", 1000},           Unit{"min", 60'000},
                                    Unit{"hour", hour_ms},     Unit{"hours", hour_ms},
                                    Unit{"day", 24 * hour_ms}, Unit{"days", 24 * hour_ms}};
constexpr std::array size_units{Unit{"B", 1}, Unit{"KB", 1e3}, Unit{"MB", 1e6}, Unit{"KiB", 1024},
                                Unit{"MiB", 1048576}};
constexpr std::array byte_rate_units{
    Unit{"B/s", 1},      Unit{"KB/s", 1e3},      Unit{"MB/s", 1e6},        Unit{"GB/s", 1e9},
    Unit{"KiB/s", 1024}, Unit{"MiB/s", 1048576}, Unit{"GiB/s", 1073741824}};
constexpr std::array no_units{Unit{"", 1}};

}  // namespace

Parsed<MessageRate> parse_message_rate(std::string_view text) {
  return as<MessageRate>(measured(text, Decimals::refused, Magnitude::allowed, rate_units, 1e12));
}

Parsed<Duration> parse_latency(std::string_view text) {
  return as<Duration>(measured(text, Decimals::refused, Magnitude::refused, latency_units,
                               model::longest_latency.milliseconds));
}

Parsed<Duration> parse_retention(std::string_view text) {
  return as<Duration>(
      measured(text, Decimals::refused, Magnitude::refused, retention_units, longest_ms));
}

Parsed<Duration> parse_duration(std::string_view text) {
  return as<Duration>(
      measured(text, Decimals::allowed, Magnitude::refused, duration_units, longest_ms));
}

Parsed<ByteSize> parse_size(std::string_view text) {
  const auto size =
      as<ByteSize>(measured(text, Decimals::allowed, Magnitude::refused, size_units, 1e12));
  const auto* value = std::get_if<ByteSize>(&size);
  if (value != nullptr && value->bytes < 1) return QuantityFault::below_minimum;
  return size;
}

Parsed<ByteRate> parse_byte_rate(std::string_view text) {
  const auto rate =
      as<ByteRate>(measured(text, Decimals::allowed, Magnitude::refused, byte_rate_units, 1e15));
  const auto* value = std::get_if<ByteRate>(&rate);
  if (value != nullptr && value->per_second < 1) return QuantityFault::below_minimum;
  return rate;
}

Parsed<Share> parse_share(std::string_view text) {
  const auto parts = split(text, Decimals::allowed, Magnitude::refused);
  if (!parts || parts->unit != "%") return QuantityFault::malformed;
  if (parts->value > 100) return QuantityFault::above_maximum;
  if (parts->value == 0) return QuantityFault::zero;
  return Share{parts->value / 100};
}

Parsed<Factor> parse_factor(std::string_view text) {
  const auto factor =
      as<Factor>(measured(text, Decimals::allowed, Magnitude::refused, no_units, 1e6));
  const auto* value = std::get_if<Factor>(&factor);
  if (value != nullptr && value->value < 1) return QuantityFault::below_minimum;
  return factor;
}

Parsed<Count> parse_count(std::string_view text) {
  const auto count = measured(text, Decimals::refused, Magnitude::allowed, no_units, 1e12);
  if (const auto* fault = std::get_if<QuantityFault>(&count)) return *fault;
  return Count{static_cast<std::uint64_t>(std::get<double>(count))};
}

}  // namespace eventarch::input
