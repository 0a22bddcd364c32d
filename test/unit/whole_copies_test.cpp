/// A copy of a partition lies on one broker: brokers are counted by copies, not by bytes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "design_of.hpp"
#include "formulas/formula.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::design_of;

constexpr double tb = 1e12;

struct Kept {
  double stored;
  double partitions;
  double copies = 3;
  double hot_key_share = 0;
  double slack = 0;
};

/// On disks of 4 TB that are filled to 70 %.
double brokers_for(const Kept& kept) {
  std::vector<double> values{kept.stored, kept.partitions, kept.copies, 4 * tb, 0.7, kept.slack};
  if (kept.hot_key_share == 0) {
    return formulas::brokers_for_storage.evaluate(values).value_or(-1);
  }
  values.push_back(kept.hot_key_share);
  return formulas::brokers_for_uneven_storage.evaluate(values).value_or(-1);
}

TEST(BrokersForStorage, CountWholeCopies) {
  // 18 copies of 2.3 TB: two of them are more than 2.8 TB.
  EXPECT_EQ(brokers_for({.stored = 13.8 * tb, .partitions = 6}), 18);
  // Of 1.4 TB two fit exactly, of a byte more only one.
  EXPECT_EQ(brokers_for({.stored = 6 * 1.4 * tb, .partitions = 6}), 9);
  EXPECT_EQ(brokers_for({.stored = 6 * (1.4 * tb + 1e4), .partitions = 6}), 18);
  // 9 GB that are not yet deleted, a gigabyte and a half with each partition.
  EXPECT_EQ(brokers_for({.stored = 6 * 1.399 * tb, .partitions = 6, .slack = 9e9}), 18);
  // 72 copies of 0.25 TB, 11 to a broker.
  EXPECT_EQ(brokers_for({.stored = 6 * tb, .partitions = 24}), 7);
}

TEST(BrokersForStorage, NeverOutnumberTheCopies) {
  EXPECT_EQ(brokers_for({.stored = 1000 * tb, .partitions = 5, .copies = 2}), 10);
  EXPECT_EQ(brokers_for({.stored = 1e60, .partitions = 1, .copies = 1}), 1);
  EXPECT_EQ(brokers_for({.stored = 0, .partitions = 6}), 1);
}

TEST(BrokersForUnevenStorage, HaveTheBusiestKeyOnOnePartition) {
  // 10 TB on 6 partitions, a fifth of it under one key: 3.33 TB with that key, 1.33 TB without.
  // Its three copies have no room beside them and need larger disks; of 15 others two fit.
  EXPECT_EQ(brokers_for({.stored = 10 * tb, .partitions = 6, .hot_key_share = 0.2}), 3 + 8);
  // 4.5 TB, two fifths under one key: 2.25 TB with that key, 0.45 TB without. One more fits beside
  // it, and the 12 others are of five partitions: five to a broker, though six would fit.
  EXPECT_EQ(brokers_for({.stored = 4.5 * tb, .partitions = 6, .hot_key_share = 0.4}), 3 + 3);
  // 4 TB on 2 partitions, half of it under one key: 3 TB and 1 TB. Copies of one partition lie on
  // different brokers, whatever their room.
  EXPECT_EQ(brokers_for({.stored = 4 * tb, .partitions = 2, .hot_key_share = 0.5}), 3 + 3);
  // Nothing but one key.
  EXPECT_EQ(brokers_for({.stored = 2 * tb, .partitions = 6, .hot_key_share = 1}), 1);
}

TEST(BrokersForStorage, NeverFallAsMoreIsStored) {
  for (const double share : {0.0, 0.001, 0.1, 0.4, 0.9, 1.0}) {
    for (const double partitions : {1.0, 2.0, 6.0, 100.0}) {
      double before = 0;
      for (double stored = 1e9; stored < 1e16; stored *= 1.003) {
        const double now =
            brokers_for({.stored = stored, .partitions = partitions, .hot_key_share = share});
        EXPECT_GE(now, before) << share << " " << partitions << " " << stored;
        before = now;
      }
    }
  }
}

