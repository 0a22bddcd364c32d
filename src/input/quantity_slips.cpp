#include "input/quantity_slips.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <numeric>

#include "input/quantity_words.hpp"
#include "support/ascii.hpp"

namespace eventarch::input {
namespace {

std::optional<std::uint64_t> product(std::uint64_t a, std::uint64_t b) {
  if (a != 0 && b > std::numeric_limits<std::uint64_t>::max() / a) return std::nullopt;
  return a * b;
}

Fraction reduced(Fraction f) {
  const std::uint64_t common = std::max<std::uint64_t>(1, std::gcd(f.top, f.bottom));
  return {f.top / common, f.bottom / common};
}

/// Empty where it does not fit.
std::optional<Fraction> times(Fraction a, Fraction b) {
  const auto top = product(a.top, b.top);
  const auto bottom = product(a.bottom, b.bottom);
  if (!top || !bottom) return std::nullopt;
  return reduced({*top, *bottom});
}

std::optional<Fraction> plus(Fraction a, Fraction b) {
  const auto left = product(a.top, b.bottom);
  const auto right = product(b.top, a.bottom);
  const auto bottom = product(a.bottom, b.bottom);
  if (!left || !right || !bottom) return std::nullopt;
  if (*right > std::numeric_limits<std::uint64_t>::max() - *left) return std::nullopt;
  return reduced({*left + *right, *bottom});
}

bool is_whole(Fraction f) { return f.top % f.bottom == 0; }

/// "1.5"; empty where no short decimal is exact.
std::optional<std::string> decimal_text(Fraction f) {
  std::string out = std::to_string(f.top / f.bottom);
  std::uint64_t rest = f.top % f.bottom;
  if (rest == 0) return out;
  out += '.';
  constexpr int decimals_most = 9;
  for (int i = 0; i < decimals_most && rest != 0; ++i) {
    const auto tenfold = product(rest, 10);
    if (!tenfold) return std::nullopt;
    out += static_cast<char>('0' + *tenfold / f.bottom);
    rest = *tenfold % f.bottom;
  }
  return rest == 0 ? std::optional(out) : std::nullopt;
}

/// A number at the front of a text.
struct Number {
  Fraction value;
  bool is_certain = true;
};

std::string_view take_digits(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, end);
  text.remove_prefix(end);
  return digits;
}

/// Whether three digits and no more follow a sign that separates thousands.
bool is_group(std::string_view text) {
  const std::string_view group = text.substr(std::min<std::size_t>(1, text.size()));
  const std::size_t end = std::min(group.find_first_not_of("0123456789"), group.size());
  return end == 3;
}

/// Adds digits to a number; false where it gets too long for what follows.
bool append(std::string_view digits, Fraction& value, bool behind_point) {
  constexpr std::uint64_t most = 1'000'000'000'000'000;
  for (const char c : digits) {
    if (value.top >= most || value.bottom >= most) return false;
    value.top = value.top * 10 + static_cast<std::uint64_t>(c - '0');
    if (behind_point) value.bottom *= 10;
  }
  return true;
}

/// "1e6": the exponent, where there is one.
bool take_exponent(std::string_view& text, Fraction& value) {
  const bool begins = text.size() > 1 && ascii::lowered(text[0]) == 'e' && ascii::is_digit(text[1]);
  if (!begins) return true;
  text.remove_prefix(1);
  const std::string_view digits = take_digits(text);
  if (digits.size() != 1) return false;
  for (char c = '0'; c < digits[0]; ++c) {
    const auto more = times(value, {10, 1});
    if (!more) return false;
    value = *more;
  }
  return true;
}

/// Takes "1500", "1.5", ".5", "1_500", "1,500", "1 500", "1,5" or "1e3" off the front.
std::optional<Number> take_number(std::string_view& text) {
  Number out;
  const std::string_view first = take_digits(text);
  if (!append(first, out.value, false)) return std::nullopt;
  while (!text.empty() && std::string_view("_, ").find(text[0]) != std::string_view::npos &&
         !first.empty() && is_group(text)) {
    out.is_certain = out.is_certain && text[0] != ',';  // a decimal comma to half the world
    text.remove_prefix(1);
    if (!append(take_digits(text), out.value, false)) return std::nullopt;
  }
  const bool has_point =
      text.size() > 1 && (text[0] == '.' || text[0] == ',') && ascii::is_digit(text[1]);
  if (has_point) {
    out.is_certain = out.is_certain && text[0] == '.';
    text.remove_prefix(1);
    if (!append(take_digits(text), out.value, true)) return std::nullopt;
  }
  if (first.empty() && !has_point) return std::nullopt;
  if (!take_exponent(text, out.value)) return std::nullopt;
  out.value = reduced(out.value);
  return out;
}

/// Up to the next digit, without blanks.
std::string take_unit(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of("0123456789"), text.size());
  std::string unit(text.substr(0, end));
  std::erase_if(unit, [](char c) { return ascii::is_blank(c); });
  text.remove_prefix(end);
  return unit;
}

