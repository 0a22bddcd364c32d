/// JSON Schema of the design file, from the table that reads it.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/report.hpp"
#include "input/field_table.hpp"
#include "input/quantity.hpp"

namespace eventarch {
namespace {

using Json = nlohmann::ordered_json;
using input::Field;
using input::FieldType;

Json open_mapping() {
  return {
      {"type", "object"}, {"additionalProperties", false}, {"patternProperties", {{"^x-", true}}}};
}

Json name_list() {
  return {{"type", "array"},
          {"items", {{"type", "string"}, {"pattern", "\\S"}}},
          {"minItems", 1},
          {"uniqueItems", true}};
}

Json quantity(const input::QuantityForm& form) {
  return {{"type", "string"}, {"pattern", form.pattern}};
}

/// A number of its own, or text of the form: YAML reads a plain `3` as a number.
Json number_or(const input::QuantityForm& form, std::string_view type) {
  return {{"type", {type, "string"}}, {"minimum", 1}, {"pattern", form.pattern}};
}

Json reference(std::string_view definition) {
  return {{"$ref", "#/$defs/" + std::string(definition)}};
}

/// The types of payloads, which contain each other.
Json payload_definitions() {
  Json words = Json::array();
  for (const std::string_view type : input::payload_types()) words.push_back(type);
  const std::string symbol = R"([ \t\r\n]*[A-Za-z_][A-Za-z0-9_]*[ \t\r\n]*)";
  Json element{{"anyOf",
                {{{"enum", std::move(words)}},
                 {{"type", "string"},
                  {"pattern", "^" + symbol + R"((\|)" + symbol + ")+$"},
                  {"description", "An enum by its symbols, no two alike: placed | paid"}},
                 {{"allOf", {reference("payload"), {{"minProperties", 1}}}},
                  {"description", "A nested object; the payload has at most 16 levels"}}}}};
  Json list{{"type", "array"}, {"minItems", 1}, {"maxItems", 1}};
  list["items"] = reference("payload_element");
  list["description"] = "A list, by the type of its elements: [string]";
  Json type{{"anyOf", {reference("payload_element"), std::move(list)}}};
  Json fields{{"type", "object"},
              {"description", "Fields and their types; a name that ends in ? is optional"}};
  fields["propertyNames"] = {{"pattern", R"([^ \t\r\n?])"}};
  fields["additionalProperties"] = std::move(type);
  return {{"payload", std::move(fields)}, {"payload_element", std::move(element)}};
}

Json message_list() {
  Json message = open_mapping();
  message["required"] = {"type"};
  message["properties"] = {{"type", {{"type", "string"}, {"pattern", "\\S"}}},
                           {"key", {{"type", "string"}, {"pattern", "\\S"}}},
                           {"payload", reference("payload")}};
  return {{"type", "array"}, {"minItems", 1}, {"items", std::move(message)}};
}

Json type_of(const Field& field) {
  switch (field.type) {
    case FieldType::mapping: return open_mapping();
    case FieldType::text:
    case FieldType::broker: return {{"type", "string"}, {"pattern", "\\S"}};
    case FieldType::resource_name_list:
    case FieldType::broker_list: return name_list();
    case FieldType::choice: {
      Json out = Json::object();
      out["enum"] = std::vector<std::string_view>(field.choices.begin(), field.choices.end());
      return out;
    }
    case FieldType::boolean: return {{"type", "boolean"}};
    case FieldType::message_rate: return quantity(input::message_rate_form);
    case FieldType::latency: return quantity(input::latency_form);
    case FieldType::retention: return quantity(input::retention_form);
    case FieldType::duration: return quantity(input::duration_form);
    case FieldType::size: return quantity(input::size_form);
    case FieldType::byte_rate: return quantity(input::byte_rate_form);
    case FieldType::share: return quantity(input::share_form);
    case FieldType::factor: return number_or(input::factor_form, "number");
    case FieldType::count: return number_or(input::count_form, "integer");
    case FieldType::message_list: break;
  }
  return message_list();
}

/// Adds the fields below `path` to the schema of their mapping.
void add_fields(Json& mapping, std::string_view path) {
  std::vector<std::string_view> required;
  for (const Field& field : input::fields()) {
    if (field.parent() != path) continue;
    Json schema = type_of(field);
    schema["description"] = field.summary;
    if (!field.example.empty() && field.example.front() != '[') {
      schema["examples"] = {field.example};
    }
    if (field.type == FieldType::mapping) add_fields(schema, field.path);
    mapping["properties"][std::string(field.key())] = std::move(schema);
    if (field.presence == input::Presence::required) required.push_back(field.key());
  }
  if (!required.empty()) mapping["required"] = required;
}

}  // namespace

std::string input_schema() {
  Json context = open_mapping();
  add_fields(context, {});
  context["description"] = "The requirements of one event flow";
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
           {"$id", "urn:eventarch:input:1"},
           {"title", "eventarch design file"},
           {"description", "One page of requirements; `eventarch design` turns it into a design."}};
  out.update(open_mapping());
  out["required"] = {"event_context"};
  out["properties"] = {{"event_context", std::move(context)}};
  out["$defs"] = payload_definitions();
  return out.dump(2) + "\n";
}

}  // namespace eventarch
