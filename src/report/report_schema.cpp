#include <string>
#include <string_view>

#include "eventarch/report.hpp"

/// JSON Schema 2020-12 of the JSON report: what json_report.cpp writes, key by key.
/// test/schema/validate_reports.py holds the two to each other.

namespace eventarch {
namespace {

// The whole, and the three shapes that it may have.
constexpr std::string_view root_text = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eventarch:report:1",
  "title": "eventarch design report",
  "description": "One design: invalid input, no broker that qualifies, a full design, or the sections of one that --section names; source.sections then lists them.",
  "type": "object",
  "required": [
    "schema_version",
    "tool",
    "source"
  ],
  "properties": {
    "schema_version": {
      "const": "1",
      "description": "Version of this format; a breaking change raises it."
    },
    "tool": {
      "$ref": "#/$defs/tool",
      "description": "The program that wrote the report."
    },
    "source": {
      "$ref": "#/$defs/source",
      "description": "The document that the report is about."
    },
    "context": {
      "$ref": "#/$defs/context",
      "description": "The requirements as read, complete and in fixed units."
    },
    "assumptions": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/assumption"
      },
      "description": "Values that the file leaves out and the design rests on."
    },
    "validation": {
      "$ref": "#/$defs/validation",
      "description": "Findings about the design file."
    },
    "broker": {
      "$ref": "#/$defs/broker",
      "description": "The choice of a broker, and why."
    },
    "topology": {
      "$ref": "#/$defs/topology",
      "description": "Topics or queues, with partitions and copies."
    },
    "sizing": {
      "$ref": "#/$defs/sizing",
      "description": "The calculation behind every figure of the design."
    },
    "message_schema": {
      "$ref": "#/$defs/message_schema",
      "description": "What a message looks like and how it may change."
    },
    "producer_config": {
      "$ref": "#/$defs/producer_config",
      "description": "How producers are set up."
    },
    "consumer_config": {
      "$ref": "#/$defs/consumer_config",
      "description": "How consumers are set up, failures included."
    },
    "patterns": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/pattern"
      },
      "description": "The patterns that the design uses, with the reason for each."
    },
    "observability": {
      "$ref": "#/$defs/observability",
      "description": "Log lines, metrics and alerts."
    },
    "checklist": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/checklist_item"
      },
      "description": "What to check before production, with its status."
    },
    "troubleshooting": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/troubleshooting_entry"
      },
      "description": "Known problems and where to look in this design."
    }
  },
  "additionalProperties": true,
  "if": {
    "properties": {
      "source": {
        "required": [
          "sections"
        ]
      }
    }
  },
  "then": {
    "$ref": "#/$defs/partial_report"
  },
  "else": {
    "if": {
      "not": {
        "required": [
          "broker"
        ]
      }
    },
    "then": {
      "$ref": "#/$defs/invalid_input"
    },
    "else": {
      "if": {
        "properties": {
          "broker": {
            "properties": {
              "technology": {
                "type": "null"
              }
            }
          }
        }
      },
      "then": {
        "$ref": "#/$defs/no_broker"
      },
      "else": {
        "$ref": "#/$defs/full_design"
      }
    }
  },
  "$defs": {
    "partial_report": {
      "description": "Only what source.sections lists; a section that this design lacks is absent."
    },
    "invalid_input": {
      "description": "The file has errors, and there is no design.",
      "required": [
        "validation"
      ],
      "properties": {
        "validation": {
          "properties": {
            "valid": {
              "const": false
            },
            "errors": {
              "minItems": 1
            }
          }
        },
        "context": false,
        "assumptions": false,
        "broker": false,
        "topology": false,
        "sizing": false,
        "message_schema": false,
        "producer_config": false,
        "consumer_config": false,
        "patterns": false,
        "observability": false,
        "checklist": false,
        "troubleshooting": false
      }
    },
    "no_broker": {
      "description": "broker.technology is null: broker says why, and what to give up.",
      "required": [
        "validation",
        "context",
        "assumptions",
        "broker"
      ],
      "properties": {
        "validation": {
          "properties": {
            "valid": {
              "const": true
            },
            "errors": {
              "maxItems": 0
            }
          }
        },
        "broker": {
          "properties": {
            "mode": {
              "type": "null"
            },
            "relaxations": {
              "minItems": 1
            }
          }
        },
        "topology": false,
        "sizing": false,
        "message_schema": false,
        "producer_config": false,
        "consumer_config": false,
        "patterns": false,
        "observability": false,
        "checklist": false,
        "troubleshooting": false
      }
    },
    "full_design": {
      "description": "A broker was chosen and designed for: every section is there.",
      "required": [
        "validation",
        "context",
        "assumptions",
        "broker",
        "topology",
        "sizing",
        "message_schema",
        "producer_config",
        "consumer_config",
        "patterns",
        "observability",
        "checklist",
        "troubleshooting"
      ],
      "properties": {
        "broker": {
          "properties": {
            "mode": {
              "type": "string"
            },
            "relaxations": {
              "maxItems": 0
            }
          }
        }
      },
      "if": {
        "properties": {
          "validation": {
            "properties": {
              "valid": {
                "const": true
              }
            }
          }
        }
      },
      "then": {
        "properties": {
          "validation": {
            "properties": {
              "errors": {
                "maxItems": 0
              }
            }
          }
        }
      },
      "else": {
        "description": "The design cannot work as decided: errors say why, and it is shown.",
        "properties": {
          "validation": {
            "properties": {
              "errors": {
                "minItems": 1
              }
            }
          }
        }
      }
    },
)json";

