#pragma once

/// The JSON Schema of simulations in parts, a file each; simulation_schema.cpp joins them in this
/// order. A part begins and ends between two definitions.

#include <string_view>

namespace eventarch::simulation_schema_parts {

extern const std::string_view root;
extern const std::string_view frame;
extern const std::string_view request;
extern const std::string_view verdicts;
extern const std::string_view load;
extern const std::string_view capacity;
extern const std::string_view groups;

}  // namespace eventarch::simulation_schema_parts
