/// Events as Protobuf messages (proto3), and messages in Protobuf's JSON.

#include <fmt/format.h>

#include <algorithm>

#include "report/named_fields.hpp"
#include "report/rendered_schemas.hpp"
#include "report/schema_formats.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

using Json = nlohmann::ordered_json;

/// Numbers that Protobuf keeps for itself.
constexpr std::uint32_t reserved_first = 19000;
constexpr std::uint32_t reserved_last = 19999;

std::string comment_of(const NamedField& named) {
  const SchemaField& field = *named.field;
  std::vector<std::string> parts;
  if (!field.description.empty()) parts.push_back(field.description);
  if (field.format == "uuid") parts.emplace_back("UUID as text");
  if (field.values.size() == 1) {
    parts.push_back(fmt::format("always {}", text::quoted(field.values.front())));
  }
  if (field.list && is_optional(field)) parts.emplace_back("absent and empty are the same");
  if (named.name != field.name) {
    parts.push_back(fmt::format("{} in the design file", text::quoted(field.name)));
  }
  return parts.empty() ? std::string{} : fmt::format("  // {}", fmt::join(parts, "; "));
}

std::string type_of(const NamedField& named) {
  const SchemaField& field = *named.field;
  if (!named.type_name.empty()) return named.type_name;
  if (is_open_object(field)) return ".google.protobuf.Struct";
  if (field.format == "date-time") return ".google.protobuf.Timestamp";
  if (field.format == "base64") return "bytes";
  if (field.type == "integer") return "int64";
  if (field.type == "number") return "double";
  return field.type == "boolean" ? "bool" : "string";
}

std::string_view label_of(const SchemaField& field) {
  if (field.list) return "repeated ";
  return is_optional(field) ? "optional " : "";
}

void add_enum(std::string& out, const NamedField& named, std::string_view indent) {
  out += fmt::format("\n{}enum {} {{\n", indent, named.type_name);
  for (std::size_t i = 0; i < named.symbols.size(); ++i) {
    // The first stands for none; values follow in their order.
    const std::string_view value = i == 0 ? std::string_view{} : named.field->values[i - 1];
    const bool told = text::snake_case(text::upper_snake_case(value)) == value;
    out += fmt::format("{}  {} = {};{}\n", indent, named.symbols[i], i,
                       told ? std::string{} : fmt::format("  // {}", value));
  }
  out += fmt::format("{}}}\n", indent);
}

void add_message(std::string& out, std::string_view name, const std::vector<NamedField>& fields,
                 const std::string& indent) {
  out += fmt::format("\n{}message {} {{\n", indent, name);
  const std::string inner = indent + "  ";
  std::uint32_t number = 1;
  for (const NamedField& named : fields) {
    out += fmt::format("{}{}{} {} = {};{}\n", inner, label_of(*named.field), type_of(named),
                       named.name, number, comment_of(named));
    number = number + 1 == reserved_first ? reserved_last + 1 : number + 1;
  }
  for (const NamedField& named : fields) {
    if (is_enum(*named.field)) {
      add_enum(out, named, inner);
    } else if (!named.type_name.empty()) {
      add_message(out, named.type_name, named.children, inner);
    }
  }
  out += fmt::format("{}}}\n", indent);
}

bool has_open_payload(const EventSchema& event) {
  return std::ranges::any_of(event.envelope, is_open_object);
}

std::string head_of(const MessageSchema& schema, bool open_payload) {
  return fmt::format(
      "syntax = \"proto3\";\n\npackage {};\n\n{}import \"google/protobuf/timestamp.proto\";\n",
      schema.package, open_payload ? "import \"google/protobuf/struct.proto\";\n" : "");
}

std::string body_of(const EventSchema& event) {
  std::string out = event.event_type.empty()
                        ? std::string("\n// any event type")
                        : fmt::format("\n// event type {}", text::quoted(event.event_type));
  add_message(out, event.record_name, protobuf_names(event), "");
  return out;
}

std::string path_of(const MessageSchema& schema, std::string_view stem) {
  std::string folder = schema.package;
  std::ranges::replace(folder, '.', '/');
  return fmt::format("{}/{}.proto", folder, stem);
}

Json object_example(const std::vector<NamedField>& fields, const Json& plain);

Json element_example(const NamedField& named, const Json& plain) {
  const SchemaField& field = *named.field;
  if (is_enum(field)) return named.symbols.at(1);
  if (is_open_object(field)) return plain;
  if (field.type == "object") return object_example(named.children, plain);
  // 64 bits are more than a number of JSON carries everywhere.
  if (field.type == "integer") return fmt::format("{}", plain.get<std::int64_t>());
  return plain;
}

Json object_example(const std::vector<NamedField>& fields, const Json& plain) {
  Json out = Json::object();
  for (const NamedField& named : fields) {
    const Json& given = plain.at(named.field->name);
    out[named.name] = named.field->list ? Json::array({element_example(named, given.front())})
                                        : element_example(named, given);
  }
  return out;
}

}  // namespace

RenderedSchemas protobuf_schemas(const MessageSchema& schema) {
  // The file of all events; none of a single one has the name.
  constexpr std::string_view all = "events";
  RenderedSchemas out;
  std::string bodies;
  bool open = false;
  for (const EventSchema& event : schema.events) {
    const std::string body = body_of(event);
    open = open || has_open_payload(event);
    bodies += body;
    std::string stem = text::snake_case(event.record_name);
    if (stem == all) stem += "_event";
    Json file{{"file", path_of(schema, stem)},
              {"message", fmt::format("{}.{}", schema.package, event.record_name)},
              {"text", head_of(schema, has_open_payload(event)) + body}};
    out.events.push_back(
        {std::move(file), object_example(protobuf_names(event), example_of(event))});
  }
  out.whole = {{"file", path_of(schema, all)}, {"text", head_of(schema, open) + bodies}};
  return out;
}

}  // namespace eventarch::report
