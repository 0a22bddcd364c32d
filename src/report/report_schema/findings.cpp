/// What was found in a design file; simulations report it in the same way.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view findings = R"json(    "validation": {
      "type": "object",
      "description": "The verdict on the design file, with all findings.",
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
          "description": "True where there are no errors that count."
        },
        "errors": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "Findings that rule a design out, in the order of the file."
        },
        "warnings": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "Findings that will hurt, in the order of the file."
        },
        "infos": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "Findings that are worth knowing, in the order of the file."
        },
        "suppressed": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding",
            "required": [
              "suppressed"
            ]
          },
          "description": "Findings that comments of the file accept; they do not count."
        }
      },
      "additionalProperties": true
    },
    "finding": {
      "type": "object",
      "description": "One finding about the design file.",
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
          "pattern": "^[a-z][a-z0-9_]*$",
          "description": "Name of the rule in snake_case; `eventarch explain` tells its reason."
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
          "description": "What is wrong, with the value found."
        },
        "help": {
          "type": "string",
          "description": "What to do next; empty where there is nothing to add."
        },
        "location": {
          "$ref": "#/$defs/location",
          "description": "Where it stands."
        },
        "related": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/related_place"
          },
          "minItems": 1,
          "description": "Further places that explain it."
        },
        "suppressed": {
          "$ref": "#/$defs/suppression",
          "description": "The comment that accepts it; only in the list of what is suppressed."
        }
      },
      "additionalProperties": true
    },
    "suppression": {
      "type": "object",
      "description": "A comment that accepts a finding.",
      "required": [
        "by",
        "reason",
        "until",
        "location"
      ],
      "properties": {
        "by": {
          "const": "comment",
          "description": "Who accepts it."
        },
        "reason": {
          "type": "string",
          "minLength": 1,
          "description": "Why it is accepted."
        },
        "until": {
          "type": [
            "string",
            "null"
          ],
          "format": "date",
          "description": "The last day on which the comment counts; null: it counts for good."
        },
        "location": {
          "$ref": "#/$defs/location",
          "description": "Where the comment stands."
        }
      },
      "additionalProperties": true
    },
    "related_place": {
      "type": "object",
      "description": "A second place, such as the first of two equal keys.",
      "required": [
        "message",
        "location"
      ],
      "properties": {
        "message": {
          "type": "string",
          "description": "What the place has to do with the finding."
        },
        "location": {
          "$ref": "#/$defs/location",
          "description": "Where it stands."
        }
      },
      "additionalProperties": true
    },
    "location": {
      "type": "object",
      "description": "A place in a file; without a line it is the file as a whole.",
      "required": [
        "file"
      ],
      "properties": {
        "file": {
          "type": "string",
          "description": "Name of the file as given on the command line."
        },
        "line": {
          "type": "integer",
          "minimum": 1,
          "description": "First line, counted from 1."
        },
        "column": {
          "type": "integer",
          "minimum": 1,
          "description": "First column in characters, counted from 1."
        },
        "end_line": {
          "type": "integer",
          "minimum": 1,
          "description": "Line of the end, counted from 1."
        },
        "end_column": {
          "type": "integer",
          "minimum": 1,
          "description": "Column after the last one in characters, counted from 1."
        }
      },
      "additionalProperties": true,
      "dependentRequired": {
        "line": [
          "column",
          "end_line",
          "end_column"
        ],
        "column": [
          "line"
        ],
        "end_line": [
          "line"
        ],
        "end_column": [
          "line"
        ]
      }
    },
)json";

}  // namespace eventarch::report_schema_parts
