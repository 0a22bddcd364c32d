#include "support/notation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>

namespace eventarch::notation {
namespace {

struct Scale {
  double factor;
  std::string_view unit;
};

std::string grouped(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

/// The largest scale that the value reaches; the first one for smaller values.
std::string scaled(double value, std::span<const Scale> scales) {
  if (!std::isfinite(value)) return "unlimited";
  const Scale* best = &scales.front();
  // 999,999 is shown as 1M, since four digits of it in thousands would be 1,000K.
  constexpr double shown_as_next = 1 - 5e-5;
  for (const Scale& scale : scales) {
    if (value >= scale.factor * shown_as_next) best = &scale;
  }
  return number(value / best->factor) + std::string(best->unit);
}

std::string plural_of(std::string_view one) {
  const auto ends_in = [&](std::string_view ending) { return one.ends_with(ending); };
  constexpr std::string_view vowels = "aeiou";
  const bool consonant =
      one.size() > 1 && vowels.find(one[one.size() - 2]) == std::string_view::npos;
  if (ends_in("y") && consonant) return fmt::format("{}ies", one.substr(0, one.size() - 1));
  const bool hisses = ends_in("s") || ends_in("x") || ends_in("ch") || ends_in("sh");
  return fmt::format("{}{}", one, hisses ? "es" : "s");
}

constexpr std::array message_rates{Scale{1, " msg/s"}, Scale{1e3, "K msg/s"},
                                   Scale{1e6, "M msg/s"}};
constexpr std::array byte_rates{Scale{1, " B/s"}, Scale{1e3, " KB/s"}, Scale{1e6, " MB/s"},
                                Scale{1e9, " GB/s"}, Scale{1e12, " TB/s"}};
constexpr std::array decimal_sizes{Scale{1, " B"},    Scale{1e3, " KB"},  Scale{1e6, " MB"},
                                   Scale{1e9, " GB"}, Scale{1e12, " TB"}, Scale{1e15, " PB"},
                                   Scale{1e18, " EB"}};
constexpr std::array binary_sizes{Scale{1024, " KiB"}, Scale{1048576, " MiB"}};
constexpr std::array short_times{Scale{0.001, " us"}, Scale{1, " ms"}, Scale{1000, " s"}};

bool whole(double value) { return std::floor(value) == value; }

/// Beyond it not every whole number is a double.
constexpr double largest_exact = 9007199254740992.0;  // 2^53

}  // namespace

std::string number(double value, int digits) {
  if (!std::isfinite(value)) return value > 0 ? "unlimited" : "0";
  if (value < 0) return "-" + number(-value, digits);
  if (value < largest_exact && whole(value)) {
    return grouped(fmt::format_int(static_cast<std::uint64_t>(value)).str());
  }
  const double magnitude = value > 0 ? std::floor(std::log10(value)) : 0;
  const int decimals = std::max(0, digits - 1 - static_cast<int>(magnitude));
  std::string out = fmt::format("{:.{}f}", value, std::min(decimals, 6));
  if (const auto dot = out.find('.'); dot != std::string::npos) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  const auto dot = out.find('.');
  const std::string_view all = out;
  if (dot == std::string::npos) return grouped(all);
  return grouped(all.substr(0, dot)) + out.substr(dot);
}

std::string noun_for(std::uint64_t count, std::string_view one) {
  return count == 1 ? std::string(one) : plural_of(one);
}

std::string counted_number(double value, std::string_view one) {
  // What is shown decides: 1.00001 days are "1 day".
  const std::string shown = number(value);
  return fmt::format("{} {}", shown, shown == "1" ? std::string(one) : plural_of(one));
}

std::string counted(std::uint64_t count, std::string_view one) {
  return fmt::format("{} {}", grouped(fmt::to_string(count)), noun_for(count, one));
}

std::string rate(MessageRate value) { return scaled(value.per_second, message_rates); }
std::string rate(ByteRate value) { return scaled(value.per_second, byte_rates); }

std::string size(ByteSize value) {
  const bool binary =
      value.bytes >= 1024 && whole(value.bytes / 1024) && !whole(value.bytes / 1000);
  return binary && value.bytes < 1024.0 * 1048576 ? scaled(value.bytes, binary_sizes)
                                                  : scaled(value.bytes, decimal_sizes);
}

std::string duration(Duration value) {
  constexpr double hour = 3'600'000;
  constexpr double day = 24 * hour;
  constexpr double week = 7 * day;
  const double ms = value.milliseconds;
  constexpr double nanoseconds_below = 0.0001;  // a tenth of a microsecond
  if (ms > 0 && ms < nanoseconds_below) return number(ms * 1e6) + " ns";
  if (ms < 60'000) return scaled(ms, short_times);
  if (ms < hour) return number(ms / 60'000) + " min";
  if (ms < 2 * day) return counted_number(ms / hour, "hour");
  // Months of whole weeks read better as weeks: 520 weeks, not 3,640 days.
  const bool weeks = ms >= 8 * week && whole(ms / week);
  return weeks ? counted_number(ms / week, "week") : counted_number(ms / day, "day");
}

namespace {

/// To two significant digits, by `round`, in the unit that suits.
std::string in_two_digits(Duration value, double (*round)(double)) {
  struct Unit {
    double milliseconds;
    std::string_view name;
  };
  constexpr std::array units{Unit{0.001, "us"},
                             Unit{1, "ms"},
                             Unit{1000, "s"},
                             Unit{60'000, "min"},
                             Unit{3'600'000, "hours"},
                             Unit{86'400'000, "days"},
                             Unit{365.25 * 86'400'000, "years"}};
  if (!(value.milliseconds > 0)) return "0 ms";
  constexpr double nanosecond = 1e-6;
  if (value.milliseconds < nanosecond * 100) {
    return fmt::format("{} ns", number(value.milliseconds / nanosecond, 2));
  }
  const Unit* best = &units.front();
  for (const Unit& unit : units) {
    // Two days are better said in hours, two years in days; 59.9 s is a minute once it is rounded.
    const double least = unit.name == "days" || unit.name == "years" ? 2 : 0.995;
    if (value.milliseconds >= unit.milliseconds * least) best = &unit;
  }
  const double count = value.milliseconds / best->milliseconds;
  const double scale = std::pow(10, std::floor(std::log10(count)) - 1);
  const double digits = round(count / scale);
  // Small counts keep no decimals where rounding to the nearest would not show them either.
  const std::string shown = number(digits * scale, 2);
  const bool one = shown == "1" && best->name.ends_with("s") && best->name.size() > 2;
  return fmt::format("{} {}", shown, best->name.substr(0, best->name.size() - (one ? 1 : 0)));
}

}  // namespace

std::string about(Duration value) {
  return in_two_digits(value, [](double digits) { return std::round(digits); });
}

std::string at_most(Duration value) {
  // What rounding errors add is no reason for a larger bound.
  constexpr double forgiven = 1e-9;
  return in_two_digits(value, [](double digits) { return std::ceil(digits * (1 - forgiven)); });
}

std::string percent(double share) {
  // Close to all, what is missing counts: 99.97 % of a year leave 2.6 hours, 100 % none.
  constexpr double close = 0.99;
  int digits = 3;
  if (share > close && share < 1) {
    // What is missing keeps two digits, as far as doubles tell it from rounding errors.
    const double leading = std::floor(std::log10((1 - share) * 100));
    digits = static_cast<int>(std::clamp(3 - leading, 3.0, 12.0));
  }
  return number(share * 100, digits) + " %";
}

namespace {

/// The last unit of which the value is a whole number; the first one, rounded, where none fits.
std::string in_whole_units(double value, std::span<const Scale> units) {
  const Scale* best = &units.front();
  for (const Scale& unit : units) {
    if (value >= unit.factor && whole(value / unit.factor)) best = &unit;
  }
  return fmt::format("{:.0f}{}", std::floor(value / best->factor), best->unit);
}

constexpr std::array whole_sizes{Scale{1, " B"}, Scale{1024, " KiB"}, Scale{1e3, " KB"},
                                 Scale{1048576, " MiB"}, Scale{1e6, " MB"}};
constexpr std::array whole_latencies{Scale{1, " ms"}, Scale{1000, " s"}};
constexpr std::array whole_retentions{Scale{3'600'000.0, " hours"}, Scale{86'400'000.0, " days"}};

}  // namespace

std::string declared_rate(MessageRate value) {
  return in_whole_units(value.per_second, message_rates);
}

std::string declared_latency(Duration value) {
  return in_whole_units(value.milliseconds, whole_latencies);
}

std::string declared_retention(Duration value) {
  constexpr double week = 604'800'000;
  const double weeks = value.milliseconds / week;
  if (weeks >= 8 && whole(weeks)) return fmt::format("{:.0f} weeks", weeks);
  const std::string text = in_whole_units(value.milliseconds, whole_retentions);
  return text.starts_with("1 ") ? text.substr(0, text.size() - 1) : text;
}

std::string declared_duration(Duration value) {
  constexpr std::array units{Scale{0.001, " us"}, Scale{1, " ms"}, Scale{1000, " s"},
                             Scale{60'000, " min"}, Scale{3'600'000, " hours"}};
  const double ms = value.milliseconds;
  if (!(ms > 0)) return "0 ms";
  const double scale = std::pow(10, 5 - std::floor(std::log10(ms)));
  const double shown = std::floor(ms * scale * (1 + 1e-12)) / scale;
  const Scale* best = &units.front();
  for (const Scale& unit : units) {
    // Minutes and hours by whole numbers alone: 90 s, and not 1.5 min.
    constexpr double minute = 60'000;
    if (shown >= unit.factor && (unit.factor < minute || whole(shown / unit.factor))) best = &unit;
  }
  std::string digits = fmt::format("{:.9f}", shown / best->factor);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  const std::string_view unit = digits == "1" && best == &units.back() ? " hour" : best->unit;
  return digits + std::string(unit);
}

std::string declared_size(ByteSize value) { return in_whole_units(value.bytes, whole_sizes); }

std::uint64_t guarded_ceil(double value) {
  if (!(value > 0)) return 0;
  if (value >= largest_exact) return static_cast<std::uint64_t>(largest_exact);
  const double nearest = std::round(value);
  const double tolerance = std::min(0.25, value * 1e-12 + 1e-9);
  if (std::abs(value - nearest) <= tolerance) return static_cast<std::uint64_t>(nearest);
  return static_cast<std::uint64_t>(std::ceil(value));
}

}  // namespace eventarch::notation
