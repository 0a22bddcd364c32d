#include "eventarch/report.hpp"

namespace eventarch {

std::string report_schema() { return "{}\n"; }

}  // namespace eventarch
