/// What the design could carry, and how it recovers.

#include "report/simulation_schema/parts.hpp"

namespace eventarch::simulation_schema_parts {

constinit const std::string_view capacity = R"json(    "outage_recovery": {
      "description": "What consumers that were away leave behind, and how long they take to work it off.",
      "type": "object",
      "required": [
        "outage_seconds",
        "rate_per_second",
        "backlog_messages",
        "wanted_seconds",
        "drain_seconds",
        "simulated_seconds",
        "simulated_outage_seconds"
      ],
      "properties": {
        "outage_seconds": {
          "type": "number",
          "description": "The longest outage that the design plans for."
        },
        "rate_per_second": {
          "type": "number",
          "description": "Messages that arrive meanwhile and afterwards: the average rate."
        },
        "backlog_messages": {
          "type": "number",
          "description": "Rate times outage."
        },
        "wanted_seconds": {
          "type": "number",
          "description": "What the design plans to need."
        },
        "drain_seconds": {
          "type": [
            "number",
            "null"
          ],
          "description": "By the formula drain_time; null: never."
        },
        "simulated_seconds": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "$ref": "#/$defs/estimate"
            }
          ],
          "description": "Simulated with a shorter outage and scaled up; null where that would take too long, and where a key is full first."
        },
        "simulated_outage_seconds": {
          "type": "number",
          "description": "The shorter outage."
        }
      },
      "additionalProperties": true
    },
    "capacity": {
      "description": "What the design could carry beyond its peak. Rates are messages a second of the whole design.",
      "type": "object",
      "required": [
        "group",
        "limited_by",
        "full_at_per_second",
        "target_utilization",
        "target_at_per_second",
        "latency_met_at_per_second",
        "latency_missed_at_per_second",
        "search_messages",
        "recovery"
      ],
      "properties": {
        "group": {
          "type": "string",
          "description": "Whose busiest instance, or key, is full first."
        },
        "limited_by": {
          "enum": [
            "instance",
            "key"
          ],
          "description": "What of it is full first: key, where one consumer at a time works on a key and the busiest takes all of its time."
        },
        "full_at_per_second": {
          "type": "number",
          "description": "The rate at which it is, by formula."
        },
        "target_utilization": {
          "type": "number",
          "description": "Share of the time that instances are planned to be busy."
        },
        "target_at_per_second": {
          "type": "number",
          "description": "The rate at which they are, by formula."
        },
        "latency_met_at_per_second": {
          "type": [
            "number",
            "null"
          ],
          "description": "The highest rate tried at which the 99th percentile met the requirement; null where runs are too short."
        },
        "latency_missed_at_per_second": {
          "type": [
            "number",
            "null"
          ],
          "description": "The lowest rate tried at which it did not; null where runs are too short."
        },
        "search_messages": {
          "type": "integer",
          "minimum": 0,
          "description": "Messages of each run that looked for it."
        },
        "recovery": {
          "$ref": "#/$defs/outage_recovery",
          "description": "After the longest outage that the design plans for."
        }
      },
      "additionalProperties": true
    },
    "dependency_outage": {
      "description": "What consumers do while a dependency is down, in the first seed.",
      "type": "object",
      "required": [
        "requests",
        "calls",
        "rejected",
        "timeline"
      ],
      "properties": {
        "requests": {
          "type": "integer",
          "minimum": 0,
          "description": "Pieces of work that need it."
        },
        "calls": {
          "type": "integer",
          "minimum": 0,
          "description": "Calls that reached it."
        },
        "rejected": {
          "type": "integer",
          "minimum": 0,
          "description": "Calls that a breaker rejected."
        },
        "timeline": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/history_line"
          },
          "description": "Of the breaker that opens first.",
          "maxItems": 10
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::simulation_schema_parts
