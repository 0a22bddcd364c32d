#pragma once

/// What a simulated run leaves behind: a totally ordered list of events.
///
/// Every guarantee is judged on this list alone, so a checker knows nothing of the engine, and a
/// list written by hand is as good as one that was simulated.
///
/// One record serves all kinds; what a field means for a kind stands at the kind. A field that a
/// kind does not name keeps its default. There is no padding, so records can be hashed as bytes.

#include <cstdint>
#include <type_traits>

namespace eventarch::simulation {

/// "No such thing" in a field of 32 bits (message, key, partition, subject) and of 16 bits (actor,
/// group). Valid ids are dense from 0 and stay below it.
inline constexpr std::uint32_t nothing = UINT32_MAX;
inline constexpr std::uint16_t nobody = UINT16_MAX;

/// Ids are dense, each kind of thing from 0: messages in the order in which they are first
/// mentioned, partitions over all topics (a queue is a partition, a topic is a range of them),
/// groups (a subscription or the consumers of a queue is a group), actors over all producers,
/// consumers, replicas and other processes together.
///
/// Epochs and attempts count from 1; 0 is "not told", and then nothing is judged by it.
enum class EventKind : std::uint8_t {
  // --- Producing. `subject` is the transaction where there is one.
  /// A producer hands a message over, once for each message; resends are not told.
  /// actor producer, message, key, nth, partition (any of the topic where the broker chooses),
  /// subject, value the time at which it should have been sent.
  send,
  send_ok,       ///< actor, message, partition, value offset: the producer may rely on it
  send_fail,     ///< actor, message: certainly not stored
  send_unknown,  ///< actor, message: gave up without an answer; stored or not

  // --- The log. Offsets of a partition are its own, and markers take offsets too.
  /// A leader adds a record. What a replaced leader adds (its epoch is old) is in no log that
  /// counts.
  /// actor replica, message, key, nth, partition, value offset, epoch of the leader, subject the
  /// transaction it became part of; group only where the copy lies in a retry topic of that group,
  /// which then is no second record of the topic.
  append,
  /// Records below an offset are promised to stay; one event may stand for many records.
  /// actor replica, partition, epoch of the leader, value that offset.
  high_watermark,
  /// actor the new leader, partition, epoch, value the end of its log; what others had beyond it is
  /// gone. Outcome unclean where it was not in sync, alone where nobody else has a copy.
  elect,
  /// actor replica that leads, partition, epoch, value new end of its log. A queue has no places to
  /// tell what is gone by: there each lost message is told in an event of its own, message; outcome
  /// committed where it had counted as stored, unclean where the new leader was not in sync.
  /// Outcome
  /// alone in either case where the leader had the only copy.
  truncate,
  retention,  ///< partition, value new start of the log: what lies below is deleted
  marker,     ///< partition, value offset, subject transaction, outcome committed or aborted

  // --- Consuming. A queue without offsets leaves `value` 0 and promises nothing about them.
  assign,  ///< group, actor consumer, partition, epoch generation, value first offset to read
  revoke,  ///< group, actor, partition, epoch
  /// group, actor, message, key, nth, partition, value offset, epoch, attempt from 1 as the design
  /// counts it.
  deliver,
  /// The effect that others see: a row, a mail, a derived message.
  /// group, actor, message, key, nth, partition, attempt; outcome ok, failed (worth a retry) or
  /// failed_for_good; value offset; subject the transaction that makes it visible, if any:
  /// then it counts when that commits, and never when it aborts.
  effect,
  skip_duplicate,  ///< group, actor, message, key, nth, partition; value age of the entry in ns
  /// group, actor, partition, epoch generation, value the next offset to read, subject the
  /// transaction with which it counts, where there is one. What the broker refuses is not told.
  commit,
  acknowledge,  ///< group, actor, message, partition: this message and no other
  /// A retry begins after a wait. group, actor, message, attempt that failed (1 before the first
  /// wait), value the wait in ns as it came out.
  retry,
  /// Stored where dead letters go. group, actor, message, key, nth, partition, attempt those made;
  /// outcome exhausted or failed_for_good; expired or overflow where the broker does it, by age or
  /// since the queue is full, and no attempt led to it.
  dead_letter,
  /// Gone without an effect. group (nobody: for all groups), message, partition; outcome expired
  /// (time to live), overflow, exhausted (after its last failed attempt), or silent.
  drop,

  // --- Deduplication. value age in ns.
  remember,  ///< group, actor, message: its identity is stored
  /// An identity that was stored is not found when a redelivery looks for it; told only then.
  /// group, message, value; outcome expired (time to live) or silent (store lost).
  forget,

