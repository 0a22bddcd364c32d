#pragma once

/// What an invariant is shown: one event, and what the history before it says about its message,
/// its partition, its group and its transaction.

#include <cstdint>
#include <vector>

#include "simulation/history/event.hpp"
#include "simulation/invariants/ledger/message_ledger.hpp"
#include "simulation/invariants/ledger/partition_log.hpp"

namespace eventarch::simulation {

struct Transaction {
  std::uint16_t producer = nobody;
  std::uint32_t epoch = 0;
  std::uint64_t begin = 0;              ///< ns
  std::uint64_t timeout = 0;            ///< ns
  std::vector<std::uint32_t> messages;  ///< sent in it
  std::uint32_t appended = 0;           ///< of them
  std::uint32_t failed = 0;             ///< of them certainly not stored
  std::vector<Event> deferred;          ///< effects and commits that count when it commits
};

/// The records that a commit passed for the first time.
struct Passed {
  std::uint64_t records = 0;
  std::uint64_t unfinished = 0;
  std::uint32_t first_unfinished = nothing;
  std::uint64_t first_offset = 0;
};

struct Situation {
  const Event& event;
  EventKind
      kind;  ///< of the event; known when the code is compiled, so that checks of it cost nothing
  MessageRecord record{};              ///< of the event's message, before the event
  PartitionLog* log = nullptr;         ///< null: a queue without offsets, or none
  GroupCursor* cursor = nullptr;       ///< of the event's group in the event's partition
  Transaction* transaction = nullptr;  ///< open, and named by the event
  const std::vector<std::uint32_t>* work = nullptr;  ///< messages of a database transaction
  Passed passed{};                                   ///< by a commit
  bool stray = false;                                ///< an append that is in no log that counts
  bool deferred = false;         ///< an effect or commit that a transaction held back
  bool reads_committed = false;  ///< the group of a delivery sees committed records only
};

/// A message that a group has not finished when the run came to rest.
struct Unfinished {
  const MessageRecord& record;
  std::uint16_t group;
  std::uint64_t time;  ///< ns, of coming to rest
};

}  // namespace eventarch::simulation
