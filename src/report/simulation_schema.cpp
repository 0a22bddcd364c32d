#include <string>
#include <string_view>

#include "eventarch/simulation_report.hpp"
#include "report/report_schema/parts.hpp"
#include "report/simulation_schema/parts.hpp"

/// JSON Schema 2020-12 of the JSON of `simulate`: what simulation_json.cpp writes, key by key.
/// test/schema/validate_simulations.py holds the two to each other.

namespace eventarch {

std::string simulation_schema() {
  using namespace simulation_schema_parts;
  std::string text;
  for (const std::string_view part :
       {root, frame, report_schema_parts::findings, request, verdicts, load, capacity, groups})
    text += part;
  return text;
}

}  // namespace eventarch
