#include "assembly/alert.hpp"
#include "assembly/log_event.hpp"
#include "assembly/metric.hpp"
#include "assembly/sections.hpp"

namespace eventarch::assembly {

Observability observability(const DesignInput& input, const Design& design) {
  const Watched watched{input, design};
  Observability out;
  out.log_fields = log_fields();
  out.log_samples = log_samples(watched);
  out.metrics = metrics(input);
  for (const AlertUnit& unit : alert_units()) {
    if (!unit.applies(watched)) continue;
    AlertText text = unit.text(watched);
    out.alerts.push_back({.name = std::string(unit.name),
                          .expression = std::move(text.expression),
                          .severity = std::string(unit.severity),
                          .why = std::move(text.why),
                          .hold = std::move(text.hold),
                          .leads_to = std::string(unit.leads_to)});
  }
  return out;
}

}  // namespace eventarch::assembly
