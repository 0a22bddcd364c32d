#pragma once

/// What would change a decision, tried out: that another broker would win does not yet mean that
/// its design does what is asked for.

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"

namespace eventarch::check {

/// The decision on a context, where the design behind each flip was sized and put to the rules of
/// src/check/shortfalls.hpp. What is an error is told of every flip; what is a warning only where
/// the design of now has none of the same rule.
[[nodiscard]] Decision decision_with_tried_flips(const Declaration& declaration,
                                                 const EventContext& context,
                                                 const Catalogue& catalogue);

}  // namespace eventarch::check
