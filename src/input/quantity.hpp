#pragma once

/// The quantities of the design file: one small parser each, over the whole string, ASCII only.
/// No regular expressions: they cost a million instructions and overflow the stack on long input.

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "eventarch/units.hpp"

namespace eventarch::input {

enum class QuantityFault : std::uint8_t {
  malformed,      ///< not of the form at all
  zero,           ///< well formed, but nothing
  below_minimum,  ///< a factor below 1
  above_maximum,  ///< beyond the documented range, or too many digits to hold
};

template <class T>
using Parsed = std::variant<T, QuantityFault>;

/// ^\d+[KM]?\s*msg/s$ -- 1 .. 10^12 msg/s
[[nodiscard]] Parsed<MessageRate> parse_message_rate(std::string_view text);
/// ^\d+\s*(ms|s)$ -- up to 10^9 ms
[[nodiscard]] Parsed<Duration> parse_latency(std::string_view text);
/// ^\d+\s*(hours?|days?|weeks?)$ -- up to 10^7 hours, more than a thousand years
[[nodiscard]] Parsed<Duration> parse_retention(std::string_view text);
/// A number with us, ms, s, min, hours or days; decimals allowed -- up to 10^7 hours
[[nodiscard]] Parsed<Duration> parse_duration(std::string_view text);
/// A number with B, KB, MB (powers of 1000), KiB, MiB (powers of 1024) -- up to 10^12 bytes
[[nodiscard]] Parsed<ByteSize> parse_size(std::string_view text);
/// A number with B/s, KB/s, MB/s, GB/s, KiB/s, MiB/s, GiB/s -- up to 10^15 B/s
[[nodiscard]] Parsed<ByteRate> parse_byte_rate(std::string_view text);
/// A number with %, above 0 up to 100
[[nodiscard]] Parsed<Share> parse_share(std::string_view text);
/// A bare number from 1 to 10^6; decimals allowed
[[nodiscard]] Parsed<Factor> parse_factor(std::string_view text);
/// ^\d+[KM]?$ -- 1 .. 10^12
[[nodiscard]] Parsed<Count> parse_count(std::string_view text);

/// How a kind of quantity is described to people and to JSON Schema.
struct QuantityForm {
  std::string_view pattern;   ///< ECMA-262, anchored
  std::string_view expected;  ///< "a whole number, K or M if wanted, then msg/s"
  std::string_view range;     ///< "1 msg/s to 10^12 msg/s"
};

inline constexpr QuantityForm message_rate_form{
    R"(^[0-9]+[KM]?\s*msg/s$)", "a whole number, then K or M if wanted, then `msg/s`",
    "1 msg/s to 1000000M msg/s"};
inline constexpr QuantityForm latency_form{R"(^[0-9]+\s*(ms|s)$)",
                                           "a whole number, then `ms` or `s`", "1 ms to 1000000 s"};
inline constexpr QuantityForm retention_form{R"(^[0-9]+\s*(hours?|days?|weeks?)$)",
                                             "a whole number, then `hours`, `days` or `weeks`",
                                             "1 hour to 10000000 hours"};
inline constexpr QuantityForm duration_form{
    R"(^[0-9]+(\.[0-9]+)?\s*(us|ms|s|min|hours?|days?)$)",
    "a number, then `us`, `ms`, `s`, `min`, `hours` or `days`", "above 0 ms, up to 10000000 hours"};
inline constexpr QuantityForm size_form{
    R"(^[0-9]+(\.[0-9]+)?\s*(B|KB|MB|KiB|MiB)$)",
    "a number, then `B`, `KB` or `MB` (powers of 1000), `KiB` or `MiB` (powers of 1024)",
    "1 B to 1000000 MB"};
inline constexpr QuantityForm byte_rate_form{
    R"(^[0-9]+(\.[0-9]+)?\s*(B|KB|MB|GB|KiB|MiB|GiB)/s$)",
    "a number, then `B/s`, `KB/s`, `MB/s`, `GB/s` or a binary unit such as `MiB/s`",
    "1 B/s to 1000000 GB/s"};
inline constexpr QuantityForm share_form{R"(^[0-9]+(\.[0-9]+)?\s*%$)", "a number, then `%`",
                                         "above 0 % up to 100 %"};
inline constexpr QuantityForm factor_form{R"(^[0-9]+(\.[0-9]+)?$)", "a number, at least 1",
                                          "1 to 1000000"};
inline constexpr QuantityForm count_form{R"(^[0-9]+[KM]?$)",
                                         "a whole number, then K or M if wanted", "1 to 1000000M"};

}  // namespace eventarch::input
