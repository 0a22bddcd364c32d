/// The requirements as read.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view context = R"json(    "context": {
      "type": "object",
      "description": "The requirements of one event flow, complete and in fixed units.",
      "required": [
        "name",
        "description",
        "use_case",
        "throughput_per_second",
        "latency_ms",
        "ordering",
        "delivery",
        "retention_hours",
        "producers",
        "consumers",
        "workload",
        "capacity",
        "constraints",
        "messages",
        "decisions"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Names topics and queues."
        },
        "description": {
          "type": "string",
          "description": "The file's free text; empty where there is none."
        },
        "use_case": {
          "enum": [
            "cqrs",
            "event_sourcing",
            "pub_sub",
            "saga",
            "work_queue"
          ],
          "description": "What the events are for."
        },
        "throughput_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Declared average rate of all producers in messages per second."
        },
        "latency_ms": {
          "type": "number",
          "minimum": 0,
          "description": "Target from produce to processed, 99th percentile, in milliseconds."
        },
        "ordering": {
          "enum": [
            "none",
            "partition",
            "global"
          ],
          "description": "Order among no messages, those of one key, or all."
        },
        "delivery": {
          "enum": [
            "at_most_once",
            "at_least_once",
            "exactly_once"
          ],
          "description": "What may happen to one message: loss, repetition, neither."
        },
        "retention_hours": {
          "type": "number",
          "minimum": 0,
          "description": "How long messages are kept, in hours."
        },
        "producers": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "minItems": 1,
          "description": "Services that publish."
        },
        "consumers": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "minItems": 1,
          "description": "Services that consume; each is one consumer group."
        },
        "workload": {
          "$ref": "#/$defs/workload",
          "description": "What the messages and their processing are like."
        },
        "capacity": {
          "$ref": "#/$defs/capacity",
          "description": "What was measured or is sold."
        },
        "constraints": {
          "$ref": "#/$defs/constraints",
          "description": "What narrows the choice of a broker."
        },
        "messages": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/message_type"
          },
          "description": "The event types that the file describes; may be empty."
        },
        "decisions": {
          "$ref": "#/$defs/decisions",
          "description": "Choices already made; holds only those that the file states."
        }
      },
      "additionalProperties": true
    },
    "workload": {
      "type": "object",
      "description": "What the messages and their processing are like.",
      "required": [
        "message_size_bytes",
        "peak_factor",
        "growth_factor",
        "processing_time_ms",
        "compression_ratio",
        "outage_seconds",
        "recover_within_seconds"
      ],
      "properties": {
        "message_size_bytes": {
          "type": "number",
          "minimum": 0,
          "description": "Mean size of one message in bytes."
        },
        "peak_factor": {
          "type": "number",
          "minimum": 1,
          "description": "Peak rate over declared rate."
        },
        "growth_factor": {
          "type": "number",
          "minimum": 1,
          "description": "Planned growth over the design's lifetime, as a factor."
        },
        "processing_time_ms": {
          "type": "number",
          "minimum": 0,
          "description": "One message on one consumer thread, in milliseconds."
        },
        "compression_ratio": {
          "type": "number",
          "minimum": 1,
          "description": "Uncompressed over compressed size."
        },
        "outage_seconds": {
          "type": "number",
          "minimum": 0,
          "description": "How long the consumers may be down, in seconds."
        },
        "recover_within_seconds": {
          "type": "number",
          "minimum": 0,
          "description": "Within which they must be caught up again, in seconds."
        },
        "distinct_keys": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of different partition keys; absent where not stated."
        },
        "hot_key_share": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Traffic share of the busiest key, 0 to 1; absent where not stated."
        }
      },
      "additionalProperties": true
    },
    "capacity": {
      "type": "object",
      "description": "What was measured or is sold; what is absent comes from the catalogue.",
      "required": [
        "utilization_target",
        "availability_zones",
        "replication_factor"
      ],
      "properties": {
        "utilization_target": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Share of a capacity that may be used at peak, 0 to 1."
        },
        "availability_zones": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of zones that the cluster spreads over."
        },
        "replication_factor": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of copies that the cluster offers."
        },
        "partition_write_bytes_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "What one partition takes in, in bytes per second."
        },
        "partition_read_bytes_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "What one partition gives out, in bytes per second."
        },
        "partition_messages_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "What one partition carries, in messages per second."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
