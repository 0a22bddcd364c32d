#pragma once

/// Fields with the names that a schema language can give them. People name fields as they like;
/// Avro and Protobuf take identifiers, and want types named as well.

#include <string>
#include <vector>

#include "eventarch/design.hpp"
#include "support/identifiers.hpp"

namespace eventarch::report {

struct NamedField {
  const SchemaField* field = nullptr;  ///< into the event's envelope; never null
  std::string name;
  std::string type_name;             ///< of an object or enum; otherwise empty
  std::vector<std::string> symbols;  ///< of an enum, in the order of its values
  std::vector<NamedField> children;
};

[[nodiscard]] bool is_enum(const SchemaField& field);
/// May be missing, or be there without a value.
[[nodiscard]] bool is_optional(const SchemaField& field);
/// An object of which nothing is known.
[[nodiscard]] bool is_open_object(const SchemaField& field);

/// As a design file writes types: `[placed | paid]`.
[[nodiscard]] std::string type_text(const SchemaField& field);

/// Types are unique in `types`, since a name space holds those of all events.
[[nodiscard]] std::vector<NamedField> avro_names(const EventSchema& event,
                                                 text::Identifiers& types);

/// Types are nested in the message that uses them; fields are in snake case.
[[nodiscard]] std::vector<NamedField> protobuf_names(const EventSchema& event);

}  // namespace eventarch::report
