/// The messages in the Markdown report: what one holds and how it may change.

#include <fmt/format.h>

#include "report/markdown_sections.hpp"
#include "report/markdown_text.hpp"
#include "report/named_fields.hpp"

namespace eventarch::report {
namespace {

using markdown::cell;
using markdown::code;
using markdown::prose;
using markdown::sentence;
using markdown::table;

void add_fields(markdown::Table& rows, const std::vector<SchemaField>& fields,
                const std::string& prefix) {
  for (const SchemaField& field : fields) {
    std::string type = type_text(field);
    if (field.nullable) type += " or null";
    if (!field.required) type += ", optional";
    rows.rows.push_back({code(prefix + field.name), cell(type), cell(field.description)});
    add_fields(rows, field.children, prefix + field.name + (field.list ? "[]." : "."));
  }
}

std::string fields_table(const std::vector<SchemaField>& fields, const Extent& extent) {
  markdown::Table rows{{"field", "type", "meaning"}, {}};
  add_fields(rows, fields, "");
  return table(rows, extent.rows, "`--section message_schema -f json`");
}

std::string compatibility(const SchemaCompatibility& rules) {
  const SubjectNaming& naming = rules.subject_naming;
  std::string body = sentence("Compatibility", fmt::format("{}: {}", rules.mode, rules.reason)) +
                     sentence("Upgrade order", rules.upgrade_order) +
                     sentence("Checked by", rules.check) +
                     sentence("Registered by", fmt::format("{}: {}", naming.strategy, naming.why));
  for (const SchemaSubject& subject : naming.subjects) {
    body += fmt::format("  - {}\n", code(subject.subject));
  }
  if (!rules.rules.empty()) body += "\nChanges:\n\n";
  for (const std::string& rule : rules.rules) body += fmt::format("- {}\n", prose(rule));
  return body;
}

/// What all events share: the envelope, without what is inside the payload.
std::string envelope_table(const MessageSchema& schema, const Extent& extent) {
  std::vector<SchemaField> envelope = schema.events.front().envelope;
  for (SchemaField& field : envelope) {
    if (field.name == "payload") field.children.clear();
  }
  return fields_table(envelope, extent);
}

std::string payload(const MessageSchema& schema, const EventSchema& event, const Extent& extent) {
  std::string body =
      fmt::format("\n{}, key {}, record {}:\n\n",
                  event.event_type.empty() ? "Any event type" : code(event.event_type),
                  event.key == "none" ? "none (no order is asked for)" : code(event.key),
                  code(fmt::format("{}.{}", schema.package, event.record_name)));
  for (const SchemaField& field : event.envelope) {
    if (field.name != "payload") continue;
    body += is_open_object(field) ? "The payload is not described: any object.\n"
                                  : fields_table(field.children, extent);
  }
  return body;
}

}  // namespace

void add_messages(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const MessageSchema& schema = advice.design->message_schema;
  std::string body =
      sentence("Format", fmt::format("{}: {}", display_name_of(schema.format), schema.reason)) +
      sentence("Would change", schema.would_change) + compatibility(schema.compatibility) +
      "\nEnvelope of every event:\n\n" + envelope_table(schema, extent);
  std::size_t left = extent.rows;
  for (const EventSchema& event : schema.events) {
    if (left-- == 0) {
      body += fmt::format("\n{} more event types: `--section message_schema` shows all.\n",
                          schema.events.size() - extent.rows);
      break;
    }
    body += payload(schema, event, extent);
  }
  blocks.push_back(
      {Section::message_schema, Importance::details, "Messages", std::move(body), true});
}

}  // namespace eventarch::report
