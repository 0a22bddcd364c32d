#pragma once

/// What stands for a broker with transactions: sessions of producers that fence each other by
/// epoch, and records of several topics that become visible together or never. The rules are those
/// of Kafka (KIP-98), with the transaction named in every request, which is what KIP-890 brought: a
/// request that was delayed cannot fall into the next transaction.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "eventarch/components/instant.hpp"
#include "eventarch/components/message.hpp"

namespace eventarch::components {

enum class LogOutcome : std::uint8_t {
  done,     ///< also where the same request had been done before
  fenced,   ///< a newer session of the same transactional id is there: this one is over
  refused,  ///< not in this state: no such transaction, decided otherwise, out of sequence
  unknown,  ///< no answer: it may be done. The same request may be sent again
};

/// One transaction of one session. Numbers count from 1 in each session.
struct TransactionName {
  std::string transactional_id;
  std::uint64_t epoch = 0;  ///< of the session; a greater one fences the smaller ones
  std::uint64_t number = 0;
};

/// How far a consumer group has read; part of a transaction that consumes and produces.
struct GroupOffset {
  std::string group;
  std::string topic;
  std::uint32_t partition = 0;
  std::uint64_t next_offset = 0;  ///< of the record to be read next
};

class TransactionLog {
 public:
  virtual ~TransactionLog() = default;

  /// Opens a session: the epoch grows, every earlier session is fenced and its open transaction
  /// aborted. Empty where the log does not answer.
  virtual std::optional<std::uint64_t> open_session(const std::string& transactional_id) = 0;
  virtual LogOutcome begin(const TransactionName& transaction, Instant now) = 0;
  /// `sequence` counts the messages of the transaction from 1; a number that was appended before is
  /// not appended again.
  virtual LogOutcome append(const TransactionName& transaction, std::uint64_t sequence,
                            const Message& message) = 0;
  virtual LogOutcome append_offset(const TransactionName& transaction,
                                   const GroupOffset& offset) = 0;
  virtual LogOutcome commit(const TransactionName& transaction) = 0;
  virtual LogOutcome abort(const TransactionName& transaction) = 0;
};

/// What a reader sees.
enum class Isolation : std::uint8_t {
  read_uncommitted,  ///< everything, also what is aborted later
  read_committed,    ///< up to the last stable offset, without what was aborted
};

struct LogRecord {
  std::uint64_t offset = 0;
  Message message;
};

/// Lost with the process. Each topic is one log. Not synchronised.
class InMemoryTransactionLog final : public TransactionLog {
 public:
  /// Kafka's default, `transaction.timeout.ms`.
  static constexpr std::chrono::nanoseconds default_timeout = std::chrono::seconds{60};

  explicit InMemoryTransactionLog(std::chrono::nanoseconds timeout = default_timeout)
      : timeout_(timeout) {}

  std::optional<std::uint64_t> open_session(const std::string& transactional_id) override;
  LogOutcome begin(const TransactionName& transaction, Instant now) override;
  LogOutcome append(const TransactionName& transaction, std::uint64_t sequence,
                    const Message& message) override;
  LogOutcome append_offset(const TransactionName& transaction, const GroupOffset& offset) override;
  LogOutcome commit(const TransactionName& transaction) override;
  LogOutcome abort(const TransactionName& transaction) override;

  /// Aborts the transactions that have been open for the time-out and fences their sessions: an
  /// open transaction holds up every reader of committed records. Returns how many there were.
  std::size_t abort_expired(Instant now);

  [[nodiscard]] std::vector<LogRecord> read(std::string_view topic, Isolation isolation,
                                            std::uint64_t from_offset = 0) const;
  /// The first offset of an open transaction, or the end of the topic.
  [[nodiscard]] std::uint64_t last_stable_offset(std::string_view topic) const;
  /// Of committed transactions alone; empty where the group has none there.
  [[nodiscard]] std::optional<std::uint64_t> committed_offset(const std::string& group,
                                                              const std::string& topic,
                                                              std::uint32_t partition) const;

 private:
  enum class Decision : std::uint8_t { open, committed, aborted };

  struct Stored {
    Message message;
    std::size_t transaction;  ///< into `decisions_`: one value decides over all topics
  };
  struct Session {
    std::uint64_t epoch = 0;
    std::uint64_t number = 0;  ///< of the latest transaction; 0: none in this session
    std::size_t transaction = 0;
    std::uint64_t last_sequence = 0;
    Instant began{};
    std::vector<GroupOffset> offsets;
  };

  /// `done` with the session where the transaction is the open one of its newest session.
  struct Checked {
    LogOutcome outcome = LogOutcome::refused;
    Session* session = nullptr;
  };
  Checked check(const TransactionName& transaction);
  [[nodiscard]] bool is_open(const Session& session) const;
  LogOutcome decide(const TransactionName& transaction, Decision decision);
  void abort_open(Session& session);

  std::chrono::nanoseconds timeout_;
  std::map<std::string, Session> sessions_;
  std::vector<Decision> decisions_;
  std::map<std::string, std::vector<Stored>, std::less<>> topics_;
  std::map<std::tuple<std::string, std::string, std::uint32_t>, std::uint64_t> offsets_;
};

}  // namespace eventarch::components