struct MagnitudeWord {
  std::string_view word;  ///< lower case
  std::uint64_t times = 1;
};
constexpr std::array magnitudes{
    MagnitudeWord{"thousand", 1'000},        MagnitudeWord{"million", 1'000'000},
    MagnitudeWord{"billion", 1'000'000'000}, MagnitudeWord{"k", 1'000},
    MagnitudeWord{"m", 1'000'000},           MagnitudeWord{"g", 1'000'000'000},
};

bool takes_magnitude(FieldType type) {
  return type == FieldType::message_rate || type == FieldType::count;
}

bool takes_decimals(FieldType type) {
  return type == FieldType::duration || type == FieldType::size || type == FieldType::byte_rate ||
         type == FieldType::share || type == FieldType::factor;
}

bool is_time(FieldType type) {
  return type == FieldType::latency || type == FieldType::retention || type == FieldType::duration;
}

/// What a unit stands for, a magnitude before it included.
struct Meaning {
  Fraction size;
  std::uint64_t magnitude = 1;
  bool is_certain = true;
};

std::optional<Meaning> meaning_of(FieldType type, std::string_view unit) {
  if (const auto plain = unit_meaning(type, unit))
    return Meaning{plain->size, 1, plain->is_certain};
  if (!takes_magnitude(type)) return std::nullopt;
  const std::string lowered = ascii::lowered(unit);
  for (const MagnitudeWord& one : magnitudes) {
    if (!lowered.starts_with(one.word)) continue;
    const auto rest = unit_meaning(type, unit.substr(one.word.size()));
    if (!rest) continue;
    const auto size = times(rest->size, {one.times, 1});
    if (size) return Meaning{*size, one.times, rest->is_certain};
  }
  return std::nullopt;
}

/// What was written, understood.
struct Amount {
  Fraction number;  ///< as it was written, of `unit`
  Fraction unit;
  Fraction value;  ///< the product, or the sum of several
  bool has_magnitude = false;
  bool is_certain = true;
  bool is_single = true;
};

/// "1 h 30 min" is a sum; other quantities have one number.
std::optional<Amount> amount_of(std::string_view text, FieldType type) {
  std::optional<Amount> all;
  while (!text.empty()) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    const auto meaning = meaning_of(type, take_unit(text));
    if (!meaning) return std::nullopt;
    const auto value = times(number->value, meaning->size);
    if (!value) return std::nullopt;
    const bool is_certain = number->is_certain && meaning->is_certain;
    if (!all) {
      all = Amount{number->value, meaning->size, *value, meaning->magnitude > 1, is_certain, true};
      continue;
    }
    const auto sum = plus(all->value, *value);
    if (!is_time(type) || !sum) return std::nullopt;
    all = Amount{*sum, {1, 1}, *sum, false, all->is_certain && is_certain, false};
  }
  return all;
}

/// "PT1H30M" as "1h30min": what ISO 8601 calls a duration. Empty where it is none.
std::optional<std::string> from_iso(std::string_view text) {
  if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
  std::string out;
  bool behind_t = false;
  for (const char c : text.substr(1)) {
    if (c == 'T') {
      behind_t = true;
    } else if (c == 'M') {
      out += behind_t ? "min" : "months";
    } else {
      out += ascii::lowered(c);
    }
  }
  return out;
}

/// "1 hour", "2 hours".
std::string spelt(const std::string& number, std::string_view unit) {
  const bool is_plural = unit == " hours" || unit == " days" || unit == " weeks";
  if (number == "1" && is_plural) unit.remove_suffix(1);
  return number + std::string(unit);
}

/// In the unit that was written, where the field takes it with this number.
std::optional<std::string> in_own_unit(const Amount& amount, FieldType type) {
  // A part of an hour is plainer in minutes.
  const bool decimals = takes_decimals(type) && !is_time(type);
  if (!amount.is_single || (!is_whole(amount.number) && !decimals)) return std::nullopt;
  for (const TakenUnit& unit : taken_units(type)) {
    if (amount.unit.bottom != 1 || amount.unit.top != unit.size) continue;
    const auto number = decimal_text(amount.number);
    return number ? std::optional(spelt(*number, unit.name)) : std::nullopt;
  }
  return std::nullopt;
}

/// A whole number of the largest unit that allows it, else a decimal one of the smallest.
std::optional<std::string> in_taken_unit(const Amount& amount, FieldType type) {
  const auto units = taken_units(type);
  const bool base_alone = takes_magnitude(type) && !amount.has_magnitude;
  for (const TakenUnit& unit : units) {
    if (base_alone && unit.size != 1) continue;
    const auto number = times(amount.value, {1, unit.size});
    if (number && number->top != 0 && is_whole(*number)) {
      return spelt(std::to_string(number->top / number->bottom), unit.name);
    }
  }
  if (!takes_decimals(type) || units.empty()) return std::nullopt;
  const auto number = times(amount.value, {1, units.back().size});
  const auto text = number ? decimal_text(*number) : std::nullopt;
  return text ? std::optional(spelt(*text, units.back().name)) : std::nullopt;
}

/// Signs that say "about" or "at most"; none of them changes the number.
std::string_view without_sign(std::string_view text, bool& is_certain) {
  constexpr std::array<std::string_view, 7> vague{
      "~", "<=", "<", ">=", ">", "\xE2\x89\xA4", "\xE2\x89\x88"};
  for (const std::string_view sign : vague) {
    if (!text.starts_with(sign)) continue;
    is_certain = false;
    return ascii::trimmed(text.substr(sign.size()));
  }
  return text.starts_with('+') ? text.substr(1) : text;
}

}  // namespace

std::optional<MendedQuantity> mended(std::string_view text, FieldType type) {
  constexpr std::size_t longest = 60;
  if (text.size() > longest) return std::nullopt;
  MendedQuantity out{.text = {}, .is_certain = true};
  text = without_sign(ascii::trimmed(text, " \t\r\n"), out.is_certain);
  if (type == FieldType::factor && text.starts_with('x')) text.remove_prefix(1);
  const auto iso = is_time(type) ? from_iso(text) : std::nullopt;
  auto amount = amount_of(iso ? *iso : text, type);
  if (!amount) return std::nullopt;
  out.is_certain = out.is_certain && amount->is_certain;
  const bool is_part_of_one = type == FieldType::share && !text.ends_with('%') &&
                              ascii::is_digit(text.back()) && !is_whole(amount->value);
  if (is_part_of_one && amount->value.top < amount->value.bottom) {
    amount->number = amount->value = reduced({amount->value.top * 100, amount->value.bottom});
  }
  auto better = in_own_unit(*amount, type);
  if (!better) better = in_taken_unit(*amount, type);
  if (!better) return std::nullopt;
  out.text = std::move(*better);
  return out;
}

}  // namespace eventarch::input
