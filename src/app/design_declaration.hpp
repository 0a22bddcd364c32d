#pragma once

/// The part of the pipeline behind the reader: from what a document declares to a finished advice.

#include <string_view>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/design.hpp"

namespace eventarch {

/// Decides and designs. Requires that `advice` has no errors but those that somebody accepts;
/// findings are added, not sorted. `stem` names the design where the declaration does not.
void design_declaration(const Declaration& declaration, std::string_view stem,
                        const Catalogue& catalogue, const DesignPreferences& preferences,
                        Advice& advice);

/// The same for a design that is compared and not read: without what only explains it, which takes
/// most of the time (verdicts, rationale, flips, stability, relaxations, sensitivity).
void design_to_compare(const Declaration& declaration, std::string_view stem,
                       const Catalogue& catalogue, const DesignPreferences& preferences,
                       Advice& advice);

}  // namespace eventarch
