#include "selection/contest.hpp"

#include <algorithm>

#include "selection/criterion.hpp"

namespace eventarch::selection {
namespace {

bool beats(const Winner& a, const Winner& b) {
  if (a.score != b.score) return a.score > b.score;
  if (a.broker != b.broker) return a.broker->name < b.broker->name;
  return a.mode < b.mode;  // of one broker: in the order of its file
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
  return best(context, nullptr);
}

std::optional<Winner> Contest::best_of(const Broker& broker, const EventContext& context) {
  return best(context, &broker);
}

std::optional<Winner> Contest::challenger(Entrant& entrant, const EventContext& context,
                                          const std::optional<Winner>& best) {
  if (!takes_part(*entrant.broker, context)) return std::nullopt;
  const Subject subject{context, *entrant.broker, *entrant.mode};
  if (!entrant.last_unmet->meets(subject)) return std::nullopt;
  // Most are outscored: it is cheaper to see that than to ask all constraints.
  const auto score = score_reaching(best ? best->score : 0, subject);
  if (!score) return std::nullopt;
  const Winner candidate{entrant.broker, entrant.mode, *score};
  if (best && !beats(candidate, *best)) return std::nullopt;
  if (!qualifies(entrant, subject)) return std::nullopt;
  return candidate;
}

std::optional<Winner> Contest::best(const EventContext& context, const Broker* only) {
  std::optional<Winner> best;
  std::optional<Winner> best_beyond;  // of those whose sizes go beyond a limit of theirs
  auto first = entrants_.begin();
  for (auto entrant = entrants_.begin(); entrant != entrants_.end(); ++entrant) {
    if (only != nullptr && entrant->broker != only) continue;
    const auto candidate = challenger(*entrant, context, best);
    if (!candidate) continue;
    if (first_exceeded({context, *candidate->broker, *candidate->mode}) != nullptr) {
      if (!best_beyond || beats(*candidate, *best_beyond)) best_beyond = candidate;
      continue;
    }
    best = candidate;
    first = entrant;
  }
  std::iter_swap(entrants_.begin(), first);
  if (best) return simplest(*best, context, Limits::kept);
  // Where none stays within, all go beyond.
  if (best_beyond) return simplest(*best_beyond, context, Limits::exceeded);
  return std::nullopt;
}

Winner Contest::simplest(const Winner& best, const EventContext& context, Limits limits) {
  Winner chosen = best;
  for (Entrant& entrant : entrants_) {
    if (entrant.broker != best.broker || entrant.mode >= chosen.mode) continue;
    const Subject subject{context, *entrant.broker, *entrant.mode};
    if (!entrant.last_unmet->meets(subject)) continue;
    const auto score = score_reaching(best.score - hardly_less, subject);
    if (!score || !is_hardly_less(*score, best.score) || !qualifies(entrant, subject)) continue;
    if (limits == Limits::kept && first_exceeded(subject) != nullptr) continue;
    chosen = {entrant.broker, entrant.mode, *score};
  }
  return chosen;
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
    if (!score || *score != winner.score || !qualifies(entrant, subject)) continue;
    if (first_exceeded(subject) == nullptr) equal = &broker;
  }
  return equal;
}

}  // namespace eventarch::selection
