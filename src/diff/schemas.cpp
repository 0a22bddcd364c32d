/// What the messages look like: language, compatibility, event types and their fields.

#include <fmt/format.h>

#include <algorithm>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "diff/schema_fields.hpp"
#include "support/text.hpp"

namespace eventarch::diff {
namespace {

std::string name_of_event(const EventSchema& event) {
  return event.event_type.empty() ? "any event type" : event.event_type;
}

const EventSchema* find(const MessageSchema& schema, const std::string& event_type) {
  const auto found = std::ranges::find(schema.events, event_type, &EventSchema::event_type);
  return found == schema.events.end() ? nullptr : &*found;
}

const SchemaField* payload_of(const EventSchema& event) {
  const auto found = std::ranges::find(event.envelope, "payload", &SchemaField::name);
  return found == event.envelope.end() ? nullptr : &*found;
}

/// FULL accepts least, BACKWARD more; _TRANSITIVE accepts less than the same without it.
int strictness(const std::string& mode) {
  return (mode.starts_with("FULL") ? 2 : 0) + (mode.ends_with("_TRANSITIVE") ? 1 : 0);
}

void compare_compatibility(const MessageSchema& before, const MessageSchema& after,
                           Changes& changes) {
  const std::string& from = before.compatibility.mode;
  const std::string& to = after.compatibility.mode;
  if (from == to) return;
  changes.add(strictness(to) < strictness(from) ? compatibility_loosened : compatibility_tightened,
              {}, "schema compatibility", from, to);
}

/// Where nothing is decided, a broker may have one of its own: who checks tells whether that
/// differs.
void compare_registry(const Sides& sides, const MessageSchema& before, const MessageSchema& after,
                      Changes& changes) {
  if (before.compatibility.check == after.compatibility.check) return;
  const auto& from = sides.old_context().decisions.schema_registry;
  const auto& to = sides.new_context().decisions.schema_registry;
  const auto text = [](const Declared<bool>& decided) {
    if (!decided) return std::string("not decided");
    return std::string(decided->value ? "true" : "false");
  };
  if (text(from) == text(to)) return;
  const bool given_up = to ? !to->value : from->value;
  changes.add(given_up ? registry_given_up : registry_taken_up, {}, "schema registry", text(from),
              text(to));
}

void compare_payload(const EventSchema& before, const EventSchema& after,
                     const MessageSchema& schema, Changes& changes) {
  const SchemaField* from = payload_of(before);
  const SchemaField* to = payload_of(after);
  if (from == nullptr || to == nullptr) return;
  const std::string event = name_of_event(before);
  if (from->open != to->open) {
    changes.add(to->open ? payload_undescribed : payload_described, event, "payload",
                from->open ? "anything" : "described", to->open ? "anything" : "described");
    return;
  }
  compare_fields({event, schema, changes}, "payload", from->children, to->children);
}

/// The key of the messages; that of the topic is told with the topic.
void compare_key(const Sides& sides, const EventSchema& before, const EventSchema& after,
                 Changes& changes) {
  const bool relied_on = sides.old_context().requirements.ordering == Ordering::partition &&
                         sides.new_context().requirements.ordering == Ordering::partition;
  if (relied_on && before.key != after.key) {
    changes.add(key_changed, name_of_event(before), "key", before.key, after.key);
  }
}

bool names_no_type(const MessageSchema& schema) {
  return std::ranges::any_of(schema.events,
                             [](const EventSchema& event) { return event.event_type.empty(); });
}

std::string types_of(const MessageSchema& schema) {
  if (names_no_type(schema)) return "any";
  std::vector<std::string> types;
  for (const EventSchema& event : schema.events) types.push_back(event.event_type);
  return text::list_of(types);
}

void compare_events(const Sides& sides, const MessageSchema& before, const MessageSchema& after,
                    Changes& changes) {
  for (const EventSchema& event : before.events) {
    const EventSchema* same = find(after, event.event_type);
    if (same == nullptr) {
      changes.add(event_type_removed, name_of_event(event), "event type", name_of_event(event), {});
      continue;
    }
    compare_key(sides, event, *same, changes);
    compare_payload(event, *same, after, changes);
  }
  for (const EventSchema& event : after.events) {
    if (find(before, event.event_type) != nullptr) continue;
    changes.add(event_type_added, name_of_event(event), "event type", {}, name_of_event(event));
  }
}

}  // namespace

void compare_schemas(const Sides& sides, Changes& changes) {
  const MessageSchema& before = sides.old_design().message_schema;
  const MessageSchema& after = sides.new_design().message_schema;
  if (before.format != after.format) {
    Change& change = changes.add(schema_format_changed, {}, "schema format",
                                 std::string(display_name_of(before.format)),
                                 std::string(display_name_of(after.format)));
    // The choice follows from the load and the readers: no line of the file names the language.
    change.via = after.reason;
  }
  compare_compatibility(before, after, changes);
  compare_registry(sides, before, after, changes);
  if (names_no_type(before) == names_no_type(after)) {
    compare_events(sides, before, after, changes);
  } else {
    changes.add(names_no_type(after) ? payload_undescribed : payload_described, {}, "event types",
                types_of(before), types_of(after));
  }
}

}  // namespace eventarch::diff
