#pragma once

/// Designs for tests of patterns, and what a reader sees of a pattern.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"

namespace eventarch::testing_support {

inline Advice advice_on(std::string_view context) {
  return advise({"patterns.yaml", "event_context: " + std::string(context), "patterns"},
                built_in_catalogue())
      .front();
}

/// A copy, so that a test may ask a temporary design.
inline Pattern pattern_in(const Design& design, std::string_view name) {
  const auto found = std::ranges::find(design.patterns, name, &Pattern::name);
  if (found != design.patterns.end()) return *found;
  ADD_FAILURE() << "no pattern " << name;
  return {};
}

inline Pattern pattern_of(const Advice& advice, std::string_view name) {
  if (advice.design) return pattern_in(*advice.design, name);
  ADD_FAILURE() << "no design";
  return {};
}

/// The design in a mode of a broker, whether or not it would be chosen.
inline Design design_in_mode(std::string_view context, std::string_view broker,
                             std::string_view mode) {
  const Advice advice = advice_on(context);
  Candidate candidate;
  candidate.broker = built_in_catalogue().find(broker);
  candidate.mode = candidate.broker->find_mode(mode);
  return assemble_design(*advice.context, candidate, size_design(*advice.context, candidate));
}

inline std::vector<std::string> names_of(const Advice& advice) {
  std::vector<std::string> names;
  for (const Pattern& pattern : advice.design->patterns) names.push_back(pattern.name);
  return names;
}

inline PatternFigure figure_of(const Pattern& pattern, std::string_view name) {
  const auto found = std::ranges::find(pattern.figures, name, &PatternFigure::name);
  if (found != pattern.figures.end()) return *found;
  ADD_FAILURE() << pattern.name << " has no figure " << name;
  return {};
}

inline bool has_figure(const Pattern& pattern, std::string_view name) {
  return std::ranges::find(pattern.figures, name, &PatternFigure::name) != pattern.figures.end();
}

/// All that a reader of a pattern sees, one line each.
inline std::string text_of(const Pattern& pattern) {
  std::string out = pattern.why + "\n";
  for (const std::string& part : pattern.parts) out += part + "\n";
  for (const PatternFigure& figure : pattern.figures) {
    out += fmt::format("{} {} {}\n", figure.name, figure.text, figure.how);
  }
  for (const FlowStep& step : pattern.flow) {
    out += fmt::format("{} {} {}\n", step.from, step.to, step.message);
  }
  return out;
}

inline std::string text_of(const Advice& advice, std::string_view name) {
  return text_of(pattern_of(advice, name));
}

}  // namespace eventarch::testing_support
