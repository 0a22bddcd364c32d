#include "report/named_fields.hpp"

#include <fmt/format.h>

#include <string_view>

namespace eventarch::report {
namespace {

using text::Identifiers;

std::vector<NamedField> avro_fields(const std::vector<SchemaField>& fields, std::string_view record,
                                    Identifiers& types) {
  std::vector<NamedField> out;
  Identifiers names;
  for (const SchemaField& field : fields) {
    const std::string plain = text::identifier(field.name);
    NamedField named{&field, names.take(plain, field.name), {}, field.values, {}};
    if (is_enum(field) || (field.type == "object" && !is_open_object(field))) {
      named.type_name =
          types.take(fmt::format("{}{}", record, text::pascal_case(plain)), field.name);
    }
    if (field.type == "object")
      named.children = avro_fields(field.children, named.type_name, types);
    out.push_back(std::move(named));
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
  std::vector<NamedField> out;
  Identifiers names;
  Identifiers symbols;
  Identifiers types = around;
  for (const SchemaField& field : fields) {
    const std::string plain = text::identifier(field.name);
    NamedField named{&field, names.take(text::snake_case(plain), field.name), {}, {}, {}};
    if (is_enum(field) || (field.type == "object" && !is_open_object(field))) {
      named.type_name = types.take(text::pascal_case(plain), field.name);
    }
    if (is_enum(field)) named.symbols = protobuf_symbols(field, named.type_name, symbols);
    out.push_back(std::move(named));
  }
  // Only now are all types of this message known.
  for (NamedField& named : out) {
    if (named.field->type == "object") {
      named.children = protobuf_fields(named.field->children, types);
    }
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

}  // namespace eventarch::report
