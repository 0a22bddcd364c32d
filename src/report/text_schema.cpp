/// The messages in the report for people: what a message holds and how it may change.

#include <fmt/format.h>

#include "report/named_fields.hpp"
#include "report/text_details.hpp"

namespace eventarch::report {
namespace {

/// As a design file writes types: `[placed | paid]`.
std::string type_text(const SchemaField& field) {
  std::string type = field.type;
  if (field.format == "date-time") type = "timestamp";
  if (field.format == "uuid") type = "uuid";
  if (field.format == "base64") type = "bytes";
  if (is_enum(field)) type = fmt::format("{}", fmt::join(field.values, " | "));
  if (is_open_object(field)) type = "object, open";
  return field.list ? fmt::format("[{}]", type) : type;
}

void print_fields(TextPage& page, const std::vector<SchemaField>& fields, std::size_t level) {
  constexpr std::size_t label = 26;
  constexpr std::size_t first = 6;
  for (const SchemaField& field : fields) {
    std::string text = type_text(field);
    if (field.nullable) text += " or null";
    if (field.values.size() == 1) text = fmt::format("always {}", field.values.front());
    if (!field.description.empty()) text += ": " + field.description;
    page.row(std::string(level * 2, ' ') + field.name + (field.required ? "" : "?"), text, label,
             first);
    print_fields(page, field.children, level + 1);
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
  for (const EventSchema& event : schema.events) {
    page.paragraph(fmt::format("{} (key {}; record {}.{})",
                               event.event_type.empty() ? "any event type" : event.event_type,
                               event.key, schema.package, event.record_name));
    print_fields(page, event.envelope, 0);
  }
}

}  // namespace eventarch::report
