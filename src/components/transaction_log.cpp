#include "eventarch/components/transaction_log.hpp"

#include <algorithm>

namespace eventarch::components {

std::optional<std::uint64_t> InMemoryTransactionLog::open_session(
    const std::string& transactional_id) {
  Session& session = sessions_[transactional_id];
  abort_open(session);
  session = Session{.epoch = session.epoch + 1};
  return session.epoch;
}

LogOutcome InMemoryTransactionLog::begin(const TransactionName& transaction, Instant now) {
  const auto found = sessions_.find(transaction.transactional_id);
  if (found == sessions_.end()) return LogOutcome::refused;
  Session& session = found->second;
  if (transaction.epoch < session.epoch) return LogOutcome::fenced;
  if (transaction.epoch > session.epoch) return LogOutcome::refused;
  if (is_open(session)) {
    return transaction.number == session.number ? LogOutcome::done : LogOutcome::refused;
  }
  if (transaction.number <= session.number) return LogOutcome::refused;
  session = Session{.epoch = session.epoch,
                    .number = transaction.number,
                    .transaction = decisions_.size(),
                    .began = now};
  decisions_.push_back(Decision::open);
  return LogOutcome::done;
}

LogOutcome InMemoryTransactionLog::append(const TransactionName& transaction,
                                          std::uint64_t sequence, const Message& message) {
  const auto [outcome, session] = check(transaction);
  if (session == nullptr) return outcome;
  if (sequence <= session->last_sequence) return LogOutcome::done;
  if (sequence != session->last_sequence + 1) return LogOutcome::refused;
  session->last_sequence = sequence;
  topics_[message.topic].push_back({message, session->transaction});
  return LogOutcome::done;
}

LogOutcome InMemoryTransactionLog::append_offset(const TransactionName& transaction,
                                                 const GroupOffset& offset) {
  const auto [outcome, session] = check(transaction);
  if (session == nullptr) return outcome;
  session->offsets.push_back(offset);
  return LogOutcome::done;
}

LogOutcome InMemoryTransactionLog::commit(const TransactionName& transaction) {
  return decide(transaction, Decision::committed);
}

LogOutcome InMemoryTransactionLog::abort(const TransactionName& transaction) {
  return decide(transaction, Decision::aborted);
}

LogOutcome InMemoryTransactionLog::decide(const TransactionName& transaction, Decision decision) {
  const auto [outcome, session] = check(transaction);
  if (session == nullptr) {
    // Asked again after an unknown outcome: what was decided stands.
    const auto found = sessions_.find(transaction.transactional_id);
    const bool is_latest = found != sessions_.end() && found->second.number != 0 &&
                           found->second.epoch == transaction.epoch &&
                           found->second.number == transaction.number;
    const bool same = is_latest && decisions_[found->second.transaction] == decision;
    return same ? LogOutcome::done : outcome;
  }
  decisions_[session->transaction] = decision;
  if (decision == Decision::aborted) return LogOutcome::done;
  for (const GroupOffset& offset : session->offsets) {
    offsets_[{offset.group, offset.topic, offset.partition}] = offset.next_offset;
  }
  return LogOutcome::done;
}

InMemoryTransactionLog::Checked InMemoryTransactionLog::check(const TransactionName& transaction) {
  const auto found = sessions_.find(transaction.transactional_id);
  if (found == sessions_.end()) return {};
  Session& session = found->second;
  if (transaction.epoch < session.epoch) return {LogOutcome::fenced, nullptr};
  const bool is_this = transaction.epoch == session.epoch && transaction.number == session.number;
  if (!is_this || !is_open(session)) return {};
  return {LogOutcome::done, &session};
}

bool InMemoryTransactionLog::is_open(const Session& session) const {
  return session.number != 0 && decisions_[session.transaction] == Decision::open;
}

void InMemoryTransactionLog::abort_open(Session& session) {
  if (is_open(session)) decisions_[session.transaction] = Decision::aborted;
}

std::size_t InMemoryTransactionLog::abort_expired(Instant now) {
  std::size_t count = 0;
  for (auto& [id, session] : sessions_) {
    if (!is_open(session) || now - session.began < timeout_) continue;
    abort_open(session);
    session = Session{.epoch = session.epoch + 1};
    ++count;
  }
  return count;
}

std::vector<LogRecord> InMemoryTransactionLog::read(std::string_view topic, Isolation isolation,
                                                    std::uint64_t from_offset) const {
  std::vector<LogRecord> records;
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return records;
  const bool committed_only = isolation == Isolation::read_committed;
  const std::uint64_t end = committed_only ? last_stable_offset(topic) : found->second.size();
  for (std::uint64_t offset = from_offset; offset < end; ++offset) {
    const Stored& stored = found->second[offset];
    if (committed_only && decisions_[stored.transaction] == Decision::aborted) continue;
    records.push_back({offset, stored.message});
  }
  return records;
}

std::uint64_t InMemoryTransactionLog::last_stable_offset(std::string_view topic) const {
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return 0;
  const auto first_open = std::find_if(
      found->second.begin(), found->second.end(),
      [&](const Stored& stored) { return decisions_[stored.transaction] == Decision::open; });
  return static_cast<std::uint64_t>(first_open - found->second.begin());
}

std::optional<std::uint64_t> InMemoryTransactionLog::committed_offset(
    const std::string& group, const std::string& topic, std::uint32_t partition) const {
  const auto found = offsets_.find({group, topic, partition});
  if (found == offsets_.end()) return {};
  return found->second;
}

}  // namespace eventarch::components
