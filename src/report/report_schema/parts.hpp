#pragma once

/// The JSON Schema of the JSON report in parts, a file each; report_schema.cpp joins them in this
/// order. A part begins and ends between two definitions.

#include <string_view>

namespace eventarch::report_schema_parts {

extern const std::string_view root;
extern const std::string_view frame;
extern const std::string_view findings;
extern const std::string_view context;
extern const std::string_view constraints;
extern const std::string_view decision;
extern const std::string_view decision_changes;
extern const std::string_view topology;
extern const std::string_view sizing;
extern const std::string_view resources;
extern const std::string_view consumption;
extern const std::string_view messages;
extern const std::string_view configuration;
extern const std::string_view failures;
extern const std::string_view patterns;
extern const std::string_view operation;

}  // namespace eventarch::report_schema_parts
