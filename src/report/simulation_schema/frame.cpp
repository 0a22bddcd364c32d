/// Where the report comes from, and what was found in the file.

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
    "validation": {
      "description": "Findings about the design file, as in the report of design.",
      "type": "object",
      "required": [
        "valid",
        "errors",
        "warnings",
        "infos",
        "suppressed"
      ],
      "properties": {
        "valid": {
          "type": "boolean",
          "description": "No finding is an error."
        },
        "errors": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "What makes the file no design."
        },
        "warnings": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "What will hurt."
        },
        "infos": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "What is worth knowing."
        },
        "suppressed": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding",
            "required": [
              "suppressed"
            ],
            "properties": {
              "suppressed": {
                "type": "object",
                "required": [
                  "by",
                  "reason",
                  "until",
                  "location"
                ],
                "description": "The comment that accepts it."
              }
            }
          },
          "description": "What comments of the file accept; it does not count."
        }
      },
      "additionalProperties": true
    },
    "finding": {
      "description": "A finding.",
      "type": "object",
      "required": [
        "rule",
        "severity",
        "message",
        "help",
        "location"
      ],
      "properties": {
        "rule": {
          "type": "string",
          "description": "Name of the rule; eventarch explain knows it."
        },
        "severity": {
          "enum": [
            "error",
            "warning",
            "info"
          ],
          "description": "How bad it is."
        },
        "message": {
          "type": "string",
          "description": "What is wrong."
        },
        "help": {
          "type": "string",
          "description": "What to do about it."
        },
        "location": {
          "type": "object",
          "required": [
            "file"
          ],
          "description": "Where it is."
        },
        "related": {
          "type": "array",
          "description": "Other places that it follows from."
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
