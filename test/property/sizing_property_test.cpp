/// Sizing scales: faster consumers make up for more messages, more copies and longer retention
/// never take less room.

#include <cmath>

#include "property/harness.hpp"
#include "sizing/stages.hpp"

namespace eventarch::property {
namespace {

/// Every mode, also those that would not be chosen: a pinned broker is sized all the same.
template <class Change, class Compare>
void for_changes(const Profile& profile, Change change, Compare compare) {
  for_design_files(2000, profile, [&](const DesignFile& file, Random& random) {
    const EventContext context = context_of(file);
    EventContext changed = context;
    change(changed, random);
    for (const Candidate& candidate : ranking_of(context)) {
      SCOPED_TRACE(name_of(candidate));
      compare(sizing::size_once(context, candidate), sizing::size_once(changed, candidate));
    }
  });
}

TEST(SizingProperty, TwiceTheRateInHalfTheTimeKeepsConsumersAsBusy) {
  int compared = 0;
  for_changes(
      {.decisions = true},
      [](EventContext& context, Random& random) {
        const double factor = std::vector{2.0, 3.0, 10.0, 1000.0}[random.below(4)];
        context.requirements.throughput.per_second *= factor;
        context.workload.processing_time.milliseconds /= factor;
      },
      [&](const Sizing& before, const Sizing& after) {
        ASSERT_EQ(before.consumers.size(), after.consumers.size());
        // Where the producers' rate asks for more partitions, consumers hold other shares of them.
        if (before.partitions != after.partitions) return;
        for (std::size_t i = 0; i < before.consumers.size(); ++i) {
          // Shorter processing leaves more of the target for latency: fewer may do, each busier.
          if (before.consumers[i].instances != after.consumers[i].instances) continue;
          const double was = before.consumers[i].utilization;
          EXPECT_NEAR(after.consumers[i].utilization, was, was * 1e-9);
        }
        ++compared;
      });
  EXPECT_GT(compared, portion_of(5000));
}

void expect_no_less_storage(const Sizing& before, const Sizing& after) {
  EXPECT_GE(after.partitions, before.partitions);
  EXPECT_GE(after.storage.per_replica.bytes, before.storage.per_replica.bytes);
  EXPECT_GE(after.storage.total.bytes, before.storage.total.bytes);
  // Disks hold what queues admit, and their lengths are rounded: more queues may admit a little
  // less.
  const double rounding = after.partitions == before.partitions ? 1 : 0.99;
  EXPECT_GE(after.storage.provisioned.bytes, before.storage.provisioned.bytes * rounding);
}

TEST(SizingProperty, MoreCopiesNeverTakeLessStorage) {
  for_changes(
      {.decisions = true, .extreme = true},
      [](EventContext& context, Random& random) {
        const std::uint64_t more = random.between(1, 5);
        context.capacity.replication_factor.value += more;
        auto& decided = context.decisions.replication_factor;
        if (decided) decided->value.value += more;
      },
      expect_no_less_storage);
}

TEST(SizingProperty, LongerRetentionNeverTakesLessStorage) {
  for_changes(
      {.decisions = true, .extreme = true},
      [](EventContext& context, Random& random) {
        context.requirements.retention.milliseconds *= static_cast<double>(random.between(1, 50));
      },
      expect_no_less_storage);
}

}  // namespace
}  // namespace eventarch::property
