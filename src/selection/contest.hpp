#pragma once

/// Who comes first, without a word said: what flips and stability ask hundreds of times.

#include <cstdint>
#include <optional>
#include <vector>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "selection/constraint.hpp"

namespace eventarch::selection {

struct Winner {
  const Broker* broker = nullptr;
  const Mode* mode = nullptr;
  double score = 0;
};

/// Answers for one context after the other. Neighbouring contexts mostly have the same winner, and
/// rule the others out for the same reasons, so what the last answer rested on is looked at first.
/// That saves work and changes no answer: each depends on its context alone.
class Contest {
 public:
  /// The catalogue must outlive the contest.
  explicit Contest(const Catalogue& catalogue);

  /// The first of `rank_candidates`, where it is eligible.
  [[nodiscard]] std::optional<Winner> winner(const EventContext& context);

  /// The first mode of one broker there; empty where none of its modes qualifies.
  [[nodiscard]] std::optional<Winner> best_of(const Broker& broker, const EventContext& context);

  /// Another broker that qualifies with as many points as the winner of `context`, the first by
  /// name; null where there is none.
  [[nodiscard]] const Broker* equal_to(const Winner& winner, const EventContext& context);

 private:
  struct Entrant {
    const Broker* broker;
    const Mode* mode;
    const Constraint* last_unmet;  ///< never null: at first any of the table
  };

  enum class Limits : std::uint8_t { kept, exceeded };

  static bool qualifies(Entrant& entrant, const Subject& subject);
  /// Where it qualifies and comes before the best so far.
  static std::optional<Winner> challenger(Entrant& entrant, const EventContext& context,
                                          const std::optional<Winner>& best);
  /// Of one broker alone, where it is given.
  std::optional<Winner> best(const EventContext& context, const Broker* only);
  /// Of the modes of the winner's broker that have hardly less, the first of the catalogue.
  Winner simplest(const Winner& best, const EventContext& context, Limits limits);

  std::vector<Entrant> entrants_;  ///< the last winner first
};

}  // namespace eventarch::selection
