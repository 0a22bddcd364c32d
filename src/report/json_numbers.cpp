#include "report/json_numbers.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace eventarch::report {

namespace {

constexpr double largest_exact = 9007199254740992.0;  // 2^53

bool is_whole(double value) {
  return std::floor(value) == value && std::abs(value) <= largest_exact;
}

/// Digits before the exponent, without zeros at either end: 3 of 0.00123 and of 1.23e+20.
std::size_t significant_digits(std::string_view number) {
  std::string digits;
  for (const char c : number.substr(0, number.find('e'))) {
    if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits += c;
  }
  return digits.find_last_not_of('0') + 1;
}

/// What a sum or product means that misses a short number by its binary fractions: 32 GB of
/// 31999999999.999996. A number that needs more digits stays as it is, so that whoever repeats a
/// calculation with it gets the same.
double without_noise(double value) {
  constexpr std::size_t short_number = 12;
  std::array<char, 32> text{};
  const auto written = fmt::format_to_n(text.data(), text.size(), "{:.15g}", value);
  const std::string_view digits(text.data(), written.size);
  double meant = value;
  if (significant_digits(digits) <= short_number) {
    std::from_chars(text.data(), written.out, meant);
  }
  return meant;
}

}  // namespace

Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  const double shown = is_whole(value) ? value : without_noise(value);
  if (is_whole(shown)) return static_cast<std::int64_t>(shown);
  return shown;
}

Json rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return number(value);
  const double scale = std::pow(10, 5 - std::floor(std::log10(std::abs(value))));
  return number(std::round(value * scale) / scale);
}

Json optional_number(const std::optional<double>& value) {
  return value ? rounded(*value) : Json(nullptr);
}

}  // namespace eventarch::report
