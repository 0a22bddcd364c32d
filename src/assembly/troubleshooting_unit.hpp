#pragma once

/// The six troubles of the public contract; one row each.

#include <span>
#include <string>
#include <string_view>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {

struct TroubleshootingUnit {
  std::string_view name;        ///< snake_case
  std::string_view issue;       ///< as the contract has it
  std::string_view cause;       ///< likewise
  std::string_view resolution;  ///< likewise
  std::string_view shows_as;    ///< how it is noticed
  std::string_view steps;       ///< what to do, in order
  Issue kind;
  std::string (*in_this_design)(const Watched&);
  std::string (*first_metric)(const Watched&);
};

[[nodiscard]] std::span<const TroubleshootingUnit> troubleshooting_units();

}  // namespace eventarch::assembly
