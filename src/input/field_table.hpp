#pragma once

/// The fields of a design file, in one table. Reading, "did you mean", `--set` and the JSON Schema
/// all follow from it: a new field is one line here and one member of `Declaration`.

#include <cstdint>
#include <span>
#include <string_view>

#include "eventarch/context.hpp"

namespace eventarch::input {

class FieldReader;
struct Node;

enum class FieldType : std::uint8_t {
  mapping,
  text,
  resource_name_list,  ///< non-empty strings, no two alike, at least one
  broker_list,         ///< catalogue ids
  broker,              ///< a catalogue id
  choice,
  boolean,
  message_rate,
  latency,
  retention,
  duration,
  size,
  byte_rate,
  share,
  factor,
  count,
  message_list,
};

enum class Presence : std::uint8_t { optional, required };

struct Field {
  std::string_view path;  ///< below event_context; dots between levels
  FieldType type = FieldType::text;
  Presence presence = Presence::optional;
  std::string_view summary;  ///< one line, for the JSON Schema and the starter file
  std::string_view example;  ///< as a design file writes it
  std::span<const std::string_view> choices;                        ///< of a choice
  void (*read)(const Node&, FieldReader&, Declaration&) = nullptr;  ///< null for mappings

  /// The last part of the path.
  [[nodiscard]] constexpr std::string_view key() const {
    return path.substr(path.rfind('.') == std::string_view::npos ? 0 : path.rfind('.') + 1);
  }
  /// The path without its last part; empty at the top.
  [[nodiscard]] constexpr std::string_view parent() const {
    return path.rfind('.') == std::string_view::npos ? std::string_view{}
                                                     : path.substr(0, path.rfind('.'));
  }
};

/// In the order in which a design file is best written; a mapping precedes its fields.
[[nodiscard]] std::span<const Field> fields();

/// The field of a path; null where there is none.
[[nodiscard]] const Field* field_at(std::string_view path);
/// The rows behind that of a mapping, up to the last of its fields.
[[nodiscard]] std::span<const Field> fields_of(const Field& mapping);
/// The field of a key in the mapping at `parent`, `among` which it stands; null where there is
/// none.
[[nodiscard]] const Field* field_below(std::string_view parent, std::string_view key,
                                       std::span<const Field> among = fields());

/// The types of payload fields.
[[nodiscard]] std::span<const std::string_view> payload_types();

}  // namespace eventarch::input
