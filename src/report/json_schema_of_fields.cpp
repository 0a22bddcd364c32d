#include "report/json_schema_of_fields.hpp"

#include <nlohmann/json.hpp>

namespace eventarch::report {
namespace {

using Json = nlohmann::ordered_json;

void add_object(Json& out, const std::vector<SchemaField>& fields, bool open);

Json element_schema(const SchemaField& field) {
  Json out = Json::object();
  if (field.nullable) {
    out["type"] = {field.type, "null"};
  } else {
    out["type"] = field.type;
  }
  if (!field.format.empty() && field.format != "base64") out["format"] = field.format;
  if (field.format == "base64") out["contentEncoding"] = "base64";
  if (!field.pattern.empty()) out["pattern"] = field.pattern;
  if (field.minimum) out["minimum"] = *field.minimum;
  if (field.maximum) out["maximum"] = *field.maximum;
  if (!field.description.empty() && !field.list) out["description"] = field.description;
  if (field.values.size() == 1) out["const"] = field.values.front();
  if (field.values.size() > 1) out["enum"] = field.values;
  if (field.type == "object") add_object(out, field.children, field.open);
  return out;
}

Json schema_of(const SchemaField& field) {
  Json element = element_schema(field);
  if (!field.list) return element;
  Json out{{"type", "array"}};
  if (!field.description.empty()) out["description"] = field.description;
  out["items"] = std::move(element);
  return out;
}

void add_object(Json& out, const std::vector<SchemaField>& fields, bool open) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const SchemaField& field : fields) {
    properties[field.name] = schema_of(field);
    if (field.required) required.push_back(field.name);
  }
  if (!required.empty()) out["required"] = std::move(required);
  if (!fields.empty()) out["properties"] = std::move(properties);
  out["additionalProperties"] = open;
}

}  // namespace

Json json_schema_of(std::string_view title, const std::vector<SchemaField>& fields) {
  Json out{{"$schema", json_schema_dialect}};
  if (!title.empty()) out["title"] = title;
  out["type"] = "object";
  add_object(out, fields, false);
  return out;
}

}  // namespace eventarch::report
