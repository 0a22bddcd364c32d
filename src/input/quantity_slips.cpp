#include "input/quantity_slips.hpp"

#include <array>
#include <cctype>

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
    Slip{FieldType::latency, "sec", " s"},
    Slip{FieldType::latency, "seconds", " s"},
    Slip{FieldType::latency, "msec", " ms"},
    Slip{FieldType::retention, "h", " hours"},
    Slip{FieldType::retention, "d", " days"},
    Slip{FieldType::retention, "w", " weeks"},
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

}  // namespace

std::optional<MendedQuantity> mended(std::string_view text, FieldType type) {
  std::string number;
  std::size_t at = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') number += text[at++];
  if (number.empty()) return std::nullopt;
  std::string rest;
  for (const char c : text.substr(at)) {
    if (c != ' ') rest += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  for (const Slip& slip : slips) {
    if (slip.type == type && slip.wrong == rest) {
      return MendedQuantity{number + std::string(slip.right), slip.certain};
    }
  }
  return std::nullopt;
}

}  // namespace eventarch::input
