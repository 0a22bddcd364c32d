/// The components together: what a service sends through an outbox is applied once by another one,
/// through every failure that each of them is there for.

#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <string>

#include "components/support.hpp"
#include "eventarch/components/dead_letter_consumer.hpp"
#include "eventarch/components/idempotent_consumer.hpp"
#include "eventarch/components/outbox.hpp"

namespace eventarch::components {
namespace {

/// Fails by chance: the outcome of a publication, or the store.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : draws_(seed) {}
  bool happens(double probability) { return !is_healed && draws_.next() < probability; }
  bool is_healed = false;

 private:
  SeededDraws draws_;
};

class ChancyBroker final : public MessagePublisher {
 public:
  explicit ChancyBroker(Chance& chance) : chance_(&chance) {}
  PublishOutcome publish(const Message& message) override {
    if (chance_->happens(0.2)) return PublishOutcome::failed;
    topics.publish(message);
    return chance_->happens(0.2) ? PublishOutcome::unknown : PublishOutcome::confirmed;
  }
  InMemoryPublisher topics;

 private:
  Chance* chance_;
};

class ChancyOutbox final : public OutboxStore {
 public:
  ChancyOutbox(InMemoryOutbox& inner, Chance& chance) : inner_(&inner), chance_(&chance) {}
  std::optional<std::vector<OutboxRow>> unsent(std::size_t limit) override {
    if (chance_->happens(0.1)) return {};
    return inner_->unsent(limit);
  }
  bool mark_sent(std::uint64_t number) override {
    return !chance_->happens(0.2) && inner_->mark_sent(number);
  }

 private:
  InMemoryOutbox* inner_;
  Chance* chance_;
};

class ChancyStore final : public DedupStore {
 public:
  explicit ChancyStore(Chance& chance) : chance_(&chance) {}
  ClaimResult claim(const DedupKey& key, Instant now) override {
    if (chance_->happens(0.3)) return {.outcome = ClaimOutcome::unavailable};
    return inner_.claim(key, now);
  }
  CommitOutcome commit(const DedupClaim& claim, Instant now) override {
    return inner_.commit(claim, now);
  }
  void release(const DedupClaim& claim) override { inner_.release(claim); }

 private:
  InMemoryDedupStore inner_{{.time_to_live = 24h}};
  Chance* chance_;
};

struct Consumer {
  Consumer(Chance& chance, ChancyBroker& broker)
      : store(chance),
        idempotent(store, "billing"),
        consumer({.consumer_group = "billing"}, broker, random) {}

  /// One delivery. True where the message may be acknowledged.
  bool deliver(const Message& message, Instant now, Chance& chance) {
    const auto effect = [&](const Message& one) {
      if (one.payload == "poison" || chance.happens(0.1)) return EffectOutcome::failed;
      ++effects[one.id];
      return EffectOutcome::applied;
    };
    const auto handler = [&](const Message& one) {
      const IdempotentResult result = idempotent.process(one, now, effect);
      if (result.acknowledge()) return AttemptOutcome::success();
      if (result.is_attempt()) return AttemptOutcome::failure("DATABASE_DEADLOCK", "");
      return AttemptOutcome::pause(1s);
    };
    return consumer.process(message, now, handler).acknowledge();
  }

  ChancyStore store;
  IdempotentConsumer idempotent;
  FixedDraw random;
  DeadLetterConsumer consumer;
  std::map<std::string, int> effects;
};

void run(std::uint64_t seed) {
  constexpr std::size_t count = 40;
  Chance chance(seed);
  ChancyBroker broker(chance);
  InMemoryOutbox database;
  for (std::size_t i = 0; i < count; ++i) {
    auto transaction = database.begin();
    ASSERT_TRUE(transaction.enqueue(
        {.id = std::to_string(i), .topic = "orders", .payload = i == 7 ? "poison" : "order"}));
    transaction.commit();
  }
  ChancyOutbox store(database, chance);
  OutboxRelay relay(store, broker);
  for (int i = 0; i < 10'000 && database.backlog() != 0; ++i) relay.run();
  ASSERT_EQ(database.backlog(), 0U);

  // The topic is read from its start to its end; what is not acknowledged is delivered again, and
  // of what is, some acknowledgements get lost.
  Consumer consumer(chance, broker);
  Instant now{};
  std::size_t next = 0;
  std::size_t deliveries = 0;
  while (next < broker.topics.messages("orders").size()) {
    ASSERT_LT(++deliveries, 100'000U) << "it does not come to an end";
    chance.is_healed = deliveries > 50'000;
    const Message message = broker.topics.messages("orders")[next];
    now += 1s;
    if (consumer.deliver(message, now, chance) && !chance.happens(0.1)) ++next;
  }

  std::map<std::string, int> dead;
  for (const Message& letter : broker.topics.messages("orders.dlq")) ++dead[letter.id];
  ASSERT_TRUE(dead.contains("7"));
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = std::to_string(i);
    ASSERT_EQ(consumer.effects[id], dead.contains(id) ? 0 : 1)
        << "applied or set aside, once: " << id;
  }
  ASSERT_EQ(consumer.consumer.failing(), 0U);
}

TEST(Composition, AppliesOrSetsAsideEachMessageOnce) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    run(seed);
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace eventarch::components
