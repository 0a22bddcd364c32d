#pragma once

/// Keeps what is known of a history up to its last event, for all invariants together.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "simulation/history/event.hpp"
#include "simulation/invariants/ledger/event_fields.hpp"
#include "simulation/invariants/ledger/message_ledger.hpp"
#include "simulation/invariants/ledger/partition_log.hpp"
#include "simulation/invariants/ledger/situation.hpp"
#include "simulation/invariants/promises.hpp"

namespace eventarch::simulation {

class Books {
 public:
  explicit Books(const Layout& layout);

  /// Whether the event says what it is about. An event that does not, or that names a group that is
  /// not there, is left aside.
  template <EventKind kind>
  bool understands(const Event& event) const;

  /// What was known before this event. A commit is walked through here.
  template <EventKind kind>
  Situation before(const Event& event);

  /// Takes the event in.
  template <EventKind kind>
  void after(Situation& now);

  /// Holds an effect or commit back for the transaction that it names; false: it names no open one.
  bool defer(const Event& event);
  /// Ends the transaction, and returns what it held back.
  std::vector<Event> take_deferred(std::uint32_t transaction);

  MessageLedger& ledger() { return ledger_; }
  MessageRecord find(std::uint32_t message) { return ledger_.find(message); }
  /// Whether an effect is that of a consumer whose assignment has ended; false where assignments
  /// are not told.
  bool is_of_old_assignment(const Event& effect) const;
  const GroupLayout& group(std::uint16_t group) const { return groups_[group]; }
  std::uint16_t group_count() const { return static_cast<std::uint16_t>(group_count_); }
  const std::unordered_map<std::uint32_t, Transaction>& open_transactions() const {
    return transactions_;
  }
  std::size_t memory() const;

 private:
  PartitionLog* partition_of(const Event& event) {
    return event.partition < partition_count_ ? &partitions_[event.partition] : nullptr;
  }
  std::uint64_t readers(const Event& event);
  GroupCursor* cursor_of(const Event& event) {
    return event.group < group_count_
               ? &cursors_[std::size_t{event.partition} * group_count_ + event.group]
               : nullptr;
  }
  Transaction* transaction_of(const Event& event);

  template <EventKind kind>
  MessageRecord record_of(const Event& event);
  /// Where the event happens: log, cursor, and what a commit passes there.
  template <EventKind kind>
  void find_place(Situation& now);
  /// The transaction or database transaction that the event names.
  template <EventKind kind>
  void find_work(Situation& now);

  // Each takes in the kinds of one part of the history, and does nothing for others.
  template <EventKind kind>
  void after_sending(Situation& now);
  template <EventKind kind>
  void after_log(Situation& now);
  template <EventKind kind>
  void after_reading(Situation& now);
  template <EventKind kind>
  void after_transaction(const Situation& now);
  template <EventKind kind>
  void after_handling(Situation& now);

  Passed pass(const Event& event, PartitionLog& log, GroupCursor& cursor);
  void trim(PartitionLog& log, std::uint32_t partition);
  void add_record(Situation& now);
  void pass_what_was_read_already(const Event& event, std::uint64_t groups);
  void lose_message(const Event& event);
  void cut_end(const Event& event);
  void cut_begin(const Event& event);
  void decide(const Event& event, Transaction& transaction);
  void enter_transaction(const Event& event, Transaction* transaction);
  void drop_record(const Event& event);
  void roll_back(std::uint32_t work);
  /// Nothing more is awaited for this message, of brokers or groups.
  void give_up(MessageRecord& record);

