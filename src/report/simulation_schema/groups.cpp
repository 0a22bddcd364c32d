/// Groups, the audit and the history.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view groups = R"json(    "lag": {
      "description": "Messages written and not yet processed.",
      "type": "object",
      "required": [
        "mean_messages",
        "peak_messages",
        "growth_per_hour"
      ],
      "properties": {
        "mean_messages": {
          "type": "number",
          "description": "On average."
        },
        "peak_messages": {
          "type": "number",
          "description": "The most of any run."
        },
        "growth_per_hour": {
          "type": [
            "number",
            "null"
          ],
          "description": "Set where the group falls behind."
        }
      },
      "additionalProperties": true
    },
    "group": {
      "description": "A consumer group at peak.",
      "type": "object",
      "required": [
        "group",
        "instances",
        "stability",
        "stability_reason",
        "utilization",
        "busiest_utilization",
        "busiest",
        "throughput_per_second",
        "latency",
        "lag",
        "closed_forms"
      ],
      "properties": {
        "group": {
          "type": "string",
          "description": "Its name."
        },
        "instances": {
          "type": "integer",
          "minimum": 0,
          "description": "Simulated as designed."
        },
        "stability": {
          "enum": [
            "stable",
            "unstable",
            "not_determined"
          ],
          "description": "Whether what arrives can be worked off."
        },
        "stability_reason": {
          "type": "string",
          "description": "Why."
        },
        "utilization": {
          "$ref": "#/$defs/estimate",
          "description": "Of all instances, 0 to 1."
        },
        "busiest_utilization": {
          "$ref": "#/$defs/estimate",
          "description": "Of the busiest instance, 0 to 1."
        },
        "busiest": {
          "type": "string",
          "description": "Which instance that is."
        },
        "throughput_per_second": {
          "$ref": "#/$defs/estimate",
          "description": "Messages processed."
        },
        "latency": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "$ref": "#/$defs/latency"
            }
          ],
          "description": "Null where the group is unstable."
        },
        "lag": {
          "$ref": "#/$defs/lag",
          "description": "What waits."
        },
        "closed_forms": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/closed_form"
          },
          "description": "Where the group reduces to a queue with a known answer."
        }
      },
      "additionalProperties": true
    },
    "audit_row": {
      "description": "What the simulation knows of its own correctness.",
      "type": "object",
      "required": [
        "name",
        "statement",
        "residual",
        "limit",
        "passed"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the law."
        },
        "statement": {
          "type": "string",
          "description": "What it says."
        },
        "residual": {
          "type": "number",
          "description": "How far off the run is."
        },
        "limit": {
          "type": "number",
          "description": "How far off it may be."
        },
        "passed": {
          "type": "boolean",
          "description": "Within the limit."
        }
      },
      "additionalProperties": true
    },
    "performance": {
      "description": "The design at its peak, without faults.",
      "type": "object",
      "required": [
        "load",
        "requirements",
        "groups",
        "audit",
        "capacity",
        "suspect"
      ],
      "properties": {
        "load": {
          "$ref": "#/$defs/load",
          "description": "How much was simulated."
        },
        "requirements": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/requirement"
          },
          "description": "Verdicts on the requirements."
        },
        "groups": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/group"
          },
          "description": "In the order of the design."
        },
        "audit": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/audit_row"
          },
          "description": "The simulation against itself."
        },
        "capacity": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "$ref": "#/$defs/capacity"
            }
          ],
          "description": "What the design could carry; null where the run was interrupted before."
        },
        "suspect": {
          "type": "boolean",
          "description": "A row of the audit has not passed."
        }
      },
      "additionalProperties": true
    },
    "history": {
      "description": "What was simulated, and the hash that the same run has again.",
      "type": "object",
      "required": [
        "first_seed",
        "seeds",
        "events",
        "hash"
      ],
      "properties": {
        "first_seed": {
          "type": "integer",
          "minimum": 0,
          "description": "The first seed."
        },
        "seeds": {
          "type": "integer",
          "minimum": 0,
          "description": "Seeds that were simulated."
        },
        "events": {
          "type": "integer",
          "minimum": 0,
          "description": "Over all runs."
        },
        "hash": {
          "type": [
            "string",
            "null"
          ],
          "description": "Of all events, as 16 hex digits; null where the run was interrupted.",
          "pattern": "^[0-9a-f]{16}$"
        }
      },
      "additionalProperties": true
    },
    "trace": {
      "description": "The history of one run.",
      "type": "object",
      "required": [
        "fault",
        "seed",
        "cut",
        "events"
      ],
      "properties": {
        "fault": {
          "type": "string",
          "description": "Under which fault; none: without any."
        },
        "seed": {
          "type": "integer",
          "minimum": 0,
          "description": "With which seed."
        },
        "cut": {
          "type": "boolean",
          "description": "The run goes on behind the last event."
        },
        "events": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/history_line"
          },
          "description": "In the order in which they happened."
        }
      },
      "additionalProperties": true
    }
  }
}
)json";

}  // namespace eventarch::simulation_schema_parts
