#include <algorithm>
#include <utility>
#include <vector>

#include "eventarch/decision.hpp"
#include "selection/contest.hpp"
#include "selection/explain.hpp"
#include "selection/rank.hpp"

namespace eventarch {
namespace {

/// Moves the best mode of the pinned broker to the front: the first one in the order of candidates,
/// where those of an unfit broker stand by exclusions and then by score.
void pin(Decision& decision, const std::string& broker_id) {
  const auto chosen = std::ranges::find_if(decision.candidates, [&](const Candidate& candidate) {
    return candidate.broker->id == broker_id;
  });
  if (chosen == decision.candidates.end()) return;
  std::rotate(decision.candidates.begin(), chosen, chosen + 1);
  decision.pinned = true;
}

std::vector<Relaxation> untried_relaxations(const EventContext& context, const Decision& decision) {
  std::vector<Relaxation> all;
  for (selection::WayOut& way : selection::ways_out(context, decision)) {
    all.push_back(std::move(way.relaxation));
  }
  return selection::minimal(std::move(all));
}

}  // namespace

Decision selection::bare_decision(const EventContext& context, const Catalogue& catalogue) {
  Decision decision;
  decision.candidates = rank_candidates(context, catalogue);
  if (context.decisions.broker) pin(decision, context.decisions.broker->value);
  return decision;
}

Decision selection::wordless_decision(const EventContext& context, const Catalogue& catalogue) {
  const auto first = context.decisions.broker ? std::nullopt : Contest(catalogue).winner(context);
  if (!first) return bare_decision(context, catalogue);
  Decision decision;
  decision.candidates.push_back({.broker = first->broker, .mode = first->mode});
  return decision;
}

Decision selection::tried_decision(const EventContext& context, const Catalogue& catalogue,
                                   const Trial& trial) {
  Decision decision = selection::bare_decision(context, catalogue);
  selection::add_verdicts(decision);
  decision.rationale = selection::rationale(decision);
  const Candidate* winner = decision.winner();
  if (winner == nullptr) {
    decision.relaxations = untried_relaxations(context, decision);
  } else if (!decision.pinned) {
    decision.flips = selection::flips(context, catalogue, *winner, trial);
    decision.stability = selection::stability(context, catalogue, *winner);
  }
  return decision;
}

Decision select_broker(const EventContext& context, const Catalogue& catalogue) {
  return selection::tried_decision(context, catalogue, {});
}

}  // namespace eventarch
