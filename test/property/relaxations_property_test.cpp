/// Relaxations of every kind of context: each names enough to give up.

#include "property/explanations.hpp"

namespace eventarch::property {
namespace {

TEST(RelaxationsProperty, EveryRelaxationMakesItsBrokerQualify) {
  int checked = 0;
  for_design_files(10'000, {.demanding = true},
                   [&](const DesignFile& file, Random&) { checked += check_relaxations(file); });
  RecordProperty("relaxations", checked);
  EXPECT_GT(checked, portion_of(1000));
}

TEST(RelaxationsProperty, HoldAtTheEndsOfTheRanges) {
  int checked = 0;
  for_design_files(2000, {.demanding = true, .extreme = true},
                   [&](const DesignFile& file, Random&) { checked += check_relaxations(file); });
  EXPECT_GT(checked, portion_of(1000));
}

/// Whoever gives up what is named without reservation gets a design that does what is left.
TEST(RelaxationsProperty, WithoutReservationTheDesignMeetsItsTargets) {
  int sized = 0;
  for_design_files(2000, {.demanding = true},
                   [&](const DesignFile& file, Random&) { sized += check_shortfalls(file); });
  RecordProperty("sized", sized);
  EXPECT_GT(sized, portion_of(500));
}

}  // namespace
}  // namespace eventarch::property
