#pragma once

/// The few events that show a violation, taken from a second pass over the same history.
///
/// A run keeps no history, since nearly all runs have nothing to show. It is deterministic instead:
/// the run of the seed that was violated is made once more, and its events go through a collector
/// that keeps what concerns the violation.
///
/// What it keeps is then reduced: a witness is a history that breaks the guarantee in the same way
/// when the checker is shown nothing else, and in which no event is too many. Beside those stand
/// the strike of the fault and what it did to whoever had the message, which the checker does not
/// ask for and a reader does.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "simulation/history/event.hpp"
#include "simulation/invariants/evidence.hpp"
#include "simulation/invariants/promises.hpp"

namespace eventarch::simulation {

inline constexpr std::size_t witness_events_max = 10;

/// Whether a history by itself breaks the guarantee in the way of the violation.
using Explains = std::function<bool(std::span<const Event>)>;

/// Shows a history to the checkers alone. `invariant` is a place in the invariant table.
Explains explains_by(const Layout& layout, const Promises& promises, std::size_t invariant,
                     const Violation& violation);

/// Which of the witness's events tell of the fault and are not needed for the violation.
bool tells_the_story(EventKind kind);

struct Witness {
  std::vector<Event> events;  ///< at most witness_events_max, in order; the last one shows it
  /// The events alone break the guarantee, and none of them but those of the story can be left out.
  /// Otherwise they are an excerpt: some guarantees only break by many events.
  bool minimal = false;
};

class WitnessCollector {
 public:
  explicit WitnessCollector(const Violation& violation);

  /// Events in the order of the history. Constant memory.
  void observe(const Event& event);

  /// Whether the violation has been seen: the run may end here.
  bool complete() const { return complete_; }

  Witness witness(const Explains& explains) const;

 private:
  struct Kept {
    Event event;
    std::uint64_t sequence;
    int weight;
  };

  /// Somebody who had to do with the message.
  struct Holder {
    std::uint16_t actor = nobody;
    bool crashed = false;  ///< since its last event about the message
    bool struck = false;   ///< likewise
  };

  void touch(std::uint16_t actor);
  int weight_of(const Event& event);
  int weight_of_message(const Event& event);
  int weight_of_misfortune(const Event& event);
  int weight_of_transaction(const Event& event) const;
  int weight_of_process(const Event& event);
  int weight_of_fence(const Event& event) const;
  int weight_of_leader(const Event& event) const;
  int weight_of_what_happens_beside(const Event& event);
  bool is_the_message(const Event& event) const;
  bool concerns_place(const Event& event) const;
  void keep(const Event& event, int weight);
  std::vector<Kept> candidates() const;
  static void add_last(std::vector<Kept>& needed, const std::vector<Kept>& all);
  static void add_story(std::vector<Kept>& needed, const std::vector<Kept>& all);

  Violation violation_;
  std::uint64_t sequence_ = 0;
  bool complete_ = false;
  bool commit_seen_ = false;
  std::uint32_t partition_ = nothing;  ///< of the message
  std::uint64_t offset_ = UINT64_MAX;  ///< of the message
  std::uint32_t work_ = nothing;       ///< the transaction that the message belongs to
  std::vector<Holder> holders_;
  std::vector<Kept> kept_;
};

/// The witness from a history that is at hand.
Witness witness_of(const Violation& violation, std::span<const Event> history,
                   const Explains& explains);

}  // namespace eventarch::simulation
