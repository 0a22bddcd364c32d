#pragma once

/// What has happened to each message so far, in a few bits: two bytes a message and two for each
/// group that reads it, in pages of 256 messages.
///
/// A page is given back when all its messages are finished and settled in every group. From then on
/// its messages are known to have gone the ordinary way, and only those that did not are kept one
/// by one, the latest few thousand of them. So the memory follows what is in flight, not what was
/// sent.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "simulation/history/event.hpp"

namespace eventarch::simulation {

namespace message_flag {
inline constexpr std::uint16_t sent = 1U << 0;
inline constexpr std::uint16_t sent_ok = 1U << 1;
inline constexpr std::uint16_t sent_failed = 1U << 2;
inline constexpr std::uint16_t sent_unknown = 1U << 3;
inline constexpr std::uint16_t appended = 1U << 4;
inline constexpr std::uint16_t appended_again = 1U << 5;
inline constexpr std::uint16_t in_transaction = 1U << 6;
inline constexpr std::uint16_t committed = 1U << 7;
inline constexpr std::uint16_t aborted = 1U << 8;
inline constexpr std::uint16_t rolled_back = 1U << 9;  ///< its database transaction never happened
inline constexpr std::uint16_t truncated = 1U << 10;
inline constexpr std::uint16_t below_watermark = 1U << 11;  ///< when it was truncated
inline constexpr std::uint16_t by_unclean_leader = 1U << 12;
/// By retention; of what was truncated: with the only copy.
inline constexpr std::uint16_t deleted = 1U << 13;
inline constexpr std::uint16_t answered = 1U << 14;  ///< nothing more is awaited for its sending
inline constexpr std::uint16_t confirmed_early = 1U << 15;  ///< before it was stored
}  // namespace message_flag

namespace group_flag {
inline constexpr std::uint16_t exempt = 1U << 0;  ///< the group does not read its topic
inline constexpr std::uint16_t delivered = 1U << 1;
inline constexpr std::uint16_t applied = 1U << 2;
inline constexpr std::uint16_t dead_lettered = 1U << 3;
inline constexpr std::uint16_t dropped = 1U << 4;
inline constexpr std::uint16_t passed = 1U << 5;   ///< committed or acknowledged while unfinished
inline constexpr std::uint16_t skipped = 1U << 6;  ///< taken for a duplicate while unfinished
inline constexpr std::uint16_t remembered = 1U << 7;
inline constexpr std::uint16_t expired = 1U << 8;    ///< its identity, by age
inline constexpr std::uint16_t forgotten = 1U << 9;  ///< its identity, with the store
inline constexpr std::uint16_t settled = 1U << 10;   ///< committed or acknowledged
inline constexpr std::uint16_t parked = 1U << 11;    ///< a copy lies in a retry topic of the group
inline constexpr std::uint16_t failed = 1U << 12;    ///< an attempt has failed
inline constexpr std::uint16_t finished = exempt | applied | dead_lettered | dropped;
}  // namespace group_flag

/// The flags of one message, and of each group for it. Valid until the next call of the ledger.
struct MessageRecord {
  std::uint32_t message = nothing;
  std::uint16_t* flags = nullptr;  ///< flags[0] of the message, flags[1 + g] of group g
  std::uint32_t page = nothing;    ///< nothing: its page was given back

  bool exists() const { return flags != nullptr; }
  bool has(std::uint16_t flag) const { return (flags[0] & flag) != 0; }
  bool has(std::uint16_t group, std::uint16_t flag) const { return (flags[1 + group] & flag) != 0; }
};

class MessageLedger {
 public:
  explicit MessageLedger(std::size_t groups);

  /// The record of a message that was mentioned before, or one without flags (`sent` is missing).
  MessageRecord find(std::uint32_t message) {
    const std::uint32_t page = message >> page_bits;
    if (page - first_page_ < pages_.size()) {  // of a page before the first one this is huge
      if (std::uint16_t* const held = pages_[page - first_page_].records.get(); held != nullptr) {
        return {message, held + std::size_t{message & page_mask} * stride_, page};
      }
    }
    return find_released(message);
  }

  /// The record of a message that may be mentioned for the first time; `groups` read its topic.
  MessageRecord mention(std::uint32_t message, std::uint64_t groups);

  void set(MessageRecord& record, std::uint16_t flags);
  void set(MessageRecord& record, std::uint16_t group, std::uint16_t flags);
  void clear(MessageRecord& record, std::uint16_t flags);

  /// Nothing is owed to any group for this message any more (never stored, aborted).
  void excuse(MessageRecord& record);

