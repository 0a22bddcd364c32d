#pragma once

/// Patterns: one file each, one row each in the table.

#include <span>
#include <string>
#include <string_view>

#include "assembly/pattern_input.hpp"

namespace eventarch::assembly {

/// What a pattern is, whatever the design: the page of `eventarch explain`.
struct PatternPage {
  std::string_view summary;   ///< one sentence
  std::string_view use_when;  ///< sentences
  std::string_view avoid_when;
  std::string_view source;  ///< where it is described
};

struct Participants;

struct PatternUnit {
  std::string_view name;   ///< snake_case; `eventarch explain` takes it
  std::string_view title;  ///< for people
  PatternPage page;
  bool (*applies)(const PatternInput&);
  std::string (*why)(const PatternInput&);
  std::vector<std::string> (*parts)(const PatternInput&, const Participants&);
  std::vector<PatternFigure> (*figures)(const PatternInput&);
  std::vector<FlowStep> (*flow)(const PatternInput&, const Participants&);
};

[[nodiscard]] std::span<const PatternUnit> patterns();

/// For a pattern without numbers, or without a flow of its own.
[[nodiscard]] inline std::vector<PatternFigure> no_figures(const PatternInput& /*input*/) {
  return {};
}
[[nodiscard]] inline std::vector<FlowStep> no_flow(const PatternInput& /*input*/,
                                                   const Participants& /*who*/) {
  return {};
}

}  // namespace eventarch::assembly
