#pragma once

/// Rules about what a design file says. A rule is one file: meaning, reason, bad, good, code; and
/// one line in the table.

#include <span>
#include <string_view>
#include <vector>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/diagnostic.hpp"

namespace eventarch::rules {

/// Rules see the declaration as it was read: any part may be missing, and each rule says nothing
/// where it lacks what it needs.
struct RuleInput {
  const Declaration& declaration;
  const Catalogue& catalogue;
};

struct Check {
  const Rule* rule;
  void (*run)(const RuleInput&, Findings&);
};

/// The rules that run on a declaration, by name.
[[nodiscard]] std::span<const Check> checks();

/// Every rule of the program, those of the readers included, by name.
[[nodiscard]] std::vector<const Rule*> all_rules();

/// Runs every check.
void run_rules(const RuleInput& input, Findings& findings);

}  // namespace eventarch::rules