/// Deals copies out one by one, the largest first, each to the brokers with the most room. Copies
/// of one partition go to different brokers.
bool have_room(const Kept& kept, std::size_t brokers) {
  std::vector<double> room(brokers, 2.8 * tb);
  const double other = kept.stored * (1 - kept.hot_key_share) / kept.partitions;
  const auto copies = static_cast<std::ptrdiff_t>(kept.copies);
  if (static_cast<std::ptrdiff_t>(brokers) < copies) return false;
  for (int partition = 0; partition < static_cast<int>(kept.partitions); ++partition) {
    const double bytes = partition == 0 ? other + kept.stored * kept.hot_key_share : other;
    std::ranges::sort(room, std::ranges::greater{});
    for (std::ptrdiff_t copy = 0; copy < copies; ++copy) {
      double& one = room[static_cast<std::size_t>(copy)];
      if (one < bytes * (1 - 1e-9)) return false;
      one -= bytes;
    }
  }
  return true;
}

/// An independent way to the same number, where no copy needs a larger disk.
TEST(BrokersForStorage, AreTheFewestThatHaveRoom) {
  int compared = 0;
  for (const double partitions : {2.0, 3.0, 6.0, 7.0, 12.0}) {
    for (const double share : {0.0, 0.05, 0.1, 0.3, 0.6}) {
      for (double stored = 0.3 * tb; stored < 12 * tb; stored += 0.0371 * tb) {
        const Kept kept{.stored = stored, .partitions = partitions, .hot_key_share = share};
        if (stored * (share + (1 - share) / partitions) > 2.8 * tb) continue;
        const auto brokers = static_cast<std::size_t>(brokers_for(kept));
        if (brokers <= 3) continue;
        EXPECT_TRUE(have_room(kept, brokers)) << partitions << " " << share << " " << stored;
        EXPECT_FALSE(have_room(kept, brokers - 1)) << partitions << " " << share << " " << stored;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 1000);
}

TEST(BrokersInZones, AreAsManyInEachUnlessSomeHoldNothing) {
  const auto in_zones = [](double count, double zones, double copies) {
    return formulas::brokers_in_zones.evaluate(std::vector{count, zones, copies}).value_or(0);
  };
  EXPECT_EQ(in_zones(7, 3, 72), 9);
  EXPECT_EQ(in_zones(10, 3, 10), 10);
  EXPECT_EQ(in_zones(10, 3, 11), 11);
  EXPECT_EQ(in_zones(10, 3, 12), 12);
  // Another resource asks for more brokers than there are copies.
  EXPECT_EQ(in_zones(10, 3, 6), 10);
}

std::uint64_t machines_for(const Sizing& sizing, std::string_view resource) {
  const auto found = std::ranges::find(sizing.brokers.needs, resource, &BrokerNeed::name);
  if (found == sizing.brokers.needs.end()) throw std::runtime_error("no such need");
  return found->brokers;
}

TEST(WholeCopies, AreNotCutToFillDisks) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 1K msg/s, latency: 500ms, ordering: "
          "partition, retention: 160 days}, consumers: [a], workload: {message_size: 1 KB, "
          "processing_time: 500 us}, decisions: {broker: kafka}}")
          .sizing;
  ASSERT_EQ(sizing.partitions, 6U);
  // 13.824 TB on 6 partitions and a segment each: 2.305 TB, of which 2.8 TB hold one.
  EXPECT_EQ(machines_for(sizing, "storage"), 18U);
  EXPECT_EQ(sizing.brokers.count, 18U);
  EXPECT_EQ(sizing.brokers.substituted, "copies of 2.305 TB, 1 to each 2.8 TB: ceil(18 / 1)");
}

TEST(WholeCopies, OfRedisStreamsLieInTheMemoryOfOneNode) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 30K msg/s, latency: 20ms, ordering: "
          "partition, retention: 6 hours}, consumers: [a, b], workload: {message_size: 500 B, "
          "processing_time: 200 us}, decisions: {broker: redis_streams}}")
          .sizing;
  ASSERT_EQ(sizing.partitions, 18U);
  // 324 GB on 18 streams: 18 GB, of which 22.4 GB hold one.
  EXPECT_EQ(machines_for(sizing, "memory"), 54U);
  EXPECT_EQ(sizing.brokers.count, 54U);
}

std::string kept_by_key(std::string_view days, std::string_view ordering, std::string_view more) {
  return "{use_case: pub_sub, requirements: {throughput: 1K msg/s, latency: 500ms, ordering: " +
         std::string(ordering) + ", retention: " + std::string(days) +
         " days}, consumers: [a], workload: {message_size: 1 KB, processing_time: 100 us" +
         std::string(more) + "}, decisions: {broker: kafka, partitions: 6}}";
}

