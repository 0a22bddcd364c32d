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

/// Requires a winner.
selection::Unpinned without_pin(const EventContext& context, const Catalogue& catalogue,
                                const Decision& decision) {
  selection::Unpinned out;
  if (!decision.pinned) return out;
  const Candidate& pinned = *decision.winner();
  const auto first = selection::Contest(catalogue).winner(context);
  if (!first || first->broker == pinned.broker) return out;
  const auto choice = std::ranges::find(decision.candidates, first->mode, &Candidate::mode);
  out.choice = &*choice;
  if (!pinned.eligible() || pinned.score() < choice->score()) return out;
  const selection::Subject subject{context, *pinned.broker, *pinned.mode};
  const selection::Constraint* exceeded = selection::first_exceeded(subject);
  if (exceeded != nullptr) out.gives_way = exceeded->explain(subject).reason;
  return out;
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
  const auto& pinned = context.decisions.broker;
  decision.candidates = rank_candidates(context, catalogue, pinned ? pinned->value : "");
  if (pinned) pin(decision, pinned->value);
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
  const Candidate* winner = decision.winner();
  const Unpinned unpinned =
      winner == nullptr ? Unpinned{} : without_pin(context, catalogue, decision);
  selection::add_verdicts(decision, unpinned);
  decision.rationale = selection::rationale(decision, unpinned);
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
