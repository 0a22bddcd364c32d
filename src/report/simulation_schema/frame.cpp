/// Where the report comes from, and how figures are estimated.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view frame = R"json(    "tool": {
      "description": "The program that wrote the report.",
      "type": "object",
      "required": [
        "name",
        "version"
      ],
      "properties": {
        "name": {
          "const": "eventarch",
          "description": "Always eventarch."
        },
        "version": {
          "type": "string",
          "description": "Its version."
        }
      },
      "additionalProperties": true
    },
    "source": {
      "description": "The document that the report is about.",
      "type": "object",
      "required": [
        "file",
        "document"
      ],
      "properties": {
        "file": {
          "type": "string",
          "description": "As it was named."
        },
        "document": {
          "type": "integer",
          "minimum": 1,
          "description": "Its place in the file, from 1."
        }
      },
      "additionalProperties": true
    },
    "estimate": {
      "description": "A mean over the seeds.",
      "type": "object",
      "required": [
        "value",
        "low",
        "high"
      ],
      "properties": {
        "value": {
          "type": "number",
          "description": "The mean."
        },
        "low": {
          "type": [
            "number",
            "null"
          ],
          "description": "Lower bound of its 95 % interval; null with fewer than two seeds."
        },
        "high": {
          "type": [
            "number",
            "null"
          ],
          "description": "Upper bound of its 95 % interval; null with fewer than two seeds."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::simulation_schema_parts
