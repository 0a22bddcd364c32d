#pragma once

/// Philox4x32-10: a random function of a counter and a key. It has no state, so that a draw depends
/// on its name alone and never on what else was drawn.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.

#include <array>
#include <cstdint>

namespace eventarch::simulation {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

[[nodiscard]] constexpr PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) {
  constexpr std::uint64_t first_multiplier = 0xD2511F53;
  constexpr std::uint64_t second_multiplier = 0xCD9E8D57;
  constexpr std::uint32_t first_weyl = 0x9E3779B9;   // golden ratio
  constexpr std::uint32_t second_weyl = 0xBB67AE85;  // sqrt(3) - 1
  constexpr int rounds = 10;
  for (int round = 0; round < rounds; ++round) {
    const std::uint64_t first = first_multiplier * counter[0];
    const std::uint64_t second = second_multiplier * counter[2];
    counter = {static_cast<std::uint32_t>(second >> 32U) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(second),
               static_cast<std::uint32_t>(first >> 32U) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(first)};
    key[0] += first_weyl;
    key[1] += second_weyl;
  }
  return counter;
}

}  // namespace eventarch::simulation
