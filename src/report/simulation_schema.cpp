#include <string>
#include <string_view>

#include "eventarch/simulation_report.hpp"

/// JSON Schema 2020-12 of the JSON of `simulate`: what simulation_json.cpp writes, key by key.
/// test/schema/validate_simulations.py holds the two to each other.

namespace eventarch {
namespace {

constexpr std::string_view first_part = R"json({
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
)json";

constexpr std::string_view second_part = R"json(    "tool": {
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
)json";

constexpr std::string_view third_part = R"json(    "broker": {
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
    "history_line": {
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
)json";

constexpr std::string_view fourth_part = R"json(    "violation": {
      "description": "The first violation, by seed and then by fault.",
      "type": "object",
      "required": [
        "cause",
        "text",
        "remedy",
        "fault",
        "seed",
        "replay",
        "witness"
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
        "broke",
        "recovery_ms"
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
        "broke": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Guarantees that were broken under it."
        },
        "recovery_ms": {
          "type": [
            "number",
            "null"
          ],
          "description": "Longest time from the fault to rest."
        }
      },
      "additionalProperties": true
    },
)json";

constexpr std::string_view fifth_part = R"json(    "load": {
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
)json";

constexpr std::string_view sixth_part = R"json(    "latency": {
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
          "description": "The largest of a run, over the seeds."
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
    "lag": {
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
)json";

constexpr std::string_view seventh_part = R"json(    "audit_row": {
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

}  // namespace

std::string simulation_schema() {
  std::string out;
  for (const std::string_view part :
       {first_part, second_part, third_part, fourth_part, fifth_part, sixth_part, seventh_part})
    out += part;
  return out;
}

}  // namespace eventarch
