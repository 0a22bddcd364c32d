#pragma once

/// The sections of a design that do not depend on a broker's dialect.

#include <vector>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

[[nodiscard]] MessageSchema message_schema(const DesignInput& input, const Topology& topology,
                                           const DesignPreferences& preferences);
/// Requires that topology and consumer of the design are set; likewise below.
[[nodiscard]] Observability observability(const DesignInput& input, const Design& design);
[[nodiscard]] std::vector<ChecklistItem> checklist(const DesignInput& input, const Design& design);
[[nodiscard]] std::vector<TroubleshootingEntry> troubleshooting(const DesignInput& input,
                                                                const Design& design);

}  // namespace eventarch::assembly
