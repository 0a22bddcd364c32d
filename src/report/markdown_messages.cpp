/// The messages in the Markdown report: what one holds and how it may change.

#include <fmt/format.h>

#include "report/markdown_sections.hpp"
#include "report/markdown_text.hpp"

namespace eventarch::report {
namespace {

using markdown::cell_longest;
using markdown::code;
using markdown::prose;
using markdown::table;

std::string cell(std::string_view raw) { return prose(raw, cell_longest); }

void add_fields(markdown::Table& rows, const std::vector<SchemaField>& fields,
                const std::string& prefix) {
  for (const SchemaField& field : fields) {
    std::string type = field.type;
    if (!field.format.empty()) type += ", " + field.format;
    if (!field.required) type += ", optional";
    rows.rows.push_back({code(prefix + field.name), cell(type), cell(field.description)});
    add_fields(rows, field.children, prefix + field.name + ".");
  }
}

}  // namespace

void add_messages(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const MessageSchema& schema = advice.design->message_schema;
  std::string body = fmt::format("{}: {}\n\n", prose(schema.format), prose(schema.reason));
  body += fmt::format("- **Versioning**: {}\n", prose(schema.versioning));
  for (const EventSchema& event : schema.events) {
    markdown::Table rows{{"field", "type", "meaning"}, {}};
    add_fields(rows, event.envelope, "");
    body += fmt::format(
        "\n{}, key {}\n\n{}", event.event_type.empty() ? "Any event type" : code(event.event_type),
        code(event.key), table(rows, extent.rows, "`--section message_schema -f json`"));
  }
  blocks.push_back(
      {Section::message_schema, Importance::details, "Messages", std::move(body), true});
}

}  // namespace eventarch::report
