/// Where the report comes from, and what was found in the file.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view frame = R"json(    "tool": {
      "$ref": "#/$defs/tool",
      "description": "The program that wrote the report."
    },
    "source": {
      "$ref": "#/$defs/source",
      "description": "The document that the report is about."
    },
    "answer": {
      "enum": [
        "holds",
        "does_not_hold",
        "undecided",
        "replayed",
        "no_design"
      ],
      "description": "does_not_hold: a promised guarantee is broken or a requirement that counts is missed; no_design: nothing was simulated, validation says why."
    },
    "text": {
      "type": "string",
      "description": "The answer in one line, for people."
    },
    "validation": {
      "$ref": "#/$defs/validation",
      "description": "Findings about the design file."
    },
    "name": {
      "type": "string",
      "description": "Of the design."
    },
)json";

}  // namespace eventarch::simulation_schema_parts
