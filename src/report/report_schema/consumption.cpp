/// Consumers, latency and recovery.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view consumption = R"json(    "consumer_group": {
      "type": "object",
      "description": "Instances of one consumer group.",
      "required": [
        "group",
        "instances",
        "binding_constraint",
        "utilization",
        "idle",
        "for_stability",
        "for_latency",
        "for_recovery"
      ],
      "properties": {
        "group": {
          "type": "string",
          "description": "Name of the consumer."
        },
        "instances": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of instances."
        },
        "binding_constraint": {
          "type": "string",
          "description": "What decides their number: processing_time, latency, recovery, partitions."
        },
        "utilization": {
          "type": "number",
          "minimum": 0,
          "description": "Share of its time that an instance is busy at peak; above 1: too few."
        },
        "idle": {
          "type": "integer",
          "minimum": 0,
          "description": "Number of instances that no partition is left for."
        },
        "for_stability": {
          "type": "integer",
          "minimum": 1,
          "description": "Instances that keep the utilization target at peak."
        },
        "for_latency": {
          "type": "integer",
          "minimum": 1,
          "description": "Instances that keep latency.sized_for_ms."
        },
        "for_recovery": {
          "type": "integer",
          "minimum": 1,
          "description": "Instances that catch up in time after the outage."
        }
      },
      "additionalProperties": true
    },
    "latency": {
      "type": "object",
      "description": "Latency from produce to processed, at peak.",
      "required": [
        "p50_ms",
        "p99_ms",
        "target_ms",
        "sized_for_ms",
        "attainable",
        "met",
        "stable",
        "terms"
      ],
      "properties": {
        "p50_ms": {
          "type": [
            "number",
            "null"
          ],
          "minimum": 0,
          "description": "Median in milliseconds; null where queues grow without bound."
        },
        "p99_ms": {
          "type": [
            "number",
            "null"
          ],
          "minimum": 0,
          "description": "99th percentile in milliseconds; null where queues grow without bound."
        },
        "target_ms": {
          "type": "number",
          "minimum": 0,
          "description": "The target for the 99th percentile in milliseconds."
        },
        "sized_for_ms": {
          "type": "number",
          "minimum": 0,
          "description": "What consumers are counted for: queueing and processing, in milliseconds."
        },
        "attainable": {
          "type": "boolean",
          "description": "False where no number of consumers meets the target, or none worth it."
        },
        "met": {
          "type": "boolean",
          "description": "True where the 99th percentile is within the target."
        },
        "stable": {
          "type": "boolean",
          "description": "False where the queue grows without bound at peak."
        },
        "terms": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/latency_term"
          },
          "minItems": 1,
          "description": "What the latency is made of; the terms add up."
        }
      },
      "additionalProperties": true
    },
    "latency_term": {
      "type": "object",
      "description": "One part of the latency.",
      "required": [
        "name",
        "ms",
        "p50_ms",
        "p99_ms",
        "formula"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the part, such as network, replication, fetch, queueing or processing."
        },
        "ms": {
          "type": "number",
          "minimum": 0,
          "description": "Its 99th percentile in milliseconds, as p99_ms."
        },
        "p50_ms": {
          "type": "number",
          "minimum": 0,
          "description": "Its median in milliseconds."
        },
        "p99_ms": {
          "type": "number",
          "minimum": 0,
          "description": "Its 99th percentile in milliseconds."
        },
        "formula": {
          "type": "string",
          "description": "Where the figures come from."
        }
      },
      "additionalProperties": true
    },
    "recovery": {
      "type": "object",
      "description": "Catching up after an outage of the consumers.",
      "required": [
        "outage_seconds",
        "backlog_messages",
        "drain_seconds",
        "within_target",
        "capacity_needed_per_second",
        "retention_margin_seconds",
        "deletes_unread"
      ],
      "properties": {
        "outage_seconds": {
          "type": "number",
          "minimum": 0,
          "description": "How long the consumers are down, in seconds."
        },
        "backlog_messages": {
          "type": "number",
          "minimum": 0,
          "description": "Number of messages that wait when they come back."
        },
        "drain_seconds": {
          "type": [
            "number",
            "null"
          ],
          "minimum": 0,
          "description": "Time to catch up, in seconds; null where they never do."
        },
        "within_target": {
          "type": "boolean",
          "description": "True where they catch up within workload.recover_within."
        },
        "capacity_needed_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Messages per second that would catch up in time."
        },
        "retention_margin_seconds": {
          "type": "number",
          "description": "Retention left at the worst moment in seconds; below 0 messages are lost, where the broker deletes what nobody has read."
        },
        "deletes_unread": {
          "type": "boolean",
          "description": "True where the broker deletes after the retention what nobody has read, or sets it aside."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
