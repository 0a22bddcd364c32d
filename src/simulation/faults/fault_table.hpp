#pragma once

/// The faults that a run can inject, as data.
///
/// A fault that strikes at a random moment almost never finds the millisecond in which it does
/// harm. So each row names the window that it is aimed at, as a pattern on the history: the engine
/// counts how often the window opens and strikes inside it at the k-th time, k drawn from the seed.
/// How often a fault struck inside its window is reported; never is "not exercised", not "holds".

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "simulation/history/event.hpp"

namespace eventarch::simulation {

/// What a fault needs from the thing that is simulated: a part of a broker model, of a client or of
/// a pattern. A model declares its parts; a fault applies where all that it needs is there.
enum class Part : std::uint32_t {
  consumers = 1U << 0,              ///< consumers that process and acknowledge
  offset_commits = 1U << 1,         ///< progress of a group is one number a partition
  delivery_timeout = 1U << 2,       ///< a session, visibility or acknowledgement timeout
  assignment = 1U << 3,             ///< partitions are shared out among the consumers of a group
  producers = 1U << 4,              ///< producers that wait for an answer
  leader = 1U << 5,                 ///< a leader that can fail over
  in_sync_replicas = 1U << 6,       ///< followers that can fall out of the set that counts
  page_cache = 1U << 7,             ///< acknowledged before it is on a disk
  transactions = 1U << 8,           ///< producers with transactions and epochs
  batches_in_flight = 1U << 9,      ///< a producer sends on before the last answer is there
  retries = 1U << 10,               ///< failed messages are tried again
  dead_letters = 1U << 11,          ///< failed messages are set aside
  deduplication = 1U << 12,         ///< a store of processed identities
  dependency = 1U << 13,            ///< the consumer calls something that can be down
  database_and_publish = 1U << 14,  ///< one step writes to a database and publishes
  saga = 1U << 15,
  event_store = 1U << 16,
  snapshots = 1U << 17,
  log_retention = 1U << 18,  ///< a log deletes by age, whether it was read or not
  time_to_live = 1U << 19,   ///< messages of a queue expire
  length_limit = 1U << 20,   ///< a queue can be full
  owned_keys = 1U << 21,     ///< keys are spread over partitions or queues that can become more
};

/// Several parts; a plain set.
class Parts {
 public:
  constexpr Parts() = default;
  constexpr Parts(Part part) : bits_{static_cast<std::uint32_t>(part)} {}  // a part is a set of one
  constexpr bool contains(Parts other) const { return (bits_ & other.bits_) == other.bits_; }
  constexpr bool operator==(const Parts&) const = default;
  friend constexpr Parts operator|(Parts left, Parts right) {
    left.bits_ |= right.bits_;
    return left;
  }

 private:
  std::uint32_t bits_ = 0;
};
constexpr Parts operator|(Part left, Part right) { return Parts{left} | Parts{right}; }

/// What must be the same in the event that opens a window and in the one that closes it.
enum class SameIn : std::uint8_t { message, actor, partition, transaction, saga, aggregate };

/// The stretch of the history in which a fault does harm: from an event of one kind (and outcome,
/// where one is given) up to the next of another kind about the same thing.
struct Window {
  EventKind opens;
  std::optional<Outcome> opens_with;
  EventKind closes;
  SameIn same;
};

/// Whether this event opens the window.
constexpr bool opens(const Window& window, const Event& event) {
  return event.kind == window.opens && (!window.opens_with || event.outcome == *window.opens_with);
}

/// Whether `event` closes the window that `opened` opened.
bool closes(const Window& window, const Event& opened, const Event& event);

/// The window of a fault in a design that stores its progress before it works on a message: what a
/// commit ends elsewhere goes on there until the effect, and that is when a loss does harm.
std::optional<Window> window_of(std::uint32_t fault, bool commits_first);

/// Whether a sound design has to live with it. What no design of its kind survives (a power loss
/// everywhere, a lost store of identities) is only injected when asked for by name or with `all`.
enum class FaultSet : std::uint8_t { by_default, on_request };

struct Fault {
  std::string_view name;         ///< snake_case, says what happens; unique
  std::string_view summary;      ///< one line for people
  Parts needs;                   ///< where it applies
  std::optional<Window> window;  ///< nothing: it does harm whenever it strikes
  FaultSet set;
};

/// All faults, sorted by name. `subject` of a fault event is the place in this table.
std::span<const Fault> fault_table();

/// The place of a fault in the table; nothing for an unknown name.
std::optional<std::uint32_t> find_fault(std::string_view name);

}  // namespace eventarch::simulation
