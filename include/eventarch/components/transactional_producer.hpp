#pragma once

/// Sends messages to several topics so that readers of committed records see all of them or none.

#include <cstddef>
#include <cstdint>
#include <string>

#include "eventarch/components/transaction_log.hpp"

namespace eventarch::components {

enum class ProducerState : std::uint8_t {
  closed,  ///< no session yet
  ready,   ///< between transactions
  in_transaction,
  must_abort,      ///< a send has no known outcome, or was refused: only an abort is left
  commit_unknown,  ///< the commit has no known outcome: ask again, an abort could contradict it
  abort_unknown,   ///< likewise
  fenced,          ///< another producer took over: stop, and process nothing more
};

/// Not synchronised: one producer for each thread and transactional id.
class TransactionalProducer {
 public:
  /// `log` must outlive the producer. `transactional_id`: the same after a restart, so that the
  /// restarted producer fences the one that may still be alive. `tries`: how often a request
  /// without an answer is sent, from 1 on.
  TransactionalProducer(TransactionLog& log, std::string transactional_id, std::uint32_t tries = 3);

  /// Opens a session and fences earlier ones. `begin` does it where it was not done; do it at the
  /// start of the process. Opens a new one where there is one.
  LogOutcome open();

  LogOutcome begin(Instant now);
  /// To `topic`, whatever the message says.
  LogOutcome send(const std::string& topic, Message message);
  /// Commits how far the group has read together with what was made of it.
  LogOutcome send_offset(const GroupOffset& offset);
  /// `done`: all of it is visible. `refused`: none of it, and none will be. `unknown`: commit
  /// again.
  LogOutcome commit();
  LogOutcome abort();

  [[nodiscard]] ProducerState state() const { return state_; }
  /// Messages of transactions that are known to be committed, since the producer was made.
  [[nodiscard]] std::uint64_t committed_count() const { return committed_; }

  /// A transaction that is aborted where its scope is left without a commit.
  class Transaction {
   public:
    Transaction(const Transaction&) = delete;
    Transaction(Transaction&&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// What `begin` gave: sends are refused unless it is `done`.
    [[nodiscard]] LogOutcome begun() const { return begun_; }
    LogOutcome commit() { return producer_->commit(); }

   private:
    friend class TransactionalProducer;
    Transaction(TransactionalProducer& producer, LogOutcome begun)
        : producer_(&producer), begun_(begun), epoch_(producer.epoch_), number_(producer.number_) {}

    TransactionalProducer* producer_;
    LogOutcome begun_;
    std::uint64_t epoch_;   // with the number: the producer may be in another transaction by the
    std::uint64_t number_;  // time the scope ends, which must not be aborted
  };
  /// The producer must outlive it.
  [[nodiscard]] Transaction transaction(Instant now) { return {*this, begin(now)}; }

 private:
  template <typename Request>
  LogOutcome ask(Request request);
  LogOutcome settle(LogOutcome outcome, std::uint64_t newly_committed, ProducerState if_unknown);
  [[nodiscard]] TransactionName name() const { return {transactional_id_, epoch_, number_}; }

  TransactionLog* log_;
  std::string transactional_id_;
  std::uint32_t tries_;
  ProducerState state_ = ProducerState::closed;
  std::uint64_t epoch_ = 0;
  std::uint64_t number_ = 0;
  std::uint64_t sent_ = 0;  ///< messages of this transaction
  std::uint64_t committed_ = 0;
};

}  // namespace eventarch::components