  // --- Transactions of producers. subject transaction, actor producer.
  transaction_begin,    ///< epoch of the producer's identity, value its timeout in ns
  transaction_commit,   ///< the decision, from which on readers may see it
  transaction_abort,    ///< the decision
  transaction_unknown,  ///< the producer does not know; a decision may follow
  /// A newer instance of an identity is active; older epochs are fenced.
  /// actor producer, or partition, or group: exactly one of them; epoch.
  fence,

  // --- Database and outbox. subject the database transaction.
  /// It promises that a message gets published. actor, subject, message, partition as in send.
  database_write,
  database_commit,    ///< actor, subject
  database_rollback,  ///< actor, subject

  // --- Event store. key aggregate.
  /// actor, key, nth expected version, value version after it (of a conflict: the current one),
  /// subject position among all events, message, attempt number of events; outcome ok or conflict.
  store_append,
  /// actor, key, value version that was loaded, subject digest of the state (fold_digest below);
  /// outcome from_snapshot or ok.
  store_load,
  // Projections are numbered on their own, from 0.
  project,     ///< group projection, value position that was applied, message
  checkpoint,  ///< group projection, value position below which all is applied

  // --- Sagas. subject saga, attempt step from 0.
  saga_begin,       ///< value bit mask of its steps that can be undone, attempt number of steps
  saga_step,        ///< actor, outcome started, ok or failed
  saga_compensate,  ///< actor, outcome ok or failed
  saga_end,         ///< outcome completed, compensated or stuck

  // --- Calls of a dependency. subject breaker, or the dependency where there is none.
  request,  ///< actor, subject: work that needs the dependency arrives, however often it is tried
  call,     ///< actor, subject, epoch of the breaker's state; outcome started, ok, failed, rejected
  breaker,  ///< subject, epoch the new one, outcome its new state: closed, open, half_open

  // --- Faults and the run.
  fault_begin,         ///< subject row of the fault table, actor or partition that it strikes
  fault_end,           ///< subject
  fault_window,        ///< subject: the fault struck inside the window that it is aimed at
  crash,               ///< actor
  restart,             ///< actor
  rebalance_begin,     ///< group, epoch generation that will be
  rebalance_complete,  ///< group, epoch
  /// Faults are healed, sources stopped, queues drained, timers idle: loss and liveness are judged.
  quiesce,
  /// The run ends without having come to rest: only safety is judged.
  horizon,
};

inline constexpr std::uint8_t event_kind_count = static_cast<std::uint8_t>(EventKind::horizon) + 1;

enum class Outcome : std::uint8_t {
  none,
  ok,
  failed,           ///< worth another try
  failed_for_good,  ///< another try fails as well
  exhausted,        ///< the last attempt failed
  started,
  rejected,  ///< not tried
  conflict,
  committed,
  aborted,
  expired,
  overflow,
  silent,  ///< nobody was told
  closed,
  open,
  half_open,
  completed,
  compensated,
  stuck,
  from_snapshot,
  unclean,
  alone,  ///< nobody else has a copy
};

struct Event {
  std::uint64_t time = 0;   ///< ns since the run began; never decreases from event to event
  std::uint64_t value = 0;  ///< the number that the kind is about: an offset, a version, a time
  std::uint32_t message = nothing;
  std::uint32_t key = nothing;
  std::uint32_t nth = 0;  ///< place among the messages of its key, from 0, as the producer meant it
  std::uint32_t partition = nothing;
  std::uint32_t subject = nothing;
  std::uint32_t epoch = 0;
  std::uint16_t actor = nobody;
  std::uint16_t group = nobody;
  std::uint16_t attempt = 0;
  EventKind kind{};
  Outcome outcome = Outcome::none;

  bool operator==(const Event&) const = default;
};
static_assert(sizeof(Event) == 48 && std::has_unique_object_representations_v<Event>);

/// The state of an aggregate as one number: what its events fold to, in order.
/// Start with 0; `event` is the message id of the next event. Any swapped, missing or doubled event
/// gives another digest, but for one chance in about four thousand million.
constexpr std::uint32_t fold_digest(std::uint32_t state, std::uint32_t event) {
  std::uint64_t mixed = (std::uint64_t{state} << 32 | event) + 0x9e3779b97f4a7c15;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;  // SplitMix64
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
  return static_cast<std::uint32_t>(mixed >> 32 ^ mixed);
}

}  // namespace eventarch::simulation
