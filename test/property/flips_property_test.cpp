/// Flips of files that leave things out, and flips that can be tried with --set.

#include "property/explanations.hpp"

namespace eventarch::property {
namespace {

TEST(FlipsProperty, HoldAlsoWhereDefaultsFollowTheUseCase) {
  FlipCount count;
  for_design_files(600, {}, [&](const DesignFile& file, Random&) { check_flips(file, count); });
  EXPECT_GT(count.checked, 2000);
}

TEST(FlipsProperty, CanBeWrittenInADesignFile) {
  FlipCount count;
  for_design_files(500, {}, [&](const DesignFile& file, Random&) {
    check_flips(file, count);
    EXPECT_EQ(count.not_writable, 0);
  });
}

}  // namespace
}  // namespace eventarch::property
