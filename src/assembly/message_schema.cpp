/// The events as fields inside the envelope, and what is decided about them.

#include "assembly/message_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assembly/sections.hpp"
#include "support/identifiers.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

using namespace std::string_view_literals;

/// Of the envelope: version 4 alone, which "format": "uuid" does not say.
constexpr std::string_view uuid_v4 =
    "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$";

/// Many JSON readers pass numbers through doubles, which are exact up to here.
constexpr std::int64_t largest_exact = 9007199254740991;

/// Payload types that JSON writes as strings.
struct StringType {
  std::string_view type;
  std::string_view format;
};
constexpr std::array string_types{
    StringType{"bytes", "base64"},
    StringType{"timestamp", "date-time"},
    StringType{"uuid", "uuid"},
};

SchemaField payload_field(const PayloadField& field) {
  SchemaField out{.name = field.name.value,
                  .type = field.type.value,
                  .values = field.symbols,
                  .required = !field.optional,
                  .list = field.list};
  if (!field.symbols.empty()) out.type = "string";
  const auto* text = std::ranges::find(string_types, out.type, &StringType::type);
  if (text != string_types.end()) {
    out.type = "string";
    out.format = text->format;
  }
  if (out.type == "integer") {
    out.minimum = -largest_exact;
    out.maximum = largest_exact;
  }
  for (const PayloadField& inner : field.fields) out.children.push_back(payload_field(inner));
  return out;
}

SchemaField payload(const MessageType* message) {
  SchemaField out{.name = "payload", .type = "object", .description = "what happened"};
  out.open = message == nullptr || message->payload.empty();
  if (message == nullptr) return out;
  for (const PayloadField& field : message->payload) out.children.push_back(payload_field(field));
  return out;
}

SchemaField metadata() {
  return {
      .name = "metadata",
      .type = "object",
      .description = "who and why",
      .children = {
          {.name = "correlation_id",
           .type = "string",
           .description = "the same through a whole business transaction"},
          {.name = "causation_id",
           .type = "string",
           .description = "event_id of the message that caused this one",
           .nullable = true},
          {.name = "user_id", .type = "string", .description = "on whose behalf", .nullable = true},
      }};
}

EventSchema event_schema(const DesignInput& input, const MessageType* message,
                         text::Identifiers& records) {
  EventSchema out;
  out.identity = message != nullptr && message->key ? message->key->value : input.identity();
  // Where no order is asked for, messages are spread evenly, as the sizes count on.
  const bool keyed = input.context.requirements.ordering == Ordering::partition;
  out.key = keyed ? out.identity : input.ordered() ? input.key() : "none";
  SchemaField type{
      .name = "event_type", .type = "string", .description = "past tense: what happened"};
  if (message != nullptr && message->type) {
    out.event_type = message->type->value;
    type.values = {message->type->value};
  }
  const std::string& named = out.event_type.empty() ? "Event" : out.event_type;
  out.record_name = records.take(text::pascal_case(text::identifier(named)), named);
  out.envelope = {
      {.name = "event_id",
       .type = "string",
       .format = "uuid",
       .pattern = std::string(uuid_v4),
       .description = "given by the producer; consumers recognise repetitions by it"},
      type,
      {.name = "aggregate_id", .type = "string", .description = "the entity that it happened to"},
      {.name = "aggregate_version",
       .type = "integer",
       .description = "grows by one with every event of the aggregate",
       .minimum = 1,
       .maximum = largest_exact},
      {.name = "timestamp",
       .type = "string",
       .format = "date-time",
       .description = "ISO 8601 with offset, when it happened"},
      payload(message),
      metadata(),
  };
  return out;
}

std::vector<EventSchema> event_schemas(const DesignInput& input) {
  std::vector<EventSchema> events;
  text::Identifiers records;
  for (const MessageType& message : input.context.messages) {
    events.push_back(event_schema(input, &message, records));
  }
  if (events.empty()) events.push_back(event_schema(input, nullptr, records));
  return events;
}

std::string versioning_of(const SchemaCompatibility& compatibility) {
  return fmt::format("{}: {}; {}", compatibility.mode, compatibility.upgrade_order,
                     "a change that its rules refuse is a new event type");
}

/// Words that no package may be called in one of C++, C#, Go, Java, JavaScript, Kotlin, PHP,
/// Python, Rust or Swift: what is generated from the schema would not compile.
constexpr std::array reserved{
    "abstract"sv, "and"sv,       "as"sv,        "assert"sv,    "async"sv,    "await"sv,
    "break"sv,    "case"sv,      "catch"sv,     "class"sv,     "const"sv,    "continue"sv,
    "default"sv,  "delete"sv,    "do"sv,        "else"sv,      "enum"sv,     "event"sv,
    "export"sv,   "extends"sv,   "false"sv,     "final"sv,     "finally"sv,  "for"sv,
    "from"sv,     "func"sv,      "function"sv,  "goto"sv,      "if"sv,       "import"sv,
    "in"sv,       "interface"sv, "internal"sv,  "is"sv,        "lambda"sv,   "let"sv,
    "map"sv,      "match"sv,     "namespace"sv, "native"sv,    "new"sv,      "nil"sv,
    "none"sv,     "not"sv,       "null"sv,      "object"sv,    "operator"sv, "or"sv,
    "package"sv,  "pass"sv,      "private"sv,   "protected"sv, "public"sv,   "raise"sv,
    "range"sv,    "return"sv,    "select"sv,    "static"sv,    "struct"sv,   "super"sv,
    "switch"sv,   "this"sv,      "throw"sv,     "true"sv,      "try"sv,      "type"sv,
    "union"sv,    "use"sv,       "var"sv,       "void"sv,      "when"sv,     "while"sv,
    "with"sv,     "yield"sv,
};

std::string package_name(std::string_view design) {
  std::string name = text::snake_case(text::identifier(design));
  if (std::ranges::find(reserved, name) != reserved.end()) name += "_flow";
  return name;
}

}  // namespace

MessageSchema message_schema(const DesignInput& input, const Topology& topology,
                             const DesignPreferences& preferences) {
  MessageSchema out;
  out.events = event_schemas(input);
  out.package = package_name(input.context.name) + ".v1";
  const SchemaCircumstances circumstances = schema_circumstances(input, out.events);
  SchemaChoice choice = choose_schema_format(circumstances, preferences.schema_format);
  out.format = choice.format;
  out.reason = std::move(choice.reason);
  out.would_change = std::move(choice.would_change);
  out.compatibility = schema_compatibility(input, circumstances, out.format);
  out.compatibility.subject_naming = subject_naming(input, circumstances, out, topology);
  out.versioning = versioning_of(out.compatibility);
  return out;
}

}  // namespace eventarch::assembly
