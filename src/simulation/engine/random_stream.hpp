#pragma once

/// Named streams of random numbers. A stream is called by the seed, what it belongs to and what it
/// is for; its n-th value is a pure function of that name and n. An unrelated change of the design
/// never moves a draw, and two designs under one seed see the same arrivals and the same faults.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "simulation/engine/philox.hpp"

namespace eventarch::simulation {

/// Finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input reaches every bit.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EB;
  return value ^ (value >> 31U);
}

/// FNV-1a: names of streams are short and known when the program is built.
[[nodiscard]] constexpr std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char character : name) {
    hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001B3;
  }
  return hash;
}

/// What a stream is called.
struct StreamName {
  std::uint64_t seed = 0;
  std::string_view kind;     ///< producer, group, fault
  std::uint64_t id = 0;      ///< which of them
  std::string_view purpose;  ///< arrivals, service, retry
};

/// Two values of 64 bits from one call of the generator.
struct TwoDraws {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
};

/// How many values are drawn together: enough for the processor to be busy with, and few enough to
/// stay at hand until they are used.
inline constexpr std::size_t drawn_at_once = 16;
struct ManyDraws {
  std::array<std::uint64_t, drawn_at_once> first{};
  std::array<std::uint64_t, drawn_at_once> second{};
};

class RandomStream {
 public:
  constexpr RandomStream() = default;
  constexpr explicit RandomStream(const StreamName& name)
      : key_(mixed(mixed(mixed(mixed(name.seed) ^ hash_of(name.kind)) ^ name.id) ^
                   hash_of(name.purpose))) {}

  /// The value for an index of the caller's own: a message, an attempt. Any order, any number of
  /// times.
  [[nodiscard]] constexpr TwoDraws both_at(std::uint64_t index, std::uint64_t part = 0) const {
    const PhiloxCounter block =
        philox({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32U),
                static_cast<std::uint32_t>(part), static_cast<std::uint32_t>(part >> 32U)},
               {static_cast<std::uint32_t>(key_), static_cast<std::uint32_t>(key_ >> 32U)});
    return {(std::uint64_t{block[1]} << 32U) | block[0],
            (std::uint64_t{block[3]} << 32U) | block[2]};
  }
  [[nodiscard]] constexpr std::uint64_t at(std::uint64_t index, std::uint64_t part = 0) const {
    return both_at(index, part).first;
  }

  /// Those of this index and of the ones behind it.
  [[nodiscard]] ManyDraws many_from(std::uint64_t index) const;

  /// The next value, where draws have a natural order.
  constexpr std::uint64_t next() { return at(drawn_++); }

 private:
  std::uint64_t key_ = 0;
  std::uint64_t drawn_ = 0;
};

/// Uniform in (0, 1): never 0, so that its logarithm is finite, and never 1. From 52 bits: with the
/// half added, 53 would round up to 1.
[[nodiscard]] constexpr double unit_interval(std::uint64_t draw) {
  constexpr double step = 1.0 / 4503599627370496.0;  // 2^-52
  return (static_cast<double>(draw >> 12U) + 0.5) * step;
}

/// Uniform in 0 .. count - 1, from the high bits of the product (Lemire 2019, without the
/// rejection: the bias is below count / 2^64). Requires: count > 0.
[[nodiscard]] constexpr std::uint64_t below(std::uint64_t draw, std::uint64_t count) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((Wide{draw} * count) >> 64U);
}

}  // namespace eventarch::simulation
