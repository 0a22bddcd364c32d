/// The text of an argument, by the dimension of its input. Fits: `10K msg/s` for a message rate.
/// Refused: `10K` there, since a rate without a unit may be anything.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "eventarch/formulas.hpp"
#include "support/ascii.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

/// A unit is `times / over` base units: 7 / 100 is the nearest double to 0.07, and 7 * 0.01 is not.
struct Unit {
  std::string_view name;
  double times = 1;
  double over = 1;
};

constexpr std::array no_units{Unit{""}};
constexpr std::array share_units{Unit{"%", 1, 100}};
constexpr std::array message_rate_units{Unit{"msg/s"}};
constexpr std::array duration_units{
    Unit{"us", 1, 1e6},    Unit{"ms", 1, 1e3},     Unit{"s"},           Unit{"min", 60},
    Unit{"hour", 3600},    Unit{"hours", 3600},    Unit{"day", 86'400}, Unit{"days", 86'400},
    Unit{"week", 604'800}, Unit{"weeks", 604'800},
};
constexpr double kibi = 1024;
constexpr double mebi = kibi * kibi;
constexpr double gibi = mebi * kibi;
constexpr double tebi = gibi * kibi;
constexpr std::array size_units{
    Unit{"B"},         Unit{"KB", 1e3},   Unit{"MB", 1e6},   Unit{"GB", 1e9},
    Unit{"TB", 1e12},  Unit{"PB", 1e15},  Unit{"EB", 1e18},  Unit{"KiB", kibi},
    Unit{"MiB", mebi}, Unit{"GiB", gibi}, Unit{"TiB", tebi}, Unit{"PiB", tebi* kibi},
};
constexpr std::array byte_rate_units{
    Unit{"B/s"},         Unit{"KB/s", 1e3},   Unit{"MB/s", 1e6},
    Unit{"GB/s", 1e9},   Unit{"TB/s", 1e12},  Unit{"KiB/s", kibi},
    Unit{"MiB/s", mebi}, Unit{"GiB/s", gibi}, Unit{"TiB/s", tebi},
};

/// How arguments of a dimension are written.
struct Grammar {
  Dimension dimension;
  bool takes_magnitude;  ///< K, M or G straight after the digits
  std::span<const Unit> units;
  std::string_view form;
  std::string_view example;
  std::string_view offered;  ///< units to choose from, separated by blanks
};

constexpr std::string_view number_form = "a number, then `K`, `M` or `G` if wanted";
constexpr std::array grammars{
    Grammar{Dimension::number, true, no_units, number_form, "1.5", ""},
    Grammar{Dimension::count, true, no_units, number_form, "36M", ""},
    Grammar{Dimension::share, false, share_units, "a number, then `%`", "70 %", "%"},
    Grammar{Dimension::message_rate, true, message_rate_units,
            "a number, then `K`, `M` or `G` if wanted, then `msg/s`", "10K msg/s", "msg/s"},
    Grammar{Dimension::byte_rate, false, byte_rate_units,
            "a number, then `B/s`, `KB/s`, `MB/s`, `GB/s` or a binary unit such as `MiB/s`",
            "10 MB/s", "B/s KB/s MB/s GB/s"},
    Grammar{Dimension::bytes, false, size_units,
            "a number, then `B`, `KB`, `MB`, `GB`, `TB` (powers of 1000) or a binary unit such as "
            "`MiB`",
            "1 KB", "B KB MB GB TB"},
    Grammar{Dimension::duration, false, duration_units,
            "a number, then `us`, `ms`, `s`, `min`, `hours`, `days` or `weeks`", "30 s",
            "us ms s min hours days"},
};

const Grammar& grammar_of(Dimension dimension) {
  const auto* found = std::ranges::find(grammars, dimension, &Grammar::dimension);
  return found == grammars.end() ? grammars.front() : *found;
}

/// What people write by mistake, in lower case, and what they mean.
struct Slip {
  Dimension dimension;
  std::string_view written;
  std::string_view meant;
};

