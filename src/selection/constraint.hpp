#pragma once

/// Hard constraints: what rules a mode out, whatever else speaks for it; and the limits for which
/// one gives way to another. One file each in constraints/, one row each in constraint_table.cpp.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/decision.hpp"
#include "selection/concession.hpp"
#include "selection/subject.hpp"

namespace eventarch::selection {

struct Constraint {
  std::string_view name;
  std::string_view question;  ///< what it asks of a mode
  /// Whether the mode meets it. Called some hundred thousand times a second: no text is made here.
  bool (*meets)(const Subject&);
  /// Why the mode does not meet it. Called only where `meets` says no, like `concessions`.
  Exclusion (*explain)(const Subject&);
  /// The ways to give in: each alone lets the mode meet the constraint. Empty where none is legal.
  std::vector<Concession> (*concessions)(const Subject&);
};

/// In the order in which a report names them: what the flow must do first, then where it runs.
[[nodiscard]] std::span<const Constraint* const> constraint_table();

/// The first one that the mode does not meet; null where it qualifies.
[[nodiscard]] const Constraint* first_unmet(const Subject& subject);

/// What the sizes of a mode may go beyond without ruling it out for good: it gives way where
/// another one qualifies and stays within. Where none does, it is chosen, and findings tell of it.
[[nodiscard]] std::span<const Constraint* const> yielding_table();

/// The first of them that the mode goes beyond; null where it stays within. Sizes the units of a
/// mode that has such a limit: asked of those that would win, and of no others.
[[nodiscard]] const Constraint* first_exceeded(const Subject& subject);

/// An exclusion with the source of the fact that it rests on.
[[nodiscard]] Exclusion exclude(const Subject& subject, FactKey key, std::string reason,
                                std::string required, std::string offered);

}  // namespace eventarch::selection
