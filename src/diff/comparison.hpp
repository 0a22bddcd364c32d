#pragma once

/// The comparison of two designs: small units, each for one kind of change, in one table.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventarch/decision.hpp"
#include "eventarch/design.hpp"
#include "eventarch/diff.hpp"

namespace eventarch::diff {

/// The two advices of a comparison; both have a context and a decision.
struct Sides {
  const Advice& before;
  const Advice& after;

  [[nodiscard]] const EventContext& old_context() const { return *before.context; }
  [[nodiscard]] const EventContext& new_context() const { return *after.context; }
  // Only where both sides have a design.
  [[nodiscard]] const Design& old_design() const { return *before.design; }
  [[nodiscard]] const Design& new_design() const { return *after.design; }
  [[nodiscard]] const Candidate& old_winner() const { return *before.decision->winner(); }
  [[nodiscard]] const Candidate& new_winner() const { return *after.decision->winner(); }

  [[nodiscard]] bool both_designed() const { return before.design && after.design; }
  /// The same mode of the same broker: topics and settings can be compared by name.
  [[nodiscard]] bool same_broker() const;
  /// The rule for a shorter retention: what a queue keeps could not be read again in any case.
  [[nodiscard]] const ChangeRule& retention_shortening() const;
};

/// Collects the changes.
class Changes {
 public:
  /// Adds a change; the caller has seen that there is one.
  Change& add(const ChangeRule& rule, std::string subject, std::string field, std::string from,
              std::string to);

  /// Adds a change of a figure, with a rule for each direction, where the figure differs.
  template <class T>
  Change* add_if(const T& from, const T& to, const ChangeRule& lower, const ChangeRule& higher,
                 const std::string& subject, const std::string& field, const std::string& from_text,
                 const std::string& to_text) {
    if (from == to) return nullptr;
    return &add(to < from ? lower : higher, subject, field, from_text, to_text);
  }

  [[nodiscard]] std::vector<Change> take() { return std::move(list_); }

 private:
  std::vector<Change> list_;
};

/// What both sides must have for a unit to speak.
enum class Needs : std::uint8_t {
  contexts,     ///< nothing more than the contexts
  designs,      ///< a design each
  same_broker,  ///< a design each, for the same mode of a broker
};

struct ComparisonUnit {
  std::string_view name;
  Needs needs;
  void (*compare)(const Sides&, Changes&);
};

[[nodiscard]] std::span<const ComparisonUnit> comparison_units();

/// All changes of the units that can speak, in the order of the table.
[[nodiscard]] std::vector<Change> compare(const Sides& sides);

// The units, one for each kind of change.
void compare_broker(const Sides& sides, Changes& changes);
void compare_consumers(const Sides& sides, Changes& changes);
void compare_failure_handling(const Sides& sides, Changes& changes);
void compare_findings(const Sides& sides, Changes& changes);
void compare_guarantees(const Sides& sides, Changes& changes);
void compare_patterns(const Sides& sides, Changes& changes);
void compare_producers(const Sides& sides, Changes& changes);
void compare_replication(const Sides& sides, Changes& changes);
void compare_schemas(const Sides& sides, Changes& changes);
void compare_settings(const Sides& sides, Changes& changes);
void compare_sizing(const Sides& sides, Changes& changes);
void compare_topics(const Sides& sides, Changes& changes);

/// Members of `items` that `others` lacks, in order.
[[nodiscard]] std::vector<std::string> missing_from(const std::vector<std::string>& items,
                                                    const std::vector<std::string>& others);

}  // namespace eventarch::diff