constexpr std::array slips{
    Slip{Dimension::number, "k", "K"},
    Slip{Dimension::number, "m", "M"},
    Slip{Dimension::number, "g", "G"},
    Slip{Dimension::count, "k", "K"},
    Slip{Dimension::count, "m", "M"},
    Slip{Dimension::count, "g", "G"},
    Slip{Dimension::share, "percent", " %"},
    Slip{Dimension::message_rate, "k", "K msg/s"},
    Slip{Dimension::message_rate, "m", "M msg/s"},
    Slip{Dimension::message_rate, "kmsg/s", "K msg/s"},
    Slip{Dimension::message_rate, "mmsg/s", "M msg/s"},
    Slip{Dimension::message_rate, "k msg/s", "K msg/s"},
    Slip{Dimension::message_rate, "m msg/s", "M msg/s"},
    Slip{Dimension::message_rate, "msgs/s", " msg/s"},
    Slip{Dimension::message_rate, "msg/sec", " msg/s"},
    Slip{Dimension::message_rate, "messages/s", " msg/s"},
    Slip{Dimension::message_rate, "/s", " msg/s"},
    Slip{Dimension::bytes, "k", " KB"},
    Slip{Dimension::bytes, "m", " MB"},
    Slip{Dimension::bytes, "g", " GB"},
    Slip{Dimension::bytes, "t", " TB"},
    Slip{Dimension::duration, "sec", " s"},
    Slip{Dimension::duration, "second", " s"},
    Slip{Dimension::duration, "seconds", " s"},
    Slip{Dimension::duration, "msec", " ms"},
    Slip{Dimension::duration, "m", " min"},
    Slip{Dimension::duration, "mins", " min"},
    Slip{Dimension::duration, "minute", " min"},
    Slip{Dimension::duration, "minutes", " min"},
    Slip{Dimension::duration, "h", " hours"},
    Slip{Dimension::duration, "d", " days"},
    Slip{Dimension::duration, "w", " weeks"},
};

/// Null where the dimension has no unit of the name.
const Unit* find_unit(const Grammar& grammar, std::string_view name) {
  for (const Unit& unit : grammar.units) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

std::size_t digits_from(std::string_view text, std::size_t at) {
  while (at < text.size() && ascii::is_digit(text[at])) ++at;
  return at;
}

/// Where the exponent at `at` ends; `at` where there is none.
std::size_t exponent_from(std::string_view text, std::size_t at) {
  if (at == text.size() || text[at] != 'e') return at;
  std::size_t digits = at + 1;
  if (digits < text.size() && (text[digits] == '-' || text[digits] == '+')) ++digits;
  const std::size_t end = digits_from(text, digits);
  return end == digits ? at : end;
}

/// "10K msg/s" as "10", "K" and "msg/s".
struct Parts {
  std::string_view number;
  std::string_view magnitude;
  std::string_view unit;
};

/// Empty where the text does not begin with a number.
std::optional<Parts> split(std::string_view text, bool takes_magnitude) {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  std::size_t at = digits_from(text, first);
  if (at == first) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = digits_from(text, at + 1);
    if (end == at + 1) return std::nullopt;
    at = end;
  }
  const std::size_t end = exponent_from(text, at);
  Parts parts{text.substr(0, end), {}, {}};
  const bool magnitude = takes_magnitude && end == at && end < text.size() &&
                         std::string_view("KMG").find(text[end]) != std::string_view::npos;
  if (magnitude) parts.magnitude = text.substr(end, 1);
  parts.unit = ascii::trimmed(text.substr(end + parts.magnitude.size()));
  return parts;
}

/// Empty where a double cannot hold it. The magnitude is read with the digits, so that 36.3M is a
/// whole number.
std::optional<double> value_of(const Parts& parts) {
  std::string digits(parts.number);
  if (parts.magnitude == "K") digits += "e3";
  if (parts.magnitude == "M") digits += "e6";
  if (parts.magnitude == "G") digits += "e9";
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value + 0.0;  // no negative zero
}

std::string should_be(const Grammar& grammar) {
  return fmt::format("write {}, such as `{}`", grammar.form, grammar.example);
}

ArgumentError malformed(const Grammar& grammar, std::string_view text) {
  const std::string_view name = dimension_name(grammar.dimension);
  if (text.empty()) return {fmt::format("no {} is given", name), should_be(grammar)};
  return {fmt::format("{} is not a {}", text::quoted(text), name), should_be(grammar)};
}

/// True where every comma stands before three digits, as in our own output: 36,000,000.
bool separates_thousands(std::string_view text) {
  for (std::size_t at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1)) {
    if (digits_from(text, at + 1) != at + 4) return false;
  }
  return true;
}

