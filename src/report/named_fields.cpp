#include "report/named_fields.hpp"

#include <fmt/format.h>

#include <string_view>

namespace eventarch::report {
namespace {

using text::Identifiers;

bool needs_type(const SchemaField& field) {
  return is_enum(field) || (field.type == "object" && !is_open_object(field));
}

/// Names in the style of a language. Those that can stay as they are have the first choice, so that
/// a further field does not rename them.
std::vector<NamedField> named(const std::vector<SchemaField>& fields,
                              std::string (*style)(std::string_view)) {
  std::vector<NamedField> out;
  Identifiers names;
  for (const SchemaField& field : fields) {
    NamedField one{&field, {}, {}, {}, {}};
    if (style(text::identifier(field.name)) == field.name) {
      one.name = names.take(field.name, field.name);
    }
    out.push_back(std::move(one));
  }
  for (NamedField& one : out) {
    const std::string& raw = one.field->name;
    if (one.name.empty()) one.name = names.take(style(text::identifier(raw)), raw);
  }
  return out;
}

std::string as_it_is(std::string_view identifier) { return std::string(identifier); }

std::vector<NamedField> avro_fields(const std::vector<SchemaField>& fields, std::string_view record,
                                    Identifiers& types) {
  std::vector<NamedField> out = named(fields, as_it_is);
  for (NamedField& one : out) {
    if (!needs_type(*one.field)) continue;
    one.type_name =
        types.take(fmt::format("{}{}", record, text::pascal_case(one.name)), one.field->name);
    one.symbols = one.field->values;
    one.children = avro_fields(one.field->children, one.type_name, types);
  }
  return out;
}

/// An enum's symbols share the scope of the message around it, and bear its name for that reason.
std::vector<std::string> protobuf_symbols(const SchemaField& field, std::string_view type,
                                          Identifiers& scope) {
  const std::string prefix = text::upper_snake_case(type);
  std::vector<std::string> out{scope.take(prefix + "_UNSPECIFIED", "")};
  for (const std::string& value : field.values) {
    out.push_back(scope.take(fmt::format("{}_{}", prefix, text::upper_snake_case(value)), value));
  }
  return out;
}

/// `around` are the names of the messages that this one stands in: Java takes none of them twice.
std::vector<NamedField> protobuf_fields(const std::vector<SchemaField>& fields,
                                        const Identifiers& around) {
  std::vector<NamedField> out = named(fields, text::snake_case);
  Identifiers symbols;
  Identifiers types = around;
  for (NamedField& one : out) {
    if (!needs_type(*one.field)) continue;
    one.type_name = types.take(text::pascal_case(one.name), one.field->name);
    if (is_enum(*one.field)) one.symbols = protobuf_symbols(*one.field, one.type_name, symbols);
  }
  // Only now are all types of this message known.
  for (NamedField& one : out) {
    if (!one.field->children.empty()) one.children = protobuf_fields(one.field->children, types);
  }
  return out;
}

}  // namespace

bool is_enum(const SchemaField& field) { return field.values.size() > 1; }
bool is_optional(const SchemaField& field) { return !field.required || field.nullable; }
bool is_open_object(const SchemaField& field) {
  return field.type == "object" && field.children.empty();
}

std::vector<NamedField> avro_names(const EventSchema& event, text::Identifiers& types) {
  return avro_fields(event.envelope, event.record_name, types);
}

std::vector<NamedField> protobuf_names(const EventSchema& event) {
  Identifiers around;
  (void)around.take(event.record_name, event.event_type);
  return protobuf_fields(event.envelope, around);
}

std::string type_text(const SchemaField& field) {
  std::string type = field.type;
  if (field.format == "date-time") type = "timestamp";
  if (field.format == "uuid") type = "uuid";
  if (field.format == "base64") type = "bytes";
  if (is_enum(field)) type = fmt::format("{}", fmt::join(field.values, " | "));
  return field.list ? fmt::format("[{}]", type) : type;
}

}  // namespace eventarch::report
