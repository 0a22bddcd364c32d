#pragma once

/// One invariant as people see it. Its file holds the row and the observer that judges it.
///
/// An observer is a value with
///   - `row`: what it says, when it applies, which faults endanger it;
///   - `listens`: the kinds of event that it is shown;
///   - `observe(situation, report)`: called for each of them, in constant time;
/// and, where needed, `configure(layout, promises)` before the run, `unfinished(...)` for each
/// message that a group had not finished at rest, and `at_rest(event, report)` after those.

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "simulation/history/event.hpp"
#include "simulation/invariants/evidence.hpp"
#include "simulation/invariants/ledger/situation.hpp"
#include "simulation/invariants/promises.hpp"

namespace eventarch::simulation {

enum class Judged : std::uint8_t {
  as_it_happens,
  at_rest,  ///< only where the run came to rest
};

struct Invariant {
  std::string_view name;       ///< snake_case, unique
  std::string_view statement;  ///< what always holds, one line for people, no full stop
  std::string_view guarantee;  ///< what of the design stands and falls with it
  std::string_view exercise;   ///< what counts as one chance to break it, in the plural
  Judged judged;
  bool (*applies)(const Promises&);
  std::span<const std::string_view> endangered_by;  ///< names of faults, sorted
};

/// Kinds of event, as a set.
class EventKinds {
 public:
  constexpr EventKinds(std::initializer_list<EventKind> kinds) {
    for (const EventKind kind : kinds) bits_ |= bit(kind);
  }
  constexpr bool contains(EventKind kind) const { return (bits_ & bit(kind)) != 0; }

 private:
  static constexpr std::uint64_t bit(EventKind kind) {
    static_assert(event_kind_count <= 64);
    return std::uint64_t{1} << static_cast<std::uint8_t>(kind);
  }
  std::uint64_t bits_ = 0;
};

}  // namespace eventarch::simulation
