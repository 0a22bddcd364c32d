#pragma once

/// A message as the components see it: what a broker's client hands over, without the client.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/components/instant.hpp"

namespace eventarch::components {

struct Header {
  std::string name;
  std::string value;

  friend bool operator==(const Header&, const Header&) = default;
};

/// Where a message stands in the log it was read from.
struct LogPosition {
  std::uint32_t partition = 0;
  std::uint64_t offset = 0;

  friend bool operator==(const LogPosition&, const LogPosition&) = default;
};

struct Message {
  /// Assigned by the producer, the same in every copy. Not an offset: that does not survive a
  /// producer's repetition or a replay from a dead-letter topic.
  std::string id;
  std::string topic;
  std::string key;      ///< decides the partition; may be empty
  std::string payload;  ///< any bytes
  std::vector<Header> headers = {};
  std::optional<LogPosition> position = {};  ///< where the consumer's client tells it
  std::optional<Instant> written_at = {};    ///< when it was first written, where that is known

  friend bool operator==(const Message&, const Message&) = default;
};

/// The value of the first header of that name, or null. Names differ by case.
[[nodiscard]] const std::string* find_header(const Message& message, std::string_view name);

}  // namespace eventarch::components
