#include "eventarch/components/dedup_store.hpp"

#include <gtest/gtest.h>

#include <string>

#include "components/support.hpp"

namespace eventarch::components {
namespace {

const DedupKey key{"group", "msg-1"};

InMemoryDedupStore store_of(std::chrono::nanoseconds time_to_live,
                            std::chrono::nanoseconds claim_lease = 5min) {
  return InMemoryDedupStore({.time_to_live = time_to_live, .claim_lease = claim_lease});
}

TEST(DedupStore, GivesAMessageToOneConsumer) {
  auto store = store_of(1h);
  const auto first = store.claim(key, at(0s));
  EXPECT_EQ(first.outcome, ClaimOutcome::claimed);
  EXPECT_EQ(store.claim(key, at(1s)).outcome, ClaimOutcome::in_progress);
  EXPECT_EQ(store.commit({key, first.token}, at(2s)), CommitOutcome::committed);
  EXPECT_EQ(store.claim(key, at(3s)).outcome, ClaimOutcome::duplicate);
}

TEST(DedupStore, KeepsGroupsApart) {
  auto store = store_of(1h);
  const auto first = store.claim(key, at(0s));
  EXPECT_EQ(store.commit({key, first.token}, at(0s)), CommitOutcome::committed);
  EXPECT_EQ(store.claim({"other group", "msg-1"}, at(1s)).outcome, ClaimOutcome::claimed);
}

TEST(DedupStore, RemembersFromTheCommitUpToTheTimeToLive) {
  auto store = store_of(10s);
  const auto claim = store.claim(key, at(0s));
  EXPECT_EQ(store.commit({key, claim.token}, at(4s)), CommitOutcome::committed);
  EXPECT_EQ(store.claim(key, at(14s - 1ns)).outcome, ClaimOutcome::duplicate);
  EXPECT_EQ(store.claim(key, at(14s)).outcome, ClaimOutcome::claimed);
}

TEST(DedupStore, GivesAReleasedMessageToTheNext) {
  auto store = store_of(1h);
  const auto first = store.claim(key, at(0s));
  store.release({key, first.token});
  EXPECT_EQ(store.claim(key, at(1s)).outcome, ClaimOutcome::claimed);
}

TEST(DedupStore, TakesAClaimFromAConsumerThatSaysNothing) {
  auto store = store_of(1h, 30s);
  const auto crashed = store.claim(key, at(0s));
  EXPECT_EQ(store.claim(key, at(30s - 1ns)).outcome, ClaimOutcome::in_progress);
  const auto next = store.claim(key, at(30s));
  EXPECT_EQ(next.outcome, ClaimOutcome::claimed);
  // The first one was only slow: a zombie. It neither records nor releases.
  EXPECT_EQ(store.commit({key, crashed.token}, at(31s)), CommitOutcome::lost);
  store.release({key, crashed.token});
  EXPECT_EQ(store.claim(key, at(32s)).outcome, ClaimOutcome::in_progress);
  EXPECT_EQ(store.commit({key, next.token}, at(33s)), CommitOutcome::committed);
  store.release({key, crashed.token});
  EXPECT_EQ(store.claim(key, at(34s)).outcome, ClaimOutcome::duplicate);
}

TEST(DedupStore, LosesAClaimThatRanOutAlsoWhereNobodyTookIt) {
  auto store = store_of(1h, 30s);
  const auto claim = store.claim(key, at(0s));
  EXPECT_EQ(store.commit({key, claim.token}, at(30s)), CommitOutcome::lost);
}

TEST(DedupStore, AnswersTheSameToACommitThatIsAskedAgain) {
  auto store = store_of(10s);
  const auto claim = store.claim(key, at(0s));
  EXPECT_EQ(store.commit({key, claim.token}, at(1s)), CommitOutcome::committed);
  EXPECT_EQ(store.commit({key, claim.token}, at(5s)), CommitOutcome::committed);
  EXPECT_EQ(store.claim(key, at(11s)).outcome, ClaimOutcome::claimed) << "the first commit counts";
}

TEST(DedupStore, DoesNotReleaseWhatIsCommitted) {
  auto store = store_of(1h);
  const auto claim = store.claim(key, at(0s));
  EXPECT_EQ(store.commit({key, claim.token}, at(1s)), CommitOutcome::committed);
  store.release({key, claim.token});
  EXPECT_EQ(store.claim(key, at(2s)).outcome, ClaimOutcome::duplicate);
}

TEST(DedupStore, HoldsNoMoreThanRateTimesTimeToLive) {
  auto store = store_of(100s, 10s);
  for (int second = 0; second < 10'000; ++second) {
    const DedupKey one{"group", std::to_string(second)};
    const auto claim = store.claim(one, at(second * 1s));
    EXPECT_EQ(store.commit({one, claim.token}, at(second * 1s)), CommitOutcome::committed);
    EXPECT_LE(store.size(), 101U);
  }
}

TEST(DedupStore, ForgetsClaimsThatWereNeverFinished) {
  auto store = store_of(100s, 10s);
  for (int second = 0; second < 1000; ++second) {
    EXPECT_EQ(store.claim({"group", std::to_string(second)}, at(second * 1s)).outcome,
              ClaimOutcome::claimed);
  }
  EXPECT_LE(store.size(), 11U);
}

TEST(DedupOptions, AreRefusedWithAReason) {
  EXPECT_EQ(problem_with(DedupOptions{.time_to_live = 1s}), "");
  EXPECT_NE(problem_with(DedupOptions{}), "");
  EXPECT_NE(problem_with(DedupOptions{.time_to_live = 1s, .claim_lease = 0s}), "");
  EXPECT_NE(problem_with(DedupOptions{.time_to_live = std::chrono::nanoseconds::max()}), "");
}

TEST(RedeliveryHorizon, IsThatOfTheFormula) {
  // The worked example of the formula redelivery_horizon: 18 s, 30 min, 30 min, 30 s of skew.
  EXPECT_EQ(
      redelivery_horizon({.retries = 18s, .outage = 30min, .drain = 30min, .clock_skew = 30s}),
      3678s);
  EXPECT_EQ(redelivery_horizon({.retries = 18s, .replay = 24h}), 24h);
}

}  // namespace
}  // namespace eventarch::components
