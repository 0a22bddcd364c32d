#include "selection/rank.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "selection/criterion.hpp"

namespace eventarch {

double Candidate::score() const {
  double total = 0;
  for (const Contribution& part : contributions) total += part.points;
  // Parts are tenths; their sum in binary is not, quite.
  return std::round(total * 10) / 10;
}

std::string Candidate::display_name() const {
  if (broker->modes.size() == 1) return broker->name;
  return fmt::format("{} ({})", broker->name, mode->name);
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

Candidate judge(const Subject& subject) {
  Candidate candidate{
      .broker = &subject.broker, .mode = &subject.mode, .exclusions = {}, .contributions = {}};
  for (const Constraint& constraint : constraints()) {
    if (auto exclusion = constraint.check(subject)) {
      exclusion->constraint = constraint.name;
      candidate.exclusions.push_back(std::move(*exclusion));
    }
  }
  if (!candidate.eligible()) return candidate;
  for (const Criterion& criterion : criterion_table()) {
    Rating rating = criterion.rate(subject);
    const double points = std::round(criterion.weight * rating.value * 1000) / 10;
    candidate.contributions.push_back({.criterion = criterion.name,
                                       .weight = criterion.weight,
                                       .rating = rating.value,
                                       .points = points,
                                       .reason = std::move(rating.reason)});
  }
  return candidate;
}

bool ranks_before(const Candidate& a, const Candidate& b) {
  const auto names = [](const Candidate& c) { return std::tie(c.broker->name, c.mode->id); };
  if (a.eligible() != b.eligible()) return a.eligible();
  if (a.eligible() && a.score() != b.score()) return a.score() > b.score();
  if (a.exclusions.size() != b.exclusions.size()) return a.exclusions.size() < b.exclusions.size();
  return names(a) < names(b);
}

}  // namespace

std::vector<Candidate> rank_candidates(const EventContext& context, const Catalogue& catalogue) {
  std::vector<Candidate> candidates;
  for (const Broker& broker : catalogue.brokers) {
    for (const Mode& mode : broker.modes) candidates.push_back(judge({context, broker, mode}));
  }
  std::ranges::sort(candidates, ranks_before);
  return candidates;
}

}  // namespace selection
}  // namespace eventarch
