#pragma once

/// The parts of the section about messages: choice of the format, evolution, names in a registry.

#include <cstddef>
#include <optional>
#include <string>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

/// Who keeps the schemas.
enum class Registry : std::uint8_t {
  absent,    ///< none, or decided against
  possible,  ///< could be run beside the broker; not decided
  external,  ///< decided, beside the broker
  built_in,  ///< comes with the broker
};

/// What the choice of a format rests on.
struct SchemaCircumstances {
  Registry registry = Registry::absent;
  bool declined = false;     ///< `decisions.schema_registry: false`
  bool described = false;    ///< some message has a payload
  bool log = false;          ///< messages stay after they are read
  bool read_again = false;   ///< the history is read again by design, not by accident
  std::size_t groups = 1;    ///< consumer groups
  double peak_bytes = 0;     ///< a second, at peak
  double unit_bytes = 0;     ///< what one partition or queue takes; infinity: no limit
  double message_bytes = 0;  ///< mean, as sized
  double name_bytes = 0;     ///< of one message in JSON: field names and their punctuation
  std::string unit;          ///< partition, queue, ...
  std::string unit_source;   ///< where its figure comes from
  std::string broker;        ///< display name
  Duration retention;

  /// Bytes decide: they need more than one unit, or JSON's names alone fill the message.
  [[nodiscard]] bool heavy() const {
    return peak_bytes > unit_bytes || name_bytes >= message_bytes;
  }
};

[[nodiscard]] SchemaCircumstances schema_circumstances(const DesignInput& input,
                                                       const std::vector<EventSchema>& events);

struct SchemaChoice {
  SchemaFormat format = SchemaFormat::json_schema;
  std::string reason;
  std::string would_change;
};

/// The rules of the choice; see the head of schema_choice.cpp. `wanted` overrides them.
[[nodiscard]] SchemaChoice choose_schema_format(const SchemaCircumstances& circumstances,
                                                std::optional<SchemaFormat> wanted);

[[nodiscard]] SchemaCompatibility schema_compatibility(const DesignInput& input,
                                                       const SchemaCircumstances& circumstances,
                                                       SchemaFormat format);

[[nodiscard]] SubjectNaming subject_naming(const DesignInput& input,
                                           const SchemaCircumstances& circumstances,
                                           const MessageSchema& schema, const Topology& topology);

}  // namespace eventarch::assembly
