/// Metrics, alerts, checklist and troubleshooting.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view operation = R"json(    "observability": {
      "type": "object",
      "description": "Log lines, metrics and alerts.",
      "required": [
        "log_schema",
        "metrics",
        "alerts",
        "log_samples",
        "log_events"
      ],
      "properties": {
        "log_schema": {
          "$ref": "#/$defs/json_schema",
          "description": "Schema of a log line."
        },
        "metrics": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/metric"
          },
          "description": "What to measure."
        },
        "alerts": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/alert"
          },
          "description": "When to call somebody."
        },
        "log_samples": {
          "type": "array",
          "items": {
            "type": "object"
          },
          "description": "Log lines as this design would write them, valid against log_schema."
        },
        "log_events": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/log_event"
          },
          "description": "When each of these lines is written, in the same order."
        }
      },
      "additionalProperties": true
    },
    "log_event": {
      "type": "object",
      "description": "When a log line is written.",
      "required": [
        "event",
        "level",
        "when"
      ],
      "properties": {
        "event": {
          "type": "string",
          "description": "Event of the line."
        },
        "level": {
          "type": "string",
          "description": "Level of the line."
        },
        "when": {
          "type": "string",
          "description": "When it is written."
        }
      },
      "additionalProperties": true
    },
    "metric": {
      "type": "object",
      "description": "One metric.",
      "required": [
        "name",
        "type",
        "labels",
        "meaning",
        "unit",
        "opentelemetry",
        "mapping"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Its name; the ending names the unit."
        },
        "type": {
          "enum": [
            "counter",
            "gauge",
            "histogram"
          ],
          "description": "Its Prometheus type."
        },
        "labels": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Its labels."
        },
        "meaning": {
          "type": "string",
          "description": "What it tells."
        },
        "buckets": {
          "type": "array",
          "items": {
            "type": "number"
          },
          "minItems": 1,
          "description": "Upper bounds of a histogram's buckets, in the metric's unit."
        },
        "unit": {
          "type": [
            "string",
            "null"
          ],
          "description": "What is counted or measured; null where the name tells."
        },
        "opentelemetry": {
          "type": [
            "string",
            "null"
          ],
          "description": "OpenTelemetry instrument that it maps to; null where there is none."
        },
        "mapping": {
          "type": [
            "string",
            "null"
          ],
          "description": "How labels map, or what to do without an instrument; null where there is nothing to say."
        }
      },
      "additionalProperties": true
    },
    "alert": {
      "type": "object",
      "description": "One alert.",
      "required": [
        "name",
        "expression",
        "severity",
        "why",
        "for",
        "leads_to"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Its name."
        },
        "expression": {
          "type": "string",
          "description": "Its condition in PromQL."
        },
        "severity": {
          "enum": [
            "warning",
            "critical"
          ],
          "description": "How urgent it is."
        },
        "why": {
          "type": "string",
          "description": "How the threshold follows from the design."
        },
        "for": {
          "type": [
            "string",
            "null"
          ],
          "description": "How long the condition must hold, as in 5m; null: it fires at once."
        },
        "leads_to": {
          "type": [
            "string",
            "null"
          ],
          "description": "Issue of the troubleshooting entry to read; null where there is none."
        }
      },
      "additionalProperties": true
    },
    "checklist_item": {
      "type": "object",
      "description": "One point to check before production.",
      "required": [
        "item",
        "status",
        "evidence",
        "scope",
        "remedy"
      ],
      "properties": {
        "item": {
          "type": "string",
          "description": "What to check."
        },
        "status": {
          "enum": [
            "satisfied",
            "missing",
            "unknown",
            "not_applicable"
          ],
          "description": "How it stands."
        },
        "evidence": {
          "type": "string",
          "description": "What the status rests on."
        },
        "scope": {
          "type": [
            "string",
            "null"
          ],
          "description": "Every design, or the broker that needs it; null where not stated."
        },
        "remedy": {
          "type": [
            "string",
            "null"
          ],
          "description": "What to do where it is missing or unknown; null where there is nothing to do."
        }
      },
      "additionalProperties": true
    },
    "troubleshooting_entry": {
      "type": "object",
      "description": "One known problem.",
      "required": [
        "issue",
        "cause",
        "resolution",
        "in_this_design",
        "first_metric",
        "first_command"
      ],
      "properties": {
        "issue": {
          "type": "string",
          "description": "What is seen."
        },
        "cause": {
          "type": "string",
          "description": "What mostly causes it."
        },
        "resolution": {
          "type": "string",
          "description": "What mostly helps."
        },
        "in_this_design": {
          "type": "string",
          "description": "Where to look in this design."
        },
        "first_metric": {
          "type": [
            "string",
            "null"
          ],
          "description": "PromQL to read first; null where there is none."
        },
        "first_command": {
          "type": [
            "string",
            "null"
          ],
          "description": "Command to run first on the chosen broker; null where there is none."
        }
      },
      "additionalProperties": true
    }
  }
}
)json";

}  // namespace eventarch::report_schema_parts
