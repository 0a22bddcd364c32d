/// What was asked for, and what stands for the broker.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view request = R"json(    "broker": {
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
        "performance",
        "history"
      ]
    }
  },
  "$defs": {
    "tool": {
      "description": "The program that wrote the report.",
      "type": "object",
      "required": [
        "name",
        "version"
      ],
      "properties": {
        "name": {
          "const": "eventarch",
          "description": "Always eventarch."
        },
        "version": {
          "type": "string",
          "description": "Its version."
        }
      },
      "additionalProperties": true
    },
    "source": {
      "description": "The document that the report is about.",
      "type": "object",
      "required": [
        "file",
        "document"
      ],
      "properties": {
        "file": {
          "type": "string",
          "description": "As it was named."
        },
        "document": {
          "type": "integer",
          "minimum": 1,
          "description": "Its place in the file, from 1."
        }
      },
      "additionalProperties": true
    },
    "validation": {
      "description": "Findings about the design file, as in the report of design.",
      "type": "object",
      "required": [
        "valid",
        "errors",
        "warnings",
        "infos"
      ],
      "properties": {
        "valid": {
          "type": "boolean",
          "description": "No finding is an error."
        },
        "errors": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "What makes the file no design."
        },
        "warnings": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "What will hurt."
        },
        "infos": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "What is worth knowing."
        }
      },
      "additionalProperties": true
    },
    "finding": {
      "description": "A finding.",
      "type": "object",
      "required": [
        "rule",
        "severity",
        "message",
        "help",
        "location"
      ],
      "properties": {
        "rule": {
          "type": "string",
          "description": "Name of the rule; eventarch explain knows it."
        },
        "severity": {
          "enum": [
            "error",
            "warning",
            "info"
          ],
          "description": "How bad it is."
        },
        "message": {
          "type": "string",
          "description": "What is wrong."
        },
        "help": {
          "type": "string",
          "description": "What to do about it."
        },
        "location": {
          "type": "object",
          "required": [
            "file"
          ],
          "description": "Where it is."
        },
        "related": {
          "type": "array",
          "description": "Other places that it follows from."
        }
      },
      "additionalProperties": true
    },
    "estimate": {
      "description": "A mean over the seeds.",
      "type": "object",
      "required": [
        "value",
        "low",
        "high"
      ],
      "properties": {
        "value": {
          "type": "number",
          "description": "The mean."
        },
        "low": {
          "type": [
            "number",
            "null"
          ],
          "description": "Lower bound of its 95 % interval; null with fewer than two seeds."
        },
        "high": {
          "type": [
            "number",
            "null"
          ],
          "description": "Upper bound of its 95 % interval; null with fewer than two seeds."
        }
      },
      "additionalProperties": true
    },
    "broker": {
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
