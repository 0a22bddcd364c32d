#pragma once

/// Patterns: one file each, one row each in the table.

#include <span>
#include <string>
#include <string_view>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

struct PatternUnit {
  std::string_view name;
  bool (*applies)(const DesignInput&);
  std::string (*why)(const DesignInput&);
  std::vector<std::string> (*parts)(const DesignInput&);
};

[[nodiscard]] std::span<const PatternUnit> patterns();

}  // namespace eventarch::assembly
