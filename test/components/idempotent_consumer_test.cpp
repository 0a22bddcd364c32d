#include "eventarch/components/idempotent_consumer.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "components/support.hpp"

namespace eventarch::components {
namespace {

/// A store that can be down, and whose commit can get lost on the way.
class FailingStore final : public DedupStore {
 public:
  ClaimResult claim(const DedupKey& key, Instant now) override {
    if (is_down) return {.outcome = ClaimOutcome::unavailable};
    return inner.claim(key, now);
  }
  CommitOutcome commit(const DedupClaim& claim, Instant now) override {
    if (is_down) return CommitOutcome::unavailable;
    const CommitOutcome outcome = inner.commit(claim, now);
    return loses_answers ? CommitOutcome::unavailable : outcome;
  }
  void release(const DedupClaim& claim) override {
    if (!is_down) inner.release(claim);
  }

  InMemoryDedupStore inner{{.time_to_live = 1h, .claim_lease = 30s}};
  bool is_down = false;
  bool loses_answers = false;
};

/// As a database does it: the effect is part of the transaction that the claim opened.
class LedgerStore final : public DedupStore {
 public:
  ClaimResult claim(const DedupKey& key, Instant now) override { return inner.claim(key, now); }
  CommitOutcome commit(const DedupClaim& claim, Instant now) override {
    const CommitOutcome outcome = inner.commit(claim, now);
    if (outcome == CommitOutcome::committed) {
      rows.insert(rows.end(), pending.begin(), pending.end());
    }
    pending.clear();
    return outcome;
  }
  void release(const DedupClaim& claim) override {
    pending.clear();
    inner.release(claim);
  }
  void crash() { pending.clear(); }

