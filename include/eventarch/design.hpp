#pragma once

/// The finished design: everything a report shows. Reports print it and recompute nothing.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"
#include "eventarch/diagnostic.hpp"
#include "eventarch/sizing.hpp"
#include "eventarch/suppression.hpp"

namespace eventarch {

/// The value of a configuration key.
using SettingValue = std::variant<bool, std::int64_t, double, std::string>;

/// A configuration key of the chosen broker, with the reason for its value.
struct Setting {
  std::string key;  ///< exactly as the broker or its client spells it
  SettingValue value;
  std::string why;            ///< where it follows from the sizes, from which
  std::string default_value;  ///< what holds without it; empty: there is none
  std::string source;         ///< where the key is documented
};

struct Topic {
  std::string name;
  std::string kind;  ///< event | retry | dead_letter | command | reply | snapshot | queue | waiting
  std::string resource;  ///< what it is on this broker: topic, quorum queue, SNS topic, exchange
  std::uint64_t partitions = 0;
  std::uint64_t replication_factor = 0;
  std::optional<double> retention_hours;  ///< empty: kept until acknowledged, or for ever
  std::string key;                        ///< partition key, routing key or message group
  std::string purpose;
  std::vector<Setting> config;
};

struct Topology {
  std::vector<Topic> topics;
  std::uint64_t partitions = 0;
  std::uint64_t replication_factor = 0;
  std::uint64_t min_in_sync_replicas = 0;
};

/// A field of a message or of a log line; objects have children.
struct SchemaField {
  std::string name;
  std::string type;  ///< JSON Schema type
  std::string format;
  std::string pattern;
  std::string description;
  std::vector<std::string> values;  ///< an enum; one value is a constant
  std::optional<std::int64_t> minimum;
  std::optional<std::int64_t> maximum;
  bool required = true;
  bool nullable = false;
  bool open = false;  ///< an object that may hold further fields
  bool list = false;  ///< a list of what the other members describe
  std::vector<SchemaField> children;
};

/// The schema languages, by name.
enum class SchemaFormat : std::uint8_t { avro, json_schema, protobuf };
[[nodiscard]] std::string_view name_of(SchemaFormat format);          ///< as in --schema-format
[[nodiscard]] std::string_view display_name_of(SchemaFormat format);  ///< "JSON Schema 2020-12"

struct EventSchema {
  std::string event_type;   ///< empty: any event type
  std::string record_name;  ///< an identifier, unique among the events, for generated code
  std::string key;          ///< what partitions it: a field; "none" where no order is asked for
  std::string identity;     ///< the field that says what it belongs to, also where nothing is keyed
  std::vector<SchemaField> envelope;  ///< with the payload's fields inside
};

/// Where the schema of one event type is registered.
struct SchemaSubject {
  std::string topic;  ///< empty: the name does not depend on a topic
  std::string event_type;
  std::string subject;
};

struct SubjectNaming {
  std::string strategy;
  std::string why;
  std::vector<SchemaSubject> subjects;
};

struct SchemaCompatibility {
  std::string mode;  ///< BACKWARD | FORWARD | FULL, or one of them with _TRANSITIVE
  std::string reason;
  std::string upgrade_order;
  std::vector<std::string> rules;  ///< how a schema of this format may change
  std::string check;               ///< who refuses an incompatible schema
  SubjectNaming subject_naming;
};

struct MessageSchema {
  SchemaFormat format = SchemaFormat::json_schema;
  std::string reason;
  std::string would_change;  ///< from which figure or decision on it is another format
  std::string versioning;
  std::string package;  ///< namespace of the records: order_events.v1
  SchemaCompatibility compatibility;
  std::vector<EventSchema> events;  ///< at least one
};

/// What the caller has chosen over the design's own judgement.
struct DesignPreferences {
  std::optional<SchemaFormat> schema_format;
};

/// One row of the retry schedule. All delays are those before the attempt.
struct RetryAttempt {
  std::uint32_t attempt = 2;  ///< the first attempt comes at once and has no row
  double delay_ms = 0;        ///< nominal
  double least_ms = 0;        ///< with the jitter against it; jitter is applied after the cap
  double most_ms = 0;
  double elapsed_ms = 0;  ///< nominal delays up to and with this one
};

struct RetryPolicy {
  std::uint32_t max_attempts = 5;
  std::uint32_t initial_delay_ms = 1000;
  std::uint32_t max_delay_ms = 60000;
  double multiplier = 2.0;
  double jitter_factor = 0.2;
  double attempt_ms = 0;  ///< mean work of one attempt; it comes on top of the delays
  bool linear = false;    ///< delay n is initial x n, capped, without jitter: the broker keeps time
  std::string mode;       ///< blocking | retry_topic | broker_redelivery
  std::string why;
  std::string price;  ///< what this mode costs, in figures of this design
  /// Delay before attempt 2, 3, ...: initial * multiplier^n, or initial * n where linear; capped,
  /// before jitter.
  [[nodiscard]] std::vector<double> delays_ms() const;
  /// The same with bounds and running total; at most 999 rows.
  [[nodiscard]] std::vector<RetryAttempt> schedule() const;
};

/// A header that travels with a message.
struct MessageHeader {
  std::string name;
  std::string meaning;
};

struct DeadLetterPolicy {
  bool enabled = true;
  std::string topic_suffix = ".dlq";
  std::uint32_t retention_days = 7;
  std::uint32_t alert_threshold = 100;
  std::string mechanism;  ///< who moves the message there, on this broker
  std::string retention_why;
  std::string threshold_why;
  std::vector<std::string> triggers;   ///< what sends a message there
  std::vector<MessageHeader> headers;  ///< what travels with it
  std::vector<std::string> replay;     ///< the procedure, step by step
  std::string replay_and_order;        ///< what a replay does to the order of messages
};

struct CircuitBreakerPolicy {
  std::uint32_t failure_threshold = 10;
  std::uint32_t reset_timeout_seconds = 60;
  std::uint32_t half_open_attempts = 1;
  std::string while_open;  ///< how a consumer pauses on this broker
  std::string scope;       ///< who shares its state, and how many failures that lets through
  std::vector<std::string> counts;
  std::vector<std::string> does_not_count;
};

struct ErrorClassification {
  std::vector<std::string> retryable;
  std::vector<std::string> non_retryable;
  std::string unclassified;  ///< what happens with an error that is in neither list
};

struct ConsumerGroupConfig {
  std::string group;
  std::uint64_t instances = 0;
  std::string subscribes_to;
  std::string dead_letter;
};

struct ConsumerConfig {
  std::string group_strategy;
  std::string error_handling;
  DeadLetterPolicy dead_letter;
  RetryPolicy retry;
  CircuitBreakerPolicy circuit_breaker;
  ErrorClassification errors;
  std::vector<Setting> settings;
  std::vector<ConsumerGroupConfig> groups;
};

struct ProducerConfig {
  std::string guarantee;
  std::vector<Setting> settings;
};

/// A number that a pattern needs, with how it came about.
struct PatternFigure {
  std::string name;     ///< snake_case, ends in its unit: snapshot_interval_events
  double value = 0;     ///< in the unit of the name
  std::string text;     ///< for people: "3.3K events"
  std::string formula;  ///< name out of the formula table; empty where it is taken over as it is
  std::string how;      ///< the substituted formula, or where the value comes from
};

/// One step of a pattern's event flow, in time order: who sends what to whom.
struct FlowStep {
  std::string from;
  std::string to;
  std::string message;
  bool answer = false;  ///< a reply or acknowledgement to an earlier step
};

struct Pattern {
  std::string name;   ///< out of the pattern table
  std::string title;  ///< for people: "Dead-letter queue"
  std::string why;
  std::vector<std::string> parts;
  std::vector<PatternFigure> figures;
  std::vector<FlowStep> flow;  ///< may be empty
};

struct Metric {
  std::string name;
  std::string type;
  std::vector<std::string> labels;
  std::vector<double> buckets;
  std::string meaning;
  std::string unit;           ///< messages, seconds
  std::string opentelemetry;  ///< name of the instrument it maps to; empty: there is none
  std::string mapping;        ///< how labels map, or what to do where there is no instrument
};

struct Alert {
  std::string name;
  std::string expression;  ///< PromQL
  std::string severity;    ///< warning | critical
  std::string why;         ///< how the threshold follows from the design
  std::string hold;        ///< how long it must be so: "5m"
  std::string leads_to;    ///< the troubleshooting entry to read: an `issue`
};

/// A log line as this design would write it.
struct LogSample {
  std::string level;
  std::string event;
  std::string when;                                           ///< when it is written
  std::vector<std::pair<std::string, SettingValue>> context;  ///< keys of the log schema
};

struct Observability {
  std::vector<SchemaField> log_fields;
  std::vector<LogSample> log_samples;  ///< one for each event of the schema
  std::vector<Metric> metrics;
  std::vector<Alert> alerts;
};

struct ChecklistItem {
  std::string item;
  std::string status;  ///< satisfied | missing | unknown | not_applicable
  std::string evidence;
  std::string scope;   ///< "every design", or the name of the broker that needs it
  std::string remedy;  ///< what to do where it is missing or unknown; otherwise empty
};

struct TroubleshootingEntry {
  std::string issue;
  std::string cause;
  std::string resolution;
  std::string in_this_design;
  std::string first_metric;   ///< PromQL to read first
  std::string first_command;  ///< to run first on the chosen broker
};

/// The parts that need a broker. Absent where none qualifies.
struct Design {
  Sizing sizing;
  Topology topology;
  MessageSchema message_schema;
  ProducerConfig producer;
  ConsumerConfig consumer;
  std::vector<Pattern> patterns;
  Observability observability;
  std::vector<ChecklistItem> checklist;
  std::vector<TroubleshootingEntry> troubleshooting;
};

/// Puts the design together from what was decided and calculated. Pure.
[[nodiscard]] Design assemble_design(const EventContext& context, const Candidate& chosen,
                                     Sizing sizing, const DesignPreferences& preferences = {});

/// What eventarch has to say about one document of one file.
struct Advice {
  std::string file;
  std::uint32_t document = 1;  ///< counts from 1
  Findings findings;           ///< that count
  /// What comments of the file accept, in the order of `reports_before`.
  std::vector<SuppressedFinding> suppressed;
  std::optional<EventContext> context;  ///< set where the file itself is without errors
  std::optional<Decision> decision;     ///< set where the context is
  std::optional<Design> design;         ///< set where a broker qualifies or is pinned

  /// False also where there is a design whose decisions cannot work: findings say why.
  [[nodiscard]] bool valid() const { return !findings.has_errors(); }
};

}  // namespace eventarch
