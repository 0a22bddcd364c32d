#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "selection/constraint.hpp"
#include "selection/explain.hpp"

namespace eventarch::selection {
namespace {

EventContext with(const EventContext& context, const Concessions& given) {
  EventContext next = context;
  for (const Concession& concession : given) concession.apply(next);
  return next;
}

/// Finds, for one mode, the sets of concessions after which it qualifies. A concession may free a
/// further constraint (order given up frees the rate) or need a second one (replay, then the use
/// case), so the table is gone through anew after each; where a constraint leaves several ways, all
/// are followed.
class RelaxationSearch {
 public:
  RelaxationSearch(const EventContext& context, const Broker& broker, const Mode& mode)
      : context_(context), broker_(broker), mode_(mode) {}

  std::vector<Concessions> all() {
    follow({});
    return std::move(found_);
  }

 private:
  const Constraint* unmet(const EventContext& context) const {
    return first_unmet({context, broker_, mode_});
  }

  void follow(const Concessions& given) {
    // More steps than this would be a circle.
    constexpr std::size_t steps_max = 12;
    const EventContext now = with(context_, given);
    const Constraint* constraint = unmet(now);
    if (constraint == nullptr) {
      found_.push_back(needed(given));
      return;
    }
    if (given.size() == steps_max) return;
    for (Concession& way : constraint->concessions({now, broker_, mode_})) {
      follow(joined(given, std::move(way)));
    }
  }

  /// A field that is changed again keeps its first `from` and takes the last `to`.
  static Concessions joined(Concessions given, Concession next) {
    const auto earlier = std::ranges::find(given, next.field.field, [](const Concession& c) {
      return std::string_view(c.field.field);
    });
    if (earlier != given.end()) {
      next.field.from = earlier->field.from;
      next.field.distance += earlier->field.distance;
      given.erase(earlier);
    }
    given.push_back(std::move(next));
    return given;
  }

  /// Without the concessions that a later one made unnecessary.
  Concessions needed(Concessions given) const {
    for (std::size_t i = 0; i < given.size();) {
      Concessions without = given;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      if (unmet(with(context_, without)) == nullptr) {
        given = std::move(without);
      } else {
        ++i;
      }
    }
    return given;
  }

  const EventContext& context_;
  const Broker& broker_;
  const Mode& mode_;
  std::vector<Concessions> found_;
};

Relaxation described(const Candidate& candidate, const Concessions& given) {
  Relaxation relaxation{.changes = {},
                        .technology = std::string(candidate.broker->name),
                        .mode = std::string(candidate.mode->id),
                        .shortfalls = {}};
  for (const Concession& concession : given) relaxation.changes.push_back(concession.field);
  return relaxation;
}

bool better(const Relaxation& a, const Relaxation& b) {
  const auto names = [](const Relaxation& r) { return std::tie(r.technology, r.mode); };
  if (a.shortfalls.empty() != b.shortfalls.empty()) return a.shortfalls.empty();
  if (a.distance() != b.distance()) return a.distance() < b.distance();
  if (a.changes.size() != b.changes.size()) return a.changes.size() < b.changes.size();
  return names(a) < names(b);
}

}  // namespace

std::vector<WayOut> ways_out(const EventContext& context, const Decision& decision) {
  std::vector<WayOut> all;
  for (const Candidate& candidate : decision.candidates) {
    for (const Concessions& given :
         RelaxationSearch(context, *candidate.broker, *candidate.mode).all()) {
      all.push_back({described(candidate, given), with(context, given)});
    }
  }
  return all;
}

std::set<std::string> fields_of(const Relaxation& relaxation) {
  std::set<std::string> fields;
  for (const RelaxedField& change : relaxation.changes) fields.insert(change.field);
  return fields;
}

std::vector<Relaxation> minimal(std::vector<Relaxation> all) {
  std::ranges::stable_sort(all, better);
  // Of two sets where one holds the other's fields, only the smaller one is minimal, unless it
  // falls short; of equal ones the better, which comes first.
  std::vector<std::set<std::string>> fields;
  fields.reserve(all.size());
  for (const Relaxation& one : all) fields.push_back(fields_of(one));
  std::vector<Relaxation> minimal;
  for (std::size_t i = 0; i < all.size(); ++i) {
    bool is_covered = false;
    for (std::size_t other = 0; other < all.size(); ++other) {
      const bool as_good = all[other].shortfalls.empty() || !all[i].shortfalls.empty();
      const bool smaller = fields[other].size() < fields[i].size();
      const bool equal = other < i && fields[other] == fields[i];
      if (!as_good || (!smaller && !equal)) continue;
      is_covered |= std::ranges::includes(fields[i], fields[other]);
    }
    if (!is_covered) minimal.push_back(all[i]);
  }
  return minimal;
}

}  // namespace eventarch::selection
