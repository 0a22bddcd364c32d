#include <fmt/format.h>

#include "assembly/sections.hpp"

namespace eventarch::assembly {
namespace {

/// Of the envelope: version 4 alone, which "format": "uuid" does not say.
constexpr std::string_view uuid_v4 =
    "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$";

SchemaField payload_field(const PayloadField& field) {
  SchemaField out{.name = field.name.value, .type = field.type.value};
  if (out.type == "timestamp") {
    out.type = "string";
    out.format = "date-time";
  } else if (out.type == "uuid") {
    out.type = "string";
    out.format = "uuid";
  } else if (out.type == "bytes") {
    out.type = "string";
    out.format = "base64";
  }
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

EventSchema event_schema(const DesignInput& input, const MessageType* message) {
  EventSchema out;
  out.key = message != nullptr && message->key ? message->key->value : input.key();
  SchemaField type{
      .name = "event_type", .type = "string", .description = "past tense: what happened"};
  if (message != nullptr && message->type) {
    out.event_type = message->type->value;
    type.values = {message->type->value};
  }
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
       .description = "grows by one with every event of the aggregate"},
      {.name = "timestamp",
       .type = "string",
       .format = "date-time",
       .description = "ISO 8601 with offset, when it happened"},
      payload(message),
      metadata(),
  };
  return out;
}

}  // namespace

MessageSchema message_schema(const DesignInput& input) {
  MessageSchema out;
  out.format = "JSON Schema 2020-12";
  out.reason =
      "readable by every consumer and by people on call; a binary format pays where bytes "
      "are the bottleneck";
  const bool kept = input.is_log() && !input.fact(FactKey::replay).is(Word::none);
  out.versioning =
      kept ? "full compatibility: old consumers read new events, and a replay lets new consumers "
             "read old ones; add optional fields only, never rename or remove; a change of meaning "
             "is a new event type"
           : "backward compatibility: consumers are upgraded before producers; add optional fields "
             "only; a change of meaning is a new event type";
  for (const MessageType& message : input.context.messages) {
    out.events.push_back(event_schema(input, &message));
  }
  if (out.events.empty()) out.events.push_back(event_schema(input, nullptr));
  return out;
}

}  // namespace eventarch::assembly
