#pragma once

/// Judges one run while it happens.
///
///     InvariantSet invariants{layout, promises};
///     for (const Event& event : history) invariants.observe(event);
///     const RunEvidence evidence = invariants.evidence();
///
/// Constant time an event, and memory for what is in flight. Deterministic: the same history gives
/// the same evidence.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "simulation/history/event.hpp"
#include "simulation/invariants/evidence.hpp"
#include "simulation/invariants/promises.hpp"

namespace eventarch::simulation {

struct FaultCount {
  std::uint64_t begun = 0;
  /// How often it struck inside the window that it is aimed at; without a window, how often it
  /// began.
  std::uint64_t hits = 0;

  bool operator==(const FaultCount&) const = default;
};

struct RunEvidence {
  bool rested = false;  ///< the run came to rest, so that loss and liveness were judged
  std::vector<Evidence> invariants;  ///< by place in the invariant table
  std::vector<FaultCount> faults;    ///< by place in the fault table

  bool operator==(const RunEvidence&) const = default;
};

class InvariantSet {
 public:
  /// Only what applies to the promises is judged.
  InvariantSet(const Layout& layout, const Promises& promises);
  ~InvariantSet();
  InvariantSet(InvariantSet&&) noexcept;
  InvariantSet& operator=(InvariantSet&&) noexcept;

  /// Events in the order of the history, ids dense as in event.hpp. An event that does not say what
  /// it is about is left aside.
  void observe(const Event& event) {
    by_kind[static_cast<std::size_t>(event.kind)](*state_, event);
  }
  void observe(std::span<const Event> events);

  RunEvidence evidence() const;

  /// Whether anything was violated so far.
  bool any_violation() const;

  /// Bytes that the state takes now, near enough.
  std::size_t memory() const;

 private:
  struct State;
  using TakeIn = void (*)(State&, const Event&);
  /// What to do with an event of each kind. Looked up where the event is made, since its kind is
  /// known there: the processor then knows as well where the call goes.
  static const std::array<TakeIn, event_kind_count> by_kind;

  std::unique_ptr<State> state_;
};

}  // namespace eventarch::simulation
