#pragma once

/// What would change a decision, tried out: that another broker would win does not yet mean that
/// its design does what is asked for.

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"
#include "eventarch/sizing.hpp"

namespace eventarch::check {

/// The decision on a context, where the design behind each flip was sized and put to the rules of
/// src/rules/shortfalls.hpp. Told is all that it misses,
/// whether or not the design of now misses something as well.
[[nodiscard]] Decision decision_with_tried_flips(const Declaration& declaration,
                                                 const EventContext& context,
                                                 const Catalogue& catalogue);

/// A design that misses its latency target now needs no change to do so: leaves out the flips that
/// say no more than that.
void leave_out_what_is_missed_now(const Sizing& now, Decision& decision);

}  // namespace eventarch::check
