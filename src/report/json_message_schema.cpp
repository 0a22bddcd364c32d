/// The schemas of the messages in the JSON report, and how they may change.

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "report/json_parts.hpp"
#include "report/json_schema_of_fields.hpp"
#include "report/rendered_schemas.hpp"
#include "report/schema_formats.hpp"

namespace eventarch::report {
namespace {

using Json = nlohmann::ordered_json;

Json compatibility_of(const SchemaCompatibility& compatibility) {
  const SubjectNaming& naming = compatibility.subject_naming;
  Json subjects = Json::array();
  for (const SchemaSubject& subject : naming.subjects) {
    subjects.push_back({{"event_type", subject.event_type},
                        {"topic", subject.topic.empty() ? Json(nullptr) : Json(subject.topic)},
                        {"subject", subject.subject}});
  }
  return {
      {"mode", compatibility.mode},
      {"reason", compatibility.reason},
      {"upgrade_order", compatibility.upgrade_order},
      {"rules", compatibility.rules},
      {"check", compatibility.check},
      {"subject_naming",
       {{"strategy", naming.strategy}, {"why", naming.why}, {"subjects", std::move(subjects)}}}};
}

}  // namespace

RenderedSchemas rendered_schemas(const MessageSchema& schema) {
  switch (schema.format) {
    case SchemaFormat::avro: return avro_schemas(schema);
    case SchemaFormat::protobuf: return protobuf_schemas(schema);
    case SchemaFormat::json_schema: break;
  }
  return json_schemas(schema);
}

RenderedSchemas json_schemas(const MessageSchema& schema) {
  RenderedSchemas out;
  for (const EventSchema& event : schema.events) {
    out.events.push_back({json_schema_of(event.event_type, event.envelope), example_of(event)});
  }
  if (out.events.size() == 1) {
    out.whole = out.events.front().schema;
    return out;
  }
  out.whole = {{"$schema", json_schema_dialect}};
  for (const RenderedEvent& event : out.events) {
    Json one = event.schema;
    one.erase("$schema");
    out.whole["oneOf"].push_back(std::move(one));
  }
  return out;
}

Json message_schema_of(const MessageSchema& schema) {
  RenderedSchemas all = rendered_schemas(schema);
  Json events = Json::array();
  for (std::size_t i = 0; i < schema.events.size(); ++i) {
    const EventSchema& event = schema.events[i];
    events.push_back({{"event_type", event.event_type},
                      {"record", schema.package + "." + event.record_name},
                      {"key", event.key},
                      {"schema", std::move(all.events[i].schema)},
                      {"example", std::move(all.events[i].example)}});
  }
  return {{"format", display_name_of(schema.format)},
          {"language", name_of(schema.format)},
          {"reason", schema.reason},
          {"would_change", schema.would_change},
          {"schema", std::move(all.whole)},
          {"versioning", schema.versioning},
          {"compatibility", compatibility_of(schema.compatibility)},
          {"events", std::move(events)}};
}

}  // namespace eventarch::report
