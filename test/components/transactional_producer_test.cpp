#include "eventarch/components/transactional_producer.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "components/support.hpp"

namespace eventarch::components {
namespace {

std::size_t visible(const InMemoryTransactionLog& log, std::string_view topic) {
  return log.read(topic, Isolation::read_committed).size();
}

/// A log whose requests or answers get lost, so many times.
class LossyLog final : public TransactionLog {
 public:
  std::optional<std::uint64_t> open_session(const std::string& id) override {
    return take(lost_requests) ? std::nullopt : inner.open_session(id);
  }
  LogOutcome begin(const TransactionName& name, Instant now) override {
    return pass([&] { return inner.begin(name, now); });
  }
  LogOutcome append(const TransactionName& name, std::uint64_t sequence,
                    const Message& message) override {
    return pass([&] { return inner.append(name, sequence, message); });
  }
  LogOutcome append_offset(const TransactionName& name, const GroupOffset& offset) override {
    return pass([&] { return inner.append_offset(name, offset); });
  }
  LogOutcome commit(const TransactionName& name) override {
    return pass([&] { return inner.commit(name); });
  }
  LogOutcome abort(const TransactionName& name) override {
    return pass([&] { return inner.abort(name); });
  }

  InMemoryTransactionLog inner;
  int lost_requests = 0;
  int lost_answers = 0;

