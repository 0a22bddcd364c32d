#include "selection/rank.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "selection/constraint.hpp"
#include "selection/criterion.hpp"

namespace eventarch {

double Candidate::score() const {
  double total = 0;
  for (const Contribution& part : contributions) total += part.points;
  // Parts are tenths; their sum in binary is not, quite.
  return std::round(total * 10) / 10;
}

std::string Candidate::display_name() const {
  if (broker->modes.size() == 1) return std::string(broker->name);
  return fmt::format("{} ({})", broker->name, mode->name);
}

double Relaxation::distance() const {
  double total = 0;
  for (const RelaxedField& change : changes) total += change.distance;
  return total;
}

const Candidate* Decision::winner() const {
  if (candidates.empty()) return nullptr;
  const Candidate& first = candidates.front();
  return first.eligible() || pinned ? &first : nullptr;
}

std::vector<CriterionWeight> criteria() {
  std::vector<CriterionWeight> out;
  for (const selection::Criterion& row : selection::criterion_table()) {
    out.push_back({row.name, row.weight, row.question});
  }
  return out;
}

namespace selection {
namespace {

/// More than any concession costs: where nothing that may be given up helps.
constexpr double out_of_reach = 100;

/// The least that would have to be given up so that the mode meets the constraint.
double distance_from(const Constraint& constraint, const Subject& subject) {
  double least = out_of_reach;
  for (const Concession& way : constraint.concessions(subject)) {
    least = std::min(least, way.field.distance);
  }
  return least;
}

/// The same for all constraints that the mode does not meet; 0 where it is eligible.
double distance_of(const Subject& subject) {
  double total = 0;
  for (const Constraint* constraint : constraint_table()) {
    if (!constraint->meets(subject)) total += distance_from(*constraint, subject);
  }
  return total;
}

struct Ranked {
  Candidate candidate;
  double score = 0;  ///< also of an excluded one: of two as near, the better one is told of
  double distance = 0;
};

Ranked ranked(const Subject& subject) {
  return {judged(subject), score_of(subject), distance_of(subject)};
}

bool ranks_before(const Ranked& one, const Ranked& other) {
  const Candidate& a = one.candidate;
  const Candidate& b = other.candidate;
  // Nothing excludes an eligible one: they come first.
  if (a.exclusions.size() != b.exclusions.size()) return a.exclusions.size() < b.exclusions.size();
  if (one.distance != other.distance) return one.distance < other.distance;
  if (one.score != other.score) return one.score > other.score;
  if (a.broker != b.broker) return a.broker->name < b.broker->name;
  return a.mode < b.mode;  // of one broker: in the order of its file
}

Exclusion why(const Constraint& constraint, const Subject& subject) {
  Exclusion exclusion = constraint.explain(subject);
  exclusion.constraint = constraint.name;
  return exclusion;
}

/// Rules out the eligible ones whose sizes go beyond a limit of theirs, where others stay within.
/// Not those of `kept`: whoever pins a broker is told by findings.
void let_give_way(const EventContext& context, std::string_view kept, std::vector<Ranked>& all) {
  struct Beyond {
    Candidate* candidate;
    const Constraint* limit;
  };
  std::vector<Beyond> beyond;
  bool others = false;
  for (Ranked& one : all) {
    Candidate& candidate = one.candidate;
    if (!candidate.eligible()) continue;
    const Constraint* limit = first_exceeded({context, *candidate.broker, *candidate.mode});
    if (limit == nullptr) {
      others = true;
    } else {
      beyond.push_back({&candidate, limit});
    }
  }
  if (!others) return;
  for (const Beyond& one : beyond) {
    Candidate& candidate = *one.candidate;
    if (candidate.broker->id == kept) continue;
    candidate.exclusions.push_back(why(*one.limit, {context, *candidate.broker, *candidate.mode}));
    candidate.contributions.clear();
  }
}

/// Of the modes of a broker that have hardly less than its best one, the first of the catalogue
/// comes where that one stood. Requires that they are sorted.
void put_simplest_first(std::vector<Ranked>& all) {
  const auto is_eligible = [](const Ranked& one) { return one.candidate.eligible(); };
  const auto end = std::ranges::find_if_not(all, is_eligible);
  std::vector<const Broker*> seen;
  for (auto best = all.begin(); best != end; ++best) {
    const Broker* broker = best->candidate.broker;
    if (std::ranges::find(seen, broker) != seen.end()) continue;
    seen.push_back(broker);
    auto chosen = best;
    for (auto other = best + 1; other != end; ++other) {
      if (other->candidate.broker != broker || !is_hardly_less(other->score, best->score)) continue;
      if (other->candidate.mode < chosen->candidate.mode) chosen = other;
    }
    std::rotate(best, chosen, chosen + (chosen == best ? 0 : 1));
  }
}

}  // namespace

Candidate judged(const Subject& subject) {
  Candidate candidate{.broker = &subject.broker, .mode = &subject.mode};
  for (const Constraint* constraint : constraint_table()) {
    if (constraint->meets(subject)) continue;
    candidate.exclusions.push_back(why(*constraint, subject));
  }
  if (!candidate.eligible()) return candidate;
  for (const Criterion& criterion : criterion_table()) {
    const double rating = criterion.assessment->rate(subject);
    candidate.contributions.push_back({.criterion = criterion.name,
                                       .weight = criterion.weight,
                                       .rating = rating,
                                       .points = points_of(criterion, rating),
                                       .reason = criterion.assessment->reason(subject)});
  }
  return candidate;
}

std::vector<Candidate> rank_candidates(const EventContext& context, const Catalogue& catalogue,
                                       std::string_view kept) {
  std::vector<Ranked> all;
  for (const Broker& broker : catalogue.brokers) {
    if (!takes_part(broker, context)) continue;
    for (const Mode& mode : broker.modes) all.push_back(ranked({context, broker, mode}));
  }
  let_give_way(context, kept, all);
  std::ranges::sort(all, ranks_before);
  put_simplest_first(all);
  std::vector<Candidate> candidates;
  candidates.reserve(all.size());
  for (Ranked& one : all) candidates.push_back(std::move(one.candidate));
  return candidates;
}

}  // namespace selection
}  // namespace eventarch
