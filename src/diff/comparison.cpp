#include "diff/comparison.hpp"

#include <algorithm>
#include <array>

#include "diff/change_rules.hpp"

namespace eventarch::diff {
namespace {

/// In the order in which a reviewer asks.
constexpr std::array units{
    ComparisonUnit{"broker", Needs::contexts, compare_broker},
    ComparisonUnit{"guarantees", Needs::contexts, compare_guarantees},
    ComparisonUnit{"topics", Needs::same_broker, compare_topics},
    ComparisonUnit{"replication", Needs::same_broker, compare_replication},
    ComparisonUnit{"schemas", Needs::designs, compare_schemas},
    ComparisonUnit{"producers", Needs::contexts, compare_producers},
    ComparisonUnit{"consumers", Needs::designs, compare_consumers},
    ComparisonUnit{"failure handling", Needs::designs, compare_failure_handling},
    ComparisonUnit{"settings", Needs::same_broker, compare_settings},
    ComparisonUnit{"sizing", Needs::designs, compare_sizing},
    ComparisonUnit{"patterns", Needs::designs, compare_patterns},
    ComparisonUnit{"findings", Needs::contexts, compare_findings},
};

bool can_speak(const ComparisonUnit& unit, const Sides& sides) {
  switch (unit.needs) {
    case Needs::contexts: return true;
    case Needs::designs: return sides.both_designed();
    case Needs::same_broker: break;
  }
  return sides.both_designed() && sides.same_broker();
}

}  // namespace

std::span<const ComparisonUnit> comparison_units() { return units; }

bool Sides::same_broker() const {
  return old_winner().broker->id == new_winner().broker->id &&
         old_winner().mode->id == new_winner().mode->id;
}

const ChangeRule& Sides::retention_shortening() const {
  const Candidate* winner = before.decision->winner();
  const bool is_queue = winner != nullptr && winner->mode->fact(FactKey::replay).is(Word::none);
  return is_queue ? retention_shortened_queue : retention_shortened;
}

Change& Changes::add(const ChangeRule& rule, std::string subject, std::string field,
                     std::string from, std::string to) {
  Change change;
  change.rule = &rule;
  change.subject = std::move(subject);
  change.field = std::move(field);
  change.from = std::move(from);
  change.to = std::move(to);
  list_.push_back(std::move(change));
  return list_.back();
}

std::vector<Change> compare(const Sides& sides) {
  Changes changes;
  for (const ComparisonUnit& unit : units) {
    if (can_speak(unit, sides)) unit.compare(sides, changes);
  }
  return changes.take();
}

std::vector<std::string> missing_from(const std::vector<std::string>& items,
                                      const std::vector<std::string>& others) {
  std::vector<std::string> sorted = others;
  std::ranges::sort(sorted);
  std::vector<std::string> missing;
  for (const std::string& item : items) {
    if (!std::ranges::binary_search(sorted, item)) missing.push_back(item);
  }
  return missing;
}

}  // namespace eventarch::diff