// What every report has.
constexpr std::string_view frame_text = R"json(    "tool": {
      "type": "object",
      "description": "The program.",
      "required": [
        "name",
        "version"
      ],
      "properties": {
        "name": {
          "const": "eventarch",
          "description": "Always `eventarch`."
        },
        "version": {
          "type": "string",
          "description": "Version of the program, such as 1.2.3."
        }
      },
      "additionalProperties": true
    },
    "source": {
      "type": "object",
      "description": "One document of one design file.",
      "required": [
        "file",
        "document"
      ],
      "properties": {
        "file": {
          "type": "string",
          "description": "Name of the file as given on the command line; `-` is standard input."
        },
        "document": {
          "type": "integer",
          "minimum": 1,
          "description": "Number of the document within the file, counted from 1."
        },
        "sections": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "minItems": 1,
          "uniqueItems": true,
          "description": "The sections asked for with `--section`; absent in a whole report."
        }
      },
      "additionalProperties": true
    },
    "validation": {
      "type": "object",
      "description": "The verdict on the design file, with all findings.",
      "required": [
        "valid",
        "errors",
        "warnings",
        "infos"
      ],
      "properties": {
        "valid": {
          "type": "boolean",
          "description": "True where there are no errors."
        },
        "errors": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "Findings that rule a design out, in the order of the file."
        },
        "warnings": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "Findings that will hurt, in the order of the file."
        },
        "infos": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/finding"
          },
          "description": "Findings that are worth knowing, in the order of the file."
        }
      },
      "additionalProperties": true
    },
    "finding": {
      "type": "object",
      "description": "One finding about the design file.",
      "required": [
        "rule",
        "severity",
        "message",
        "help",
        "location"
      ],
      "properties": {
        "rule": {
          "type": "string",
          "pattern": "^[a-z][a-z0-9_]*$",
          "description": "Name of the rule in snake_case; `eventarch explain` tells its reason."
        },
        "severity": {
          "enum": [
            "error",
            "warning",
            "info"
          ],
          "description": "How bad it is."
        },
        "message": {
          "type": "string",
          "description": "What is wrong, with the value found."
        },
        "help": {
          "type": "string",
          "description": "What to do next; empty where there is nothing to add."
        },
        "location": {
          "$ref": "#/$defs/location",
          "description": "Where it stands."
        },
        "related": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/related_place"
          },
          "minItems": 1,
          "description": "Further places that explain it."
        }
      },
      "additionalProperties": true
    },
    "related_place": {
      "type": "object",
      "description": "A second place, such as the first of two equal keys.",
      "required": [
        "message",
        "location"
      ],
      "properties": {
        "message": {
          "type": "string",
          "description": "What the place has to do with the finding."
        },
        "location": {
          "$ref": "#/$defs/location",
          "description": "Where it stands."
        }
      },
      "additionalProperties": true
    },
    "location": {
      "type": "object",
      "description": "A place in a file; without a line it is the file as a whole.",
      "required": [
        "file"
      ],
      "properties": {
        "file": {
          "type": "string",
          "description": "Name of the file as given on the command line."
        },
        "line": {
          "type": "integer",
          "minimum": 1,
          "description": "First line, counted from 1."
        },
        "column": {
          "type": "integer",
          "minimum": 1,
          "description": "First column in characters, counted from 1."
        },
        "end_line": {
          "type": "integer",
          "minimum": 1,
          "description": "Line of the end, counted from 1."
        },
        "end_column": {
          "type": "integer",
          "minimum": 1,
          "description": "Column after the last one in characters, counted from 1."
        }
      },
      "additionalProperties": true,
      "dependentRequired": {
        "line": [
          "column",
          "end_line",
          "end_column"
        ],
        "column": [
          "line"
        ],
        "end_line": [
          "line"
        ],
        "end_column": [
          "line"
        ]
      }
    },
)json";