  InMemoryDedupStore inner{{.time_to_live = 1h, .claim_lease = 30s}};
  std::vector<std::string> pending;
  std::vector<std::string> rows;
};

struct CountedEffect {
  int* count;
  EffectOutcome outcome = EffectOutcome::applied;
  EffectOutcome operator()(const Message&) const {
    ++*count;
    return outcome;
  }
};

TEST(IdempotentConsumer, FailsClosedWhereTheStoreIsDown) {
  FailingStore store;
  IdempotentConsumer consumer(store, "group");
  int effects = 0;
  store.is_down = true;
  const auto down = consumer.process(message_of("1"), at(0s), CountedEffect{&effects});
  EXPECT_EQ(down.processing, Processing::store_unavailable);
  EXPECT_FALSE(down.acknowledge());
  EXPECT_FALSE(down.is_attempt()) << "an outage of the store must not use up attempts";
  EXPECT_EQ(effects, 0);

  store.is_down = false;
  EXPECT_TRUE(consumer.process(message_of("1"), at(1s), CountedEffect{&effects}).processed());
  EXPECT_EQ(effects, 1);
}

TEST(IdempotentConsumer, TriesAFailedEffectAgain) {
  InMemoryDedupStore store({.time_to_live = 1h});
  IdempotentConsumer consumer(store, "group");
  int effects = 0;
  const auto failed =
      consumer.process(message_of("1"), at(0s), CountedEffect{&effects, EffectOutcome::failed});
  EXPECT_EQ(failed.processing, Processing::effect_failed);
  EXPECT_TRUE(failed.is_attempt());
  EXPECT_FALSE(failed.acknowledge());
  EXPECT_TRUE(consumer.process(message_of("1"), at(1s), CountedEffect{&effects}).processed());
}

TEST(IdempotentConsumer, ReleasesTheClaimOfAnEffectThatThrows) {
  InMemoryDedupStore store({.time_to_live = 1h});
  IdempotentConsumer consumer(store, "group");
  const auto throws = [](const Message&) -> EffectOutcome { throw std::runtime_error("no"); };
  EXPECT_THROW(consumer.process(message_of("1"), at(0s), throws), std::runtime_error);
  int effects = 0;
  EXPECT_TRUE(consumer.process(message_of("1"), at(1s), CountedEffect{&effects}).processed());
}

TEST(IdempotentConsumer, RefusesMessagesWithoutAnId) {
  InMemoryDedupStore store({.time_to_live = 1h});
  IdempotentConsumer consumer(store, "group");
  int effects = 0;
  for (int i = 0; i < 2; ++i) {
    const auto result = consumer.process(message_of(""), at(0s), CountedEffect{&effects});
    EXPECT_EQ(result.processing, Processing::no_identity);
    EXPECT_FALSE(result.duplicate()) << "the second one would be lost as a copy of the first";
    EXPECT_FALSE(result.acknowledge());
  }
  EXPECT_EQ(effects, 0);
}

TEST(IdempotentConsumer, AppliesOnceWhereTwoConsumersHaveTheMessage) {
  InMemoryDedupStore store({.time_to_live = 1h});
  IdempotentConsumer one(store, "group");
  IdempotentConsumer two(store, "group");
  int effects = 0;
  const auto started = one.begin(message_of("1"), at(0s));
  ASSERT_TRUE(started.claim);
  const auto second = two.process(message_of("1"), at(1s), CountedEffect{&effects});
  EXPECT_EQ(second.processing, Processing::in_progress_elsewhere);
  EXPECT_FALSE(second.acknowledge());
  EXPECT_FALSE(second.is_attempt());
  EXPECT_TRUE(one.finish(*started.claim, EffectOutcome::applied, at(2s)).processed());
  EXPECT_TRUE(two.process(message_of("1"), at(3s), CountedEffect{&effects}).duplicate());
  EXPECT_EQ(effects, 0);
}

TEST(IdempotentConsumer, RecognisesACopyWhoseFirstCommitGaveNoAnswer) {
  FailingStore store;
  IdempotentConsumer consumer(store, "group");
  int effects = 0;
  store.loses_answers = true;
  const auto unknown = consumer.process(message_of("1"), at(0s), CountedEffect{&effects});
  EXPECT_EQ(unknown.processing, Processing::commit_unknown);
  EXPECT_FALSE(unknown.acknowledge());
  store.loses_answers = false;
  EXPECT_TRUE(consumer.process(message_of("1"), at(1s), CountedEffect{&effects}).duplicate());
  EXPECT_EQ(effects, 1);
}

TEST(IdempotentConsumer, RepeatsAnEffectOutsideOfTheStoreAfterACrashBeforeTheCommit) {
  // What no deduplication prevents: documented, and seen here.
  InMemoryDedupStore store({.time_to_live = 1h, .claim_lease = 30s});
  IdempotentConsumer consumer(store, "group");
  int mails = 0;
  const auto started = consumer.begin(message_of("1"), at(0s));
  ASSERT_TRUE(started.claim);
  ++mails;  // then the process dies
  EXPECT_FALSE(consumer.process(message_of("1"), at(10s), CountedEffect{&mails}).acknowledge());
  EXPECT_TRUE(consumer.process(message_of("1"), at(30s), CountedEffect{&mails}).processed());
  EXPECT_EQ(mails, 2);
}

TEST(IdempotentConsumer, AppliesAnEffectInsideOfTheStoreOnceInSpiteOfTheCrash) {
  LedgerStore store;
  IdempotentConsumer consumer(store, "group");
  const auto insert = [&](const Message& message) {
    store.pending.push_back(message.id);
    return EffectOutcome::applied;
  };
  const auto started = consumer.begin(message_of("1"), at(0s));
  ASSERT_TRUE(started.claim);
  insert(message_of("1"));
  store.crash();
  EXPECT_TRUE(consumer.process(message_of("1"), at(30s), insert).processed());
  EXPECT_TRUE(consumer.process(message_of("1"), at(31s), insert).duplicate());
  EXPECT_EQ(store.rows, std::vector<std::string>{"1"});
}

TEST(IdempotentConsumer, RollsBackAZombieThatWakesUp) {
  LedgerStore store;
  IdempotentConsumer zombie(store, "group");
  IdempotentConsumer heir(store, "group");
  const auto insert = [&](const Message& message) {
    store.pending.push_back(message.id);
    return EffectOutcome::applied;
  };
  const auto started = zombie.begin(message_of("1"), at(0s));
  ASSERT_TRUE(started.claim);
  EXPECT_TRUE(heir.process(message_of("1"), at(30s), insert).processed());
  insert(message_of("1"));
  const auto late = zombie.finish(*started.claim, EffectOutcome::applied, at(31s));
  EXPECT_EQ(late.processing, Processing::claim_lost);
  EXPECT_FALSE(late.acknowledge());
  EXPECT_EQ(store.rows, std::vector<std::string>{"1"});
}

TEST(IdempotentConsumer, ProcessesAgainWhatComesAfterTheTimeToLive) {
  InMemoryDedupStore store({.time_to_live = 60s});
  IdempotentConsumer consumer(store, "group");
  int effects = 0;
  EXPECT_TRUE(consumer.process(message_of("1"), at(0s), CountedEffect{&effects}).processed());
  EXPECT_TRUE(consumer.process(message_of("1"), at(59s), CountedEffect{&effects}).duplicate());
  EXPECT_TRUE(consumer.process(message_of("1"), at(60s), CountedEffect{&effects}).processed());
  EXPECT_EQ(effects, 2);
}

}  // namespace
}  // namespace eventarch::components
