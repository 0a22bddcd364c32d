/// Producers, consumers and their groups.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view configuration = R"json(    "producer_config": {
      "type": "object",
      "description": "How producers are set up.",
      "required": [
        "guarantee",
        "settings"
      ],
      "properties": {
        "guarantee": {
          "type": "string",
          "description": "What producers may rely on."
        },
        "settings": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/setting"
          },
          "description": "The client's configuration."
        }
      },
      "additionalProperties": true
    },
    "consumer_config": {
      "type": "object",
      "description": "How consumers are set up.",
      "required": [
        "group_strategy",
        "error_handling",
        "dlq",
        "retry",
        "circuit_breaker",
        "error_classification",
        "settings",
        "groups"
      ],
      "properties": {
        "group_strategy": {
          "type": "string",
          "description": "How the instances of a group share the work."
        },
        "error_handling": {
          "type": "string",
          "description": "What happens to a message that fails."
        },
        "dlq": {
          "$ref": "#/$defs/dead_letter_policy",
          "description": "Where messages go that cannot be processed."
        },
        "retry": {
          "$ref": "#/$defs/retry_policy",
          "description": "How failed messages are tried again."
        },
        "circuit_breaker": {
          "$ref": "#/$defs/circuit_breaker",
          "description": "When consumers stop calling what fails."
        },
        "error_classification": {
          "$ref": "#/$defs/error_classification",
          "description": "Which errors are worth another attempt."
        },
        "settings": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/setting"
          },
          "description": "The client's configuration."
        },
        "groups": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/group_config"
          },
          "minItems": 1,
          "description": "What each consumer group reads."
        }
      },
      "additionalProperties": true
    },
    "group_config": {
      "type": "object",
      "description": "What one consumer group reads.",
      "required": [
        "group",
        "instances",
        "subscribes_to",
        "dead_letter"
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
        "subscribes_to": {
          "type": "string",
          "description": "Name of the topic or queue that it reads."
        },
        "dead_letter": {
          "type": [
            "string",
            "null"
          ],
          "description": "Name of its dead-letter queue; null where it has none."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
