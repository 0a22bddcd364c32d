/// Dead letters, retries, the circuit breaker and classes of errors.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view failures = R"json(    "dead_letter_policy": {
      "type": "object",
      "description": "Where messages go that cannot be processed.",
      "required": [
        "enabled",
        "topic_suffix",
        "retention_days",
        "alert_threshold",
        "mechanism",
        "retention_why",
        "threshold_why",
        "triggers",
        "headers",
        "replay",
        "replay_and_order"
      ],
      "properties": {
        "enabled": {
          "type": "boolean",
          "description": "True where there is a dead-letter queue."
        },
        "topic_suffix": {
          "type": "string",
          "description": "Ending of its name."
        },
        "retention_days": {
          "type": "integer",
          "minimum": 0,
          "description": "How long it keeps messages, in days."
        },
        "alert_threshold": {
          "type": "integer",
          "minimum": 0,
          "description": "Number of messages in it from which somebody is told."
        },
        "mechanism": {
          "type": "string",
          "description": "Who moves the messages there, on this broker."
        },
        "retention_why": {
          "type": "string",
          "description": "Why they are kept that long."
        },
        "threshold_why": {
          "type": "string",
          "description": "Why that many are too many."
        },
        "triggers": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "What sends a message there."
        },
        "headers": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/message_header"
          },
          "description": "Headers that travel with a dead letter."
        },
        "replay": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "How to send dead letters back, step by step."
        },
        "replay_and_order": {
          "type": "string",
          "description": "What a replay does to the order of messages."
        }
      },
      "additionalProperties": true
    },
    "message_header": {
      "type": "object",
      "description": "A header that travels with a message.",
      "required": [
        "name",
        "meaning"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Its name."
        },
        "meaning": {
          "type": "string",
          "description": "What it holds."
        }
      },
      "additionalProperties": true
    },
    "retry_policy": {
      "type": "object",
      "description": "How failed messages are tried again.",
      "required": [
        "mode",
        "max_attempts",
        "initial_delay_ms",
        "max_delay_ms",
        "growth",
        "multiplier",
        "jitter_factor",
        "delays_ms",
        "why",
        "schedule",
        "total_delay_ms",
        "work_ms_per_attempt",
        "total_ms_with_work",
        "price"
      ],
      "properties": {
        "mode": {
          "enum": [
            "blocking",
            "retry_topic",
            "broker_redelivery"
          ],
          "description": "Who retries: the consumer in place, a retry topic, or the broker."
        },
        "max_attempts": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of attempts in all, the first one included."
        },
        "initial_delay_ms": {
          "type": "integer",
          "minimum": 0,
          "description": "Delay before the second attempt in milliseconds."
        },
        "max_delay_ms": {
          "type": "integer",
          "minimum": 0,
          "description": "Longest delay in milliseconds."
        },
        "growth": {
          "enum": [
            "exponential",
            "linear"
          ],
          "description": "How the delays grow: by the multiplier, or by the initial delay each time."
        },
        "multiplier": {
          "type": "number",
          "minimum": 1,
          "description": "Each delay over the one before; 1 and without meaning where growth is linear."
        },
        "jitter_factor": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Share by which a delay varies at random, 0 to 1."
        },
        "delays_ms": {
          "type": "array",
          "items": {
            "type": "number",
            "minimum": 0
          },
          "description": "Delays between the attempts in milliseconds, before jitter."
        },
        "why": {
          "type": "string",
          "description": "Why this mode."
        },
        "schedule": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/retry_attempt"
          },
          "description": "One row for each attempt after the first."
        },
        "total_delay_ms": {
          "type": "number",
          "minimum": 0,
          "description": "All delays together in milliseconds, before jitter."
        },
        "work_ms_per_attempt": {
          "type": "number",
          "minimum": 0,
          "description": "Mean work of one attempt in milliseconds; it comes on top of the delays."
        },
        "total_ms_with_work": {
          "type": "number",
          "minimum": 0,
          "description": "Delays and the work of all attempts together in milliseconds."
        },
        "price": {
          "type": "string",
          "description": "What this mode costs in this design."
        }
      },
      "additionalProperties": true
    },
    "retry_attempt": {
      "type": "object",
      "description": "One further attempt.",
      "required": [
        "attempt",
        "delay_ms",
        "least_ms",
        "most_ms",
        "elapsed_ms"
      ],
      "properties": {
        "attempt": {
          "type": "integer",
          "minimum": 2,
          "description": "Number of the attempt; the first one comes at once."
        },
        "delay_ms": {
          "type": "number",
          "minimum": 0,
          "description": "Delay before it in milliseconds, before jitter."
        },
        "least_ms": {
          "type": "number",
          "minimum": 0,
          "description": "The shortest that jitter makes of it, in milliseconds."
        },
        "most_ms": {
          "type": "number",
          "minimum": 0,
          "description": "The longest that jitter makes of it, in milliseconds."
        },
        "elapsed_ms": {
          "type": "number",
          "minimum": 0,
          "description": "Delays up to and with this one in milliseconds, before jitter."
        }
      },
      "additionalProperties": true
    },
    "circuit_breaker": {
      "type": "object",
      "description": "When consumers stop calling what fails.",
      "required": [
        "failure_threshold",
        "reset_timeout_seconds",
        "half_open_attempts",
        "while_open",
        "scope",
        "counts",
        "does_not_count"
      ],
      "properties": {
        "failure_threshold": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of failures in a row that open it."
        },
        "reset_timeout_seconds": {
          "type": "integer",
          "minimum": 0,
          "description": "Time until it is tried again, in seconds."
        },
        "half_open_attempts": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of trial calls then."
        },
        "while_open": {
          "type": "string",
          "description": "What the consumer does meanwhile."
        },
        "scope": {
          "type": "string",
          "description": "Who shares its state."
        },
        "counts": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Failures that count towards the threshold."
        },
        "does_not_count": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Failures that do not count."
        }
      },
      "additionalProperties": true
    },
    "error_classification": {
      "type": "object",
      "description": "Which errors are worth another attempt.",
      "required": [
        "retryable",
        "non_retryable",
        "unclassified"
      ],
      "properties": {
        "retryable": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Error codes that are tried again."
        },
        "non_retryable": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Error codes that go to the dead-letter queue at once."
        },
        "unclassified": {
          "type": "string",
          "description": "What happens with an error that is in neither list."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
