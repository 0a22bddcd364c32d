/// The rules of schema evolution as a table. They are those that the message schema of a design
/// states for its format; a mode is FULL or it is not, _TRANSITIVE or not does not matter here.

#include "diff/schema_rules.hpp"

#include <algorithm>
#include <array>

namespace eventarch::diff {
namespace {

using enum FieldChange;
using Mode = FieldRule::Mode;

constexpr std::string_view avro_source = "Apache Avro specification, schema resolution";
constexpr std::string_view json_source =
    "Confluent Schema Registry, schema evolution; JSON Schema 2020-12, additionalProperties";
constexpr std::string_view protobuf_source =
    "Protocol Buffers documentation, proto3, updating a message type";

// clang-format off
// One row for a format and a change; two where the mode matters.
constexpr std::array evolution_rules{
    FieldRule{SchemaFormat::json_schema, optional_added, Mode::any, {"json_field_added_optional", Impact::risky, "the schemas are closed: consumers with the old one refuse the field, so that they are upgraded first", json_source}},
    FieldRule{SchemaFormat::json_schema, required_added, Mode::any, {"json_field_added_required", Impact::breaking, "older messages lack it and are refused", json_source}},
    FieldRule{SchemaFormat::json_schema, optional_removed, Mode::any, {"json_field_removed_optional", Impact::breaking, "the schemas are closed: messages of before that have it are refused", json_source}},
    FieldRule{SchemaFormat::json_schema, required_removed, Mode::any, {"json_field_removed_required", Impact::breaking, "the schemas are closed: messages of before, which all have it, are refused", json_source}},
    FieldRule{SchemaFormat::json_schema, type_changed, Mode::any, {"json_field_type_changed", Impact::breaking, "messages of before are refused, or read as something else", json_source}},
    FieldRule{SchemaFormat::json_schema, text_loosened, Mode::any, {"json_field_text_loosened", Impact::risky, "every value of before is text; consumers with the old schema may refuse other text, so that they are upgraded first", json_source}},
    FieldRule{SchemaFormat::json_schema, time_loosened, Mode::any, {"json_field_time_loosened", Impact::risky, "every timestamp of before is text; consumers with the old schema may refuse other text, so that they are upgraded first", json_source}},
    FieldRule{SchemaFormat::json_schema, enum_loosened, Mode::any, {"json_enum_loosened", Impact::risky, "every symbol is text; consumers with the old schema refuse other text, so that they are upgraded first", json_source}},
    FieldRule{SchemaFormat::json_schema, widened, Mode::any, {"json_field_type_widened", Impact::risky, "every integer is a number; consumers with the old schema refuse fractions, so that they are upgraded first", json_source}},
    FieldRule{SchemaFormat::json_schema, made_optional, Mode::any, {"json_field_made_optional", Impact::risky, "consumers with the old schema refuse a message without it, so that they are upgraded first", json_source}},
    FieldRule{SchemaFormat::json_schema, made_required, Mode::any, {"json_field_made_required", Impact::breaking, "older messages may lack it and are refused", json_source}},
    FieldRule{SchemaFormat::json_schema, symbol_added, Mode::any, {"json_enum_symbol_added", Impact::risky, "consumers with the old schema refuse the symbol, so that every one of them is upgraded first", json_source}},
    FieldRule{SchemaFormat::json_schema, symbol_removed, Mode::any, {"json_enum_symbol_removed", Impact::breaking, "messages of before that have it are refused", json_source}},
    FieldRule{SchemaFormat::avro, optional_added, Mode::any, {"avro_field_added_optional", Impact::safe, "it has the default null, which readers fill in for older messages", avro_source}},
    FieldRule{SchemaFormat::avro, required_added, Mode::any, {"avro_field_added_required", Impact::breaking, "it has no default: a new reader fails on older messages", avro_source}},
    FieldRule{SchemaFormat::avro, optional_removed, Mode::any, {"avro_field_removed_optional", Impact::safe, "old readers fill in the default null", avro_source}},
    FieldRule{SchemaFormat::avro, required_removed, Mode::full, {"avro_field_removed_required_full", Impact::breaking, "it has no default: an old reader fails on messages without it", avro_source}},
    FieldRule{SchemaFormat::avro, required_removed, Mode::not_full, {"avro_field_removed_required", Impact::risky, "new readers skip it; an old reader fails without it, so that consumers are upgraded first", avro_source}},
    FieldRule{SchemaFormat::avro, type_changed, Mode::any, {"avro_field_type_changed", Impact::breaking, "a reader of one type fails on the other", avro_source}},
    FieldRule{SchemaFormat::avro, text_loosened, Mode::any, {"avro_field_text_loosened", Impact::risky, "both are written as a string; consumers that take it for a UUID must take other text first", avro_source}},
    FieldRule{SchemaFormat::avro, text_tightened, Mode::any, {"avro_field_text_tightened", Impact::risky, "both are written as a string, in which older messages may hold other text", avro_source}},
    FieldRule{SchemaFormat::avro, text_or_bytes, Mode::any, {"avro_field_text_or_bytes", Impact::risky, "string and bytes are read as each other; consumers get the other type from their library", avro_source}},
    FieldRule{SchemaFormat::avro, widened, Mode::full, {"avro_field_type_widened_full", Impact::breaking, "an old reader cannot read a double as a long", avro_source}},
    FieldRule{SchemaFormat::avro, widened, Mode::not_full, {"avro_field_type_widened", Impact::risky, "a long reads as a double, not the reverse, so that consumers are upgraded first", avro_source}},
    FieldRule{SchemaFormat::avro, made_optional, Mode::full, {"avro_field_made_optional_full", Impact::breaking, "an old reader fails on null", avro_source}},
    FieldRule{SchemaFormat::avro, made_optional, Mode::not_full, {"avro_field_made_optional", Impact::risky, "an old reader fails on null, so that consumers are upgraded first", avro_source}},
    FieldRule{SchemaFormat::avro, made_required, Mode::any, {"avro_field_made_required", Impact::breaking, "a new reader fails on the null of older messages", avro_source}},
    FieldRule{SchemaFormat::avro, symbol_added, Mode::full, {"avro_enum_symbol_added_full", Impact::breaking, "an old reader fails on a symbol that it does not know: the enums here have no default", avro_source}},
    FieldRule{SchemaFormat::avro, symbol_added, Mode::not_full, {"avro_enum_symbol_added", Impact::risky, "an old reader fails on a symbol that it does not know, so that consumers are upgraded first", avro_source}},
    FieldRule{SchemaFormat::avro, symbol_removed, Mode::any, {"avro_enum_symbol_removed", Impact::breaking, "a new reader fails on the symbol in older messages", avro_source}},
    FieldRule{SchemaFormat::protobuf, optional_added, Mode::any, {"protobuf_field_added_optional", Impact::safe, "readers skip numbers that they do not know, and see it unset in older messages", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, required_added, Mode::any, {"protobuf_field_added_required", Impact::risky, "proto3 cannot require a field: in older messages it reads as empty or zero", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, optional_removed, Mode::any, {"protobuf_field_removed_optional", Impact::safe, "its number and name are reserved; old readers see it unset", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, required_removed, Mode::any, {"protobuf_field_removed_required", Impact::risky, "old readers see it as empty or zero; its number and name are reserved", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, type_changed, Mode::any, {"protobuf_field_type_changed", Impact::breaking, "the same bytes are read as another type, or not at all", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, text_loosened, Mode::any, {"protobuf_field_text_loosened", Impact::risky, "both are a string; consumers that take it for a UUID must take other text first", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, text_tightened, Mode::any, {"protobuf_field_text_tightened", Impact::risky, "both are a string, in which older messages may hold other text", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, text_or_bytes, Mode::any, {"protobuf_field_text_or_bytes", Impact::risky, "written alike; a string must be valid UTF-8, or its readers refuse the message", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, widened, Mode::any, {"protobuf_field_type_widened", Impact::breaking, "int64 and double are written differently", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, made_optional, Mode::any, {"protobuf_field_made_optional", Impact::risky, "consumers must tell absent from empty now", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, made_required, Mode::any, {"protobuf_field_made_required", Impact::risky, "proto3 cannot require a field: consumers see empty or zero where older messages lack it", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, symbol_added, Mode::any, {"protobuf_enum_symbol_added", Impact::risky, "readers keep a symbol that they do not know as a number, and must not take it for the first", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, symbol_removed, Mode::any, {"protobuf_enum_symbol_removed", Impact::breaking, "a symbol's number is its place: what is stored reads as another symbol", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, symbols_reordered, Mode::any, {"protobuf_enum_symbols_reordered", Impact::breaking, "a symbol's number is its place: what is stored reads as another symbol", protobuf_source}},
    FieldRule{SchemaFormat::protobuf, renumbered, Mode::any, {"protobuf_field_renumbered", Impact::breaking, "a field's number is its place here: what is stored is read into other fields; put new fields last, and reserve the place of removed ones", protobuf_source}},
};
// clang-format on

const ChangeRule* row_for(FieldChange change, SchemaFormat format, bool full) {
  const auto* found = std::ranges::find_if(evolution_rules, [&](const FieldRule& row) {
    return row.format == format && row.change == change &&
           (row.mode == Mode::any || (row.mode == Mode::full) == full);
  });
  return found == evolution_rules.end() ? nullptr : &found->rule;
}

bool is_of_types(FieldChange change) {
  return change == text_loosened || change == text_tightened || change == time_loosened ||
         change == enum_loosened || change == text_or_bytes;
}

}  // namespace

std::span<const FieldRule> field_rules() { return evolution_rules; }

const ChangeRule* field_rule(FieldChange change, const MessageSchema& schema) {
  const bool full = schema.compatibility.mode.starts_with("FULL");
  const ChangeRule* rule = row_for(change, schema.format, full);
  if (rule != nullptr || !is_of_types(change)) return rule;
  return row_for(type_changed, schema.format, full);
}

}  // namespace eventarch::diff
