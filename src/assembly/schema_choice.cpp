/// Which schema language the messages are described in. The first rule that fits decides:
///
///   1. no payload is described             JSON Schema  a binary format would carry JSON as text
///   2. no registry, queue                  JSON Schema  read in the console of the broker
///   3. no registry, log, heavy             Protobuf     readers carry the schema in their code
///   4. no registry, log                    JSON Schema
///   5. registry, read again or many groups Avro         where bytes weigh, or the registry is the
///                                                       broker's own: it keeps what they were
///                                                       written with, readers resolve
///   6. registry, heavy                     Protobuf     few readers, with generated code
///   7. registry of the broker              Avro         the broker itself refuses what does not
///   fit
///   8. registry beside the broker          JSON Schema  checked as well, and readable
///
/// "Heavy": at peak more bytes than one partition or queue takes by the catalogue, so that bytes
/// cost partitions; or field names that alone fill the message as it was sized. "Many groups" is a
/// judgement: from three on, nobody wants to hand every one of them new code at once.

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "assembly/message_schema.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

struct FormatName {
  SchemaFormat format;
  std::string_view name;
  std::string_view display;
};
constexpr std::array format_names{
    FormatName{SchemaFormat::avro, "avro", "Avro"},
    FormatName{SchemaFormat::json_schema, "json_schema", "JSON Schema 2020-12"},
    FormatName{SchemaFormat::protobuf, "protobuf", "Protobuf (proto3)"},
};

}  // namespace

std::string_view name_of(SchemaFormat format) {
  return format_names[static_cast<std::size_t>(format)].name;
}

std::string_view display_name_of(SchemaFormat format) {
  return format_names[static_cast<std::size_t>(format)].display;
}

