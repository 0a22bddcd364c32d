#pragma once

/// Publishes what a business transaction has to tell, if and only if it commits: the message is a
/// row of the same database, written in the same transaction, and a relay publishes it afterwards.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventarch/components/message.hpp"
#include "eventarch/components/publisher.hpp"

namespace eventarch::components {

/// A row of the outbox, visible once its transaction is committed.
struct OutboxRow {
  /// Given at the insertion, as a sequence of a database does. Transactions that insert later may
  /// commit earlier: a reader that remembers the greatest number it has seen skips rows for ever.
  std::uint64_t number = 0;
  Message message;
};

/// What the relay needs of a database. A relay on the database's log (Debezium) has the commit
/// order from there; one that polls reads the rows without a mark, never those above a number.
class OutboxStore {
 public:
  virtual ~OutboxStore() = default;

  /// The rows that are committed and not marked, in the order of the commits and within one
  /// transaction in that of the insertions; at most `limit`. Empty optional: no answer.
  virtual std::optional<std::vector<OutboxRow>> unsent(std::size_t limit) = 0;
  /// False: not marked, or no answer. The row is then published again.
  virtual bool mark_sent(std::uint64_t number) = 0;
};

enum class RelayEnd : std::uint8_t {
  drained,            ///< nothing was left
  more,               ///< `limit` rows were published
  store_unavailable,  ///< before the first row, or a row is published and not marked
  publish_failed,     ///< the row stays, and those behind it: the order holds
};

struct RelayResult {
  std::size_t published = 0;  ///< confirmed by the broker, marked or not
  RelayEnd end = RelayEnd::drained;
};

/// At least once: a crash, or a mark that fails, between confirmation and mark publishes a row
/// again, with the same message id. Consumers must be idempotent. One relay at a time keeps the
/// order; two publish everything twice, and in no order.
class OutboxRelay {
 public:
  /// Both must outlive the relay.
  OutboxRelay(OutboxStore& store, MessagePublisher& publisher)
      : store_(&store), publisher_(&publisher) {}

  /// Publishes up to `limit` rows, each marked after its confirmation and before the next one.
  RelayResult run(std::size_t limit = 100);

 private:
  OutboxStore* store_;
  MessagePublisher* publisher_;
};

/// A small database with an outbox: business values by key, rows, and transactions over both. Lost
/// with the process. Not synchronised, but any number of transactions may be open.
class InMemoryOutbox final : public OutboxStore {
 public:
  /// Rolled back where it is destroyed without a commit.
  class Transaction {
   public:
    Transaction(const Transaction&) = delete;  // two commits of the same rows
    Transaction(Transaction&&) = default;
    Transaction& operator=(const Transaction&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction() = default;

    /// A business write.
    void put(std::string key, std::string value);
    /// False, and nothing is inserted, where the message has no id: consumers need it to recognise
    /// a copy.
    [[nodiscard]] bool enqueue(Message message);
    /// Writes and rows become visible together. Does nothing the second time.
    void commit();

   private:
    friend class InMemoryOutbox;
    explicit Transaction(InMemoryOutbox& database) : database_(&database) {}

    InMemoryOutbox* database_;
    std::vector<std::pair<std::string, std::string>> writes_;
    std::vector<OutboxRow> rows_;
    bool is_committed_ = false;
  };

  /// The database must outlive the transaction.
  [[nodiscard]] Transaction begin() { return Transaction{*this}; }

  std::optional<std::vector<OutboxRow>> unsent(std::size_t limit) override;
  bool mark_sent(std::uint64_t number) override;

  /// The committed value, or null.
  [[nodiscard]] const std::string* value(std::string_view key) const;
  /// Committed rows without a mark: watch it, it grows while the relay is down.
  [[nodiscard]] std::size_t backlog() const { return unsent_.size(); }

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::deque<OutboxRow> unsent_;  ///< in the order of the commits; a marked row is removed
  std::uint64_t last_number_ = 0;
};

}  // namespace eventarch::components
