/// Every number of the sizing has a figure that gives it, whatever the design file says.

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "eventarch/report.hpp"
#include "golden/recomputation.hpp"
#include "property/harness.hpp"
#include "report/json_parts.hpp"
#include "sizing/stages.hpp"

namespace eventarch::property {
namespace {

using nlohmann::json;
using testing_support::Recomputation;

void expect_recomputable(const Profile& profile) {
  int designs = 0;
  for_design_files(1000, profile, [&](const DesignFile& file, Random&) {
    const Advice advice = advice_on(file);
    if (!advice.design) return;
    ++designs;
    const json report = json::parse(render_json(advice));
    EXPECT_THAT(Recomputation(report).faults(), testing::IsEmpty());
  });
  EXPECT_GT(designs, portion_of(900));
}

TEST(RecomputeProperty, EveryNumberFollowsFromItsFigure) {
  expect_recomputable({.pinned = true, .decisions = true});
}

TEST(RecomputeProperty, EveryNumberFollowsFromItsFigureAlsoAtTheEndsOfTheRanges) {
  expect_recomputable({.pinned = true, .decisions = true, .extreme = true});
}

void expect_a_number(const Figure& figure) {
  for (const double input : figure.inputs) EXPECT_TRUE(std::isfinite(input)) << figure.path;
  if (figure.value) {
    EXPECT_TRUE(std::isfinite(*figure.value)) << figure.path;
    return;
  }
  ASSERT_NE(figure.formula, nullptr) << figure.path;
  EXPECT_FALSE(figure.formula->unbounded.empty())
      << figure.path << " has no value, and " << figure.formula->name << " does not say why";
}

/// Every mode, also those that would not be chosen. That nothing is thrown is part of the test: a
/// formula refuses inputs outside of its ranges.
TEST(RecomputeProperty, EveryFigureIsANumberOrSaysWhyThereIsNone) {
  int unbounded = 0;
  for_design_files(10'000, {.decisions = true, .extreme = true},
                   [&](const DesignFile& file, Random&) {
                     const EventContext context = context_of(file);
                     for (const Candidate& candidate : ranking_of(context)) {
                       SCOPED_TRACE(name_of(candidate));
                       const Sizing sizing = sizing::size_once(context, candidate);
                       for (const Figure& figure : sizing.figures) {
                         expect_a_number(figure);
                         unbounded += figure.value ? 0 : 1;
                       }
                     }
                   });
  EXPECT_GT(unbounded, 0);
}

/// JSON writes what is no number as null.
TEST(RecomputeProperty, OnlyFiguresWithoutAFiniteAnswerAreNull) {
  for_design_files(500, {.decisions = true, .extreme = true}, [](const DesignFile& file, Random&) {
    const EventContext context = context_of(file);
    for (const Candidate& candidate : ranking_of(context)) {
      SCOPED_TRACE(name_of(candidate));
      const Sizing sizing = sizing::size_once(context, candidate);
      const auto report = report::sizing_of(sizing);
      for (std::size_t i = 0; i < sizing.figures.size(); ++i) {
        const auto& shown = report.at("figures").at(i);
        EXPECT_EQ(shown.at("value").is_null(), !sizing.figures[i].value.has_value())
            << shown.at("path");
        for (const auto& input : shown.at("inputs")) EXPECT_TRUE(input.is_number());
      }
    }
  });
}

}  // namespace
}  // namespace eventarch::property
