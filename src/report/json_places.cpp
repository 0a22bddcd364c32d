#include "report/json_places.hpp"

#include <nlohmann/json.hpp>

#include "report/suppression_words.hpp"

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

nlohmann::ordered_json json_suppressed(const Suppressed& suppressed) {
  const bool by_comment = suppressed.by == Suppressed::By::comment;
  nlohmann::ordered_json out{{"by", by_comment ? "comment" : "baseline"},
                             {"reason", suppressed.reason},
                             {"until", nullptr}};
  if (suppressed.until) out["until"] = date_text(*suppressed.until);
  if (by_comment) out["location"] = json_location(suppressed.where);
  return out;
}

}  // namespace eventarch::report