// The requirements.
constexpr std::string_view context_text = R"json(    "context": {
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
    "constraints": {
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

// The choice of a broker.
constexpr std::string_view decision_text = R"json(    "broker": {
      "type": "object",
      "description": "The choice of a broker: who may, who wins, why, and what would change it.",
      "required": [
        "technology",
        "mode",
        "rationale",
        "pinned",
        "candidates",
        "criteria",
        "flips",
        "stability",
        "relaxations"
      ],
      "properties": {
        "technology": {
          "type": [
            "string",
            "null"
          ],
          "description": "Display name of the broker, such as Kafka; null where none qualifies."
        },
        "mode": {
          "type": [
            "string",
            "null"
          ],
          "description": "Id of the way to use it, such as quorum_queue; null where none qualifies."
        },
        "rationale": {
          "type": "string",
          "description": "Why it was chosen, in a few sentences; empty where none qualifies."
        },
        "pinned": {
          "type": "boolean",
          "description": "True where decisions.broker names the broker."
        },
        "candidates": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/candidate"
          },
          "minItems": 1,
          "description": "All modes of all brokers: the eligible by falling score, then the rest."
        },
        "criteria": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/criterion"
          },
          "minItems": 1,
          "description": "What eligible candidates are rated by; the weights add up to 1."
        },
        "flips": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/flip"
          },
          "description": "For each field, the nearest change that gives another broker."
        },
        "stability": {
          "$ref": "#/$defs/stability",
          "description": "How firmly the decision stands; null where pinned or none qualifies."
        },
        "relaxations": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/relaxation"
          },
          "description": "Minimal sets of requirements to give up, nearest first; else empty."
        }
      },
      "additionalProperties": true
    },
    "candidate": {
      "type": "object",
      "description": "One mode of one broker.",
      "required": [
        "technology",
        "mode",
        "eligible",
        "score",
        "verdict",
        "excluded_by",
        "contributions"
      ],
      "properties": {
        "technology": {
          "type": "string",
          "description": "Display name of the broker."
        },
        "mode": {
          "type": "string",
          "description": "Id of the mode within the broker."
        },
        "eligible": {
          "type": "boolean",
          "description": "True where it meets every hard constraint."
        },
        "score": {
          "type": [
            "number",
            "null"
          ],
          "minimum": 0,
          "maximum": 100,
          "description": "Sum of its points, 0 to 100; null where it is not eligible."
        },
        "verdict": {
          "type": "string",
          "description": "Why it won, lost or is out, in one sentence without its name."
        },
        "excluded_by": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/exclusion"
          },
          "description": "Hard constraints that it does not meet."
        },
        "contributions": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/contribution"
          },
          "description": "What each criterion gives it; empty where it is not eligible."
        }
      },
      "additionalProperties": true
    },
    "exclusion": {
      "type": "object",
      "description": "A hard constraint that a candidate does not meet.",
      "required": [
        "constraint",
        "reason",
        "required",
        "offered",
        "source"
      ],
      "properties": {
        "constraint": {
          "type": "string",
          "description": "Name of the constraint, such as throughput."
        },
        "reason": {
          "type": "string",
          "description": "What it lacks, in words that follow its name."
        },
        "required": {
          "type": "string",
          "description": "What is asked for, with its unit."
        },
        "offered": {
          "type": "string",
          "description": "What it offers, with its unit."
        },
        "source": {
          "type": "string",
          "description": "Who says so, or that it is an estimate; empty where the file itself does."
        }
      },
      "additionalProperties": true
    },
    "contribution": {
      "type": "object",
      "description": "What one criterion gives to a candidate.",
      "required": [
        "criterion",
        "weight",
        "rating",
        "points",
        "reason"
      ],
      "properties": {
        "criterion": {
          "type": "string",
          "description": "Name of the criterion."
        },
        "weight": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Weight of the criterion, 0 to 1."
        },
        "rating": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "How well it does, 0 (worst) to 1 (best)."
        },
        "points": {
          "type": "number",
          "minimum": 0,
          "maximum": 100,
          "description": "Weight times rating times 100, to a tenth."
        },
        "reason": {
          "type": "string",
          "description": "Why this rating."
        }
      },
      "additionalProperties": true
    },
    "criterion": {
      "type": "object",
      "description": "One criterion of the choice.",
      "required": [
        "name",
        "weight",
        "question"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the criterion."
        },
        "weight": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Weight of the criterion, 0 to 1."
        },
        "question": {
          "type": "string",
          "description": "What the criterion asks."
        }
      },
      "additionalProperties": true
    },
    "flip": {
      "type": "object",
      "description": "A change of one field that gives another broker.",
      "required": [
        "field",
        "from",
        "to",
        "technology",
        "mode",
        "reason"
      ],
      "properties": {
        "field": {
          "type": "string",
          "description": "Path below event_context, such as requirements.throughput."
        },
        "from": {
          "type": "string",
          "description": "The value now, with its unit."
        },
        "to": {
          "type": "string",
          "description": "The value at which the choice changes, with its unit."
        },
        "technology": {
          "type": [
            "string",
            "null"
          ],
          "description": "Display name of the broker that wins then; null where none qualifies."
        },
        "mode": {
          "type": [
            "string",
            "null"
          ],
          "description": "Id of its mode; null where none qualifies."
        },
        "reason": {
          "type": "string",
          "description": "Why the choice changes."
        }
      },
      "additionalProperties": true
    },
    "stability": {
      "type": [
        "object",
        "null"
      ],
      "description": "Neighbouring inputs: one or two requirements changed by one step.",
      "required": [
        "share",
        "fragile",
        "neighbours",
        "keeping",
        "rival",
        "weakest_field"
      ],
      "properties": {
        "share": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "Part of the neighbours that keep the winning broker."
        },
        "fragile": {
          "type": "boolean",
          "description": "True where less than three quarters keep it."
        },
        "neighbours": {
          "type": "integer",
          "minimum": 1,
          "description": "Neighbouring inputs tried."
        },
        "keeping": {
          "type": "integer",
          "minimum": 0,
          "description": "Those that keep the winning broker."
        },
        "rival": {
          "type": [
            "string",
            "null"
          ],
          "description": "Broker that wins most of the others; null where none does."
        },
        "weakest_field": {
          "type": [
            "string",
            "null"
          ],
          "description": "Field whose change costs the winner most often; null where none does."
        }
      },
      "additionalProperties": true
    },
    "relaxation": {
      "type": "object",
      "description": "Requirements to give up together so that a broker qualifies.",
      "required": [
        "changes",
        "distance",
        "technology",
        "mode"
      ],
      "properties": {
        "changes": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/change"
          },
          "minItems": 1,
          "description": "What to change."
        },
        "distance": {
          "type": "number",
          "minimum": 0,
          "description": "How much is given up: a judgement, in steps."
        },
        "technology": {
          "type": "string",
          "description": "Display name of the broker that qualifies then."
        },
        "mode": {
          "type": "string",
          "description": "Id of its mode."
        }
      },
      "additionalProperties": true
    },
    "change": {
      "type": "object",
      "description": "A change of one field of the design file.",
      "required": [
        "field",
        "from",
        "to"
      ],
      "properties": {
        "field": {
          "type": "string",
          "description": "Path below event_context, such as requirements.ordering."
        },
        "from": {
          "type": "string",
          "description": "The value now, with its unit."
        },
        "to": {
          "type": "string",
          "description": "The value to change it to, with its unit."
        }
      },
      "additionalProperties": true
    },
)json";

