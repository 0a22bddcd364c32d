/// What the whole is, and the shapes that it may have.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view root = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eventarch:simulation:1",
  "title": "eventarch simulation report",
  "description": "The simulation of one design: verdicts on guarantees and requirements, the replay of one run, or why there is no design to simulate.",
  "type": "object",
  "required": [
    "schema_version",
    "tool",
    "source",
    "answer",
    "text",
    "validation"
  ],
  "properties": {
    "schema_version": {
      "const": "1",
      "description": "Version of this format; a breaking change raises it."
    },
)json";

}  // namespace eventarch::simulation_schema_parts
