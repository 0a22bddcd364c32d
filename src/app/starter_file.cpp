/// The starter file of `eventarch init`, from the field table: whatever can be stated is in it.

#include <fmt/format.h>

#include <algorithm>

#include "eventarch/explain.hpp"
#include "input/field_table.hpp"

namespace eventarch {
namespace {

/// What a first design states; the rest stands there as comments.
constexpr std::array<std::string_view, 9> stated{"use_case",
                                                 "requirements",
                                                 "requirements.throughput",
                                                 "requirements.latency",
                                                 "requirements.ordering",
                                                 "requirements.delivery",
                                                 "requirements.retention",
                                                 "producers",
                                                 "consumers"};

bool is_stated(const input::Field& field) {
  return std::ranges::find(stated, field.path) != stated.end();
}

/// How payloads are written; nothing for other fields.
std::string notation_of(const input::Field& field) {
  if (field.type != input::FieldType::message_list) return {};
  return fmt::format(
      "  # Types of a payload: {}.\n"
      "  # `note?: string` is optional, `status: placed | paid` an enum, `tags: [string]` a list,\n"
      "  # `items: [{{sku: string, count: integer}}]` a list of objects, `to: {{street: string}}` "
      "one.\n",
      fmt::join(input::payload_types(), ", "));
}

std::string line_for(const input::Field& field) {
  const std::string indent = field.parent().empty() ? "  " : "    ";
  std::string code = fmt::format("{}{}:", indent, field.key());
  if (field.type != input::FieldType::mapping) code += fmt::format(" {}", field.example);
  if (!is_stated(field)) code = fmt::format("#{}", code);
  std::string note(field.summary);
  if (!field.choices.empty()) note += fmt::format(": {}", fmt::join(field.choices, " | "));
  return fmt::format("{:<46} # {}\n", code, note);
}

}  // namespace

std::string starter_file() {
  std::string out = fmt::format(
      "# yaml-language-server: $schema={0}\n"
      "# Editors check this file by the schema that this command writes:\n"
      "#   eventarch schema input > {0}\n",
      starter_schema_file);
  out +=
      "# A design file: one page of requirements, which `eventarch design` turns into a\n"
      "# design. Only `use_case` and `requirements` are required; what is left out is\n"
      "# assumed, and the report says what and why. Take the # away from what you know.\n"
      "event_context:\n";
  for (const input::Field& field : input::fields()) {
    if (field.type == input::FieldType::mapping) out += "\n";
    out += notation_of(field) + line_for(field);
  }
  return out;
}

}  // namespace eventarch
