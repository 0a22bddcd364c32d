/// More throughput never gives fewer partitions, also with ten copies and more.

#include "property/harness.hpp"

namespace eventarch::property {
namespace {

TEST(ManyReplicasProperty, PartitionsNeverFallAsTheRateGrows) {
  for (std::uint64_t copies = 10; copies <= 24; ++copies) {
    std::uint64_t before = 0;
    for (int rate = 1; rate <= 200; ++rate) {
      SCOPED_TRACE(fmt::format("{} units of load, {} copies", rate, copies));
      const auto plan = calculate_partitions(rate, 1, copies);
      ASSERT_TRUE(plan);
      ASSERT_GE(plan->partitions, before);
      before = plan->partitions;
    }
  }
}

}  // namespace
}  // namespace eventarch::property
