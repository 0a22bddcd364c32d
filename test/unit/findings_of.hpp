#pragma once

/// Findings as short lines that a test can list: "3:7 unknown_key".

#include <fmt/format.h>

#include <string>
#include <vector>

#include "eventarch/diagnostic.hpp"

namespace eventarch::testing_support {

inline std::string place_of(const SourceSpan& where) {
  return fmt::format("{}:{}", where.line, where.column);
}

/// "line:column rule" of every finding, in the order given.
inline std::vector<std::string> places_of(const Findings& findings) {
  std::vector<std::string> out;
  for (const Diagnostic& d : findings.all()) {
    out.push_back(fmt::format("{} {}", place_of(d.where), d.rule->name));
  }
  return out;
}

}  // namespace eventarch::testing_support