// Topics, queues, settings.
constexpr std::string_view resources_text = R"json(    "topology": {
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

// The figures.
constexpr std::string_view sizing_text = R"json(    "sizing": {
      "type": "object",
      "description": "The calculation behind the design.",
      "required": [
        "unit",
        "partitions_pinned",
        "binding_constraint",
        "constraints",
        "unreachable",
        "rounding",
        "single_unit_utilization",
        "keys_needed",
        "replication_note",
        "replication",
        "traffic",
        "storage",
        "network",
        "brokers",
        "consumers",
        "latency",
        "recovery",
        "memory",
        "limits",
        "sensitivity",
        "figures",
        "unmeasured"
      ],
      "properties": {
        "unit": {
          "type": "string",
          "description": "What is counted, such as partition, queue, stream or shard."
        },
        "partitions_pinned": {
          "type": "boolean",
          "description": "True where decisions.partitions took the place of the calculated count."
        },
        "binding_constraint": {
          "type": "string",
          "description": "Name of the need that decides the number of partitions."
        },
        "constraints": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/partition_need"
          },
          "minItems": 1,
          "description": "Every need for partitions; the largest binds."
        },
        "unreachable": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/unreachable_need"
          },
          "description": "Needs that no number of partitions meets; the design is sized by the others."
        },
        "rounding": {
          "$ref": "#/$defs/rounding",
          "description": "How the number of partitions was rounded."
        },
        "single_unit_utilization": {
          "type": [
            "number",
            "null"
          ],
          "minimum": 0,
          "description": "Share of the one partition that the peak takes; null: no global order."
        },
        "replication_note": {
          "type": "string",
          "description": "What the number of copies means on this broker."
        },
        "traffic": {
          "$ref": "#/$defs/traffic",
          "description": "Rates on average and at peak, before growth."
        },
        "storage": {
          "$ref": "#/$defs/storage",
          "description": "Bytes to be kept."
        },
        "network": {
          "$ref": "#/$defs/network",
          "description": "Bytes per second at peak."
        },
        "brokers": {
          "$ref": "#/$defs/broker_count",
          "description": "How many brokers the cluster needs."
        },
        "consumers": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/consumer_group"
          },
          "minItems": 1,
          "description": "Instances of each consumer group."
        },
        "latency": {
          "$ref": "#/$defs/latency",
          "description": "Latency from produce to processed, at peak."
        },
        "recovery": {
          "$ref": "#/$defs/recovery",
          "description": "Catching up after an outage of the consumers."
        },
        "keys_needed": {
          "type": [
            "integer",
            "null"
          ],
          "minimum": 1,
          "description": "Keys that must be busy at once; null where units are laid out."
        },
        "replication": {
          "$ref": "#/$defs/replication",
          "description": "What the loss of nodes does."
        },
        "memory": {
          "$ref": "#/$defs/memory",
          "description": "Memory over all brokers."
        },
        "limits": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/platform_limit"
          },
          "description": "Limits of the platform, nearest first."
        },
        "sensitivity": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/sensitivity"
          },
          "description": "What changes where an input is a fifth lower or higher, heaviest first."
        },
        "figures": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/figure"
          },
          "minItems": 1,
          "description": "How each number came about."
        },
        "unmeasured": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Inputs of the figures that are estimates: measure these first."
        }
      },
      "additionalProperties": true
    },
    "replication": {
      "type": "object",
      "description": "What the loss of nodes does.",
      "required": [
        "losses_writes_survive",
        "losses_data_survives",
        "after_one_loss",
        "after_two_losses"
      ],
      "properties": {
        "losses_writes_survive": {
          "type": "integer",
          "minimum": 0,
          "description": "Nodes that may be lost while writes go on."
        },
        "losses_data_survives": {
          "type": "integer",
          "minimum": 0,
          "description": "Nodes that may be lost at once without losing what was confirmed."
        },
        "after_one_loss": {
          "type": "string",
          "description": "What one lost node does."
        },
        "after_two_losses": {
          "type": "string",
          "description": "What two lost nodes do."
        }
      },
      "additionalProperties": true
    },
    "memory": {
      "type": "object",
      "description": "Memory over all brokers.",
      "required": [
        "page_cache_bytes"
      ],
      "properties": {
        "page_cache_bytes": {
          "type": "number",
          "minimum": 0,
          "description": "Page cache that keeps reading from disks; 0 for queues and services."
        }
      },
      "additionalProperties": true
    },
    "platform_limit": {
      "type": "object",
      "description": "A limit of the platform and what the design takes of it.",
      "required": [
        "name",
        "value",
        "limit",
        "unit",
        "share",
        "source"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "What is limited."
        },
        "value": {
          "type": "number",
          "minimum": 0,
          "description": "What the design takes, in the unit."
        },
        "limit": {
          "type": "number",
          "minimum": 0,
          "description": "What the platform allows, in the unit."
        },
        "unit": {
          "type": "string",
          "description": "Base unit: msg/s, B/s, B, s; empty for counts."
        },
        "share": {
          "type": "number",
          "minimum": 0,
          "description": "Value over limit."
        },
        "source": {
          "type": "string",
          "description": "Who states the limit."
        }
      },
      "additionalProperties": true
    },
    "sensitivity": {
      "type": "object",
      "description": "What one input does to the design.",
      "required": [
        "field",
        "measured",
        "changes"
      ],
      "properties": {
        "field": {
          "type": "string",
          "description": "Path below event_context."
        },
        "measured": {
          "type": "boolean",
          "description": "True where the file states it."
        },
        "changes": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "minItems": 1,
          "description": "The larger of the two effects on each output."
        }
      },
      "additionalProperties": true
    },
    "figure": {
      "type": "object",
      "description": "A number with the formula and inputs that gave it, or where it was given.",
      "required": [
        "path",
        "value",
        "unit",
        "formula",
        "inputs",
        "substituted",
        "given"
      ],
      "properties": {
        "path": {
          "type": "string",
          "description": "Of the number, below sizing or topology."
        },
        "value": {
          "type": [
            "number",
            "null"
          ],
          "description": "In the base unit; null where there is no finite answer."
        },
        "given": {
          "type": [
            "string",
            "null"
          ],
          "description": "Where the number stands; null where a formula gave it."
        },
        "formula": {
          "type": [
            "string",
            "null"
          ],
          "description": "Name of the formula, as calculate takes it; null where given."
        },
        "inputs": {
          "type": "object",
          "additionalProperties": {
            "type": "number"
          },
          "description": "Inputs in base units, by name."
        },
        "substituted": {
          "type": "string",
          "description": "The formula with the inputs; empty where given."
        },
        "unit": {
          "type": "string",
          "description": "Base unit of the result; empty for plain numbers."
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
    "unreachable_need": {
      "type": "object",
      "description": "A need that no number of partitions meets.",
      "required": [
        "name",
        "formula",
        "substituted",
        "reason"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the need."
        },
        "formula": {
          "type": [
            "string",
            "null"
          ],
          "description": "Name of the formula that has no answer; null where nothing is left to calculate with."
        },
        "substituted": {
          "type": "string",
          "description": "The formula with the numbers of this design; empty where there is none."
        },
        "reason": {
          "type": "string",
          "description": "Why nothing meets it."
        }
      },
      "additionalProperties": true
    },
    "partition_need": {
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
    "storage": {
      "type": "object",
      "description": "Bytes to be kept.",
      "required": [
        "bytes_per_replica",
        "segment_slack_bytes",
        "bytes_total",
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
      "description": "Traffic of the brokers at peak.",
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
    "consumer_group": {
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
          "minimum": 0,
          "description": "Instances that meet the latency target; 0 where no number does."
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
          "description": "Name of the part: broker, queue or processing."
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
        "retention_margin_seconds"
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
          "description": "Retention left at the worst moment in seconds; below 0 messages are lost."
        }
      },
      "additionalProperties": true
    },
)json";

// Messages, clients, operation.
constexpr std::string_view operation_text = R"json(    "message_schema": {
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
          "description": "Field whose value is the partition key."
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
    "producer_config": {
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
    "dead_letter_policy": {
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
    "pattern": {
      "type": "object",
      "description": "A pattern that the design uses.",
      "required": [
        "name",
        "why",
        "parts",
        "title",
        "figures",
        "flow"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the pattern."
        },
        "why": {
          "type": "string",
          "description": "Why it is used here."
        },
        "parts": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "What it is made of in this design."
        },
        "title": {
          "type": "string",
          "description": "Name for people."
        },
        "figures": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/pattern_figure"
          },
          "description": "Numbers that the pattern needs."
        },
        "flow": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/flow_step"
          },
          "description": "Who sends what to whom, in time order; may be empty."
        }
      },
      "additionalProperties": true
    },
    "pattern_figure": {
      "type": "object",
      "description": "A number that a pattern needs.",
      "required": [
        "name",
        "value",
        "text",
        "formula",
        "how"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Its name; the ending names the unit."
        },
        "value": {
          "type": "number",
          "description": "Its value in the unit of the name."
        },
        "text": {
          "type": "string",
          "description": "The value with its unit, for people."
        },
        "formula": {
          "type": [
            "string",
            "null"
          ],
          "description": "Name of the formula; null where the value is taken over as it is."
        },
        "how": {
          "type": "string",
          "description": "The formula with its numbers, or where the value comes from."
        }
      },
      "additionalProperties": true
    },
    "flow_step": {
      "type": "object",
      "description": "One step of a pattern's event flow.",
      "required": [
        "from",
        "to",
        "message",
        "answer"
      ],
      "properties": {
        "from": {
          "type": "string",
          "description": "Who sends."
        },
        "to": {
          "type": "string",
          "description": "Who receives."
        },
        "message": {
          "type": "string",
          "description": "What is sent."
        },
        "answer": {
          "type": "boolean",
          "description": "True for a reply or an acknowledgement."
        }
      },
      "additionalProperties": true
    },
    "observability": {
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

}  // namespace

std::string report_schema() {
  std::string text;
  for (const std::string_view part : {root_text, frame_text, context_text, decision_text,
                                      resources_text, sizing_text, operation_text}) {
    text += part;
  }
  return text;
}

}  // namespace eventarch
