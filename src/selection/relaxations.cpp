#include <algorithm>
#include <optional>
#include <set>

#include "selection/constraint.hpp"
#include "selection/explain.hpp"

namespace eventarch::selection {
namespace {

/// What the candidate would need; empty where no legal value is enough. A change may free a further
/// constraint (order given up frees the rate) or need a second step (replay, then the use case), so
/// the table is gone through until the mode qualifies.
std::optional<Relaxation> relaxation_for(const EventContext& context, const Candidate& candidate) {
  Relaxation relaxation{
      .changes = {}, .technology = candidate.broker->name, .mode = candidate.mode->id};
  EventContext loosened = context;
  // Every constraint once, and a few again: more steps than that are a circle.
  const std::size_t steps_max = constraints().size() + 4;
  for (std::size_t step = 0; step < steps_max; ++step) {
    const Subject subject{loosened, *candidate.broker, *candidate.mode};
    const auto failing = std::ranges::find_if(constraints(), [&](const Constraint& constraint) {
      return constraint.check(subject).has_value();
    });
    if (failing == constraints().end()) return relaxation;
    EventContext next = loosened;
    RelaxedField change = failing->relax(subject, next);
    if (change.to == change.from) return std::nullopt;
    relaxation.changes.push_back(std::move(change));
    loosened = std::move(next);
  }
  return std::nullopt;
}

std::set<std::string> fields_of(const Relaxation& relaxation) {
  std::set<std::string> fields;
  for (const RelaxedField& change : relaxation.changes) fields.insert(change.field);
  return fields;
}

}  // namespace

std::vector<Relaxation> relaxations(const EventContext& context, const Decision& decision) {
  std::vector<Relaxation> all;
  for (const Candidate& candidate : decision.candidates) {
    if (auto found = relaxation_for(context, candidate)) all.push_back(std::move(*found));
  }
  std::ranges::stable_sort(all, {}, [](const Relaxation& r) { return r.changes.size(); });
  std::vector<Relaxation> minimal;
  for (Relaxation& candidate : all) {
    const auto fields = fields_of(candidate);
    const bool covered = std::ranges::any_of(minimal, [&](const Relaxation& smaller) {
      return std::ranges::includes(fields, fields_of(smaller));
    });
    if (!covered) minimal.push_back(std::move(candidate));
  }
  return minimal;
}

}  // namespace eventarch::selection
