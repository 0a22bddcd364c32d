#include "eventarch/components/transaction_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "components/support.hpp"

namespace eventarch::components {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ids(const InMemoryTransactionLog& log, std::string_view topic,
                             Isolation isolation = Isolation::read_committed) {
  std::vector<std::string> all;
  for (const LogRecord& record : log.read(topic, isolation)) all.push_back(record.message.id);
  return all;
}

TEST(TransactionLog, ShowsAllTopicsOfATransactionAtOnceAndNotBefore) {
  InMemoryTransactionLog log;
  const TransactionName one{"p", *log.open_session("p"), 1};
  EXPECT_EQ(log.begin(one, at(0s)), LogOutcome::done);
  EXPECT_EQ(log.append(one, 1, message_of("1", "a")), LogOutcome::done);
  EXPECT_EQ(log.append(one, 2, message_of("2", "b")), LogOutcome::done);
  EXPECT_THAT(ids(log, "a"), IsEmpty());
  EXPECT_THAT(ids(log, "b"), IsEmpty());
  EXPECT_THAT(ids(log, "a", Isolation::read_uncommitted), ElementsAre("1"));
  EXPECT_EQ(log.commit(one), LogOutcome::done);
  EXPECT_THAT(ids(log, "a"), ElementsAre("1"));
  EXPECT_THAT(ids(log, "b"), ElementsAre("2"));
}

TEST(TransactionLog, NeverShowsAnAbortedTransactionToReadersOfCommittedRecords) {
  InMemoryTransactionLog log;
  const TransactionName one{"p", *log.open_session("p"), 1};
  log.begin(one, at(0s));
  log.append(one, 1, message_of("1", "a"));
  EXPECT_EQ(log.abort(one), LogOutcome::done);
  EXPECT_THAT(ids(log, "a"), IsEmpty());
  EXPECT_THAT(ids(log, "a", Isolation::read_uncommitted), ElementsAre("1"));
}

TEST(TransactionLog, HoldsReadersBackAtTheFirstOpenTransaction) {
  InMemoryTransactionLog log;
  const TransactionName slow{"slow", *log.open_session("slow"), 1};
  const TransactionName fast{"fast", *log.open_session("fast"), 1};
  log.begin(slow, at(0s));
  log.begin(fast, at(0s));
  log.append(fast, 1, message_of("1", "a"));
  log.append(slow, 1, message_of("2", "a"));
  log.append(fast, 2, message_of("3", "a"));
  log.commit(fast);
  EXPECT_EQ(log.last_stable_offset("a"), 1U);
  EXPECT_THAT(ids(log, "a"), ElementsAre("1")) << "3 is committed, and behind the open 2";
  log.abort(slow);
  EXPECT_EQ(log.last_stable_offset("a"), 3U);
  EXPECT_THAT(ids(log, "a"), ElementsAre("1", "3"));
  EXPECT_EQ(log.read("a", Isolation::read_committed, 1).at(0).offset, 2U);
}

TEST(TransactionLog, AppendsARepeatedRequestOnce) {
  InMemoryTransactionLog log;
  const TransactionName one{"p", *log.open_session("p"), 1};
  EXPECT_EQ(log.begin(one, at(0s)), LogOutcome::done);
  EXPECT_EQ(log.begin(one, at(0s)), LogOutcome::done);
  EXPECT_EQ(log.append(one, 1, message_of("1", "a")), LogOutcome::done);
  EXPECT_EQ(log.append(one, 1, message_of("1", "a")), LogOutcome::done);
  EXPECT_EQ(log.append(one, 3, message_of("3", "a")), LogOutcome::refused) << "2 is missing";
  EXPECT_EQ(log.append(one, 2, message_of("2", "a")), LogOutcome::done);
  EXPECT_EQ(log.commit(one), LogOutcome::done);
  EXPECT_EQ(log.commit(one), LogOutcome::done);
  EXPECT_THAT(ids(log, "a"), ElementsAre("1", "2"));
}

TEST(TransactionLog, StandsByWhatWasDecided) {
  InMemoryTransactionLog log;
  const std::uint64_t epoch = *log.open_session("p");
  const TransactionName one{"p", epoch, 1};
  const TransactionName two{"p", epoch, 2};
  log.begin(one, at(0s));
  log.commit(one);
  EXPECT_EQ(log.abort(one), LogOutcome::refused);
  log.begin(two, at(0s));
  log.abort(two);
  EXPECT_EQ(log.commit(two), LogOutcome::refused);
  EXPECT_EQ(log.abort(two), LogOutcome::done);
}

TEST(TransactionLog, DoesNotLetADelayedRequestFallIntoTheNextTransaction) {
  // F19: an append and a commit of transaction 1 arrive when transaction 2 is open.
  InMemoryTransactionLog log;
  const std::uint64_t epoch = *log.open_session("p");
  const TransactionName one{"p", epoch, 1};
  const TransactionName two{"p", epoch, 2};
  log.begin(one, at(0s));
  log.abort(one);
  log.begin(two, at(1s));
  log.append(two, 1, message_of("2", "a"));
  EXPECT_EQ(log.append(one, 1, message_of("1", "a")), LogOutcome::refused);
  EXPECT_EQ(log.commit(one), LogOutcome::refused);
  EXPECT_EQ(log.begin(one, at(1s)), LogOutcome::refused);
  EXPECT_THAT(ids(log, "a"), IsEmpty());
  log.commit(two);
  EXPECT_THAT(ids(log, "a"), ElementsAre("2"));
}

TEST(TransactionLog, FencesEarlierSessionsAndAbortsWhatTheyLeftOpen) {
  InMemoryTransactionLog log;
  const TransactionName zombie{"p", *log.open_session("p"), 1};
  log.begin(zombie, at(0s));
  log.append(zombie, 1, message_of("old", "a"));
  const TransactionName heir{"p", *log.open_session("p"), 1};
  EXPECT_GT(heir.epoch, zombie.epoch);
  EXPECT_EQ(log.append(zombie, 2, message_of("older", "a")), LogOutcome::fenced);
  EXPECT_EQ(log.append_offset(zombie, {"g", "in", 0, 7}), LogOutcome::fenced);
  EXPECT_EQ(log.commit(zombie), LogOutcome::fenced);
  EXPECT_EQ(log.abort(zombie), LogOutcome::fenced);
  EXPECT_EQ(log.begin({"p", zombie.epoch, 2}, at(0s)), LogOutcome::fenced);
  log.begin(heir, at(1s));
  log.append(heir, 1, message_of("new", "a"));
  log.commit(heir);
  EXPECT_THAT(ids(log, "a"), ElementsAre("new"));
}

TEST(TransactionLog, KeepsIdentitiesApart) {
  InMemoryTransactionLog log;
  const TransactionName one{"p", *log.open_session("p"), 1};
  log.begin(one, at(0s));
  EXPECT_TRUE(log.open_session("q"));
  EXPECT_EQ(log.append(one, 1, message_of("1", "a")), LogOutcome::done);
}

TEST(TransactionLog, AbortsWhatIsOpenForTooLongAndFencesItsProducer) {
  InMemoryTransactionLog log;
  const TransactionName one{"p", *log.open_session("p"), 1};
  log.begin(one, at(0s));
  log.append(one, 1, message_of("1", "a"));
  EXPECT_EQ(log.abort_expired(at(60s - 1ns)), 0U);
  EXPECT_EQ(log.abort_expired(at(60s)), 1U);
  EXPECT_EQ(log.abort_expired(at(120s)), 0U);
  EXPECT_EQ(log.last_stable_offset("a"), 1U);
  EXPECT_EQ(log.commit(one), LogOutcome::fenced);
  EXPECT_THAT(ids(log, "a"), IsEmpty());
}

TEST(TransactionLog, RefusesWhatItDoesNotKnow) {
  InMemoryTransactionLog log;
  const TransactionName stranger{"p", 1, 1};
  EXPECT_EQ(log.begin(stranger, at(0s)), LogOutcome::refused);
  EXPECT_EQ(log.append(stranger, 1, message_of("1")), LogOutcome::refused);
  EXPECT_EQ(log.commit(stranger), LogOutcome::refused);
  const std::uint64_t epoch = *log.open_session("p");
  EXPECT_EQ(log.commit({"p", epoch, 0}), LogOutcome::refused) << "no transaction has begun";
  EXPECT_EQ(log.begin({"p", epoch, 0}, at(0s)), LogOutcome::refused);
  EXPECT_EQ(log.begin({"p", epoch + 1, 1}, at(0s)), LogOutcome::refused);
  EXPECT_EQ(log.begin({"p", epoch, 1}, at(0s)), LogOutcome::done);
  EXPECT_EQ(log.begin({"p", epoch, 2}, at(0s)), LogOutcome::refused) << "1 is open";
}

TEST(TransactionLog, CommitsOffsetsWithTheRecordsMadeOfThem) {
  InMemoryTransactionLog log;
  const std::uint64_t epoch = *log.open_session("p");
  log.begin({"p", epoch, 1}, at(0s));
  log.append_offset({"p", epoch, 1}, {"g", "in", 0, 7});
  EXPECT_FALSE(log.committed_offset("g", "in", 0));
  log.abort({"p", epoch, 1});
  EXPECT_FALSE(log.committed_offset("g", "in", 0));
  log.begin({"p", epoch, 2}, at(0s));
  log.append_offset({"p", epoch, 2}, {"g", "in", 0, 7});
  log.commit({"p", epoch, 2});
  EXPECT_EQ(log.committed_offset("g", "in", 0), 7U);
  EXPECT_FALSE(log.committed_offset("g", "in", 1));
}

}  // namespace
}  // namespace eventarch::components
