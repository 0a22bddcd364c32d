#include "selection/contest.hpp"

#include <algorithm>
#include <tuple>

#include "selection/criterion.hpp"

namespace eventarch::selection {
namespace {

bool beats(const Winner& a, const Winner& b) {
  if (a.score != b.score) return a.score > b.score;
  return std::tie(a.broker->name, a.mode->id) < std::tie(b.broker->name, b.mode->id);
}

}  // namespace

Contest::Contest(const Catalogue& catalogue) {
  constexpr std::size_t modes_of_a_broker = 2;  // about
  entrants_.reserve(modes_of_a_broker * catalogue.brokers.size());
  for (const Broker& broker : catalogue.brokers) {
    for (const Mode& mode : broker.modes) {
      entrants_.push_back({&broker, &mode, constraint_table().front()});
    }
  }
}

bool Contest::qualifies(Entrant& entrant, const Subject& subject) {
  const Constraint* unmet = first_unmet(subject);
  if (unmet != nullptr) entrant.last_unmet = unmet;
  return unmet == nullptr;
}

std::optional<Winner> Contest::winner(const EventContext& context) {
  std::optional<Winner> best;
  auto first = entrants_.begin();
  for (auto entrant = entrants_.begin(); entrant != entrants_.end(); ++entrant) {
    if (!takes_part(*entrant->broker, context)) continue;
    const Subject subject{context, *entrant->broker, *entrant->mode};
    if (!entrant->last_unmet->meets(subject)) continue;
    // Most are outscored: it is cheaper to see that than to ask all constraints.
    const auto score = score_reaching(best ? best->score : 0, subject);
    if (!score) continue;
    const Winner candidate{entrant->broker, entrant->mode, *score};
    if (best && !beats(candidate, *best)) continue;
    if (!qualifies(*entrant, subject)) continue;
    best = candidate;
    first = entrant;
  }
  std::iter_swap(entrants_.begin(), first);
  return best;
}

const Broker* Contest::equal_to(const Winner& winner, const EventContext& context) {
  const Broker* equal = nullptr;
  for (Entrant& entrant : entrants_) {
    const Broker& broker = *entrant.broker;
    if (&broker == winner.broker || !takes_part(broker, context)) continue;
    if (equal != nullptr && equal->name <= broker.name) continue;
    const Subject subject{context, broker, *entrant.mode};
    if (!entrant.last_unmet->meets(subject)) continue;
    const auto score = score_reaching(winner.score, subject);
    if (score && *score == winner.score && qualifies(entrant, subject)) equal = &broker;
  }
  return equal;
}

}  // namespace eventarch::selection
