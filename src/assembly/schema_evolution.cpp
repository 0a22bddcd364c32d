/// How the schemas may change. Two things decide the mode:
///
/// - What waits or is kept was written with an older schema, on every broker. So new readers must
///   read old messages: BACKWARD is the least, and FORWARD alone never enough. Where messages stay
///   after they are read, one may meet any version, not only the last: _TRANSITIVE.
/// - Old readers can read new messages in Avro and Protobuf, which skip what they do not know. The
///   JSON Schemas here are closed, so an old one refuses a new field: FULL is not to be had.

#include <fmt/format.h>

#include "assembly/message_schema.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

bool stays_after_reading(const DesignInput& input) {
  return input.is_log() && !input.fact(FactKey::replay).is(Word::none);
}

bool any_order(SchemaFormat format, const SchemaCircumstances& c) {
  return format != SchemaFormat::json_schema && (c.groups > 1 || c.read_again);
}

std::string mode_of(const DesignInput& input, SchemaFormat format, const SchemaCircumstances& c) {
  return fmt::format("{}{}", any_order(format, c) ? "FULL" : "BACKWARD",
                     stays_after_reading(input) ? "_TRANSITIVE" : "");
}

std::string reason_of(const DesignInput& input, SchemaFormat format, const SchemaCircumstances& c) {
  std::string kept;
  if (c.read_again) {
    kept = fmt::format(
        "{} of messages are read again, so that a reader meets every version "
        "written in that time",
        notation::duration(c.retention));
  } else if (stays_after_reading(input)) {
    kept = fmt::format(
        "messages stay for {} after they are read, and whoever goes back, or joins, "
        "meets every version written in that time",
        notation::duration(c.retention));
  } else {
    kept = "messages that wait, dead letters included, were written with the version before";
  }
  const std::string groups = counted(c.groups, "consumer group");
  if (any_order(format, c)) {
    return fmt::format(
        "{}; {} and the producers are upgraded independently, and {} lets old "
        "readers skip what is new",
        kept, groups, display_name_of(format));
  }
  if (format == SchemaFormat::json_schema) {
    return fmt::format(
        "{}; the schemas are closed (additionalProperties: false), so that a slip "
        "in a field's name is refused, and with it a field that an old reader does "
        "not know: FULL is not to be had in JSON Schema",
        kept);
  }
  return fmt::format("{}; there is one consumer group, which can go first", kept);
}

std::string upgrade_order_of(const DesignInput& input, SchemaFormat format,
                             const SchemaCircumstances& c) {
  if (any_order(format, c)) return "producers and consumers in any order";
  const std::string consumers = text::list_of(input.context.consumers);
  const std::string producers =
      input.context.producers.empty() ? "the producers" : text::list_of(input.context.producers);
  return fmt::format("consumers first ({}), then {}", consumers, producers);
}

std::vector<std::string> json_rules() {
  return {
      "a new field is optional (`note?: string`), never in `required`: older messages lack it",
      "a field is never renamed, given another type or dropped from the schema: stop sending an "
      "optional one, and leave it described while messages with it are kept",
      "a new symbol of an enum is a change for consumers too: every one of them first",
      "`integer` may become `number`, not the reverse",
      "`format` is a remark in 2020-12 unless the validator is told to check it; the pattern of "
      "event_id holds in any case",
  };
}

std::vector<std::string> avro_rules(bool full) {
  std::vector<std::string> rules{
      "a new field has a default (`note?: string` becomes [\"null\", \"string\"] with default "
      "null): a reader fills it in for older messages",
      full ? "only fields with a default are removed: old readers fill them in"
           : "a field may be removed: new readers skip it",
      full ? "no field changes its type: int to long reads in one direction only"
           : "int may become long, and float double; no other change of a type",
      "a rename needs an alias in the reader's schema, which works for new readers only",
      full ? "an enum gets no new symbol: an old reader fails on it, since the enums here have no "
             "default; a string, or a new event type"
           : "a new symbol of an enum goes to the consumers first",
      "names and namespace are part of the identity: an incompatible change goes into .v2",
      "timestamps are microseconds UTC (timestamp-micros): the offset of RFC 3339 text is not kept",
  };
  return rules;
}

std::vector<std::string> protobuf_rules() {
  return {
      "a field's number is never changed or given to another field",
      "a new field takes the next number; readers of older messages see it unset",
      "a field that is removed leaves `reserved` for its number and its name",
      "proto3 cannot require a field: a missing string reads as \"\", so that producers check what "
      "the design file does not mark with `?`",
      "no field changes its type, moves into or out of a oneof, or turns into a list",
      "a new symbol goes to the end of its enum; readers keep one they do not know as a number, "
      "and must not treat it as the first",
      "a rename does no harm to the bytes and breaks JSON and generated code",
  };
}

std::vector<std::string> rules_of(SchemaFormat format, bool full) {
  switch (format) {
    case SchemaFormat::avro: return avro_rules(full);
    case SchemaFormat::json_schema: return json_rules();
    case SchemaFormat::protobuf: break;
  }
  return protobuf_rules();
}

/// How an incompatible change is caught where no registry refuses it.
std::string own_check(SchemaFormat format, bool full) {
  switch (format) {
    case SchemaFormat::avro:
      return full ? "reads with the new schema what the released ones wrote, and the reverse"
                  : "reads with the new schema what the released ones wrote";
    case SchemaFormat::json_schema:
      return "validates examples of every released version against the new schema";
    case SchemaFormat::protobuf: break;
  }
  return "runs `buf breaking` against the last release";
}

std::string check_of(const SchemaCircumstances& c, SchemaFormat format, const std::string& mode) {
  const bool full = mode.starts_with("FULL");
  const std::string own =
      fmt::format("CI, in the repository that holds the schemas: it {}", own_check(format, full));
  switch (c.registry) {
    case Registry::absent:
    case Registry::possible: return fmt::format("no registry: {}", own);
    case Registry::external:
      return fmt::format("the registry, set to {}, refuses the registration; earlier, {}", mode,
                         own);
    case Registry::built_in: break;
  }
  return format == SchemaFormat::json_schema
             ? fmt::format(
                   "{}; whether the registry of {} takes JSON Schema is not in the "
                   "catalogue: look it up before relying on it",
                   own, c.broker)
             : fmt::format("the registry of {}, set to {}; earlier, {}", c.broker, mode, own);
}

}  // namespace

SchemaCompatibility schema_compatibility(const DesignInput& input,
                                         const SchemaCircumstances& circumstances,
                                         SchemaFormat format) {
  SchemaCompatibility out;
  out.mode = mode_of(input, format, circumstances);
  out.reason = reason_of(input, format, circumstances);
  out.upgrade_order = upgrade_order_of(input, format, circumstances);
  out.rules = rules_of(format, out.mode.starts_with("FULL"));
  out.check = check_of(circumstances, format, out.mode);
  return out;
}

}  // namespace eventarch::assembly
