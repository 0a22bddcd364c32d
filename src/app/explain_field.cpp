#include <fmt/format.h>

#include <algorithm>

#include "app/explanation.hpp"
#include "input/field_table.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using input::Field;
using input::FieldType;
using report::TextPage;

constexpr std::string_view root = "event_context";

std::vector<IndexRow> field_rows() {
  std::vector<IndexRow> all;
  for (const Field& field : input::fields()) {
    all.push_back({std::string(field.path), std::string(field.summary)});
  }
  return all;
}

std::string_view words_for(FieldType type) {
  switch (type) {
    case FieldType::mapping: return "a group of keys";
    case FieldType::text: return "text";
    case FieldType::resource_name_list: return "a list of names, no two alike";
    case FieldType::broker_list: return "a list of brokers of the catalogue";
    case FieldType::broker: return "a broker of the catalogue";
    case FieldType::choice: return "one of the words below";
    case FieldType::boolean: return "true or false";
    case FieldType::message_rate: return "messages per second";
    case FieldType::latency:
    case FieldType::retention:
    case FieldType::duration: return "a duration with its unit";
    case FieldType::size: return "bytes with their unit";
    case FieldType::byte_rate: return "bytes per second";
    case FieldType::share: return "a share, in percent or from 0 to 1";
    case FieldType::factor: return "a factor of 1 or more";
    case FieldType::count: return "a whole number of 1 or more";
    case FieldType::message_list: break;
  }
  return "a list of event types";
}

std::string words(std::span<const std::string_view> choices) {
  const std::vector<std::string> all(choices.begin(), choices.end());
  return text::list_of(all, "or");
}

void print_below(TextPage& page, const Field& group) {
  page.heading("KEYS");
  for (const Field& field : input::fields()) {
    if (field.parent() == group.path) page.row(field.key(), field.summary, 24);
  }
}

std::string page_of(const Field& field) {
  constexpr std::size_t width = 10;
  TextPage page(Color::off);
  page.title(fmt::format("{} (key of the design file)", field.path));
  page.paragraph(field.summary, 0);
  page.blank();
  page.row("Stands",
           field.parent().empty() ? fmt::format("below {}", root)
                                  : fmt::format("below {}, in {}", root, field.parent()),
           width);
  page.row("Value", words_for(field.type), width);
  if (!field.choices.empty()) page.row("Words", words(field.choices), width);
  if (field.presence == input::Presence::required) page.row("Required", "yes", width);
  if (!field.example.empty()) {
    page.row("Example", fmt::format("{}: {}", field.key(), field.example), width);
  }
  if (field.type == FieldType::mapping) print_below(page, field);
  return page.take();
}

/// `requirements.latency`, `event_context.requirements.latency`, or `latency` alone.
std::vector<std::string> field_pages(std::string_view name) {
  std::vector<std::string> found;
  if (name.starts_with(root) && name.size() > root.size() && name[root.size()] == '.') {
    name.remove_prefix(root.size() + 1);
  }
  for (const Field& field : input::fields()) {
    if (field.path == name || field.key() == name) found.push_back(page_of(field));
  }
  return found;
}

}  // namespace

std::vector<std::string> fields_that_take(std::string_view word) {
  std::vector<std::string> found;
  for (const Field& field : input::fields()) {
    const auto choice = std::ranges::find(field.choices, word);
    if (choice != field.choices.end()) found.push_back(page_of(field));
  }
  return found;
}

ExplainedKind field_kind() {
  return {"key of the design file", "Keys of the design file", field_rows, field_pages};
}

}  // namespace eventarch
