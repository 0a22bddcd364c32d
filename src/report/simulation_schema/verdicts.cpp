/// Guarantees, their violations and the faults.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view verdicts = R"json(    "history_line": {
      "description": "An event.",
      "type": "object",
      "required": [
        "time_ms",
        "kind",
        "text"
      ],
      "properties": {
        "time_ms": {
          "type": "number",
          "description": "Since the start of the run."
        },
        "kind": {
          "type": "string",
          "description": "What kind of event, in snake_case."
        },
        "text": {
          "type": "string",
          "description": "What happened, for people."
        }
      },
      "additionalProperties": true
    },
    "violation": {
      "description": "The first violation, by seed and then by fault.",
      "type": "object",
      "required": [
        "cause",
        "text",
        "remedy",
        "fault",
        "without_fault",
        "seed",
        "replay",
        "witness",
        "witness_minimal"
      ],
      "properties": {
        "cause": {
          "type": "string",
          "description": "Name of the cause, in snake_case."
        },
        "text": {
          "type": "string",
          "description": "What happened."
        },
        "remedy": {
          "type": "string",
          "description": "The change of the design that mends it."
        },
        "fault": {
          "type": "string",
          "description": "Under which fault; none: without any."
        },
        "without_fault": {
          "type": "boolean",
          "description": "It breaks in runs without any fault too."
        },
        "seed": {
          "type": "integer",
          "minimum": 0,
          "description": "With which seed."
        },
        "replay": {
          "type": "string",
          "description": "The command that shows the whole history of that run."
        },
        "witness": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/history_line"
          },
          "description": "The events that show it.",
          "maxItems": 10
        },
        "witness_minimal": {
          "type": "boolean",
          "description": "Whether the events alone break the guarantee, and none but those that tell of the fault can be left out; otherwise they are an excerpt."
        }
      },
      "additionalProperties": true
    },
    "guarantee": {
      "description": "A verdict on a guarantee.",
      "type": "object",
      "required": [
        "name",
        "statement",
        "status",
        "why",
        "runs",
        "runs_violated",
        "seeds_violated",
        "exercised",
        "violation"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the guarantee, in snake_case."
        },
        "statement": {
          "type": "string",
          "description": "What always holds."
        },
        "status": {
          "enum": [
            "holds",
            "violated",
            "not_exercised",
            "not_applicable",
            "undecided"
          ],
          "description": "not_exercised: no run could have broken it; not_applicable: the design does not promise it; undecided: runs did not come to rest."
        },
        "why": {
          "type": "string",
          "description": "What of the design stands and falls with it, or why it does not apply."
        },
        "runs": {
          "type": "integer",
          "minimum": 0,
          "description": "Fault runs that judged it."
        },
        "runs_violated": {
          "type": "integer",
          "minimum": 0,
          "description": "Those of them that broke it."
        },
        "seeds_violated": {
          "type": "integer",
          "minimum": 0,
          "description": "Seeds with a violation."
        },
        "exercised": {
          "type": "integer",
          "minimum": 0,
          "description": "Times that it was put to the test, over all runs."
        },
        "violation": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "$ref": "#/$defs/violation"
            }
          ],
          "description": "The first violation; null where there is none."
        }
      },
      "additionalProperties": true
    },
    "fault": {
      "description": "What a fault came to.",
      "type": "object",
      "required": [
        "name",
        "summary",
        "applies",
        "why_not",
        "runs",
        "struck",
        "window_hits",
        "exercised",
        "runs_cut",
        "broke",
        "recovery_ms",
        "dead_letters_most",
        "attempts_each",
        "attempts_expected"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the fault, in snake_case."
        },
        "summary": {
          "type": "string",
          "description": "What happens."
        },
        "applies": {
          "type": "boolean",
          "description": "The design has what it strikes."
        },
        "why_not": {
          "type": [
            "string",
            "null"
          ],
          "description": "Why it does not apply; null where it does."
        },
        "runs": {
          "type": "integer",
          "minimum": 0,
          "description": "Runs with this fault."
        },
        "struck": {
          "type": "integer",
          "minimum": 0,
          "description": "Injections over all runs."
        },
        "window_hits": {
          "type": "integer",
          "minimum": 0,
          "description": "Those of them at the dangerous moment."
        },
        "exercised": {
          "type": "boolean",
          "description": "It struck at least once at the dangerous moment."
        },
        "runs_cut": {
          "type": "integer",
          "minimum": 0,
          "description": "Runs that were cut before all had come to rest: whether the fault was survived is not known."
        },
        "broke": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Guarantees that were broken under it; not those that break without any fault where it never struck at the dangerous moment."
        },
        "recovery_ms": {
          "type": [
            "number",
            "null"
          ],
          "description": "Longest time from the fault to rest."
        },
        "dead_letters_most": {
          "type": "integer",
          "minimum": 0,
          "description": "Messages set aside, of all groups together, the most of any run."
        },
        "attempts_each": {
          "type": [
            "number",
            "null"
          ],
          "description": "Attempts a message and group, retries included; null where nothing is tried again."
        },
        "attempts_expected": {
          "type": [
            "number",
            "null"
          ],
          "description": "The same by formula; null where the share of attempts that fail is not known."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::simulation_schema_parts
