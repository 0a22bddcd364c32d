#include "simulation/engine/random_stream.hpp"

namespace eventarch::simulation {

// As philox(), round by round for many counters: a loop of a fixed length over numbers that do not
// depend on each other, of which the compiler takes four turns at once.
ManyDraws RandomStream::many_from(std::uint64_t index) const {
  using Many = std::array<std::uint32_t, drawn_at_once>;
  Many c0{};
  Many c1{};
  Many c2{};
  Many c3{};
  for (std::size_t i = 0; i < drawn_at_once; ++i) {
    c0[i] = static_cast<std::uint32_t>(index + i);
    c1[i] = static_cast<std::uint32_t>((index + i) >> 32U);
  }
  PhiloxKey key{static_cast<std::uint32_t>(key_), static_cast<std::uint32_t>(key_ >> 32U)};
  for (int round = 0; round < philox_rounds; ++round) {
    for (std::size_t i = 0; i < drawn_at_once; ++i) {
      const std::uint64_t first = std::uint64_t{philox_multipliers[0]} * c0[i];
      const std::uint64_t second = std::uint64_t{philox_multipliers[1]} * c2[i];
      c0[i] = static_cast<std::uint32_t>(second >> 32U) ^ c1[i] ^ key[0];
      c1[i] = static_cast<std::uint32_t>(second);
      c2[i] = static_cast<std::uint32_t>(first >> 32U) ^ c3[i] ^ key[1];
      c3[i] = static_cast<std::uint32_t>(first);
    }
    key[0] += philox_weyl[0];
    key[1] += philox_weyl[1];
  }
  ManyDraws draws;
  for (std::size_t i = 0; i < drawn_at_once; ++i) {
    draws.first[i] = (std::uint64_t{c1[i]} << 32U) | c0[i];
    draws.second[i] = (std::uint64_t{c3[i]} << 32U) | c2[i];
  }
  return draws;
}

}  // namespace eventarch::simulation
