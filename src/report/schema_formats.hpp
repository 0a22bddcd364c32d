#pragma once

/// Schemas of the events in each of the languages, each with a message that fits.

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

/// A message of this event in JSON: made up from the names and types of its fields, always the
/// same.
[[nodiscard]] nlohmann::ordered_json example_of(const EventSchema& event);

struct RenderedSchemas;

/// In the language of the schema.
[[nodiscard]] RenderedSchemas rendered_schemas(const MessageSchema& schema);

/// JSON Schema 2020-12; a choice among several.
[[nodiscard]] RenderedSchemas json_schemas(const MessageSchema& schema);

/// Avro records, each complete in itself. {"oneOf": [...]} is a choice among several: a union in
/// Avro is an array, and this stays an object. Examples are in Avro's JSON encoding.
[[nodiscard]] RenderedSchemas avro_schemas(const MessageSchema& schema);

/// {"file", "message", "text"} a event, each file complete in itself; the whole is one file with
/// all of them. Examples are in Protobuf's JSON, with the names of the fields as in the file.
[[nodiscard]] RenderedSchemas protobuf_schemas(const MessageSchema& schema);

}  // namespace eventarch::report
