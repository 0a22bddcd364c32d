/// What would change the choice of a broker.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view decision_changes = R"json(    "flip": {
      "type": "object",
      "description": "A change of one field that gives another broker.",
      "required": [
        "field",
        "from",
        "to",
        "technology",
        "mode",
        "reason",
        "shortfalls"
      ],
      "properties": {
        "field": {
          "type": "string",
          "description": "Path below event_context, such as requirements.throughput."
        },
        "from": {
          "type": "string",
          "description": "The value now, with its unit."
        },
        "to": {
          "type": "string",
          "description": "The value at which the choice changes, with its unit."
        },
        "technology": {
          "type": [
            "string",
            "null"
          ],
          "description": "Display name of the broker that wins then; null where none qualifies, or where the design with the one that comes first would miss the targets, which the shortfalls then say."
        },
        "mode": {
          "type": [
            "string",
            "null"
          ],
          "description": "Id of its mode; null where there is no such broker."
        },
        "reason": {
          "type": "string",
          "description": "Why the choice changes; where two brokers have as many points, that the order of names decides."
        },
        "shortfalls": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "What the design that follows would miss of what was asked for, whether or not the design of now misses something, a sentence each. Found by sizing it."
        }
      },
      "additionalProperties": true
    },
    "stability": {
      "type": [
        "object",
        "null"
      ],
      "description": "Neighbouring inputs: one or two requirements changed by one step.",
      "required": [
        "share",
        "fragile",
        "neighbours",
        "keeping",
        "rival",
        "weakest_field"
      ],
      "properties": {
        "share": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Part of the neighbours that keep the winning broker."
        },
        "fragile": {
          "type": "boolean",
          "description": "True where less than three quarters keep it."
        },
        "neighbours": {
          "type": "integer",
          "minimum": 1,
          "description": "Neighbouring inputs tried."
        },
        "keeping": {
          "type": "integer",
          "minimum": 0,
          "description": "Those that keep the winning broker."
        },
        "rival": {
          "type": [
            "string",
            "null"
          ],
          "description": "Broker that wins most of the others; null where none does."
        },
        "weakest_field": {
          "type": [
            "string",
            "null"
          ],
          "description": "Field whose change costs the winner most often; null where none does."
        }
      },
      "additionalProperties": true
    },
    "relaxation": {
      "type": "object",
      "description": "Requirements to give up together so that a broker qualifies.",
      "required": [
        "changes",
        "distance",
        "technology",
        "mode",
        "shortfalls"
      ],
      "properties": {
        "changes": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/change"
          },
          "minItems": 1,
          "description": "What to change."
        },
        "distance": {
          "type": "number",
          "minimum": 0,
          "description": "How much is given up: a judgement, in steps."
        },
        "technology": {
          "type": "string",
          "description": "Display name of the broker that is chosen then."
        },
        "mode": {
          "type": "string",
          "description": "Id of its mode."
        },
        "shortfalls": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "What its design still misses, found by sizing it; else empty."
        }
      },
      "additionalProperties": true
    },
    "change": {
      "type": "object",
      "description": "A change of one field of the design file.",
      "required": [
        "field",
        "from",
        "to"
      ],
      "properties": {
        "field": {
          "type": "string",
          "description": "Path below event_context, such as requirements.ordering."
        },
        "from": {
          "type": "string",
          "description": "The value now, with its unit."
        },
        "to": {
          "type": "string",
          "description": "The value to change it to, with its unit."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
