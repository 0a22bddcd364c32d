/// Requirements and latency at peak.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view load = R"json(    "load": {
      "description": "How much was simulated.",
      "type": "object",
      "required": [
        "rate_per_second",
        "simulated_seconds",
        "warm_up_seconds",
        "messages",
        "partitions",
        "note"
      ],
      "properties": {
        "rate_per_second": {
          "type": "number",
          "description": "Messages offered, all producers together."
        },
        "simulated_seconds": {
          "type": "number",
          "description": "Of each run."
        },
        "warm_up_seconds": {
          "type": [
            "number",
            "null"
          ],
          "description": "Cut off at the start; null where no steady state was found."
        },
        "messages": {
          "type": "integer",
          "minimum": 0,
          "description": "Sent, over all seeds."
        },
        "partitions": {
          "type": "integer",
          "minimum": 0,
          "description": "Simulated; fewer than designed where a slice stands for all."
        },
        "note": {
          "type": [
            "string",
            "null"
          ],
          "description": "What was cut; null where nothing was."
        }
      },
      "additionalProperties": true
    },
    "requirement": {
      "description": "A requirement against the interval that was measured.",
      "type": "object",
      "required": [
        "requirement",
        "status",
        "counts",
        "group",
        "required",
        "measured",
        "reason"
      ],
      "properties": {
        "requirement": {
          "type": "string",
          "description": "latency, throughput, stability or utilization."
        },
        "status": {
          "enum": [
            "met",
            "missed",
            "undecided",
            "not_applicable"
          ],
          "description": "met: the worse bound meets it; missed: the better one misses it."
        },
        "counts": {
          "type": "boolean",
          "description": "A miss makes the answer no; otherwise it only warns."
        },
        "group": {
          "type": [
            "string",
            "null"
          ],
          "description": "The group that decides; null: the whole flow."
        },
        "required": {
          "type": "string",
          "description": "What is asked."
        },
        "measured": {
          "type": "string",
          "description": "What was measured."
        },
        "reason": {
          "type": "string",
          "description": "Why the verdict is so."
        }
      },
      "additionalProperties": true
    },
    "quantile": {
      "description": "A quantile of the latency.",
      "type": "object",
      "required": [
        "quantile",
        "ms",
        "budget_ms"
      ],
      "properties": {
        "quantile": {
          "type": "number",
          "description": "0.5, 0.95, 0.99 or 0.999."
        },
        "ms": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "$ref": "#/$defs/estimate"
            }
          ],
          "description": "Null with too few messages."
        },
        "budget_ms": {
          "type": [
            "number",
            "null"
          ],
          "description": "What the sizing budgets for it; null where it has no budget."
        }
      },
      "additionalProperties": true
    },
    "stage": {
      "description": "A stage on the way of a message.",
      "type": "object",
      "required": [
        "name",
        "meaning",
        "mean_ms"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "batch, request, replication, fetch, queueing, processing or commit."
        },
        "meaning": {
          "type": "string",
          "description": "What it is."
        },
        "mean_ms": {
          "$ref": "#/$defs/estimate",
          "description": "Mean time in it; the means of all stages add up to the mean latency."
        }
      },
      "additionalProperties": true
    },
    "latency": {
      "description": "From when a message should have been sent to when it is processed.",
      "type": "object",
      "required": [
        "mean_ms",
        "maximum_ms",
        "quantiles",
        "stages"
      ],
      "properties": {
        "mean_ms": {
          "$ref": "#/$defs/estimate",
          "description": "The mean."
        },
        "maximum_ms": {
          "$ref": "#/$defs/estimate",
          "description": "The largest that was seen, of all seeds; without bounds. Quantiles weigh the way through the broker by its whole distribution, so that one can be larger."
        },
        "quantiles": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/quantile"
          },
          "description": "In rising order."
        },
        "stages": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/stage"
          },
          "description": "In the order of the way."
        }
      },
      "additionalProperties": true
    },
    "closed_form": {
      "description": "A formula beside what was simulated.",
      "type": "object",
      "required": [
        "quantity",
        "formula",
        "expression",
        "expected",
        "simulated",
        "relative_difference",
        "inside_interval"
      ],
      "properties": {
        "quantity": {
          "type": "string",
          "description": "What is compared."
        },
        "formula": {
          "type": [
            "string",
            "null"
          ],
          "description": "Name in the formula table; null where the expression says it all."
        },
        "expression": {
          "type": "string",
          "description": "How it is calculated."
        },
        "expected": {
          "type": "number",
          "description": "By the formula."
        },
        "simulated": {
          "$ref": "#/$defs/estimate",
          "description": "By the simulation."
        },
        "relative_difference": {
          "type": "number",
          "description": "Difference over the expected value."
        },
        "inside_interval": {
          "type": "boolean",
          "description": "The interval holds the expected value."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::simulation_schema_parts
