#include "diff/setting_units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "support/notation.hpp"

namespace eventarch::diff {
namespace {

enum class Unit : std::uint8_t { none, milliseconds, seconds, bytes };

struct ListedUnit {
  std::string_view key;
  Unit unit;
};

/// By name.
constexpr std::array listed{
    ListedUnit{"DelaySeconds", Unit::seconds},
    ListedUnit{"MaximumMessageSize", Unit::bytes},
    ListedUnit{"MessageRetentionPeriod", Unit::seconds},
    ListedUnit{"ReceiveMessageWaitTimeSeconds", Unit::seconds},
    ListedUnit{"VisibilityTimeout", Unit::seconds},
    ListedUnit{"WaitTimeSeconds", Unit::seconds},
    ListedUnit{"XAUTOCLAIM min-idle-time", Unit::milliseconds},
    ListedUnit{"XREADGROUP BLOCK", Unit::milliseconds},
    ListedUnit{"ackTimeout", Unit::milliseconds},
    ListedUnit{"ack_deadline_seconds", Unit::seconds},
    ListedUnit{"acknowledgmentGroupTime", Unit::milliseconds},
    ListedUnit{"batch.size", Unit::bytes},
    ListedUnit{"batchingMaxBytes", Unit::bytes},
    ListedUnit{"batchingMaxPublishDelay", Unit::milliseconds},
    ListedUnit{"buffer.memory", Unit::bytes},
    ListedUnit{"consumer-timeout", Unit::milliseconds},
    ListedUnit{"delayed-retry-max", Unit::milliseconds},
    ListedUnit{"delayed-retry-min", Unit::milliseconds},
    ListedUnit{"flow_control.max_lease_duration", Unit::seconds},
    ListedUnit{"kafka_request_max_bytes", Unit::bytes},
    ListedUnit{"max.request.size", Unit::bytes},
    ListedUnit{"max_message_size", Unit::bytes},
    ListedUnit{"max_payload", Unit::bytes},
    ListedUnit{"max_pending", Unit::bytes},
    ListedUnit{"message-ttl", Unit::milliseconds},
    ListedUnit{"negativeAckRedeliveryDelay", Unit::milliseconds},
    ListedUnit{"requestedMaxFrameSize", Unit::bytes},
    ListedUnit{"sendTimeout", Unit::milliseconds},
    ListedUnit{"set-backlog-quota --limit", Unit::bytes},
    ListedUnit{"set-compaction-threshold --threshold", Unit::bytes},
    ListedUnit{"set-message-ttl --ttl", Unit::seconds},
    ListedUnit{"stream.frame_max", Unit::bytes},
};

Unit unit_of(std::string_view key) {
  if (key.ends_with(".ms")) return Unit::milliseconds;
  if (key.ends_with(".bytes") || key.ends_with("-bytes")) return Unit::bytes;
  const auto* const found = std::ranges::find(listed, key, &ListedUnit::key);
  return found == listed.end() ? Unit::none : found->unit;
}

std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

/// The bare number, and what it comes to where that reads differently.
std::string explained(const std::string& value, std::string_view unit, const std::string& meaning) {
  const std::string bare = fmt::format("{} {}", value, unit);
  return bare == meaning ? bare : fmt::format("{} ({})", bare, meaning);
}

}  // namespace

std::string with_unit(std::string_view key, const std::string& value) {
  const Unit unit = unit_of(key);
  const auto number = whole_number(value);
  if (unit == Unit::none || !number) return value;
  // -1, and a time beyond all history, stand for none.
  constexpr std::int64_t beyond_history = 4'000'000'000'000;
  if (*number < 0 || (unit != Unit::bytes && *number > beyond_history)) return "no limit";
  const auto figure = static_cast<double>(*number);
  switch (unit) {
    case Unit::milliseconds: return explained(value, "ms", notation::duration(Duration{figure}));
    case Unit::seconds: return explained(value, "s", notation::duration(seconds(figure)));
    case Unit::bytes:
      return figure < 1000 ? notation::counted(static_cast<std::uint64_t>(*number), "byte")
                           : explained(value, "bytes", notation::size(ByteSize{figure}));
    case Unit::none: break;
  }
  return value;
}

std::vector<std::string_view> settings_with_listed_units() {
  std::vector<std::string_view> keys;
  keys.reserve(listed.size());
  for (const ListedUnit& one : listed) keys.push_back(one.key);
  return keys;
}

}  // namespace eventarch::diff
