/// Partitions, traffic, storage, network and brokers.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view resources = R"json(    "partition_need": {
      "type": "object",
      "description": "One need for partitions.",
      "required": [
        "name",
        "partitions",
        "formula",
        "substituted",
        "inputs",
        "source"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the need, such as consumer_throughput."
        },
        "partitions": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of partitions that it asks for."
        },
        "formula": {
          "type": "string",
          "description": "The formula, with names."
        },
        "substituted": {
          "type": "string",
          "description": "The formula, with figures."
        },
        "inputs": {
          "type": "object",
          "additionalProperties": {
            "type": [
              "number",
              "null"
            ]
          },
          "description": "The figures by name, which carries the unit; null: without limit."
        },
        "source": {
          "type": "string",
          "description": "Where the capacity comes from."
        }
      },
      "additionalProperties": true
    },
    "rounding": {
      "type": "object",
      "description": "How the number of partitions was rounded.",
      "required": [
        "raw",
        "even",
        "multiple_of",
        "reason"
      ],
      "properties": {
        "raw": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of partitions before rounding."
        },
        "even": {
          "type": "boolean",
          "description": "True where the number was made even."
        },
        "multiple_of": {
          "type": "integer",
          "minimum": 1,
          "description": "The number is a multiple of this."
        },
        "reason": {
          "type": "string",
          "description": "Why it was rounded so."
        }
      },
      "additionalProperties": true
    },
    "traffic": {
      "type": "object",
      "description": "Rates of all producers together.",
      "required": [
        "average_messages_per_second",
        "peak_messages_per_second",
        "average_bytes_per_second",
        "peak_bytes_per_second"
      ],
      "properties": {
        "average_messages_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Declared rate in messages per second."
        },
        "peak_messages_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Rate at peak in messages per second."
        },
        "average_bytes_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Declared rate in bytes per second, compressed."
        },
        "peak_bytes_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Rate at peak in bytes per second, compressed."
        }
      },
      "additionalProperties": true
    },
    "further_flows": {
      "type": "object",
      "description": "What flows beside the events: in storage, network, memory and brokers, where each message has one reader; not in partitions, consumers, latency and recovery.",
      "required": [
        "messages_per_event",
        "topics",
        "average_messages_per_second",
        "average_bytes_per_second",
        "peak_bytes_per_second",
        "basis"
      ],
      "properties": {
        "messages_per_event": {
          "type": "number",
          "minimum": 0,
          "description": "Commands and replies for each event; 0 where there are none or nothing tells their rate."
        },
        "topics": {
          "type": "integer",
          "minimum": 0,
          "description": "Topics of a log that carry them, each with as many partitions as the events."
        },
        "average_messages_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Their rate in messages per second."
        },
        "average_bytes_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Their rate in bytes per second, compressed."
        },
        "peak_bytes_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Their rate at peak in bytes per second, compressed."
        },
        "basis": {
          "type": "string",
          "description": "What the count rests on, or which flows are left out; empty where there are none."
        }
      },
      "additionalProperties": true
    },
    "storage": {
      "type": "object",
      "description": "Bytes to be kept.",
      "required": [
        "bytes_per_replica",
        "segment_slack_bytes",
        "bytes_total",
        "bytes_admitted",
        "bytes_provisioned",
        "formula"
      ],
      "properties": {
        "bytes_per_replica": {
          "type": "number",
          "minimum": 0,
          "description": "One copy in bytes."
        },
        "segment_slack_bytes": {
          "type": "number",
          "minimum": 0,
          "description": "Of one copy: old data goes in whole segments."
        },
        "bytes_total": {
          "type": "number",
          "minimum": 0,
          "description": "All copies in bytes."
        },
        "bytes_admitted": {
          "type": "number",
          "minimum": 0,
          "description": "All copies of what queues take before they refuse more, in bytes; 0 where no length limits them."
        },
        "bytes_provisioned": {
          "type": "number",
          "minimum": 0,
          "description": "Disk space to provide in bytes; 0 where a service stores."
        },
        "formula": {
          "type": "string",
          "description": "The calculation, with figures."
        }
      },
      "additionalProperties": true
    },
    "network": {
      "type": "object",
      "description": "Traffic of the brokers at peak, with the planned growth.",
      "required": [
        "ingress_bytes_per_second",
        "replication_bytes_per_second",
        "egress_bytes_per_second",
        "formula"
      ],
      "properties": {
        "ingress_bytes_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "From producers, in bytes per second."
        },
        "replication_bytes_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "Between brokers, in bytes per second."
        },
        "egress_bytes_per_second": {
          "type": "number",
          "minimum": 0,
          "description": "To consumers, in bytes per second."
        },
        "formula": {
          "type": "string",
          "description": "The calculation, with figures."
        }
      },
      "additionalProperties": true
    },
    "broker_count": {
      "type": "object",
      "description": "How many brokers the cluster needs.",
      "required": [
        "count",
        "binding_constraint",
        "substituted",
        "utilization_after_loss",
        "needs"
      ],
      "properties": {
        "count": {
          "type": "integer",
          "minimum": 0,
          "description": "Number of brokers; 0 where a service runs them."
        },
        "binding_constraint": {
          "type": "string",
          "description": "Name of the need that decides the number."
        },
        "substituted": {
          "type": "string",
          "description": "The calculation, with figures; empty where a service runs them."
        },
        "utilization_after_loss": {
          "type": [
            "number",
            "null"
          ],
          "minimum": 0,
          "description": "Of the busiest resource with one broker lost; null with less than two."
        },
        "needs": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/broker_need"
          },
          "description": "Every resource with the brokers that it needs."
        }
      },
      "additionalProperties": true
    },
    "broker_need": {
      "type": "object",
      "description": "What one resource asks for.",
      "required": [
        "name",
        "brokers",
        "formula",
        "substituted"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "The resource."
        },
        "brokers": {
          "type": "integer",
          "minimum": 0,
          "description": "Brokers that it needs."
        },
        "formula": {
          "type": "string",
          "description": "Name of the formula."
        },
        "substituted": {
          "type": "string",
          "description": "The formula with figures."
        }
      },
      "additionalProperties": true
    },
    "bookie_count": {
      "type": [
        "object",
        "null"
      ],
      "description": "How many storage nodes the cluster needs.",
      "required": [
        "count",
        "binding_constraint",
        "substituted",
        "utilization_after_loss",
        "needs"
      ],
      "properties": {
        "count": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of storage nodes."
        },
        "binding_constraint": {
          "type": "string",
          "description": "Name of the need that decides the number."
        },
        "substituted": {
          "type": "string",
          "description": "The calculation, with figures."
        },
        "utilization_after_loss": {
          "type": [
            "number",
            "null"
          ],
          "minimum": 0,
          "description": "Of the busiest resource with one of them lost; null with less than two."
        },
        "needs": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/bookie_need"
          },
          "description": "Every resource with the storage nodes that it needs."
        }
      },
      "additionalProperties": true
    },
    "bookie_need": {
      "type": "object",
      "description": "What one resource asks for.",
      "required": [
        "name",
        "bookies",
        "formula",
        "substituted"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "The resource."
        },
        "bookies": {
          "type": "integer",
          "minimum": 0,
          "description": "Storage nodes that it needs."
        },
        "formula": {
          "type": "string",
          "description": "Name of the formula."
        },
        "substituted": {
          "type": "string",
          "description": "The formula with figures."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
