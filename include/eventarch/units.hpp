#pragma once

/// Strong types for every quantity a design file can carry. A value of one kind never turns into
/// another by accident: a rate in messages needs a message size to become a rate in bytes.

#include <compare>
#include <cstdint>

namespace eventarch {

/// Messages per second, over all producers together. Range in a design file: 1 .. 10^12.
struct MessageRate {
  double per_second = 0;
  friend constexpr auto operator<=>(const MessageRate&, const MessageRate&) = default;
};

/// Bytes per second. Decimal units are powers of 1000, binary units (KiB, MiB) powers of 1024.
struct ByteRate {
  double per_second = 0;
  friend constexpr auto operator<=>(const ByteRate&, const ByteRate&) = default;
};

/// Bytes of one message or of stored data. A double: a long retention of a large stream passes
/// 2^63, and 53 bits of precision are more than any figure here deserves.
struct ByteSize {
  double bytes = 0;
  friend constexpr auto operator<=>(const ByteSize&, const ByteSize&) = default;
};

/// A span of time. Kept in milliseconds, the finest unit that a design file can state.
struct Duration {
  double milliseconds = 0;
  [[nodiscard]] constexpr double seconds() const { return milliseconds / 1000.0; }
  [[nodiscard]] constexpr double hours() const { return milliseconds / 3'600'000.0; }
  friend constexpr auto operator<=>(const Duration&, const Duration&) = default;
};

constexpr Duration milliseconds(double count) { return {count}; }
constexpr Duration seconds(double count) { return {count * 1000.0}; }
constexpr Duration minutes(double count) { return {count * 60'000.0}; }
constexpr Duration hours(double count) { return {count * 3'600'000.0}; }

/// A multiplier, at least 1: peak over average, planned growth, compression.
struct Factor {
  double value = 1;
  friend constexpr auto operator<=>(const Factor&, const Factor&) = default;
};

/// A part of a whole, in (0, 1]. Written as a percentage in a design file.
struct Share {
  double value = 0;
  friend constexpr auto operator<=>(const Share&, const Share&) = default;
};

/// A number of things (keys, partitions, replicas, zones), at least 1 in a design file.
struct Count {
  std::uint64_t value = 0;
  friend constexpr auto operator<=>(const Count&, const Count&) = default;
};

constexpr ByteRate operator*(MessageRate rate, ByteSize size) {
  return {rate.per_second * size.bytes};
}
constexpr MessageRate operator*(MessageRate rate, Factor factor) {
  return {rate.per_second * factor.value};
}
constexpr ByteRate operator*(ByteRate rate, Factor factor) {
  return {rate.per_second * factor.value};
}

}  // namespace eventarch
