/// The broker of the JSON report: how each candidate did, and why one was chosen.

#include <nlohmann/json.hpp>
#include <utility>

#include "report/json_numbers.hpp"
#include "report/json_parts.hpp"
#include "report/json_text.hpp"

namespace eventarch::report {
namespace {

Json exclusions(const Candidate& candidate) {
  Json out = Json::array();
  for (const Exclusion& e : candidate.exclusions) {
    out.push_back({{"constraint", e.constraint},
                   {"reason", e.reason},
                   {"required", e.required},
                   {"offered", e.offered},
                   {"source", e.source}});
  }
  return out;
}

Json candidate_of(const Candidate& c) {
  Json parts = Json::array();
  for (const Contribution& part : c.contributions) {
    parts.push_back({{"criterion", part.criterion},
                     {"weight", part.weight},
                     {"rating", rounded(part.rating)},
                     {"points", rounded(part.points)},
                     {"reason", part.reason}});
  }
  return {{"technology", c.broker->name},
          {"mode", c.mode->id},
          {"eligible", c.eligible()},
          {"score", c.eligible() ? rounded(c.score()) : Json(nullptr)},
          {"verdict", c.verdict},
          {"excluded_by", exclusions(c)},
          {"contributions", std::move(parts)}};
}

Json flips(const Decision& decision) {
  Json out = Json::array();
  for (const Flip& flip : decision.flips) {
    const bool none = flip.technology.empty();
    out.push_back({{"field", flip.field},
                   {"from", flip.from},
                   {"to", flip.to},
                   {"technology", none ? Json(nullptr) : Json(flip.technology)},
                   {"mode", none ? Json(nullptr) : Json(flip.mode)},
                   {"reason", flip.reason},
                   {"shortfalls", flip.shortfalls}});
  }
  return out;
}

Json relaxations(const Decision& decision) {
  Json out = Json::array();
  for (const Relaxation& relaxation : decision.relaxations) {
    Json changes = Json::array();
    for (const RelaxedField& change : relaxation.changes) {
      changes.push_back({{"field", change.field}, {"from", change.from}, {"to", change.to}});
    }
    out.push_back({{"changes", std::move(changes)},
                   {"distance", rounded(relaxation.distance())},
                   {"technology", relaxation.technology},
                   {"mode", relaxation.mode},
                   {"shortfalls", relaxation.shortfalls}});
  }
  return out;
}

Json stability(const Decision& decision) {
  if (!decision.stability) return nullptr;
  const Stability& s = *decision.stability;
  return {{"share", rounded(s.share())},    {"fragile", s.fragile()},
          {"neighbours", s.neighbours},     {"keeping", s.keeping},
          {"rival", text_or_null(s.rival)}, {"weakest_field", text_or_null(s.weakest_field)}};
}

}  // namespace

Json broker_of(const Decision& decision) {
  const Candidate* winner = decision.winner();
  Json candidates = Json::array();
  for (const Candidate& candidate : decision.candidates) {
    candidates.push_back(candidate_of(candidate));
  }
  Json weights = Json::array();
  for (const CriterionWeight& criterion : criteria()) {
    weights.push_back(
        {{"name", criterion.name}, {"weight", criterion.weight}, {"question", criterion.question}});
  }
  return {{"technology", winner == nullptr ? Json(nullptr) : Json(winner->broker->name)},
          {"mode", winner == nullptr ? Json(nullptr) : Json(winner->mode->id)},
          {"rationale", decision.rationale},
          {"pinned", decision.pinned},
          {"candidates", std::move(candidates)},
          {"criteria", std::move(weights)},
          {"flips", flips(decision)},
          {"stability", stability(decision)},
          {"relaxations", relaxations(decision)}};
}

}  // namespace eventarch::report
