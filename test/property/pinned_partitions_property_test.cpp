/// Global order takes exactly one unit: a pinned count beyond it is refused or not used.

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
    if (!advice.valid()) return;
    ASSERT_TRUE(advice.design);
    EXPECT_EQ(advice.design->sizing.partitions, 1U);
  });
}

}  // namespace
}  // namespace eventarch::property
