/// Topics or queues, and their settings.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view topology = R"json(    "topology": {
      "type": "object",
      "description": "Topics or queues of the chosen broker.",
      "required": [
        "topics",
        "partitions",
        "replication_factor",
        "min_in_sync_replicas"
      ],
      "properties": {
        "topics": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/topic"
          },
          "minItems": 1,
          "description": "The resources, in the order in which they are created."
        },
        "partitions": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of partitions or queues that the events are spread over."
        },
        "replication_factor": {
          "type": "integer",
          "minimum": 0,
          "description": "Number of copies; 0 where a service keeps them itself."
        },
        "min_in_sync_replicas": {
          "type": "integer",
          "minimum": 0,
          "description": "Number of copies that confirm a write; 0 where a service decides."
        }
      },
      "additionalProperties": true
    },
    "topic": {
      "type": "object",
      "description": "One topic, queue or exchange.",
      "required": [
        "name",
        "kind",
        "resource",
        "partitions",
        "replication_factor",
        "retention_hours",
        "key",
        "purpose",
        "config",
        "settings"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Its name on the broker."
        },
        "kind": {
          "type": "string",
          "description": "Its part in the design, such as event, retry, dead_letter or command."
        },
        "resource": {
          "type": "string",
          "description": "What it is on this broker, such as topic or quorum queue."
        },
        "partitions": {
          "type": "integer",
          "minimum": 0,
          "description": "Number of its partitions; 0 where it has none."
        },
        "replication_factor": {
          "type": "integer",
          "minimum": 0,
          "description": "Number of its copies; 0 where none are to be set."
        },
        "retention_hours": {
          "type": [
            "number",
            "null"
          ],
          "minimum": 0,
          "description": "How long it keeps messages in hours; null: without a time limit."
        },
        "key": {
          "type": "string",
          "description": "Partition key, routing key or message group."
        },
        "purpose": {
          "type": "string",
          "description": "What it is for."
        },
        "config": {
          "type": "object",
          "additionalProperties": {
            "$ref": "#/$defs/setting_value"
          },
          "description": "Its settings by the broker's own keys, in the broker's units."
        },
        "settings": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/setting"
          },
          "description": "The same settings with reason, default and source."
        }
      },
      "additionalProperties": true
    },
    "setting_value": {
      "type": [
        "boolean",
        "number",
        "string"
      ],
      "description": "Value of a configuration key of the broker."
    },
    "setting": {
      "type": "object",
      "description": "A configuration key of the chosen broker.",
      "required": [
        "key",
        "value",
        "why",
        "default",
        "source"
      ],
      "properties": {
        "key": {
          "type": "string",
          "description": "The broker's own key."
        },
        "value": {
          "$ref": "#/$defs/setting_value",
          "description": "Its value, in the broker's unit."
        },
        "why": {
          "type": "string",
          "description": "The reason for the value."
        },
        "default": {
          "type": [
            "string",
            "null"
          ],
          "description": "What holds where the key is not set; null where there is no default."
        },
        "source": {
          "type": [
            "string",
            "null"
          ],
          "description": "Where the key is documented; null where it is a choice of this design."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
