#include "input/quantity_slips.hpp"

#include <array>
#include <cctype>
#include <cstdint>

namespace eventarch::input {
namespace {

struct Slip {
  FieldType type;
  std::string_view wrong;
  std::string_view right;
  bool certain = true;  ///< false: another unit could have been meant
};

constexpr std::array slips{
    Slip{FieldType::message_rate, "", " msg/s"},
    Slip{FieldType::message_rate, "msg/s", " msg/s"},
    Slip{FieldType::message_rate, "msgs/s", " msg/s"},
    Slip{FieldType::message_rate, "messages/s", " msg/s"},
    Slip{FieldType::message_rate, "msg/sec", " msg/s"},
    Slip{FieldType::message_rate, "k", "K msg/s"},
    Slip{FieldType::message_rate, "kmsg/s", "K msg/s"},
    Slip{FieldType::message_rate, "kmsgs/s", "K msg/s"},
    Slip{FieldType::message_rate, "m", "M msg/s"},
    Slip{FieldType::message_rate, "mmsg/s", "M msg/s"},
    Slip{FieldType::message_rate, "mmsgs/s", "M msg/s"},
    Slip{FieldType::latency, "", " ms", false},
    Slip{FieldType::latency, "ms", " ms"},
    Slip{FieldType::latency, "s", " s"},
    Slip{FieldType::latency, "sec", " s"},
    Slip{FieldType::latency, "seconds", " s"},
    Slip{FieldType::latency, "msec", " ms"},
    Slip{FieldType::retention, "h", " hours"},
    Slip{FieldType::retention, "d", " days"},
    Slip{FieldType::retention, "w", " weeks"},
    Slip{FieldType::retention, "hours", " hours"},
    Slip{FieldType::retention, "days", " days"},
    Slip{FieldType::retention, "weeks", " weeks"},
    Slip{FieldType::retention, "day(s)", " days"},
    Slip{FieldType::size, "kb", " KB"},
    Slip{FieldType::size, "mb", " MB"},
    Slip{FieldType::size, "k", " KB"},
    Slip{FieldType::share, "", " %", false},
    Slip{FieldType::byte_rate, "mb/s", " MB/s"},
    Slip{FieldType::duration, "m", " min"},
    Slip{FieldType::duration, "minutes", " min"},
    Slip{FieldType::duration, "h", " hours"},
    Slip{FieldType::duration, "", " ms", false},
};

/// A unit that the field does not take, in one that it does: so many of it are one of the other.
struct Conversion {
  FieldType type;
  std::string_view wrong;
  std::string_view right;
  std::uint64_t times = 1;
  std::uint64_t of = 1;  ///< that many of the wrong ones
  bool certain = true;
};

constexpr std::array conversions{
    Conversion{FieldType::latency, "h", " s", 3600},
    Conversion{FieldType::latency, "hour", " s", 3600},
    Conversion{FieldType::latency, "hours", " s", 3600},
    Conversion{FieldType::latency, "min", " s", 60},
    Conversion{FieldType::latency, "mins", " s", 60},
    Conversion{FieldType::latency, "minute", " s", 60},
    Conversion{FieldType::latency, "minutes", " s", 60},
    Conversion{FieldType::latency, "s", " ms", 1000},
    Conversion{FieldType::latency, "us", " ms", 1, 1000},
    Conversion{FieldType::message_rate, "kmsg/s", " msg/s", 1000},
    Conversion{FieldType::message_rate, "mmsg/s", "K msg/s", 1000},
    Conversion{FieldType::message_rate, "msg/h", " msg/s", 1, 3600},
    Conversion{FieldType::message_rate, "msg/hour", " msg/s", 1, 3600},
    Conversion{FieldType::message_rate, "msg/min", " msg/s", 1, 60},
    Conversion{FieldType::message_rate, "msg/minute", " msg/s", 1, 60},
    Conversion{FieldType::retention, "day", " hours", 24},
    Conversion{FieldType::retention, "days", " hours", 24},
    Conversion{FieldType::retention, "min", " hours", 1, 60},
    Conversion{FieldType::retention, "minutes", " hours", 1, 60},
    Conversion{FieldType::retention, "month", " days", 30, 1, false},
    Conversion{FieldType::retention, "months", " days", 30, 1, false},
    Conversion{FieldType::retention, "week", " hours", 168},
    Conversion{FieldType::retention, "weeks", " hours", 168},
    Conversion{FieldType::retention, "year", " days", 365, 1, false},
    Conversion{FieldType::retention, "years", " days", 365, 1, false},
};

/// A decimal number as a fraction of whole ones.
struct Decimal {
  std::uint64_t digits = 0;
  std::uint64_t scale = 1;
};

/// Takes a number with at most fifteen digits off the front, so that every product below fits.
std::optional<Decimal> take_decimal(std::string_view& text) {
  constexpr std::size_t digits_most = 15;
  Decimal out;
  std::size_t at = 0;
  std::size_t digits = 0;
  bool behind_point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !behind_point && digits > 0) {
      behind_point = true;
      continue;
    }
    if (c < '0' || c > '9') break;
    if (++digits > digits_most) return std::nullopt;
    out.digits = out.digits * 10 + static_cast<std::uint64_t>(c - '0');
    if (behind_point) out.scale *= 10;
  }
  if (digits == 0 || text[at - 1] == '.') return std::nullopt;
  text.remove_prefix(at);
  return out;
}

std::string unit_of(std::string_view text) {
  std::string unit;
  for (const char c : text) {
    if (c != ' ') unit += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return unit;
}

/// In a unit that the field takes, where that is a whole number of it.
std::optional<MendedQuantity> converted(std::string_view text, FieldType type) {
  const auto number = take_decimal(text);
  if (!number) return std::nullopt;
  const std::string unit = unit_of(text);
  for (const Conversion& one : conversions) {
    if (one.type != type || one.wrong != unit) continue;
    const std::uint64_t whole = number->digits * one.times;
    const std::uint64_t parts = number->scale * one.of;
    if (whole == 0 || whole % parts != 0) return std::nullopt;
    return MendedQuantity{std::to_string(whole / parts) + std::string(one.right), one.certain};
  }
  return std::nullopt;
}

}  // namespace

std::optional<MendedQuantity> mended(std::string_view text, FieldType type) {
  std::string number;
  std::size_t at = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') number += text[at++];
  if (number.empty()) return std::nullopt;
  const std::string rest = unit_of(text.substr(at));
  for (const Slip& slip : slips) {
    if (slip.type == type && slip.wrong == rest) {
      return MendedQuantity{number + std::string(slip.right), slip.certain};
    }
  }
  return converted(text, type);
}

}  // namespace eventarch::input
