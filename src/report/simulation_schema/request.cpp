/// What was asked for, and what stands for the broker.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view request = R"json(    "broker": {
      "description": "What stands for the broker.",
      "type": "object",
      "required": [
        "broker",
        "model",
        "nearest",
        "note"
      ],
      "properties": {
        "broker": {
          "type": "string",
          "description": "Broker and mode of the design."
        },
        "model": {
          "type": "string",
          "description": "The model that is simulated."
        },
        "nearest": {
          "type": "boolean",
          "description": "The broker has no model of its own."
        },
        "note": {
          "type": "string",
          "description": "What that means; may be empty."
        }
      },
      "additionalProperties": true
    },
    "options": {
      "description": "What was asked for; the same options, design and version give the same report.",
      "type": "object",
      "required": [
        "seed",
        "seeds",
        "messages",
        "fault_messages",
        "duration_ms",
        "faults",
        "mistake",
        "arrivals",
        "service",
        "service_variation"
      ],
      "properties": {
        "seed": {
          "type": "integer",
          "minimum": 0,
          "description": "The first seed."
        },
        "seeds": {
          "type": "integer",
          "minimum": 1,
          "description": "Repetitions, each with the next seed."
        },
        "messages": {
          "type": "integer",
          "minimum": 0,
          "description": "Messages of each load run, where no duration is given."
        },
        "fault_messages": {
          "type": "integer",
          "minimum": 0,
          "description": "Messages of each fault run."
        },
        "duration_ms": {
          "type": [
            "number",
            "null"
          ],
          "description": "Simulated time of each load run; null where messages count."
        },
        "faults": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "none, default, all, or names of faults."
        },
        "mistake": {
          "type": [
            "string",
            "null"
          ],
          "description": "The mistake by which the design was weakened."
        },
        "arrivals": {
          "enum": [
            "poisson",
            "steady"
          ],
          "description": "How messages arrive."
        },
        "service": {
          "enum": [
            "deterministic",
            "exponential",
            "lognormal"
          ],
          "description": "How processing times vary."
        },
        "service_variation": {
          "type": "number",
          "description": "Standard deviation over mean of lognormal processing times."
        }
      },
      "additionalProperties": true
    },
    "mistake": {
      "description": "How the design was weakened before it was simulated.",
      "type": "object",
      "required": [
        "name",
        "summary",
        "expected_guarantee"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the mistake."
        },
        "summary": {
          "type": "string",
          "description": "What is done wrong."
        },
        "expected_guarantee": {
          "type": "string",
          "description": "The guarantee that should break."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::simulation_schema_parts
