/// Global order takes exactly one unit: a pinned count beyond it is refused.

#include "property/harness.hpp"

namespace eventarch::property {
namespace {

TEST(PinnedPartitionsProperty, DoNotBreakGlobalOrder) {
  for_design_files(500, {.pinned = true}, [](const DesignFile& file, Random& random) {
    DesignFile pinned = file;
    pinned.set("requirements.ordering", "global");
    pinned.set("decisions.partitions", fmt::format("{}", random.between(2, 100)));
    SCOPED_TRACE(pinned.yaml());
    const Advice advice = advice_on(pinned);
    EXPECT_FALSE(advice.valid());
    EXPECT_FALSE(advice.design);
  });
}

}  // namespace
}  // namespace eventarch::property