  std::vector<GroupLayout> groups_;
  std::uint32_t group_count_ = 0;
  std::uint32_t partition_count_ = 0;
  MessageLedger ledger_;
  std::vector<PartitionLog> partitions_;
  std::vector<GroupCursor> cursors_;  ///< of each group, partition after partition
  // Looked up by id; a walk over them reaches no result whose order matters.
  std::unordered_map<std::uint32_t, Transaction> transactions_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> works_;
};

template <EventKind kind>
bool Books::understands(const Event& event) const {
  if constexpr (names_message(kind)) {
    if (event.message == nothing) return false;
  }
  if constexpr (names_group(kind)) {
    if (event.group >= group_count_) return false;
  }
  if constexpr (kind == EventKind::append || kind == EventKind::drop) {
    if (event.group != nobody && event.group >= group_count_) return false;
  }
  if constexpr (names_key(kind)) {
    if (event.key == nothing) return false;
  }
  if constexpr (names_subject(kind)) {
    if (event.subject == nothing) return false;
  }
  return true;
}

template <EventKind kind>
MessageRecord Books::record_of(const Event& event) {
  if constexpr (kind == EventKind::send || kind == EventKind::database_write) {
    return ledger_.mention(event.message, readers(event));
  } else {
    return ledger_.find(event.message);
  }
}

template <EventKind kind>
void Books::find_place(Situation& now) {
  const Event& event = now.event;
  PartitionLog* const partition = partition_of(event);
  if (partition == nullptr) return;
  if (partition->offsets) now.log = partition;
  now.cursor = cursor_of(event);
  if constexpr (kind == EventKind::append) {
    now.stray = event.epoch != 0 && event.epoch < partition->leader_epoch;
  }
  if constexpr (kind == EventKind::commit) {
    if (now.log != nullptr && now.cursor != nullptr) {
      now.passed = pass(event, *partition, *now.cursor);
    }
  }
}

template <EventKind kind>
void Books::find_work(Situation& now) {
  const Event& event = now.event;
  using enum EventKind;
  if constexpr (kind == send || kind == append || kind == send_fail || kind == transaction_commit ||
                kind == transaction_abort) {
    if (event.subject != nothing) now.transaction = transaction_of(event);
  }
  if constexpr (kind == database_commit || kind == database_rollback) {
    if (const auto work = works_.find(event.subject); work != works_.end()) {
      now.work = &work->second;
    }
  }
}

template <EventKind kind>
Situation Books::before(const Event& event) {
  Situation now{event, kind};
  if constexpr (names_message(kind)) now.record = record_of<kind>(event);
  if constexpr (names_partition(kind)) find_place<kind>(now);
  if constexpr (kind == EventKind::deliver) {
    now.reads_committed = event.group < group_count_ && groups_[event.group].read_committed;
  }
  find_work<kind>(now);
  return now;
}

template <EventKind kind>
void Books::after(Situation& now) {
  // Once a flag closes the last thing that is awaited, the page of the record may be gone.
  after_sending<kind>(now);
  after_log<kind>(now);
  after_reading<kind>(now);
  after_transaction<kind>(now);
  after_handling<kind>(now);
}

template <EventKind kind>
void Books::after_sending(Situation& now) {
  using enum EventKind;
  if constexpr (kind == send) {
    if (now.event.subject != nothing) enter_transaction(now.event, now.transaction);
  } else if constexpr (kind == send_ok) {
    ledger_.set(now.record, message_flag::sent_ok | message_flag::answered);
  } else if constexpr (kind == send_unknown) {
    ledger_.set(now.record, message_flag::sent_unknown | message_flag::answered);
  } else if constexpr (kind == send_fail) {
    if (now.transaction != nullptr) ++now.transaction->failed;
    ledger_.set(now.record, message_flag::sent_failed);
    give_up(now.record);
  }
}

template <EventKind kind>
void Books::after_log(Situation& now) {
  const Event& event = now.event;
  using enum EventKind;
  if constexpr (kind == append) {
    add_record(now);
  } else if constexpr (kind == high_watermark) {
    if (now.log != nullptr && event.value > now.log->high_watermark) {
      now.log->high_watermark = event.value;
    }
  } else if constexpr (kind == elect || kind == truncate) {
    cut_end(event);
  } else if constexpr (kind == retention) {
    cut_begin(event);
  } else if constexpr (kind == marker) {
    if (now.log != nullptr) now.log->put(event.value, nothing);
  }
}

template <EventKind kind>
void Books::after_reading(Situation& now) {
  const Event& event = now.event;
  using enum EventKind;
  if constexpr (kind == assign || kind == revoke) {
    if (now.cursor == nullptr) return;
    now.cursor->consumer = kind == assign ? event.actor : nobody;
    now.cursor->last_message = nothing;
    if (kind == assign) now.cursor->position = now.cursor->start = event.value;
  } else if constexpr (kind == deliver) {
    if (now.cursor != nullptr && now.cursor->consumer == event.actor) {
      now.cursor->position = event.value + 1;
      now.cursor->last_message = event.message;
    }
    if (event.group < group_count_) {
      ledger_.set(now.record, event.group, group_flag::delivered);
    }
  } else if constexpr (kind == commit) {
    if (now.log == nullptr || now.cursor == nullptr) return;
    if (event.value > now.cursor->committed) now.cursor->committed = event.value;
    trim(partitions_[event.partition], event.partition);
  }
}

template <EventKind kind>
void Books::after_transaction(const Situation& now) {
  const Event& event = now.event;
  using enum EventKind;
  if constexpr (kind == database_write) {
    works_[event.subject].push_back(event.message);
  } else if constexpr (kind == database_commit) {
    works_.erase(event.subject);
  } else if constexpr (kind == database_rollback) {
    roll_back(event.subject);
  } else if constexpr (kind == transaction_begin) {
    Transaction& opened = transactions_[event.subject];
    opened.producer = event.actor;
    opened.epoch = event.epoch;
    opened.begin = event.time;
    opened.timeout = event.value;
  } else if constexpr (kind == transaction_commit || kind == transaction_abort) {
    if (now.transaction != nullptr) decide(event, *now.transaction);
  }
}

/// What a group makes of a message. Requires that the group is there, which understands() sees to.
template <EventKind kind>
void Books::after_handling(Situation& now) {
  const Event& event = now.event;
  using enum EventKind;
  if constexpr (kind == drop) {
    drop_record(event);
  } else if constexpr (kind == effect) {
    ledger_.set(now.record, event.group,
                event.outcome == Outcome::ok ? group_flag::applied : group_flag::failed);
  } else if constexpr (kind == dead_letter) {
    ledger_.set(now.record, event.group, group_flag::dead_lettered);
  } else if constexpr (kind == skip_duplicate) {
    if (now.record.has(event.group, group_flag::finished)) return;
    ledger_.set(now.record, event.group, group_flag::skipped);
  } else if constexpr (kind == acknowledge) {
    const bool done = now.record.has(event.group, group_flag::finished | group_flag::parked);
    const std::uint16_t passed = done ? std::uint16_t{0} : group_flag::passed;
    ledger_.set(now.record, event.group, static_cast<std::uint16_t>(group_flag::settled | passed));
  } else if constexpr (kind == remember) {
    ledger_.set(now.record, event.group, group_flag::remembered);
  } else if constexpr (kind == forget) {
    ledger_.set(now.record, event.group,
                event.outcome == Outcome::expired ? group_flag::expired : group_flag::forgotten);
  }
}

/// Each offset is passed once by each group, so that a commit costs what it is ahead of the last.
inline Passed Books::pass(const Event& event, PartitionLog& log, GroupCursor& cursor) {
  Passed passed;
  const std::uint64_t end = std::min(event.value, log.end());
  for (auto offset = std::max(cursor.committed, log.begin()); offset < end; ++offset) {
    const std::uint32_t message = log.at(offset);
    if (message == nothing) continue;
    MessageRecord record = ledger_.find(message);
    ++passed.records;
    const bool done = record.has(event.group, group_flag::finished | group_flag::parked) ||
                      record.has(message_flag::aborted | message_flag::sent_failed);
    if (done) {
      ledger_.set(record, event.group, group_flag::settled);
      continue;
    }
    if (passed.unfinished++ == 0) {
      passed.first_unfinished = message;
      passed.first_offset = offset;
    }
    ledger_.set(record, event.group, group_flag::settled | group_flag::passed);
  }
  return passed;
}

inline void Books::trim(PartitionLog& log, std::uint32_t partition) {
  std::uint64_t lowest = UINT64_MAX;
  const GroupCursor* const cursors = &cursors_[std::size_t{partition} * group_count_];
  for (std::size_t group = 0; group < group_count_; ++group) {
    if ((log.groups >> group & 1) != 0) lowest = std::min(lowest, cursors[group].committed);
  }
  log.cut_begin(lowest);
}

inline void Books::add_record(Situation& now) {
  const Event& event = now.event;
  if (event.group != nobody) {
    if (event.group < group_count_) ledger_.set(now.record, event.group, group_flag::parked);
    return;
  }
  if (now.stray) {
    if (!now.record.has(message_flag::appended)) ledger_.set(now.record, message_flag::truncated);
    return;
  }
  const bool again = now.record.has(message_flag::appended);
  if (now.record.has(message_flag::sent_ok) &&
      !now.record.has(message_flag::appended | message_flag::truncated)) {
    ledger_.set(now.record, message_flag::confirmed_early);
  }
  if (!again && now.transaction != nullptr) ++now.transaction->appended;
  ledger_.clear(now.record, message_flag::truncated | message_flag::below_watermark |
                                message_flag::by_unclean_leader | message_flag::deleted);
  ledger_.set(now.record, again ? message_flag::appended_again : message_flag::appended);
  if (now.log == nullptr) return;
  now.log->put(event.value, event.message);
  now.log->leader_epoch = std::max(now.log->leader_epoch, event.epoch);
  if (now.log->was_truncated) {
    pass_what_was_read_already(event, partitions_[event.partition].groups);
  }
}

}  // namespace eventarch::simulation
