#pragma once

/// Mermaid diagrams of a design, fenced for Markdown. Identifiers are generated, names stand in
/// labels only; long lists end in a node that says how many more there are.

#include <string>
#include <string_view>

#include "eventarch/design.hpp"

namespace eventarch::report {

/// A diagram as a code block that Markdown pages draw.
[[nodiscard]] std::string fenced_diagram(std::string_view diagram);

/// Producers, topics or queues, consumer groups, retry and dead letters.
[[nodiscard]] std::string topology_diagram(const EventContext& context, const Design& design);

/// Who sends what to whom; empty where the pattern has no flow.
[[nodiscard]] std::string flow_diagram(const Pattern& pattern);

/// What happens to a message that fails until the last attempt.
[[nodiscard]] std::string retry_diagram(const Design& design);

}  // namespace eventarch::report
