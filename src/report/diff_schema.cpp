#include <fmt/format.h>

#include <string>
#include <string_view>

#include "eventarch/diff.hpp"
#include "report/json_text.hpp"
#include "report/schema_identity.hpp"

/// JSON Schema 2020-12 of the JSON of `diff`: what diff_json.cpp writes, key by key. A test holds
/// the two to each other.

namespace eventarch {
namespace {

constexpr std::string_view root_text = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eventarch:diff:1",
  "title": "eventarch diff report",
  "description": "What changes between two states of a design file.",
  "type": "object",
  "required": ["schema_version", "tool", "old", "new", "comparable", "summary", "designs"],
  "additionalProperties": true,
  "properties": {
)json";

constexpr std::string_view properties_text =
    R"json(    "old": {"$ref": "#/$defs/side", "description": "What is compared with."},
    "new": {"$ref": "#/$defs/side", "description": "What is compared."},
    "comparable": {"type": "boolean", "description": "False where a side is no valid design file: its findings say why."},
    "summary": {
      "description": "How many changes there are of each class.",
      "type": "object",
      "required": ["breaking", "risky", "safe", "requirements", "text"],
      "additionalProperties": true,
      "properties": {
        "breaking": {"$ref": "#/$defs/count", "description": "Changes that break somebody who did nothing wrong."},
        "risky": {"$ref": "#/$defs/count", "description": "Changes that need care, or that the file alone cannot judge."},
        "safe": {"$ref": "#/$defs/count", "description": "The other changes."},
        "requirements": {"$ref": "#/$defs/count", "description": "Values of the file that differ."},
        "text": {"type": "string", "description": "The same in one line."}
      }
    },
    "designs": {
      "description": "In the order of the new file, then what was removed.",
      "type": "array",
      "items": {"$ref": "#/$defs/design"}
    }
  },
  "if": {"properties": {"comparable": {"const": false}}},
  "then": {"properties": {"designs": {"maxItems": 0}}},
)json";

constexpr std::string_view definitions_text = R"json(  "$defs": {
    "count": {"type": "integer", "minimum": 0},
    "text_or_null": {"type": ["string", "null"], "minLength": 1},
    "document_or_null": {"type": ["integer", "null"], "minimum": 1},
    "location": {
      "description": "Lines and columns count from 1, columns in characters (Unicode code points); the end is exclusive.",
      "type": ["object", "null"],
      "required": ["file", "line", "column", "end_line", "end_column"],
      "additionalProperties": true,
      "properties": {
        "file": {"type": "string", "description": "Name of the file."},
        "line": {"type": "integer", "minimum": 1, "description": "First line."},
        "column": {"type": "integer", "minimum": 1, "description": "First column."},
        "end_line": {"type": "integer", "minimum": 1, "description": "Line of the end."},
        "end_column": {"type": "integer", "minimum": 1, "description": "Column after the last one."}
      }
    },
    "side": {
      "type": "object",
      "required": ["file", "findings"],
      "additionalProperties": true,
      "properties": {
        "file": {"type": "string", "description": "As it was named."},
        "findings": {
          "description": "Why it cannot be compared; empty where it can.",
          "type": "array",
          "items": {"$ref": "#/$defs/finding"}
        }
      }
    },
    "finding": {
      "type": "object",
      "required": ["rule", "severity", "message", "help", "location"],
      "additionalProperties": true,
      "properties": {
        "rule": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "description": "Name of the rule; `eventarch explain` tells its reason."},
        "severity": {"enum": ["info", "warning", "error"], "description": "How bad it is."},
        "message": {"type": "string", "description": "What is wrong."},
        "help": {"type": "string", "description": "What to do next; may be empty."},
        "location": {"$ref": "#/$defs/location", "description": "Where it stands; null: the file as a whole."}
      }
    },
    "design": {
      "type": "object",
      "required": ["name", "status", "old_document", "new_document", "requirements", "changes", "notes"],
      "additionalProperties": true,
      "properties": {
        "name": {"type": "string", "description": "In the new file, where it is there."},
        "status": {"enum": ["added", "removed", "unchanged", "changed"], "description": "What became of it."},
        "old_document": {"$ref": "#/$defs/document_or_null", "description": "Its place in the old file, from 1; null: added."},
        "new_document": {"$ref": "#/$defs/document_or_null", "description": "Its place in the new file, from 1; null: removed."},
        "requirements": {
          "description": "Values of the file that differ.",
          "type": "array",
          "items": {"$ref": "#/$defs/requirement"}
        },
        "changes": {
          "description": "What becomes of the design, the most harmful first.",
          "type": "array",
          "items": {"$ref": "#/$defs/change"}
        },
        "notes": {
          "description": "What else is to be known, a sentence each.",
          "type": "array",
          "items": {"type": "string"}
        }
      }
    },
    "requirement": {
      "type": "object",
      "required": ["field", "from", "to", "from_location", "to_location"],
      "additionalProperties": true,
      "properties": {
        "field": {"type": "string", "description": "Path below event_context."},
        "from": {"type": "string", "description": "As written, or what is taken instead."},
        "to": {"type": "string", "description": "As written, or what is taken instead."},
        "from_location": {"$ref": "#/$defs/location", "description": "Where the old file states it; null: it does not."},
        "to_location": {"$ref": "#/$defs/location", "description": "Where the new file states it; null: it does not."}
      }
    },
    "change": {
      "type": "object",
      "required": ["rule", "class", "subject", "field", "from", "to", "reason", "source", "safely", "advised_by", "via", "cause"],
      "additionalProperties": true,
      "properties": {
        "rule": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "description": "What kind of change it is; `eventarch explain` knows it."},
        "class": {"enum": ["breaking", "risky", "safe"], "description": "How much it hurts."},
        "subject": {"$ref": "#/$defs/text_or_null", "description": "Topic, consumer group or event type; null: the design."},
        "field": {"type": "string", "description": "What of it, such as partitions."},
        "from": {"$ref": "#/$defs/text_or_null", "description": "The old value; null: it was not there."},
        "to": {"$ref": "#/$defs/text_or_null", "description": "The new value; null: it is not there any more."},
        "reason": {"type": "string", "minLength": 1, "description": "Why it is of this class."},
        "source": {"$ref": "#/$defs/text_or_null", "description": "Who says so; null: a judgement of ours."},
        "safely": {"$ref": "#/$defs/text_or_null", "description": "How it is made without harm; null: nothing to do, or the reason says it."},
        "advised_by": {"$ref": "#/$defs/text_or_null", "description": "Rule of a finding of the old file whose help asks for it; else null."},
        "via": {"$ref": "#/$defs/text_or_null", "description": "What decides the new value."},
        "cause": {
          "description": "Which values of the file lead to it.",
          "type": "object",
          "required": ["how", "requirements", "text"],
          "additionalProperties": true,
          "properties": {
            "how": {"enum": ["alone", "together", "not_examined"], "description": "Each of them on its own, only all together, or not tried: there are too many."},
            "requirements": {"type": "array", "items": {"type": "string"}, "description": "Paths below event_context."},
            "text": {"type": "string", "description": "The same as a clause."}
          }
        }
      }
    }
  }
}
)json";

}  // namespace

std::string diff_schema() {
  return report::laid_out_json(fmt::format("{}{}{}{}", root_text, report::schema_identity,
                                           properties_text, definitions_text));
}

}  // namespace eventarch
