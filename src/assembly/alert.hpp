#pragma once

/// Alerts: one file each in alerts/, one row each in alert_table.cpp. Thresholds follow from the
/// design; names of metrics are those of the contract, or of the exporter that `source` names.

#include <span>
#include <string>
#include <string_view>

#include "assembly/watched.hpp"

namespace eventarch::assembly {

struct AlertText {
  std::string expression;  ///< PromQL
  std::string hold;
  std::string why;  ///< with the arithmetic of the threshold
};

struct AlertUnit {
  std::string_view name;      ///< CamelCase, as rule files of Prometheus have it
  std::string_view severity;  ///< warning | critical
  std::string_view leads_to;  ///< `issue` of a troubleshooting entry
  std::string_view meaning;
  std::string_view action;
  std::string_view source;  ///< of the metrics, and of the rule
  bool (*applies)(const Watched&);
  AlertText (*text)(const Watched&);
};

[[nodiscard]] std::span<const AlertUnit> alert_units();

inline constexpr std::string_view contract_metrics =
    "metrics of the design itself, which its producers and consumers export";

}  // namespace eventarch::assembly
