/// How many partitions: more for more, even, one under global order.

#include <gmock/gmock.h>

#include <cmath>

#include "property/harness.hpp"
#include "sizing/stages.hpp"

namespace eventarch::property {
namespace {

std::string rate_text(double per_second) {
  return fmt::format("{:.0f} msg/s", std::ceil(per_second));
}

TEST(PartitionsProperty, NeverFallAsTheRateGrows) {
  int compared = 0;
  for_design_files(2000, {.pinned = true, .decisions = true}, [&](const DesignFile& file, Random&) {
    const double rate = context_of(file).requirements.throughput.per_second;
    const Mode* mode = nullptr;
    std::uint64_t partitions = 0;
    double key_limit = 0;
    for (const double factor : {1.0, 1.001, 2.0, 10.0}) {
      const std::string changed = rate_text(rate * factor);
      SCOPED_TRACE(changed);
      const auto context = context_with(file, {{"requirements.throughput", changed}});
      ASSERT_TRUE(context);
      const Decision decision = selection::bare_decision(*context, built_in_catalogue());
      ASSERT_TRUE(decision.winner());
      const Mode* now = decision.winner()->mode;
      const Sizing sizing = sizing::size_once(*context, *decision.winner());
      // Another mode of the broker divides work in another way.
      if (now == mode && hot_key_limit(sizing) <= key_limit) {
        EXPECT_GE(sizing.partitions, partitions);
        ++compared;
      }
      mode = now;
      partitions = sizing.partitions;
      key_limit = hot_key_limit(sizing);
    }
  });
  EXPECT_GT(compared, portion_of(4000));
}

TEST(PartitionsProperty, SufficeForEveryNeedAndAreEven) {
  for_design_files(2000, {.decisions = true}, [](const DesignFile& file, Random&) {
    const EventContext context = context_of(file);
    for (const Candidate& candidate : ranking_of(context)) {
      SCOPED_TRACE(name_of(candidate));
      const Sizing sizing = sizing::size_once(context, candidate);
      if (context.requirements.ordering == Ordering::global) {
        EXPECT_EQ(sizing.partitions, 1U);
        EXPECT_FALSE(sizing.rounding.even);
        continue;
      }
      for (const PartitionNeed& need : sizing.needs) {
        EXPECT_GE(sizing.partitions, need.partitions) << need.name;
      }
      EXPECT_EQ(sizing.partitions % sizing.rounding.multiple_of, 0U);
      if (sizing.rounding.even) {
        EXPECT_EQ(sizing.partitions % 2, 0U);
      } else {
        EXPECT_EQ(sizing.partitions, 1U);
        EXPECT_THAT(sizing.unit,
                    testing::AnyOf("queue", "message_group", "session", "subscription"));
      }
    }
  });
}

TEST(PartitionsProperty, OfTheFormulaNeverFallAsTheRateGrows) {
  for (std::uint64_t copies = 1; copies <= 9; ++copies) {
    std::uint64_t before = 0;
    for (int rate = 1; rate <= 2000; ++rate) {
      SCOPED_TRACE(fmt::format("{} units of load, {} copies", rate, copies));
      const auto plan = calculate_partitions(rate, 1, copies);
      ASSERT_TRUE(plan);
      ASSERT_GE(plan->partitions, before);
      ASSERT_EQ(plan->partitions % 2, 0U);
      before = plan->partitions;
    }
  }
}

}  // namespace
}  // namespace eventarch::property
