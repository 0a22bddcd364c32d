#pragma once

/// The few events that show a violation, taken from a second pass over the same history.
///
/// A run keeps no history, since nearly all runs have nothing to show. It is deterministic instead:
/// the run of the seed that was violated is made once more, and its events go through a collector
/// that keeps what concerns the violation.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "simulation/history/event.hpp"
#include "simulation/invariants/evidence.hpp"

namespace eventarch::simulation {

inline constexpr std::size_t witness_events_max = 10;

class WitnessCollector {
 public:
  explicit WitnessCollector(const Violation& violation);

  /// Events in the order of the history. Constant memory.
  void observe(const Event& event);

  /// Whether the violation has been seen: the run may end here.
  bool complete() const { return complete_; }

  /// At most witness_events_max events, in order; the last one shows the violation.
  std::vector<Event> witness() const;

 private:
  struct Kept {
    Event event;
    std::uint64_t sequence;
    int weight;
  };

  int weight_of(const Event& event);
  int weight_of_message(const Event& event);
  bool is_the_message(const Event& event) const;
  bool concerns_place(const Event& event) const;
  void keep(const Event& event, int weight);

  Violation violation_;
  std::uint64_t sequence_ = 0;
  bool complete_ = false;
  bool commit_seen_ = false;
  std::uint32_t partition_ = nothing;  ///< of the message
  std::uint64_t offset_ = UINT64_MAX;  ///< of the message
  std::vector<std::uint16_t> actors_;  ///< that had to do with it
  std::vector<Kept> kept_;
};

/// The witness from a history that is at hand.
std::vector<Event> witness_of(const Violation& violation, std::span<const Event> history);

}  // namespace eventarch::simulation
