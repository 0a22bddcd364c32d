#include "simulation/invariants/ledger/books.hpp"

#include <algorithm>
#include <utility>

namespace eventarch::simulation {

Books::Books(const Layout& layout)
    : groups_{layout.groups},
      group_count_{static_cast<std::uint32_t>(layout.groups.size())},
      ledger_{layout.groups.size()} {
  for (const TopicLayout& topic : layout.topics) {
    for (std::uint32_t count = 0; count < topic.partitions; ++count) {
      PartitionLog& added = partitions_.emplace_back();
      added.groups = topic.groups;
      added.offsets = topic.offsets;
    }
  }
  partition_count_ = static_cast<std::uint32_t>(partitions_.size());
  cursors_.resize(partitions_.size() * group_count_);
}

bool Books::is_of_old_assignment(const Event& effect) const {
  if (effect.partition >= partition_count_ || effect.group >= group_count_) return false;
  const auto& cursor = cursors_[std::size_t{effect.partition} * group_count_ + effect.group];
  if (cursor.consumer == nobody) return false;
  const bool before_its_start =
      partitions_[effect.partition].offsets && effect.value < cursor.start;
  return cursor.consumer != effect.actor || before_its_start;
}

std::uint64_t Books::readers(const Event& event) {
  const PartitionLog* const partition = partition_of(event);
  return partition != nullptr ? partition->groups : ~std::uint64_t{0};
}

Transaction* Books::transaction_of(const Event& event) {
  const auto found = transactions_.find(event.subject);
  return found == transactions_.end() ? nullptr : &found->second;
}

bool Books::defer(const Event& event) {
  Transaction* const transaction = transaction_of(event);
  if (transaction == nullptr) return false;
  transaction->deferred.push_back(event);
  return true;
}

std::vector<Event> Books::take_deferred(std::uint32_t transaction) {
  const auto found = transactions_.find(transaction);
  if (found == transactions_.end()) return {};
  std::vector<Event> deferred = std::move(found->second.deferred);
  transactions_.erase(found);
  return deferred;
}

void Books::enter_transaction(const Event& event, Transaction* transaction) {
  if (transaction == nullptr) return;
  transaction->messages.push_back(event.message);
  MessageRecord record = ledger_.find(event.message);
  ledger_.set(record, message_flag::in_transaction);
}

/// After a truncation groups may have committed beyond the end of the log; what is written there
/// now, they take for read.
void Books::pass_what_was_read_already(const Event& event, std::uint64_t groups) {
  for (std::uint16_t group = 0; group < group_count(); ++group) {
    if ((groups >> group & 1) == 0) continue;
    const auto& cursor = cursors_[std::size_t{event.partition} * group_count_ + group];
    if (cursor.committed <= event.value) continue;
    MessageRecord record = ledger_.find(event.message);  // the page may have gone
    const std::uint16_t flag =
        record.has(group, group_flag::finished)
            ? group_flag::settled
            : static_cast<std::uint16_t>(group_flag::settled | group_flag::passed);
    ledger_.set(record, group, flag);
  }
}

/// A message is gone with the leader of its queue.
void Books::lose_message(const Event& event) {
  MessageRecord record = ledger_.find(event.message);
  if (!record.exists()) return;
  if (record.has(message_flag::appended_again)) {
    ledger_.clear(record, message_flag::appended_again);  // the other copy stays
    return;
  }
  std::uint16_t flags = message_flag::truncated;
  if (event.outcome == Outcome::committed) flags |= message_flag::below_watermark;
  if (event.outcome == Outcome::unclean) flags |= message_flag::by_unclean_leader;
  if (event.outcome == Outcome::alone) flags |= message_flag::deleted;
  ledger_.clear(record, message_flag::appended);
  ledger_.set(record, flags);
}

void Books::cut_end(const Event& event) {
  PartitionLog* const partition = partition_of(event);
  if (partition == nullptr) return;
  if (!partition->offsets) {
    if (event.message != nothing) lose_message(event);
    return;
  }
  PartitionLog& log = *partition;
  log.leader_epoch = std::max(log.leader_epoch, event.epoch);
  for (auto offset = std::max(event.value, log.begin()); offset < log.end(); ++offset) {
    if (log.at(offset) == nothing) continue;
    MessageRecord record = ledger_.find(log.at(offset));
    log.was_truncated = true;
    if (record.has(message_flag::appended_again)) {
      ledger_.clear(record, message_flag::appended_again);  // the other copy stays
      continue;
    }
    std::uint16_t flags = message_flag::truncated;
    if (offset < log.high_watermark) flags |= message_flag::below_watermark;
    if (event.outcome == Outcome::unclean) flags |= message_flag::by_unclean_leader;
    if (event.outcome == Outcome::alone) flags |= message_flag::deleted;
    ledger_.clear(record, message_flag::appended);
    ledger_.set(record, flags);
  }
  log.cut_end(event.value);
  log.high_watermark = std::min(log.high_watermark, event.value);
}

void Books::cut_begin(const Event& event) {
  PartitionLog* const partition = partition_of(event);
  if (partition == nullptr || !partition->offsets) return;
  PartitionLog& log = *partition;
  const std::uint64_t end = std::min(event.value, log.end());
  for (auto offset = log.begin(); offset < end; ++offset) {
    if (log.at(offset) == nothing) continue;
    MessageRecord record = ledger_.find(log.at(offset));
    ledger_.set(record, message_flag::deleted);
  }
  log.cut_begin(event.value);
}

void Books::decide(const Event& event, Transaction& transaction) {
  const bool commits = event.kind == EventKind::transaction_commit;
  for (const std::uint32_t message : transaction.messages) {
    MessageRecord record = ledger_.find(message);
    if (!record.exists()) continue;
    if (commits) {
      ledger_.set(record, message_flag::committed);
      continue;
    }
    ledger_.set(record, message_flag::aborted);
    give_up(record);
  }
  if (!commits) transactions_.erase(event.subject);
}

void Books::drop_record(const Event& event) {
  constexpr std::uint16_t gone = group_flag::dropped | group_flag::settled;
  for (std::uint16_t group = 0; group < group_count(); ++group) {
    if (event.group != nobody && group != event.group) continue;
    // The page may go with the last flag, and then all groups are done with the message.
    MessageRecord record = ledger_.find(event.message);
    if (!record.has(group, group_flag::finished)) ledger_.set(record, group, gone);
  }
}

void Books::roll_back(std::uint32_t work) {
  const auto found = works_.find(work);
  if (found == works_.end()) return;
  for (const std::uint32_t message : found->second) {
    MessageRecord record = ledger_.find(message);
    ledger_.set(record, message_flag::rolled_back);
    give_up(record);
  }
  works_.erase(found);
}

void Books::give_up(MessageRecord& record) {
  // Where the answer is still out, the page stays until it is noted; else it may go before.
  const bool answered = record.has(message_flag::answered);
  ledger_.excuse(record);
  if (!answered) ledger_.set(record, message_flag::answered);
}

std::size_t Books::memory() const {
  std::size_t bytes = ledger_.memory() + partitions_.capacity() * sizeof(PartitionLog) +
                      cursors_.capacity() * sizeof(GroupCursor);
  for (const PartitionLog& log : partitions_) bytes += log.memory();
  return bytes;
}

}  // namespace eventarch::simulation
