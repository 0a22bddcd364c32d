#pragma once

/// The parts that the JSON report is put together from, by subject. Key order is fixed.

#include <nlohmann/json_fwd.hpp>

#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"
#include "eventarch/design.hpp"

namespace eventarch::report {

/// The requirements as the design rests on them.
[[nodiscard]] nlohmann::ordered_json context_of(const EventContext& c);

/// What the design file left out, and what was taken instead.
[[nodiscard]] nlohmann::ordered_json assumptions_of(const Advice& advice);

/// Findings by severity, each with its place, and what comments accept.
[[nodiscard]] nlohmann::ordered_json validation_of(const Advice& advice);

/// The choice of a broker: candidates, criteria, and what would change it.
[[nodiscard]] nlohmann::ordered_json broker_of(const Decision& decision);

/// The calculation behind every figure.
[[nodiscard]] nlohmann::ordered_json sizing_of(const Sizing& sizing);

/// The schemas of the messages, with an example of each.
[[nodiscard]] nlohmann::ordered_json message_schema_of(const MessageSchema& schema);

/// Adds topology, sizing, configurations and the other parts of a design under keys of their own.
void add_design(nlohmann::ordered_json& out, const Design& design);

}  // namespace eventarch::report
