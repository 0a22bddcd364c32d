/// The messages in the report for people: what a message holds and how it may change.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "report/named_fields.hpp"
#include "report/text_sections.hpp"

namespace eventarch::report {
namespace {

void print_fields(TextPage& page, const std::vector<SchemaField>& fields, std::size_t level) {
  constexpr std::size_t label = 26;
  constexpr std::size_t first = 6;
  for (const SchemaField& field : fields) {
    std::string text = type_text(field);
    if (field.nullable) text += " or null";
    if (!field.description.empty()) text += ": " + field.description;
    page.row(std::string(level * 2, ' ') + field.name + (field.required ? "" : "?"), text, label,
             first);
    print_fields(page, field.children, level + 1);
  }
}

/// What all events share: the envelope, without what is inside the payload.
void print_envelope(TextPage& page, const MessageSchema& schema) {
  std::vector<SchemaField> envelope = schema.events.front().envelope;
  for (SchemaField& field : envelope) {
    if (field.name == "payload") field.children.clear();
  }
  page.paragraph("Envelope of every event");
  print_fields(page, envelope, 0);
}

void print_payload(TextPage& page, const MessageSchema& schema, const EventSchema& event) {
  page.paragraph(fmt::format("{}: payload (key {}; record {}.{})",
                             event.event_type.empty() ? "any event type" : event.event_type,
                             event.key == "none" ? "none: no order is asked for" : event.key,
                             schema.package, event.record_name));
  for (const SchemaField& field : event.envelope) {
    if (field.name != "payload") continue;
    print_fields(page, field.children, 0);
    if (is_open_object(field)) page.paragraph("not described: any object", 6);
  }
}

void print_compatibility(TextPage& page, const MessageSchema& schema) {
  const SchemaCompatibility& compatibility = schema.compatibility;
  page.row("Compatibility", fmt::format("{}: {}", compatibility.mode, compatibility.reason));
  page.row("Upgrade order", compatibility.upgrade_order);
  page.row("Checked by", compatibility.check);
  const SubjectNaming& naming = compatibility.subject_naming;
  page.row("Registered by", fmt::format("{}: {}", naming.strategy, naming.why));
  for (const SchemaSubject& subject : naming.subjects) page.row("", subject.subject);
  page.paragraph("Changes:");
  for (const std::string& rule : compatibility.rules) page.bullet(rule, 4);
}

}  // namespace

void print_schema(TextPage& page, const MessageSchema& schema) {
  page.heading("MESSAGES");
  page.row("Format", fmt::format("{}: {}", display_name_of(schema.format), schema.reason));
  page.row("Would change", schema.would_change);
  print_compatibility(page, schema);
  print_envelope(page, schema);
  for (const EventSchema& event : schema.events) print_payload(page, schema, event);
}

}  // namespace eventarch::report
