#pragma once

/// A 64-bit hash of everything that happened, in order: the cheapest test that two runs are the
/// same.

#include <cstdint>

namespace eventarch::simulation {

class HistoryHash {
 public:
  /// Multiplying what was seen so far with what comes, and folding the halves of the product: two
  /// words a multiplication, and swapping any two of them gives another hash. As wyhash (Wang Yi).
  constexpr void add(std::uint64_t word, std::uint64_t other = 0) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{state_ ^ word} * (other ^ 0x9E3779B97F4A7C15);
    state_ = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U) ^
             (state_ << 23U | state_ >> 41U);
  }
  [[nodiscard]] constexpr std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0x243F6A8885A308D3;  // pi: any start but 0
};

}  // namespace eventarch::simulation
