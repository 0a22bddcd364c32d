#include <string>
#include <string_view>

#include "eventarch/check_report.hpp"

/// JSON Schema 2020-12 of the JSON of `check`: what check_json.cpp writes, key by key. A test holds
/// the two to each other.

namespace eventarch {
namespace {

constexpr std::string_view root_text = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eventarch:check:1",
  "title": "eventarch check report",
  "description": "What one run of the check found, in the order of files and places. The format jsonl has one $defs/finding a line.",
  "type": "object",
  "required": ["schema_version", "tool", "files", "findings", "stale_baseline", "summary"],
  "additionalProperties": false,
  "properties": {
    "schema_version": {"const": "1", "description": "Version of this format; a breaking change raises it."},
    "tool": {
      "description": "The program that wrote the report.",
      "type": "object",
      "required": ["name", "version"],
      "additionalProperties": false,
      "properties": {"name": {"const": "eventarch"}, "version": {"type": "string"}}
    },
    "files": {
      "description": "The files checked, those without findings included.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "documents"],
        "additionalProperties": false,
        "properties": {
          "name": {"type": "string"},
          "documents": {"type": "integer", "minimum": 0, "description": "Designs in the file."}
        }
      }
    },
    "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
    "stale_baseline": {
      "description": "What the baseline accepts in vain.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["rule", "file", "document", "pointer", "ordinal"],
        "additionalProperties": false,
        "properties": {
          "rule": {"type": "string"},
          "file": {"type": "string"},
          "document": {"type": "integer", "minimum": 1},
          "pointer": {"type": "string"},
          "ordinal": {"type": "integer", "minimum": 1}
        }
      }
    },
    "summary": {
      "description": "Errors, warnings and infos without what is suppressed.",
      "type": "object",
      "required": ["files", "designs", "errors", "warnings", "infos", "suppressed"],
      "additionalProperties": false,
      "properties": {
        "files": {"$ref": "#/$defs/count"},
        "designs": {"$ref": "#/$defs/count"},
        "errors": {"$ref": "#/$defs/count"},
        "warnings": {"$ref": "#/$defs/count"},
        "infos": {"$ref": "#/$defs/count"},
        "suppressed": {"$ref": "#/$defs/count"}
      }
    }
  },
)json";

constexpr std::string_view definitions_text = R"json(  "$defs": {
    "count": {"type": "integer", "minimum": 0},
    "location": {
      "description": "Lines and columns count from 1, columns in characters (Unicode code points); the end is exclusive. Without a line: the file as a whole, or a value of the command line.",
      "type": "object",
      "required": ["file"],
      "additionalProperties": false,
      "properties": {
        "file": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 0},
        "end_line": {"type": "integer", "minimum": 0},
        "end_column": {"type": "integer", "minimum": 0}
      },
      "dependentRequired": {
        "line": ["column", "end_line", "end_column"],
        "column": ["line"],
        "end_line": ["line"],
        "end_column": ["line"]
      }
    },
    "finding": {
      "type": "object",
      "required": [
        "rule", "severity", "message", "help", "label", "notes", "location", "document", "pointer",
        "related", "fixes", "fingerprint", "suppressed"
      ],
      "additionalProperties": false,
      "properties": {
        "rule": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        "severity": {"enum": ["info", "warning", "error"]},
        "message": {"type": "string", "description": "What is wrong; stands alone."},
        "help": {"type": "string", "description": "What to do next; may be empty."},
        "label": {"type": "string", "description": "A few words for the marked text; may be empty."},
        "notes": {"type": "array", "items": {"type": "string"}, "description": "The arithmetic or the background."},
        "location": {"$ref": "#/$defs/location"},
        "document": {"type": "integer", "minimum": 1, "description": "Counts from 1 in the file."},
        "pointer": {"type": "string", "description": "JSON pointer of the innermost value; empty: the document."},
        "related": {
          "description": "Other places that explain it.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["message", "location"],
            "additionalProperties": false,
            "properties": {"message": {"type": "string"}, "location": {"$ref": "#/$defs/location"}}
          }
        },
        "fixes": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["applicability", "edits"],
            "additionalProperties": false,
            "properties": {
              "applicability": {"const": "safe", "description": "safe: applied unasked by --fix."},
              "edits": {
                "description": "They belong together; an empty place inserts, an empty replacement deletes.",
                "type": "array",
                "minItems": 1,
                "items": {
                  "type": "object",
                  "required": ["location", "replacement"],
                  "additionalProperties": false,
                  "properties": {"location": {"$ref": "#/$defs/location"}, "replacement": {"type": "string"}}
                }
              }
            }
          }
        },
        "fingerprint": {"type": "string", "description": "Stays the same when lines move or words change."},
        "suppressed": {
          "description": "Why it does not count; null where it does.",
          "oneOf": [
            {"type": "null"},
            {
              "type": "object",
              "required": ["by", "reason", "until"],
              "additionalProperties": false,
              "properties": {
                "by": {"enum": ["comment", "baseline"]},
                "reason": {"type": "string"},
                "until": {"oneOf": [{"type": "null"}, {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}]},
                "location": {"$ref": "#/$defs/location"}
              }
            }
          ]
        }
      }
    }
  }
}
)json";

}  // namespace

std::string check_schema() { return std::string(root_text) + std::string(definitions_text); }

}  // namespace eventarch
