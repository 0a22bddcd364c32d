#include "report/json_numbers.hpp"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace eventarch::report {

Json number(double value) {
  constexpr double largest = 9007199254740992.0;  // 2^53
  if (!std::isfinite(value)) return nullptr;
  if (std::floor(value) == value && std::abs(value) <= largest) {
    return static_cast<std::int64_t>(value);
  }
  return value;
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