 private:
  static bool take(int& count) { return count > 0 && count-- > 0; }
  LogOutcome pass(const auto& request) {
    if (take(lost_requests)) return LogOutcome::unknown;
    const LogOutcome outcome = request();
    return take(lost_answers) ? LogOutcome::unknown : outcome;
  }
};

TEST(TransactionalProducer, CountsWhatIsCommittedOverAllTransactions) {
  InMemoryTransactionLog log;
  TransactionalProducer producer(log, "p");
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(producer.begin(at(0s)), LogOutcome::done);
    EXPECT_EQ(producer.send("a", message_of("1")), LogOutcome::done);
    EXPECT_EQ(producer.send("b", message_of("2")), LogOutcome::done);
    EXPECT_EQ(round == 1 ? producer.abort() : producer.commit(), LogOutcome::done);
  }
  EXPECT_EQ(producer.committed_count(), 4U);
  EXPECT_EQ(visible(log, "a"), 2U);
  EXPECT_EQ(visible(log, "b"), 2U);
}

TEST(TransactionalProducer, RefusesWhatIsNotItsTurn) {
  InMemoryTransactionLog log;
  TransactionalProducer producer(log, "p");
  EXPECT_EQ(producer.send("a", message_of("1")), LogOutcome::refused);
  EXPECT_EQ(producer.commit(), LogOutcome::refused);
  EXPECT_EQ(producer.abort(), LogOutcome::refused);
  EXPECT_EQ(producer.begin(at(0s)), LogOutcome::done);
  EXPECT_EQ(producer.begin(at(0s)), LogOutcome::refused);
  EXPECT_EQ(producer.commit(), LogOutcome::done);
  EXPECT_EQ(producer.send("a", message_of("1")), LogOutcome::refused);
  EXPECT_EQ(producer.committed_count(), 0U);
}

TEST(TransactionalProducer, IsFencedByItsSuccessor) {
  InMemoryTransactionLog log;
  TransactionalProducer zombie(log, "p");
  EXPECT_EQ(zombie.begin(at(0s)), LogOutcome::done);
  EXPECT_EQ(zombie.send("a", message_of("old")), LogOutcome::done);

  TransactionalProducer heir(log, "p");
  EXPECT_EQ(heir.open(), LogOutcome::done);

  EXPECT_EQ(zombie.send("a", message_of("older")), LogOutcome::fenced);
  EXPECT_EQ(zombie.state(), ProducerState::fenced);
  EXPECT_EQ(zombie.commit(), LogOutcome::fenced);
  EXPECT_EQ(zombie.begin(at(1s)), LogOutcome::fenced);
  EXPECT_EQ(zombie.committed_count(), 0U);
  EXPECT_EQ(visible(log, "a"), 0U);

  EXPECT_EQ(heir.begin(at(1s)), LogOutcome::done);
  EXPECT_EQ(heir.send("a", message_of("new")), LogOutcome::done);
  EXPECT_EQ(heir.commit(), LogOutcome::done);
  EXPECT_EQ(visible(log, "a"), 1U);
}

TEST(TransactionalProducer, IsFencedAtTheCommitWhereItNoticesNoEarlier) {
  InMemoryTransactionLog log;
  TransactionalProducer zombie(log, "p");
  zombie.begin(at(0s));
  zombie.send("a", message_of("1"));
  log.abort_expired(at(60s));
  EXPECT_EQ(zombie.commit(), LogOutcome::fenced);
  EXPECT_EQ(zombie.committed_count(), 0U);
}

TEST(TransactionalProducer, SendsOnceWhateverGetsLostOnTheWay) {
  for (const auto member : {&LossyLog::lost_requests, &LossyLog::lost_answers}) {
    LossyLog log;
    TransactionalProducer producer(log, "p");
    ASSERT_EQ(producer.open(), LogOutcome::done);
    const auto lose_two = [&] { log.*member = 2; };
    lose_two();
    EXPECT_EQ(producer.begin(at(0s)), LogOutcome::done);
    lose_two();
    EXPECT_EQ(producer.send("a", message_of("1")), LogOutcome::done);
    lose_two();
    EXPECT_EQ(producer.send("b", message_of("2")), LogOutcome::done);
    lose_two();
    EXPECT_EQ(producer.commit(), LogOutcome::done);
    EXPECT_EQ(producer.committed_count(), 2U);
    EXPECT_EQ(visible(log.inner, "a"), 1U);
    EXPECT_EQ(visible(log.inner, "b"), 1U);
  }
}

TEST(TransactionalProducer, MustAbortAfterASendWithoutAnOutcome) {
  LossyLog log;
  TransactionalProducer producer(log, "p");
  producer.begin(at(0s));
  producer.send("a", message_of("1"));
  log.lost_answers = 3;
  EXPECT_EQ(producer.send("a", message_of("2")), LogOutcome::unknown);
  EXPECT_EQ(producer.state(), ProducerState::must_abort);
  EXPECT_EQ(producer.commit(), LogOutcome::refused);
  EXPECT_EQ(producer.send("a", message_of("3")), LogOutcome::refused);
  EXPECT_EQ(producer.abort(), LogOutcome::done);
  EXPECT_EQ(visible(log.inner, "a"), 0U);
  EXPECT_EQ(producer.begin(at(1s)), LogOutcome::done);
}

TEST(TransactionalProducer, AsksAgainAboutACommitWithoutAnOutcome) {
  LossyLog log;
  TransactionalProducer producer(log, "p");
  producer.begin(at(0s));
  producer.send("a", message_of("1"));
  log.lost_answers = 3;
  EXPECT_EQ(producer.commit(), LogOutcome::unknown);
  EXPECT_EQ(producer.state(), ProducerState::commit_unknown);
  EXPECT_EQ(producer.committed_count(), 0U);
  EXPECT_EQ(producer.abort(), LogOutcome::refused) << "it is committed already";
  EXPECT_EQ(producer.begin(at(1s)), LogOutcome::refused);
  EXPECT_EQ(producer.commit(), LogOutcome::done);
  EXPECT_EQ(producer.committed_count(), 1U);
  EXPECT_EQ(visible(log.inner, "a"), 1U);
}

TEST(TransactionalProducer, LeavesNothingBehindWhereTheBeginningHasNoOutcome) {
  for (const auto member : {&LossyLog::lost_requests, &LossyLog::lost_answers}) {
    LossyLog log;
    TransactionalProducer producer(log, "p");
    ASSERT_EQ(producer.open(), LogOutcome::done);
    log.*member = 3;
    EXPECT_EQ(producer.begin(at(0s)), LogOutcome::unknown);
    EXPECT_EQ(producer.state(), ProducerState::must_abort);
    producer.abort();
    EXPECT_EQ(producer.state(), ProducerState::ready);
    EXPECT_EQ(producer.begin(at(1s)), LogOutcome::done);
  }
}

TEST(TransactionalProducer, StaysClosedWhereTheLogDoesNotAnswer) {
  LossyLog log;
  log.lost_requests = 3;
  TransactionalProducer producer(log, "p");
  EXPECT_EQ(producer.begin(at(0s)), LogOutcome::unknown);
  EXPECT_EQ(producer.state(), ProducerState::closed);
  EXPECT_EQ(producer.begin(at(1s)), LogOutcome::done);
}

TEST(TransactionalProducer, MovesInputAndOutputTogether) {
  InMemoryTransactionLog log;
  TransactionalProducer producer(log, "p");
  producer.begin(at(0s));
  EXPECT_EQ(producer.send("out", message_of("1")), LogOutcome::done);
  EXPECT_EQ(producer.send_offset({"g", "in", 0, 1}), LogOutcome::done);
  producer.abort();
  EXPECT_FALSE(log.committed_offset("g", "in", 0));
  EXPECT_EQ(visible(log, "out"), 0U);
  producer.begin(at(1s));
  producer.send("out", message_of("1"));
  producer.send_offset({"g", "in", 0, 1});
  producer.commit();
  EXPECT_EQ(log.committed_offset("g", "in", 0), 1U);
  EXPECT_EQ(visible(log, "out"), 1U);
  EXPECT_EQ(producer.committed_count(), 1U);
}

TEST(TransactionScope, AbortsOnlyItsOwnTransaction) {
  InMemoryTransactionLog log;
  TransactionalProducer producer(log, "p");
  {
    auto outer = producer.transaction(at(0s));
    {
      auto refused = producer.transaction(at(0s));
      EXPECT_EQ(refused.begun(), LogOutcome::refused);
    }
    EXPECT_EQ(producer.state(), ProducerState::in_transaction);
    EXPECT_EQ(outer.commit(), LogOutcome::done);
    EXPECT_EQ(producer.begin(at(1s)), LogOutcome::done);
  }
  EXPECT_EQ(producer.state(), ProducerState::in_transaction);
}

}  // namespace
}  // namespace eventarch::components
