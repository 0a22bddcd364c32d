#include "selection/rank.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

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

/// Parts are tenths; their sum in binary is not, quite.
double in_tenths(double sum) { return std::round(sum * 10) / 10; }

/// What the criteria give to a mode, whether or not it meets the hard constraints.
double score_of(const Subject& subject) {
  double total = 0;
  for (const Criterion& criterion : criterion_table()) {
    total += points_of(criterion, criterion.assessment->rate(subject));
  }
  return in_tenths(total);
}

bool beats(const Winner& a, const Winner& b) {
  if (a.score != b.score) return a.score > b.score;
  return std::tie(a.broker->name, a.mode->id) < std::tie(b.broker->name, b.mode->id);
}

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

struct Judged {
  Candidate candidate;
  double score = 0;     ///< also of an excluded one: of two as near, the better one is told of
  double distance = 0;  ///< 0 where the mode is eligible
};

Judged judge(const Subject& subject) {
  Judged judged;
  Candidate& candidate = judged.candidate;
  candidate.broker = &subject.broker;
  candidate.mode = &subject.mode;
  for (const Constraint* constraint : constraint_table()) {
    if (constraint->meets(subject)) continue;
    candidate.exclusions.push_back(constraint->explain(subject));
    candidate.exclusions.back().constraint = constraint->name;
    judged.distance += distance_from(*constraint, subject);
  }
  if (!candidate.eligible()) {
    judged.score = score_of(subject);
    return judged;
  }
  for (const Criterion& criterion : criterion_table()) {
    const double rating = criterion.assessment->rate(subject);
    candidate.contributions.push_back({.criterion = criterion.name,
                                       .weight = criterion.weight,
                                       .rating = rating,
                                       .points = points_of(criterion, rating),
                                       .reason = criterion.assessment->reason(subject)});
  }
  judged.score = candidate.score();
  return judged;
}

bool ranks_before(const Judged& one, const Judged& other) {
  const Candidate& a = one.candidate;
  const Candidate& b = other.candidate;
  // Nothing excludes an eligible one: they come first.
  if (a.exclusions.size() != b.exclusions.size()) return a.exclusions.size() < b.exclusions.size();
  if (one.distance != other.distance) return one.distance < other.distance;
  if (one.score != other.score) return one.score > other.score;
  return std::tie(a.broker->name, a.mode->id) < std::tie(b.broker->name, b.mode->id);
}

}  // namespace

std::vector<Candidate> rank_candidates(const EventContext& context, const Catalogue& catalogue) {
  std::vector<Judged> judged;
  for (const Broker& broker : catalogue.brokers) {
    if (!takes_part(broker, context)) continue;
    for (const Mode& mode : broker.modes) judged.push_back(judge({context, broker, mode}));
  }
  std::ranges::sort(judged, ranks_before);
  std::vector<Candidate> candidates;
  candidates.reserve(judged.size());
  for (Judged& one : judged) candidates.push_back(std::move(one.candidate));
  return candidates;
}

std::optional<Winner> quick_winner(const EventContext& context, const Catalogue& catalogue) {
  std::optional<Winner> best;
  for (const Broker& broker : catalogue.brokers) {
    if (!takes_part(broker, context)) continue;
    for (const Mode& mode : broker.modes) {
      const Subject subject{context, broker, mode};
      if (!qualifies(subject)) continue;
      const Winner candidate{&broker, &mode, score_of(subject)};
      if (!best || beats(candidate, *best)) best = candidate;
    }
  }
  return best;
}

}  // namespace selection
}  // namespace eventarch
