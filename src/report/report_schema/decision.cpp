/// The choice of a broker, and why.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view decision = R"json(    "broker": {
      "type": "object",
      "description": "The choice of a broker: who may, who wins, why, and what would change it.",
      "required": [
        "technology",
        "mode",
        "rationale",
        "pinned",
        "candidates",
        "criteria",
        "flips",
        "stability",
        "relaxations"
      ],
      "properties": {
        "technology": {
          "type": [
            "string",
            "null"
          ],
          "description": "Display name of the broker, such as Kafka; null where none qualifies."
        },
        "mode": {
          "type": [
            "string",
            "null"
          ],
          "description": "Id of the way to use it, such as quorum_queue; null where none qualifies."
        },
        "rationale": {
          "type": "string",
          "description": "Why it was chosen, in a few sentences; empty where none qualifies."
        },
        "pinned": {
          "type": "boolean",
          "description": "True where decisions.broker names the broker."
        },
        "candidates": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/candidate"
          },
          "minItems": 1,
          "description": "All modes of all brokers: the eligible by falling score, then the rest."
        },
        "criteria": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/criterion"
          },
          "minItems": 1,
          "description": "What eligible candidates are rated by; the weights add up to 1."
        },
        "flips": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/flip"
          },
          "description": "For each field, the nearest change that gives another broker."
        },
        "stability": {
          "$ref": "#/$defs/stability",
          "description": "How firmly the decision stands; null where pinned or none qualifies."
        },
        "relaxations": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/relaxation"
          },
          "description": "Minimal sets to give up: without shortfalls first, then nearest first."
        }
      },
      "additionalProperties": true
    },
    "candidate": {
      "type": "object",
      "description": "One mode of one broker.",
      "required": [
        "technology",
        "mode",
        "eligible",
        "score",
        "verdict",
        "excluded_by",
        "contributions"
      ],
      "properties": {
        "technology": {
          "type": "string",
          "description": "Display name of the broker."
        },
        "mode": {
          "type": "string",
          "description": "Id of the mode within the broker."
        },
        "eligible": {
          "type": "boolean",
          "description": "True where it meets every hard constraint."
        },
        "score": {
          "type": [
            "number",
            "null"
          ],
          "minimum": 0,
          "maximum": 100,
          "description": "Sum of its points, 0 to 100; null where it is not eligible."
        },
        "verdict": {
          "type": "string",
          "description": "Why it won, lost or is out, in one sentence without its name."
        },
        "excluded_by": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/exclusion"
          },
          "description": "Hard constraints that it does not meet."
        },
        "contributions": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/contribution"
          },
          "description": "What each criterion gives it; empty where it is not eligible."
        }
      },
      "additionalProperties": true
    },
    "exclusion": {
      "type": "object",
      "description": "A hard constraint that a candidate does not meet.",
      "required": [
        "constraint",
        "reason",
        "required",
        "offered",
        "source"
      ],
      "properties": {
        "constraint": {
          "type": "string",
          "description": "Name of the constraint, such as throughput."
        },
        "reason": {
          "type": "string",
          "description": "What it lacks, in words that follow its name."
        },
        "required": {
          "type": "string",
          "description": "What is asked for, with its unit."
        },
        "offered": {
          "type": "string",
          "description": "What it offers, with its unit."
        },
        "source": {
          "type": "string",
          "description": "Who says so, or that it is an estimate; empty where the file itself does."
        }
      },
      "additionalProperties": true
    },
    "contribution": {
      "type": "object",
      "description": "What one criterion gives to a candidate.",
      "required": [
        "criterion",
        "weight",
        "rating",
        "points",
        "reason"
      ],
      "properties": {
        "criterion": {
          "type": "string",
          "description": "Name of the criterion."
        },
        "weight": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Weight of the criterion, 0 to 1."
        },
        "rating": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "How well it does, 0 (worst) to 1 (best)."
        },
        "points": {
          "type": "number",
          "minimum": 0,
          "maximum": 100,
          "description": "Weight times rating times 100, to a tenth."
        },
        "reason": {
          "type": "string",
          "description": "Why this rating."
        }
      },
      "additionalProperties": true
    },
    "criterion": {
      "type": "object",
      "description": "One criterion of the choice.",
      "required": [
        "name",
        "weight",
        "question"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the criterion."
        },
        "weight": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Weight of the criterion, 0 to 1."
        },
        "question": {
          "type": "string",
          "description": "What the criterion asks."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
