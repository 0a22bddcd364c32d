#pragma once

/// The properties with which the reports of `check` and `diff` begin, in JSON Schema.

#include <string_view>

namespace eventarch::report {

inline constexpr std::string_view schema_identity =
    R"json(    "schema_version": {"const": "1", "description": "Version of this format; a breaking change raises it."},
    "tool": {
      "description": "The program that wrote the report.",
      "type": "object",
      "required": ["name", "version"],
      "additionalProperties": true,
      "properties": {
        "name": {"const": "eventarch", "description": "Its name."},
        "version": {"type": "string", "description": "Its version."}
      }
    },
)json";

}  // namespace eventarch::report
