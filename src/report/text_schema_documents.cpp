/// Schemas and example messages in the text report, to be copied as they are.

#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "report/rendered_schemas.hpp"
#include "report/schema_formats.hpp"
#include "report/text_sections.hpp"

namespace eventarch::report {
namespace {

void print_lines(TextPage& page, std::string_view text) {
  constexpr std::size_t indent = 4;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    page.verbatim(text.substr(at, end - at), indent);
    at = end + 1;
  }
}

/// Protobuf has a text of its own; the other languages are JSON.
std::string document_of(const nlohmann::ordered_json& schema) {
  constexpr int indent = 2;
  const auto text = schema.find("text");
  return text != schema.end() && text->is_string()
             ? text->get<std::string>()
             : schema.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

void print_schema_documents(TextPage& page, const MessageSchema& schema) {
  constexpr int indent = 2;
  const RenderedSchemas rendered = rendered_schemas(schema);
  for (std::size_t i = 0; i < rendered.events.size(); ++i) {
    const EventSchema& event = schema.events[i];
    page.heading(fmt::format("{} OF {}", display_name_of(schema.format),
                             event.event_type.empty() ? "any event type" : event.event_type));
    print_lines(page, document_of(rendered.events[i].schema));
    page.heading("AN EXAMPLE");
    print_lines(page, rendered.events[i].example.dump(
                          indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  }
}

}  // namespace eventarch::report
