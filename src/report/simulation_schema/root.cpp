/// What the whole is, and the shapes that it may have.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view root = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eventarch:simulation:1",
  "title": "eventarch simulation report",
  "description": "The simulation of one design: verdicts on guarantees and requirements, the replay of one run, or why there is no design to simulate.",
  "type": "object",
  "required": [
    "schema_version",
    "tool",
    "source",
    "answer",
    "text",
    "validation"
  ],
  "properties": {
    "schema_version": {
      "const": "1",
      "description": "Version of this format; a breaking change raises it."
    },
    "tool": {
      "$ref": "#/$defs/tool",
      "description": "The program that wrote the report."
    },
    "source": {
      "$ref": "#/$defs/source",
      "description": "The document that the report is about."
    },
    "answer": {
      "enum": [
        "holds",
        "does_not_hold",
        "undecided",
        "replayed",
        "no_design"
      ],
      "description": "does_not_hold: a promised guarantee is broken or a requirement that counts is missed; no_design: nothing was simulated, validation says why."
    },
    "text": {
      "type": "string",
      "description": "The answer in one line, for people."
    },
    "validation": {
      "$ref": "#/$defs/validation",
      "description": "Findings about the design file."
    },
    "name": {
      "type": "string",
      "description": "Of the design."
    },
    "broker": {
      "$ref": "#/$defs/broker",
      "description": "What stands for the broker."
    },
    "options": {
      "$ref": "#/$defs/options",
      "description": "What was asked for."
    },
    "mistake": {
      "oneOf": [
        {
          "type": "null"
        },
        {
          "$ref": "#/$defs/mistake"
        }
      ],
      "description": "How the design was weakened; null where it was not."
    },
    "interrupted": {
      "type": "boolean",
      "description": "The run was stopped; the report holds what was known by then."
    },
    "trace": {
      "$ref": "#/$defs/trace",
      "description": "The history of one run, where it was asked for."
    },
    "guarantees": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/guarantee"
      },
      "description": "Verdicts on all guarantees."
    },
    "faults": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/fault"
      },
      "description": "All faults that were asked for."
    },
    "dependency_outage": {
      "oneOf": [
        {
          "type": "null"
        },
        {
          "$ref": "#/$defs/dependency_outage"
        }
      ],
      "description": "Retries and breakers while a dependency is down; null where that fault was not injected."
    },
    "performance": {
      "oneOf": [
        {
          "type": "null"
        },
        {
          "$ref": "#/$defs/performance"
        }
      ],
      "description": "The design at its peak; null where there were no load runs."
    },
    "history": {
      "$ref": "#/$defs/history",
      "description": "What was simulated."
    },
    "assumptions": {
      "type": "array",
      "items": {
        "type": "string"
      },
      "description": "What the models assume."
    },
    "repeat": {
      "type": "string",
      "description": "The command that makes the same runs again."
    }
  },
  "additionalProperties": true,
  "if": {
    "properties": {
      "answer": {
        "const": "no_design"
      }
    }
  },
  "else": {
    "if": {
      "properties": {
        "answer": {
          "const": "replayed"
        }
      }
    },
    "then": {
      "required": [
        "name",
        "broker",
        "options",
        "mistake",
        "interrupted",
        "assumptions",
        "repeat",
        "trace"
      ]
    },
    "else": {
      "required": [
        "name",
        "broker",
        "options",
        "mistake",
        "interrupted",
        "assumptions",
        "repeat",
        "guarantees",
        "faults",
        "dependency_outage",
        "performance",
        "history"
      ]
    }
  },
  "$defs": {
)json";

}  // namespace eventarch::simulation_schema_parts