  /// Calls visit(record) for each message whose page is still held, in order of ids.
  template <class Visit>
  void visit_held(Visit visit) {
    for (std::size_t place = 0; place < pages_.size(); ++place) {
      if (pages_[place].records == nullptr) continue;
      const auto page = static_cast<std::uint32_t>(first_page_ + place);
      for (std::uint32_t slot = 0; slot <= page_mask; ++slot) {
        std::uint16_t* const flags = pages_[place].records.get() + std::size_t{slot} * stride_;
        if (flags[0] != 0) visit(MessageRecord{page << page_bits | slot, flags, page});
      }
    }
  }

  std::size_t groups() const { return stride_ - 1; }

  /// Bytes in use now, near enough.
  std::size_t memory() const;

 private:
  static constexpr std::uint32_t page_bits = 8;
  static constexpr std::uint32_t page_mask = (1U << page_bits) - 1;
  static constexpr std::size_t exceptions_max = 1U << 14;

  struct Page {
    std::unique_ptr<std::uint16_t[]> records;  ///< null: given back
    std::uint32_t mentioned = 0;
    std::uint32_t open = 0;  ///< answers of brokers, and groups, that are awaited
  };

  MessageRecord find_released(std::uint32_t message);
  void add_pages_to(std::uint32_t number);
  void close_one(const MessageRecord& record);
  void release(std::uint32_t number);
  bool is_ordinary(const std::uint16_t* flags) const;
  void keep_exception(std::uint32_t message, const std::uint16_t* flags);

  std::size_t stride_;
  std::uint32_t first_page_ = 0;  ///< number of pages_[0]
  std::size_t released_in_front_ = 0;
  std::vector<Page> pages_;
  std::vector<std::unique_ptr<std::uint16_t[]>> spare_;
  /// Looked up by id and never walked: their order reaches no result.
  std::unordered_map<std::uint32_t, std::vector<std::uint16_t>> exceptions_;
  std::deque<std::uint32_t> exception_order_;
  std::vector<std::uint16_t> scratch_;
  std::uint32_t mentioned_end_ = 0;
};

/// Whether the group is done with the message: finished, and it will not be delivered again.
constexpr bool is_closed(std::uint16_t group_flags) {
  return (group_flags & group_flag::exempt) != 0 ||
         ((group_flags & group_flag::finished) != 0 && (group_flags & group_flag::settled) != 0);
}

inline MessageRecord MessageLedger::mention(std::uint32_t message, std::uint64_t groups) {
  const std::uint32_t number = message >> page_bits;
  if (number >= first_page_ + pages_.size()) add_pages_to(number);
  MessageRecord record = find(message);
  if (record.page == nothing || record.flags[0] != 0) return record;
  Page& page = pages_[number - first_page_];
  ++page.mentioned;
  ++page.open;
  if (message >= mentioned_end_) mentioned_end_ = message + 1;
  record.flags[0] = message_flag::sent;
  for (std::size_t group = 0; group + 1 < stride_; ++group) {
    if ((groups >> group & 1) != 0) {
      ++page.open;
    } else {
      record.flags[1 + group] = group_flag::exempt;
    }
  }
  return record;
}

inline void MessageLedger::set(MessageRecord& record, std::uint16_t group, std::uint16_t flags) {
  std::uint16_t& now = record.flags[1 + group];
  const auto then = static_cast<std::uint16_t>(now | flags);
  if (then == now) return;
  const bool closes = !is_closed(now) && is_closed(then);
  now = then;
  if (record.page == nothing) {
    keep_exception(record.message, record.flags);
  } else if (closes) {
    close_one(record);
  }
}

inline void MessageLedger::set(MessageRecord& record, std::uint16_t flags) {
  const std::uint16_t before = record.flags[0];
  record.flags[0] = static_cast<std::uint16_t>(before | flags);
  if (record.flags[0] == before) return;
  if (record.page == nothing) {
    keep_exception(record.message, record.flags);
  } else if ((flags & ~before & message_flag::answered) != 0) {
    close_one(record);
  }
}

inline void MessageLedger::clear(MessageRecord& record, std::uint16_t flags) {
  if ((record.flags[0] & flags) == 0) return;
  record.flags[0] = static_cast<std::uint16_t>(record.flags[0] & ~flags);
  if (record.page == nothing) keep_exception(record.message, record.flags);
}

inline void MessageLedger::close_one(const MessageRecord& record) {
  Page& page = pages_[record.page - first_page_];
  --page.open;
  if (page.open == 0 && page.mentioned > page_mask) release(record.page);
}

}  // namespace eventarch::simulation
