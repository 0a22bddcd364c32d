#include <string>
#include <string_view>

#include "eventarch/report.hpp"
#include "report/report_schema/parts.hpp"

/// JSON Schema 2020-12 of the JSON report: what json_report.cpp writes, key by key.
/// test/schema/validate_reports.py holds the two to each other.

namespace eventarch {

std::string report_schema() {
  using namespace report_schema_parts;
  std::string text;
  for (const std::string_view part :
       {root, frame, findings, context, constraints, decision, decision_changes, topology, sizing,
        resources, consumption, messages, configuration, failures, patterns, operation}) {
    text += part;
  }
  return text;
}

}  // namespace eventarch
