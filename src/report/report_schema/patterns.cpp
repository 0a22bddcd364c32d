/// Patterns and their flows.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view patterns = R"json(    "pattern": {
      "type": "object",
      "description": "A pattern that the design uses.",
      "required": [
        "name",
        "why",
        "parts",
        "title",
        "figures",
        "flow"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the pattern."
        },
        "why": {
          "type": "string",
          "description": "Why it is used here."
        },
        "parts": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "What it is made of in this design."
        },
        "title": {
          "type": "string",
          "description": "Name for people."
        },
        "figures": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/pattern_figure"
          },
          "description": "Numbers that the pattern needs."
        },
        "flow": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/flow_step"
          },
          "description": "Who sends what to whom, in time order; may be empty."
        }
      },
      "additionalProperties": true
    },
    "pattern_figure": {
      "type": "object",
      "description": "A number that a pattern needs.",
      "required": [
        "name",
        "value",
        "text",
        "formula",
        "how"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Its name; the ending names the unit."
        },
        "value": {
          "type": "number",
          "description": "Its value in the unit of the name."
        },
        "text": {
          "type": "string",
          "description": "The value with its unit, for people."
        },
        "formula": {
          "type": [
            "string",
            "null"
          ],
          "description": "Name of the formula; null where the value is taken over as it is."
        },
        "how": {
          "type": "string",
          "description": "The formula with its numbers, or where the value comes from."
        }
      },
      "additionalProperties": true
    },
    "flow_step": {
      "type": "object",
      "description": "One step of a pattern's event flow.",
      "required": [
        "from",
        "to",
        "message",
        "answer"
      ],
      "properties": {
        "from": {
          "type": "string",
          "description": "Who sends."
        },
        "to": {
          "type": "string",
          "description": "Who receives."
        },
        "message": {
          "type": "string",
          "description": "What is sent."
        },
        "answer": {
          "type": "boolean",
          "description": "True for a reply or an acknowledgement."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
