#pragma once

/// What a design promises, and the shape of what it promises it for. Which invariants are judged
/// follows from this alone.

#include <cstdint>
#include <optional>
#include <vector>

namespace eventarch::simulation {

/// A topic, or a queue, which is a topic of one partition without offsets.
struct TopicLayout {
  std::uint32_t partitions = 1;  ///< numbered after those of the topics before it
  std::uint64_t groups = 0;      ///< bit g is set where group g reads it
  bool offsets = true;           ///< records have offsets, and groups commit them
};

struct GroupLayout {
  bool read_committed = false;  ///< sees nothing of a transaction before it is committed
  bool polls_in_order = false;  ///< one consumer a partition, which reads record after record
};

/// At most 64 groups.
struct Layout {
  std::vector<TopicLayout> topics;
  std::vector<GroupLayout> groups;
};

enum class Jitter : std::uint8_t {
  around,        ///< wait * (1 +- jitter)
  full,          ///< between 0 and the wait
  equal,         ///< between half the wait and the wait
  decorrelated,  ///< between the initial wait and 3 times the wait before, at most wait_max
};

/// Waits between the attempts of one message. The wait after attempt k is nominally
/// min(initial_wait * multiplier^(k-1), wait_max), or min(initial_wait * k, wait_max) where it is
/// linear; jitter comes after that limit.
struct RetrySchedule {
  std::uint32_t attempts_max = 5;  ///< counts the first attempt
  std::uint64_t initial_wait = 0;  ///< ns
  std::uint64_t wait_max = 0;      ///< ns
  double multiplier = 2;           ///< at least 1
  double jitter = 0;               ///< 0 to 1
  Jitter form = Jitter::around;
  bool linear = false;
  std::uint64_t granularity = 0;  ///< ns by which the broker's timer may be late
  bool counted_by_deliveries =
      false;  ///< a broker counts deliveries, also those that end in a crash
};

struct BreakerRules {
  std::uint32_t failures_to_open = 10;  ///< in a row; 0 where a ratio decides, which is not judged
  std::uint64_t open_time = 0;          ///< ns from opening until a trial is let through
  std::uint32_t trials_max = 1;         ///< at once, while half open
};

struct AmplificationLimit {
  double factor = 1;                      ///< calls over requests
  std::uint64_t window = 10'000'000'000;  ///< ns
  std::uint64_t calls_min = 100;          ///< windows with fewer calls are not judged
};

/// A member that is off is not judged: its invariants are not applicable.
struct Promises {
  // What there is to judge; a model without it leaves the invariants about it out.
  bool offsets = true;     ///< records have offsets that consumers see
  bool rebalances = true;  ///< partitions move between the consumers of a group

  // What may happen to one message.
  bool every_message_handled = false;  ///< at least once: an effect or a dead letter for each group
  bool effects_once = false;           ///< at most once, or exactly once: no effect twice
  bool appended_once = false;          ///< producers resend without storing twice
  bool acknowledged_survives = false;  ///< what is below the high watermark stays

  // Order of first effects.
  bool order_per_key = false;
  bool order_of_all = false;

  // Transactions.
  bool transactions = false;
  bool consume_produce_atomic = false;  ///< offsets are committed with the derived records
  std::uint64_t reaper_interval = 0;    ///< ns by which a transaction may outlive its timeout

  // Failures.
  std::optional<RetrySchedule> retry;
  bool dead_letters = false;
  std::uint32_t failures_max = 0;  ///< of one message before it must have an outcome; 0: not judged
  std::optional<BreakerRules> breaker;
  std::optional<AmplificationLimit> amplification;
  std::uint64_t deduplication_time =
      0;  ///< ns that identities are kept, less the clock skew; 0: none

  // Patterns.
  bool outbox = false;
  bool event_store = false;
  bool snapshots = false;
  std::uint16_t projections = 0;  ///< how many
  bool saga = false;
  bool saga_in_order = false;  ///< compensations run in reverse order of completion
};

}  // namespace eventarch::simulation