TEST(WholeCopies, AreLargerWithTheBusiestKey) {
  const Sizing even = design_of(kept_by_key("50", "partition", "")).sizing;
  // 4.32 TB on 6 partitions: 0.72 TB and a segment, three to a broker.
  EXPECT_EQ(machines_for(even, "storage"), 6U);
  const Sizing uneven = design_of(kept_by_key("50", "partition", ", hot_key_share: 50 %")).sizing;
  // 2.16 TB under one key, 0.36 TB and a segment on each partition beside it: with the key one copy
  // fits, and 15 are left, of five partitions.
  EXPECT_EQ(machines_for(uneven, "storage"), 3U + 3U);
  EXPECT_EQ(uneven.brokers.substituted,
            "3 copies of 2.521 TB with the busiest key; the others of 361.1 GB, 5 to each 2.8 TB: "
            "3 + ceil(15 / 5)");
}

TEST(WholeCopies, WithTheBusiestKeySayHowLargeADiskTheyNeed) {
  const Sizing sizing = design_of(kept_by_key("100", "partition", ", hot_key_share: 50 %")).sizing;
  // 4.32 TB and 0.72 TB: 5.04 TB and a segment, over 70 %.
  EXPECT_EQ(machines_for(sizing, "storage"), 3U + 5U);
  EXPECT_EQ(sizing.brokers.substituted,
            "3 copies of 5.041 TB with the busiest key, which need larger disks, of 7.202 TB; the "
            "others of 721.1 GB, 3 to each 2.8 TB: 3 + ceil(15 / 3)");
  const Sizing large = design_of(kept_by_key("400", "partition", ", hot_key_share: 50 %")).sizing;
  EXPECT_EQ(large.brokers.count, 18U);
  EXPECT_EQ(large.brokers.substituted,
            "18 copies of 2.881 TB and, with the busiest key, 20.16 TB, which need larger disks, "
            "of up to 28.8 TB");
}

TEST(WholeCopies, AreAlikeWhereKeysPlaceNothing) {
  const Sizing even = design_of(kept_by_key("50", "none", "")).sizing;
  const Sizing share = design_of(kept_by_key("50", "none", ", hot_key_share: 50 %")).sizing;
  EXPECT_EQ(share.brokers.substituted, even.brokers.substituted);
  EXPECT_THAT(share.brokers.substituted, Not(HasSubstr("busiest")));
}

TEST(WholeCopies, OfFewKeysAreAsLargeAsOneOfThem) {
  // A quarter of 8.64 TB under each key: 2.16 + 1.08 TB at least where 1.44 TB were, two to a
  // broker.
  const Sizing sizing = design_of(kept_by_key("100", "partition", ", distinct_keys: 4")).sizing;
  EXPECT_THAT(sizing.brokers.substituted, HasSubstr("3 copies of 3.241 TB with the busiest key"));
  EXPECT_EQ(machines_for(sizing, "storage"), 3U + 8U);
}

TEST(WholeCopies, OfAllTopicsAreCounted) {
  const auto saga = [](std::string_view retention) {
    return design_of(
               "{use_case: saga, requirements: {throughput: 1K msg/s, ordering: partition, "
               "retention: " +
               std::string(retention) +
               "}, producers: [orchestrator], consumers: [a, b, c], workload: {message_size: 1 "
               "KB, processing_time: 100 us}, decisions: {broker: kafka, partitions: 6}}")
        .sizing;
  };
  // 86.4 GB of events a day, and three times as much of commands and of replies. 25 days of it all
  // are 2.52 TB for each partition of the three topics, and three segments.
  const Sizing together = saga("25 days");
  ASSERT_EQ(together.further.topics, 2U);
  EXPECT_EQ(together.brokers.substituted,
            "copies of 2.523 TB in 3 topics together, 1 to each 2.8 TB: ceil(18 / 1)");
  // 30 days are 3.02 TB together, and 1.296 TB for the commands alone.
  const Sizing apart = saga("30 days");
  EXPECT_EQ(apart.brokers.substituted, "copies of 1.297 TB, 2 to each 2.8 TB: ceil(54 / 2)");
  EXPECT_EQ(apart.brokers.count, 27U);
}

TEST(WholeCopies, LeaveNoBrokerWithNothing) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 2K msg/s, latency: 100ms, ordering: "
          "partition, retention: 52 weeks}, consumers: [a, b], workload: {processing_time: 1 ms}, "
          "decisions: {broker: rabbitmq, partitions: 5, replication_factor: 2}}")
          .sizing;
  EXPECT_EQ(sizing.brokers.count, 10U);
  EXPECT_THAT(sizing.brokers.substituted, HasSubstr("10 copies of 12.58 TB"));
}

}  // namespace
}  // namespace eventarch
