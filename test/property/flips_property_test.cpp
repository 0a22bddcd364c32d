/// Flips of files that leave things out, and flips that can be tried with --set.

#include "property/explanations.hpp"

namespace eventarch::property {
namespace {

TEST(FlipsProperty, HoldAlsoWhereDefaultsFollowTheUseCase) {
  FlipCount count;
  for_design_files(10'000, {}, [&](const DesignFile& file, Random&) { check_flips(file, count); });
  EXPECT_GT(count.checked, portion_of(2000));
}

TEST(FlipsProperty, CanBeWrittenInADesignFile) {
  FlipCount count;
  for_design_files(2000, {}, [&](const DesignFile& file, Random&) {
    check_flips(file, count);
    EXPECT_EQ(count.not_writable, 0);
  });
}

}  // namespace
}  // namespace eventarch::property
