#include "report/json_numbers.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace eventarch::report {

namespace {

constexpr double largest_exact = 9007199254740992.0;  // 2^53

bool is_whole(double value) {
  return std::floor(value) == value && std::abs(value) <= largest_exact;
}

/// The nearest number of 15 significant digits, which every double keeps: the 16th and 17th are
/// where a sum or product shows its binary fractions (31999999999.999996 for 32 GB).
double to_15_digits(double value) {
  std::array<char, 32> digits{};
  const auto written = fmt::format_to_n(digits.data(), digits.size(), "{:.15g}", value);
  double rounded_value = value;
  std::from_chars(digits.data(), written.out, rounded_value);
  return rounded_value;
}

}  // namespace

Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  const double shown = is_whole(value) ? value : to_15_digits(value);
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
