/// Schemas of the messages.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view messages = R"json(    "message_schema": {
      "type": "object",
      "description": "What a message looks like and how it may change.",
      "required": [
        "format",
        "language",
        "reason",
        "would_change",
        "schema",
        "versioning",
        "compatibility",
        "events"
      ],
      "properties": {
        "format": {
          "type": "string",
          "description": "The schema language of the messages, as people call it."
        },
        "language": {
          "enum": [
            "avro",
            "json_schema",
            "protobuf"
          ],
          "description": "The schema language, as --schema-format takes it."
        },
        "reason": {
          "type": "string",
          "description": "Why this format, with the figures of the design."
        },
        "would_change": {
          "type": "string",
          "description": "What leads to another format, and to which."
        },
        "schema": {
          "$ref": "#/$defs/schema_of_messages",
          "description": "Schema of a message; of several event types, a choice among theirs."
        },
        "versioning": {
          "type": "string",
          "description": "How the schema may change."
        },
        "compatibility": {
          "$ref": "#/$defs/compatibility",
          "description": "What is promised when a schema changes, and how it is kept."
        },
        "events": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/event_schema"
          },
          "minItems": 1,
          "description": "One schema for each event type."
        }
      },
      "additionalProperties": true
    },
    "compatibility": {
      "type": "object",
      "description": "What is promised when a schema changes, and how it is kept.",
      "required": [
        "mode",
        "reason",
        "upgrade_order",
        "rules",
        "check",
        "subject_naming"
      ],
      "properties": {
        "mode": {
          "enum": [
            "BACKWARD",
            "BACKWARD_TRANSITIVE",
            "FORWARD",
            "FORWARD_TRANSITIVE",
            "FULL",
            "FULL_TRANSITIVE"
          ],
          "description": "The mode, as schema registries call it."
        },
        "reason": {
          "type": "string",
          "description": "Why this mode."
        },
        "upgrade_order": {
          "type": "string",
          "description": "Who gets a new schema first."
        },
        "rules": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "minItems": 1,
          "description": "How a schema of this format may change within the mode."
        },
        "check": {
          "type": "string",
          "description": "Who refuses an incompatible schema."
        },
        "subject_naming": {
          "$ref": "#/$defs/subject_naming",
          "description": "Under which names the schemas are registered or filed."
        }
      },
      "additionalProperties": true
    },
    "subject_naming": {
      "type": "object",
      "description": "Under which names the schemas are registered or filed.",
      "required": [
        "strategy",
        "why",
        "subjects"
      ],
      "properties": {
        "strategy": {
          "type": "string",
          "description": "How the names are made."
        },
        "why": {
          "type": "string",
          "description": "Why they are made so."
        },
        "subjects": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/schema_subject"
          },
          "minItems": 1,
          "description": "The names of this design."
        }
      },
      "additionalProperties": true
    },
    "schema_subject": {
      "type": "object",
      "description": "The name of one schema.",
      "required": [
        "event_type",
        "topic",
        "subject"
      ],
      "properties": {
        "event_type": {
          "type": "string",
          "description": "Name of the event type; empty: any event type."
        },
        "topic": {
          "type": [
            "string",
            "null"
          ],
          "description": "The topic that the name holds for; null where it holds for all."
        },
        "subject": {
          "type": "string",
          "description": "The subject in the registry; without one, the file in a repository."
        }
      },
      "additionalProperties": true
    },
    "event_schema": {
      "type": "object",
      "description": "Schema of one event type.",
      "required": [
        "event_type",
        "record",
        "key",
        "schema",
        "example"
      ],
      "properties": {
        "event_type": {
          "type": "string",
          "description": "Name of the event type; empty: any event type."
        },
        "record": {
          "type": "string",
          "description": "Full name of the record in generated code: name space and type."
        },
        "key": {
          "type": "string",
          "description": "Field whose value is the partition key; none where no order is asked for and messages are spread evenly."
        },
        "schema": {
          "$ref": "#/$defs/schema_of_messages",
          "description": "Schema of its messages, the envelope included."
        },
        "example": {
          "$ref": "#/$defs/example_message",
          "description": "A made-up message that fits: in JSON; for Avro in its JSON encoding; for Protobuf in its JSON, with the names of the fields as in the file."
        }
      },
      "additionalProperties": true
    },
    "schema_of_messages": {
      "type": "object",
      "description": "A JSON Schema 2020-12; or an Avro record, or oneOf several of them, each complete in itself; or a Protobuf file with its path and, where it holds one event, its message.",
      "anyOf": [
        {
          "$ref": "#/$defs/json_schema"
        },
        {
          "properties": {
            "type": {
              "const": "record"
            }
          },
          "required": [
            "type",
            "name",
            "namespace",
            "fields"
          ]
        },
        {
          "properties": {
            "$schema": false
          },
          "required": [
            "oneOf"
          ]
        },
        {
          "properties": {
            "file": {
              "type": "string"
            },
            "text": {
              "type": "string",
              "pattern": "^syntax = "
            }
          },
          "required": [
            "file",
            "text"
          ]
        }
      ]
    },
    "example_message": {
      "type": "object",
      "description": "A made-up message, the envelope included."
    },
    "json_schema": {
      "type": "object",
      "description": "A JSON Schema 2020-12.",
      "required": [
        "$schema"
      ],
      "properties": {
        "$schema": {
          "const": "https://json-schema.org/draft/2020-12/schema",
          "description": "The dialect of the schema."
        }
      },
      "additionalProperties": true
    },
)json";

}  // namespace eventarch::report_schema_parts
