#pragma once

/// What one rule finds in a design file.

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "findings_of.hpp"

namespace eventarch::testing_support {

/// The findings of one rule as "line:column severity: message", with the help below.
inline std::vector<std::string> found(std::string_view rule, std::string_view text) {
  std::vector<std::string> out;
  const auto all =
      advise({.name = "d.yaml", .text = std::string(text), .stem = "d"}, built_in_catalogue());
  for (const Diagnostic& d : all.at(0).findings.all()) {
    if (d.rule->name != rule) continue;
    out.push_back(
        fmt::format("{} {}: {}\n{}", place_of(d.where), name_of(d.severity), d.message, d.help));
  }
  return out;
}

}  // namespace eventarch::testing_support
