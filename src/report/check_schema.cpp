#include <fmt/format.h>

#include <string>
#include <string_view>

#include "eventarch/check_report.hpp"
#include "report/json_text.hpp"
#include "report/schema_identity.hpp"

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
  "additionalProperties": true,
  "properties": {
)json";

constexpr std::string_view properties_text = R"json(    "files": {
      "description": "The files checked, those without findings included.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "documents"],
        "additionalProperties": true,
        "properties": {
          "name": {"type": "string", "description": "As it was named, or found in a folder."},
          "documents": {"type": "integer", "minimum": 0, "description": "Designs in the file."}
        }
      }
    },
    "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}, "description": "In the order of files and places."},
    "stale_baseline": {
      "description": "What the baseline accepts in vain.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["rule", "file", "design", "subject", "ordinal"],
        "additionalProperties": true,
        "properties": {
          "rule": {"type": "string", "description": "Name of the rule."},
          "file": {"type": "string", "description": "Name of the file."},
          "design": {"type": "string", "description": "As in a finding."},
          "subject": {"type": "string", "description": "As in a finding."},
          "ordinal": {"type": "integer", "minimum": 1, "description": "Among findings of one rule about one subject."}
        }
      }
    },
    "summary": {
      "description": "Errors, warnings and infos without what is suppressed.",
      "type": "object",
      "required": ["files", "designs", "errors", "warnings", "infos", "suppressed"],
      "additionalProperties": true,
      "properties": {
        "files": {"$ref": "#/$defs/count", "description": "Files checked."},
        "designs": {"$ref": "#/$defs/count", "description": "Designs in them."},
        "errors": {"$ref": "#/$defs/count", "description": "Findings that are errors."},
        "warnings": {"$ref": "#/$defs/count", "description": "Findings that will hurt."},
        "infos": {"$ref": "#/$defs/count", "description": "Findings worth knowing."},
        "suppressed": {"$ref": "#/$defs/count", "description": "Findings that do not count."}
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
      "additionalProperties": true,
      "properties": {
        "file": {"type": "string", "description": "Name of the file."},
        "line": {"type": "integer", "minimum": 1, "description": "First line."},
        "column": {"type": "integer", "minimum": 0, "description": "First column."},
        "end_line": {"type": "integer", "minimum": 0, "description": "Line of the end."},
        "end_column": {"type": "integer", "minimum": 0, "description": "Column after the last one."}
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
        "design", "subject", "related", "fixes", "fingerprint", "suppressed"
      ],
      "additionalProperties": true,
      "properties": {
        "rule": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "description": "Name of the rule; `eventarch explain` tells its reason."},
        "severity": {"enum": ["info", "warning", "error"], "description": "At the level that the configuration sets."},
        "message": {"type": "string", "description": "What is wrong; stands alone."},
        "help": {"type": "string", "description": "What to do next; may be empty."},
        "label": {"type": "string", "description": "A few words for the marked text; may be empty."},
        "notes": {"type": "array", "items": {"type": "string"}, "description": "The arithmetic or the background."},
        "location": {"$ref": "#/$defs/location", "description": "Where it stands."},
        "document": {"type": "integer", "minimum": 1, "description": "Counts from 1 in the file."},
        "pointer": {"type": "string", "description": "JSON pointer of the innermost value; empty: the document."},
        "design": {"type": "string", "description": "The design by its name, else by its use case, else `document`; `/2` behind the second of its kind."},
        "subject": {"type": "string", "description": "The pointer with names of list items for their numbers."},
        "related": {
          "description": "Other places that explain it.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["message", "location"],
            "additionalProperties": true,
            "properties": {
              "message": {"type": "string", "description": "What it has to do with the finding."},
              "location": {"$ref": "#/$defs/location", "description": "Where it stands."}
            }
          }
        },
        "fixes": {
          "description": "What would mend it.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["applicability", "edits"],
            "additionalProperties": true,
            "properties": {
              "applicability": {"const": "safe", "description": "safe: applied unasked by --fix."},
              "edits": {
                "description": "They belong together; an empty place inserts, an empty replacement deletes.",
                "type": "array",
                "minItems": 1,
                "items": {
                  "type": "object",
                  "required": ["location", "replacement"],
                  "additionalProperties": true,
                  "properties": {
                    "location": {"$ref": "#/$defs/location", "description": "What is replaced."},
                    "replacement": {"type": "string", "description": "What by."}
                  }
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
              "additionalProperties": true,
              "properties": {
                "by": {"enum": ["comment", "baseline"], "description": "Who accepts it."},
                "reason": {"type": "string", "description": "Why it is accepted."},
                "until": {
                  "description": "The last day on which it is; null: for good.",
                  "oneOf": [{"type": "null"}, {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}]
                },
                "location": {"$ref": "#/$defs/location", "description": "Where the comment stands."}
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

std::string check_schema() {
  return report::laid_out_json(fmt::format("{}{}{}{}", root_text, report::schema_identity,
                                           properties_text, definitions_text));
}

}  // namespace eventarch
