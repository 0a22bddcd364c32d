/// What is required of a broker, messages, decisions and assumptions.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view constraints = R"json(    "constraints": {
      "type": "object",
      "description": "What narrows the choice of a broker.",
      "required": [
        "allowed_brokers",
        "forbidden_brokers",
        "cloud",
        "deployment",
        "operations_capacity",
        "replay",
        "priority",
        "delayed_delivery",
        "complex_routing",
        "request_reply",
        "multi_tenancy",
        "geo_replication"
      ],
      "properties": {
        "allowed_brokers": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Ids of the brokers that may be chosen; empty: all of the catalogue."
        },
        "forbidden_brokers": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Ids of the brokers that may not be chosen."
        },
        "cloud": {
          "enum": [
            "any",
            "aws",
            "azure",
            "gcp",
            "on_premises"
          ],
          "description": "Where it runs."
        },
        "deployment": {
          "enum": [
            "any",
            "managed",
            "self_managed",
            "serverless"
          ],
          "description": "Who runs it."
        },
        "operations_capacity": {
          "enum": [
            "small",
            "medium",
            "large",
            null
          ],
          "description": "Size of the team that will run it; null where not stated."
        },
        "replay": {
          "type": "boolean",
          "description": "Old messages must be readable again."
        },
        "priority": {
          "type": "boolean",
          "description": "Urgent messages overtake others."
        },
        "delayed_delivery": {
          "type": "boolean",
          "description": "Messages are held until a given time."
        },
        "complex_routing": {
          "type": "boolean",
          "description": "The broker routes by pattern or header."
        },
        "request_reply": {
          "type": "boolean",
          "description": "Producers wait for an answer."
        },
        "multi_tenancy": {
          "type": "boolean",
          "description": "Tenants share the broker and are kept apart."
        },
        "geo_replication": {
          "type": "boolean",
          "description": "Messages are copied between regions."
        }
      },
      "additionalProperties": true
    },
    "message_type": {
      "type": "object",
      "description": "One event type.",
      "required": [
        "type",
        "key",
        "payload"
      ],
      "properties": {
        "type": {
          "type": [
            "string",
            "null"
          ],
          "description": "Name of the event type, such as OrderPlaced."
        },
        "key": {
          "type": [
            "string",
            "null"
          ],
          "description": "Payload field whose value is the partition key; null where not stated."
        },
        "payload": {
          "type": "object",
          "additionalProperties": {
            "type": [
              "string",
              "array",
              "object"
            ]
          },
          "description": "Type of each payload field by its name, in the notation of the design file: a ? at the name for optional, symbols with | for an enum, a list or an object; empty where not stated."
        }
      },
      "additionalProperties": true
    },
    "decisions": {
      "type": "object",
      "description": "Choices already made; a decision that the file leaves out is absent.",
      "properties": {
        "broker": {
          "type": "string",
          "description": "Id of the broker."
        },
        "partitions": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of partitions of the event topic."
        },
        "replication_factor": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of copies of each partition."
        },
        "min_in_sync_replicas": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of copies that must have a message to confirm it."
        },
        "producer_acks": {
          "enum": [
            "none",
            "leader",
            "all"
          ],
          "description": "What the producer waits for."
        },
        "offset_commit": {
          "enum": [
            "after_processing",
            "auto",
            "before_processing"
          ],
          "description": "When a message counts as consumed."
        },
        "idempotent_consumers": {
          "type": "boolean",
          "description": "Processing a message twice does no harm."
        },
        "dead_letter_queue": {
          "type": "boolean",
          "description": "Messages that cannot be processed are put aside."
        },
        "max_attempts": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of attempts in all before a message is put aside."
        },
        "dlq_alerts": {
          "type": "boolean",
          "description": "Somebody is told of dead letters."
        },
        "lag_monitoring": {
          "type": "boolean",
          "description": "Consumer lag is watched."
        },
        "schema_registry": {
          "type": "boolean",
          "description": "Schemas are registered and checked."
        }
      },
      "additionalProperties": true
    },
    "assumption": {
      "type": "object",
      "description": "A value that the file leaves out.",
      "required": [
        "field",
        "value",
        "reason"
      ],
      "properties": {
        "field": {
          "type": "string",
          "description": "Path below event_context, such as requirements.latency."
        },
        "value": {
          "type": "string",
          "description": "The value assumed, with its unit, as a design file writes it."
        },
        "reason": {
          "type": "string",
          "description": "Why this value."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