/// The text without commas, which stand for thousands or for the decimal point; empty where there
/// are none, or where the rest is wrong too.
std::optional<std::string> without_commas(const Grammar& grammar, std::string_view text) {
  if (text.find(',') == std::string_view::npos) return std::nullopt;
  std::string out(text);
  if (separates_thousands(text)) {
    std::erase(out, ',');
  } else {
    std::ranges::replace(out, ',', '.');
  }
  const bool right = std::holds_alternative<double>(parse_argument(grammar.dimension, out));
  return right ? std::optional(out) : std::nullopt;
}

/// "`10 us`, `10 ms` or `10 s`"
std::string choices(const Grammar& grammar, std::string_view number) {
  std::vector<std::string> all;
  for (std::string_view rest = grammar.offered; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    all.push_back(fmt::format("`{} {}`", number, rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return text::list_of(all, "or");
}

ArgumentError without_unit(const Grammar& grammar, const Parts& parts, std::string_view text) {
  // A number of hundreds of digits is of no use in a suggestion.
  constexpr std::size_t shown_most = 20;
  if (parts.number.size() > shown_most) return malformed(grammar, text);
  ArgumentError error{fmt::format("{} has no unit", text::quoted(text)), {}};
  const std::string number = std::string(parts.number) + std::string(parts.magnitude);
  error.help = "say which: " + choices(grammar, number);
  const double value = value_of(parts).value_or(0);
  if (grammar.dimension == Dimension::share && value > 0 && value <= 1) {
    error.help += fmt::format(" or `{:.6g} %`", value * 100);
  }
  return error;
}

/// The text with the unit that was probably meant; empty where nothing is close.
std::optional<std::string> mended(const Grammar& grammar, const Parts& parts,
                                  std::string_view text) {
  if (auto plain = without_commas(grammar, text)) return plain;
  const std::string written = ascii::lowered(parts.unit);
  for (const Unit& unit : grammar.units) {
    if (ascii::lowered(unit.name) == written) {
      return fmt::format("{}{} {}", parts.number, parts.magnitude, unit.name);
    }
  }
  for (const Slip& slip : slips) {
    if (slip.dimension != grammar.dimension || slip.written != written) continue;
    if (!parts.magnitude.empty() && slip.meant.front() != ' ') continue;
    return fmt::format("{}{}{}", parts.number, parts.magnitude, slip.meant);
  }
  return std::nullopt;
}

ArgumentError wrong_unit(const Grammar& grammar, const Parts& parts, std::string_view text) {
  ArgumentError error = malformed(grammar, text);
  if (const auto meant = mended(grammar, parts, text)) {
    error.help = fmt::format("did you mean {}?", text::quoted(*meant));
    return error;
  }
  for (const Grammar& other : grammars) {
    if (find_unit(other, parts.unit) == nullptr) continue;
    error.message = fmt::format("{} is a {}, not a {}", text::quoted(text),
                                dimension_name(other.dimension), dimension_name(grammar.dimension));
  }
  return error;
}

}  // namespace

std::string_view written_form(Dimension dimension) { return grammar_of(dimension).form; }

std::variant<double, ArgumentError> parse_argument(Dimension dimension, std::string_view text) {
  const Grammar& grammar = grammar_of(dimension);
  text = ascii::trimmed(text);
  const auto parts = split(text, grammar.takes_magnitude);
  if (!parts) return malformed(grammar, text);
  const Unit* unit = find_unit(grammar, parts->unit);
  if (unit == nullptr) {
    return parts->unit.empty() ? without_unit(grammar, *parts, text)
                               : wrong_unit(grammar, *parts, text);
  }
  const auto number = value_of(*parts);
  const double value = number ? *number * unit->times / unit->over : argument_most * 2;
  const double size = std::abs(value);
  if (value != 0 && !(size >= argument_least && size <= argument_most)) {
    const std::string_view base = base_unit(dimension);
    return ArgumentError{fmt::format("{} is beyond what is calculated here", text::quoted(text)),
                         fmt::format("a {} is 0, or from 10^-18 to 10^18{}{} in size",
                                     dimension_name(dimension), base.empty() ? "" : " ", base)};
  }
  return value;
}

}  // namespace eventarch
