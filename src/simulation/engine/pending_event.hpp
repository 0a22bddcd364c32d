#pragma once

/// A pending event. The order of execution is total: by time, then by the order of scheduling. Two
/// queues that keep it execute the same history.

#include <cassert>
#include <compare>
#include <cstdint>

#include "simulation/engine/time.hpp"

namespace eventarch::simulation {

/// 24 bytes. `kind` and `actor` mean what the model says; they take no part in the order, since no
/// two events have the same sequence.
struct PendingEvent {
  Time time = 0;
  std::uint64_t order = 0;  ///< sequence (40 bits), kind (8), actor (16)
  std::uint32_t subject = 0;
  /// Compared by the owner of a timer with its own: an event of an older generation is void.
  /// Nothing is ever searched for in a queue to be cancelled.
  std::uint32_t generation = 0;

  [[nodiscard]] constexpr std::uint8_t kind() const {
    return static_cast<std::uint8_t>(order >> 16U);
  }
  [[nodiscard]] constexpr std::uint16_t actor() const { return static_cast<std::uint16_t>(order); }
  [[nodiscard]] constexpr std::uint64_t sequence() const { return order >> 24U; }
};

[[nodiscard]] constexpr std::uint64_t event_order(std::uint64_t sequence, std::uint8_t kind,
                                                  std::uint16_t actor) {
  return (sequence << 24U) | (std::uint64_t{kind} << 16U) | actor;
}

/// 2^40 events: at ten million a second more than a day.
inline constexpr std::uint64_t sequences_most = std::uint64_t{1} << 40U;

[[nodiscard]] constexpr bool comes_before(const PendingEvent& left, const PendingEvent& right) {
  __extension__ using Wide = unsigned __int128;
  return ((Wide{left.time} << 64U) | left.order) < ((Wide{right.time} << 64U) | right.order);
}

}  // namespace eventarch::simulation
