/// Events as Avro records, and messages in Avro's JSON encoding.

#include <fmt/format.h>

#include "report/named_fields.hpp"
#include "report/rendered_schemas.hpp"
#include "report/schema_formats.hpp"

namespace eventarch::report {
namespace {

using Json = nlohmann::ordered_json;

/// 2026-01-02T03:04:05Z, the instant of every example.
constexpr std::int64_t example_micros = 1767323045000000;

std::string doc_of(const NamedField& named) {
  const SchemaField& field = *named.field;
  std::string doc = field.description;
  const auto add = [&](std::string_view more) {
    if (!doc.empty()) doc += "; ";
    doc += more;
  };
  if (field.values.size() == 1) add(fmt::format("always {}", field.values.front()));
  if (is_open_object(field)) add("JSON text: the design file describes no payload");
  if (named.name != field.name) add(fmt::format("`{}` in the design file", field.name));
  return doc;
}

/// The type that a union names in JSON: a logical type goes by what it is stored as.
std::string_view stored_as(const SchemaField& field) {
  if (field.format == "date-time" || field.type == "integer") return "long";
  if (field.format == "base64") return "bytes";
  if (field.type == "number") return "double";
  return field.type == "boolean" ? "boolean" : "string";
}

Json fields_of(const std::vector<NamedField>& fields);

Json element_type(const NamedField& named) {
  const SchemaField& field = *named.field;
  if (is_enum(field)) {
    return {{"type", "enum"}, {"name", named.type_name}, {"symbols", named.symbols}};
  }
  if (!named.type_name.empty()) {
    return {{"type", "record"}, {"name", named.type_name}, {"fields", fields_of(named.children)}};
  }
  if (field.format == "date-time") return {{"type", "long"}, {"logicalType", "timestamp-micros"}};
  if (field.format == "uuid") return {{"type", "string"}, {"logicalType", "uuid"}};
  return stored_as(field);
}

Json type_of(const NamedField& named) {
  Json type = element_type(named);
  if (named.field->list) type = {{"type", "array"}, {"items", std::move(type)}};
  return type;
}

Json fields_of(const std::vector<NamedField>& fields) {
  Json out = Json::array();
  for (const NamedField& named : fields) {
    Json field{{"name", named.name}};
    const std::string doc = doc_of(named);
    if (!doc.empty()) field["doc"] = doc;
    // A default must fit the first branch of its union.
    if (is_optional(*named.field)) {
      field["type"] = Json::array({"null", type_of(named)});
      field["default"] = nullptr;
    } else {
      field["type"] = type_of(named);
    }
    out.push_back(std::move(field));
  }
  return out;
}

std::string branch_of(const NamedField& named, std::string_view package) {
  if (named.field->list) return "array";
  if (!named.type_name.empty()) return fmt::format("{}.{}", package, named.type_name);
  return std::string(stored_as(*named.field));
}

Json object_example(const std::vector<NamedField>& fields, const Json& plain,
                    std::string_view package);

Json element_example(const NamedField& named, const Json& plain, std::string_view package) {
  if (is_open_object(*named.field)) return plain.dump();
  if (named.field->type == "object") return object_example(named.children, plain, package);
  if (named.field->format == "date-time") return example_micros;
  // Bytes are characters of the same number: here 1, 2, 3.
  if (named.field->format == "base64") return "\x01\x02\x03";
  return plain;
}

Json object_example(const std::vector<NamedField>& fields, const Json& plain,
                    std::string_view package) {
  Json out = Json::object();
  for (const NamedField& named : fields) {
    const Json& given = plain.at(named.field->name);
    Json value = named.field->list ? Json::array({element_example(named, given.front(), package)})
                                   : element_example(named, given, package);
    if (is_optional(*named.field)) value = {{branch_of(named, package), std::move(value)}};
    out[named.name] = std::move(value);
  }
  return out;
}

}  // namespace

RenderedSchemas avro_schemas(const MessageSchema& schema) {
  RenderedSchemas out;
  text::Identifiers types;
  for (const EventSchema& event : schema.events) {
    (void)types.take(event.record_name, event.event_type);
  }
  for (const EventSchema& event : schema.events) {
    const std::vector<NamedField> fields = avro_names(event, types);
    Json record{{"type", "record"}, {"name", event.record_name}, {"namespace", schema.package}};
    record["doc"] = event.event_type.empty() ? std::string("any event type")
                                             : fmt::format("event type {}", event.event_type);
    record["fields"] = fields_of(fields);
    out.events.push_back(
        {std::move(record), object_example(fields, example_of(event), schema.package)});
  }
  if (out.events.size() == 1) {
    out.whole = out.events.front().schema;
  } else {
    for (const RenderedEvent& event : out.events) out.whole["oneOf"].push_back(event.schema);
  }
  return out;
}

}  // namespace eventarch::report