namespace assembly {
namespace {

constexpr std::size_t many_groups = 3;

/// `"name":` and the comma behind the value.
constexpr double punctuation_bytes = 4;

/// Of one message in JSON; a list counts once, so that this is the least.
double name_bytes(const std::vector<SchemaField>& fields) {
  double bytes = 0;
  for (const SchemaField& field : fields) {
    if (!field.required) continue;
    bytes +=
        static_cast<double>(field.name.size()) + punctuation_bytes + name_bytes(field.children);
  }
  return bytes;
}

Registry registry_of(const DesignInput& input) {
  const auto& decided = input.context.decisions.schema_registry;
  if (decided && !decided->value) return Registry::absent;
  const Fact& offered = input.fact(FactKey::schema_registry);
  if (offered.is(Word::native)) return Registry::built_in;
  if (decided) return Registry::external;
  return offered.is(Word::partial) ? Registry::possible : Registry::absent;
}

/// What one partition or queue takes: as measured, otherwise as the catalogue has it.
void set_unit(SchemaCircumstances& c, const DesignInput& input) {
  const Fact& fact = input.fact(FactKey::unit_byte_rate);
  const auto& measured = input.context.capacity.partition_write;
  c.unit = input.sizing.unit;
  c.unit_bytes = measured ? measured->per_second : fact.number.value_or(0);
  c.unit_source = measured ? std::string("capacity.partition_write")
                  : fact.confidence() == Confidence::estimate
                      ? std::string("an estimate of the catalogue")
                      : fmt::format("catalogue, source {}", fmt::join(fact.sources, ", "));
}

bool wants_resolution(const SchemaCircumstances& c) {
  return c.read_again || c.groups >= many_groups;
}

SchemaFormat chosen_format(const SchemaCircumstances& c) {
  if (!c.described) return SchemaFormat::json_schema;
  if (c.registry == Registry::absent || c.registry == Registry::possible) {
    return c.log && c.heavy() ? SchemaFormat::protobuf : SchemaFormat::json_schema;
  }
  const bool weighs = c.heavy() || c.registry == Registry::built_in;
  if (weighs && wants_resolution(c)) return SchemaFormat::avro;
  if (c.heavy()) return SchemaFormat::protobuf;
  return c.registry == Registry::built_in ? SchemaFormat::avro : SchemaFormat::json_schema;
}

std::string bytes_text(const SchemaCircumstances& c) {
  const std::string peak = notation::rate(ByteRate{c.peak_bytes});
  if (c.peak_bytes <= c.unit_bytes && c.heavy()) {
    return fmt::format("field names take at least {} of a message in JSON, which was sized at {}",
                       notation::size(ByteSize{c.name_bytes}),
                       notation::size(ByteSize{c.message_bytes}));
  }
  if (std::isinf(c.unit_bytes)) return fmt::format("{} at peak", peak);
  return fmt::format("{} at peak, {} the {} that one {} takes ({})", peak,
                     c.peak_bytes > c.unit_bytes ? "more than" : "within",
                     notation::rate(ByteRate{c.unit_bytes}), c.unit, c.unit_source);
}

std::string registry_text(const SchemaCircumstances& c) {
  switch (c.registry) {
    case Registry::absent:
    case Registry::possible:
      if (c.declined) return "`decisions.schema_registry` is false";
      return fmt::format(
          "{} has no schema registry of its own and `decisions.schema_registry` "
          "does not say that one is run beside it",
          c.broker);
    case Registry::external: return "`decisions.schema_registry` says that a registry is run";
    case Registry::built_in: return fmt::format("{} has a schema registry built in", c.broker);
  }
  return {};
}

std::string readers_text(const SchemaCircumstances& c) {
  if (c.read_again) {
    return fmt::format("{} of history are read again", notation::duration(c.retention));
  }
  return fmt::format("{} read the events", counted(c.groups, "consumer group"));
}

std::string reason_for(const SchemaCircumstances& c, SchemaFormat format) {
  if (!c.described) {
    return fmt::format(
        "no payload is described under `messages` ({}): a binary format would carry it as JSON "
        "text "
        "all the same",
        bytes_text(c));
  }
  const std::string circumstances =
      fmt::format("{}; {}; {}", registry_text(c), bytes_text(c), readers_text(c));
  switch (format) {
    case SchemaFormat::json_schema:
      if (c.heavy()) {
        return fmt::format(
            "{}: without a registry the messages in a queue must speak for themselves",
            circumstances);
      }
      return fmt::format(
          "{}: bytes are not what costs here, and JSON is read by people, and in any "
          "language without generated code",
          circumstances);
    case SchemaFormat::avro:
      return fmt::format(
          "{}: the registry keeps the schema that each message was written with, "
          "and Avro defines how a reader of another version resolves it",
          circumstances);
    case SchemaFormat::protobuf: break;
  }
  return c.registry == Registry::absent || c.registry == Registry::possible
             ? fmt::format(
                   "{}: field numbers in place of names, and readers carry the schema in "
                   "generated code, so that none has to be looked up",
                   circumstances)
             : fmt::format(
                   "{}: field numbers in place of names, and few enough readers to give "
                   "each of them generated code",
                   circumstances);
}

/// Adds "<condition>: <format>" where the condition leads to another format.
void add_change(std::vector<std::string>& changes, const SchemaCircumstances& then,
                SchemaFormat now, std::string_view condition) {
  const SchemaFormat format = chosen_format(then);
  if (format != now) changes.push_back(fmt::format("{}: {}", condition, display_name_of(format)));
}

/// What leads to another format, by the rules themselves: each circumstance changed alone.
std::string changes_of(const SchemaCircumstances& c) {
  const SchemaFormat now = chosen_format(c);
  std::vector<std::string> changes;
  SchemaCircumstances then = c;
  then.described = true;
  if (!c.described) {
    add_change(changes, then, now, "payloads under `messages`");
    if (changes.empty()) {
      then.registry = c.registry == Registry::built_in ? c.registry : Registry::external;
      add_change(changes, then, now, "payloads and `decisions.schema_registry: true`");
    }
    return changes.empty() ? std::string{"no single change of the input"} : changes.front();
  }
  const bool present = c.registry == Registry::external || c.registry == Registry::built_in;
  then.registry = present ? Registry::absent : Registry::external;
  add_change(changes, then, now,
             present ? "`decisions.schema_registry: false`" : "`decisions.schema_registry: true`");
  then = c;
  if (!std::isinf(c.unit_bytes)) {
    const bool less = c.peak_bytes > c.unit_bytes;
    then.peak_bytes = less ? c.unit_bytes : c.unit_bytes * 2;
    add_change(changes, then, now,
               fmt::format("{} than {} at peak", less ? "no more" : "more",
                           notation::rate(ByteRate{c.unit_bytes})));
  }
  then = c;
  then.read_again = !c.read_again;
  add_change(changes, then, now,
             c.read_again ? "a history that is not read again" : "a history that is read again");
  then = c;
  then.groups = c.groups >= many_groups ? many_groups - 1 : many_groups;
  add_change(changes, then, now, fmt::format("{} consumer groups", then.groups));
  return changes.empty() ? std::string{"no single change of the input"}
                         : fmt::format("{}", fmt::join(changes, "; "));
}

}  // namespace

SchemaCircumstances schema_circumstances(const DesignInput& input,
                                         const std::vector<EventSchema>& events) {
  SchemaCircumstances c;
  const auto& decided = input.context.decisions.schema_registry;
  c.declined = decided && !decided->value;
  c.registry = registry_of(input);
  c.log = input.is_log();
  c.read_again = input.context.needs_replay();
  c.groups = input.context.consumers.size();
  c.peak_bytes = input.sizing.traffic.peak_bytes.per_second;
  set_unit(c, input);
  c.message_bytes = input.context.workload.message_size.bytes;
  c.broker = input.broker.name;
  c.retention = input.context.requirements.retention;
  // The smallest message: what fills that fills all.
  c.name_bytes = name_bytes(events.front().envelope);
  for (const EventSchema& event : events) {
    c.name_bytes = std::min(c.name_bytes, name_bytes(event.envelope));
  }
  for (const MessageType& message : input.context.messages) {
    c.described = c.described || !message.payload.empty();
  }
  return c;
}

SchemaChoice choose_schema_format(const SchemaCircumstances& circumstances,
                                  std::optional<SchemaFormat> wanted) {
  const SchemaFormat own = chosen_format(circumstances);
  SchemaChoice choice{own, reason_for(circumstances, own), changes_of(circumstances)};
  if (wanted) {
    choice.format = *wanted;
    choice.reason = *wanted == own
                        ? fmt::format("--schema-format asks for it, and it would be chosen too: {}",
                                      choice.reason)
                        : fmt::format("--schema-format asks for it; {} would be chosen: {}",
                                      display_name_of(own), choice.reason);
    choice.would_change = fmt::format("without --schema-format: {}", display_name_of(own));
  }
  return choice;
}

}  // namespace assembly
}  // namespace eventarch
