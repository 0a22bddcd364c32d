#include <algorithm>
#include <set>

#include "selection/constraint.hpp"
#include "selection/explain.hpp"

namespace eventarch::selection {
namespace {

const Constraint* constraint_named(std::string_view name) {
  const auto table = constraints();
  const auto found = std::ranges::find(table, name, &Constraint::name);
  return found == table.end() ? nullptr : &*found;
}

/// What the candidate would need. Lifting one constraint may raise no other, since every change
/// only loosens; the order of the table makes the result the same every time.
Relaxation relaxation_for(const EventContext& context, const Candidate& candidate) {
  Relaxation relaxation{
      .changes = {}, .technology = candidate.broker->name, .mode = candidate.mode->id};
  EventContext loosened = context;
  for (const Exclusion& exclusion : candidate.exclusions) {
    const Constraint* constraint = constraint_named(exclusion.constraint);
    if (constraint == nullptr) continue;
    const Subject subject{loosened, *candidate.broker, *candidate.mode};
    // An earlier change may have lifted this one too: order given up frees the rate.
    if (!constraint->check(subject)) continue;
    EventContext next = loosened;
    relaxation.changes.push_back(constraint->relax(subject, next));
    loosened = std::move(next);
  }
  return relaxation;
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
    all.push_back(relaxation_for(context, candidate));
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
