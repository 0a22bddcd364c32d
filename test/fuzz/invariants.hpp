#pragma once

/// What fuzz targets hold every input to. A broken promise ends the process: libFuzzer then keeps
/// the input, and the replay test fails on it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "eventarch/diagnostic.hpp"

namespace eventarch::fuzz {

inline void require(bool kept, std::string_view promise) {
  if (kept) return;
  std::cerr << "broken promise: " << promise << '\n';
  std::abort();
}

/// Longer inputs find nothing that shorter ones do not, and take longer.
inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t longest = 4096;
  return {reinterpret_cast<const char*>(data), std::min(size, longest)};
}

inline void check_place(const SourceSpan& where, std::size_t lines) {
  if (where.line == 0) return;  // the file as a whole
  require(where.line <= lines && where.end_line <= lines, "places lie within the text");
  require(where.column >= 1 && where.end_column >= 1, "columns count from 1");
  require(where.end_line > where.line ||
              (where.end_line == where.line && where.end_column >= where.column),
          "a place ends behind its begin");
}

inline void check_findings(const Findings& findings, std::string_view text) {
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
  for (const Diagnostic& finding : findings.all()) {
    require(finding.rule != nullptr && !finding.rule->name.empty(), "a finding has a rule");
    require(!finding.message.empty(), "a finding has a message");
    check_place(finding.where, lines);
    for (const RelatedPlace& related : finding.related) check_place(related.where, lines);
  }
}

}  // namespace eventarch::fuzz
