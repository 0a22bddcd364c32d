#pragma once

/// Fields of a message or log line as JSON Schema 2020-12.

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

inline constexpr std::string_view json_schema_dialect =
    "https://json-schema.org/draft/2020-12/schema";

/// An object with these fields; `title` may be empty.
[[nodiscard]] nlohmann::ordered_json json_schema_of(std::string_view title,
                                                    const std::vector<SchemaField>& fields);

}  // namespace eventarch::report
