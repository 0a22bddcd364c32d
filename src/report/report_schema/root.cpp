/// The whole, and the three shapes that it may have.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view root = R"json({
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

}  // namespace eventarch::report_schema_parts
