/// The calculation as a whole, and how each number came about.

#include "report/report_schema/parts.hpp"

namespace eventarch::report_schema_parts {

constinit const std::string_view sizing = R"json(    "sizing": {
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
        "further_flows",
        "storage",
        "network",
        "brokers",
        "bookies",
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
          "description": "Needs that no number of partitions meets, or none that is worth it."
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
          "description": "Rates of the events on average and at peak, before growth."
        },
        "further_flows": {
          "$ref": "#/$defs/further_flows",
          "description": "Commands and replies of a saga, before growth."
        },
        "storage": {
          "$ref": "#/$defs/storage",
          "description": "Bytes to be kept, with the planned growth."
        },
        "network": {
          "$ref": "#/$defs/network",
          "description": "Bytes per second at peak, with the planned growth."
        },
        "brokers": {
          "$ref": "#/$defs/broker_count",
          "description": "How many brokers the cluster needs, with the planned growth."
        },
        "bookies": {
          "$ref": "#/$defs/bookie_count",
          "description": "Storage nodes; null where brokers or a service keep the messages."
        },
        "consumers": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/consumer_group"
          },
          "minItems": 1,
          "description": "Instances of each consumer group, for the events of today's peak."
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
    "unreachable_need": {
      "type": "object",
      "description": "A need that no number of partitions meets, or none that is worth it.",
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
          "description": "Name of the formula that says how near the design comes."
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
)json";

}  // namespace eventarch::report_schema_parts
