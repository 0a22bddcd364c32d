#include "report/json_places.hpp"

#include <nlohmann/json.hpp>

namespace eventarch::report {

nlohmann::ordered_json json_location(const SourceSpan& where) {
  nlohmann::ordered_json out{{"file", where.file}};
  if (where.line == 0) return out;  // the file as a whole
  out["line"] = where.line;
  out["column"] = where.column;
  out["end_line"] = where.end_line;
  out["end_column"] = where.end_column;
  return out;
}

nlohmann::ordered_json json_related_places(const Diagnostic& finding) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const RelatedPlace& place : finding.related) {
    all.push_back({{"message", place.message}, {"location", json_location(place.where)}});
  }
  return all;
}

}  // namespace eventarch::report
