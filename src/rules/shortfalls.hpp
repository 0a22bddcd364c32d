#pragma once

/// What a design misses of what was asked for, as the rules see it.

#include <vector>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"
#include "eventarch/diagnostic.hpp"

namespace eventarch::rules {

/// Every error, and the warnings that say of a design that it does not do what was asked for.
[[nodiscard]] bool is_shortfall(const Diagnostic& finding);

struct Question {
  const Declaration& declaration;
  const EventContext& context;  ///< may differ from what is declared: that is what is tried
  const Catalogue& catalogue;
};

/// The shortfalls of the design with `chosen`, in the order of the rules. Sizes in numbers first:
/// words are made only where one quotes them.
[[nodiscard]] std::vector<Diagnostic> shortfalls_of_design(const Question& question,
                                                           const Candidate& chosen);

}  // namespace eventarch::rules
