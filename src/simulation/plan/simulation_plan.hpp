#pragma once

/// What is simulated: a finished design, reduced to what decides its guarantees and its figures.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eventarch/context.hpp"
#include "eventarch/simulation.hpp"
#include "simulation/plan/broker_model.hpp"

namespace eventarch::simulation {

/// When a group reports what it has done.
enum class CommitTiming : std::uint8_t {
  after_processing,
  before_processing,
  when_handed_over,  ///< a timer commits what was fetched, while others still work on it
  with_transaction,  ///< effects and progress become visible together
};

/// Where a consumer keeps which messages it has processed.
enum class Deduplication : std::uint8_t {
  none,
  with_effect,   ///< in the same database transaction as the effect
  after_effect,  ///< afterwards: a crash in between forgets it
};

enum class Retrying : std::uint8_t {
  in_place,      ///< the partition or key waits
  by_redelivery  ///< the broker hands the message out again later; others go on
};

struct RetryPlan {
  Retrying mode = Retrying::in_place;
  std::uint32_t attempts = 5;  ///< the first included
  double initial_ms = 1000;
  double most_ms = 60'000;
  double multiplier = 2;
  double jitter = 0.2;
  bool linear = false;
};

/// The n-th wait in ms, before jitter. Requires: failed_attempt >= 1.
[[nodiscard]] double wait_ms(const RetryPlan& retry, std::uint32_t failed_attempt);

struct GroupPlan {
  std::string name;
  std::uint64_t instances = 1;
};

struct ProducerPlan {
  ProducerAcks acknowledgement = ProducerAcks::all;
  /// The broker recognizes what a retry repeats.
  bool idempotent = true;
  bool retries = true;         ///< at most once: nothing is sent again
  bool one_in_flight = false;  ///< a request waits for the answer to the one before it
};

struct ConsumerPlan {
  CommitTiming commit = CommitTiming::after_processing;
  Deduplication deduplication = Deduplication::none;
  double remember_ms = 0;  ///< time to live of an entry; 0: for ever
  RetryPlan retry;
  bool dead_letters = true;
  bool read_committed = true;
  /// Retries of a client library inside each attempt; 1: none.
  std::uint32_t calls_per_attempt = 1;
  bool retry_budget = true;  ///< further tries stop when too many calls fail
  std::uint32_t breaker_failures = 10;
  double breaker_reset_ms = 60'000;
  std::uint32_t breaker_trials = 1;
  /// A consumer at work keeps its message beyond the visibility timeout; one that is lost does not.
  bool extends_visibility = false;
  /// Messages that one call brings at most; the consumer works through them one after another.
  std::uint32_t received_at_once = 1;
};

/// What becomes of a message that outlives its time unread.
enum class Expired : std::uint8_t { kept, deleted, dead_lettered };

/// What a full queue does with one message more.
enum class Overflow : std::uint8_t {
  unbounded,
  refuse_new,        ///< the producer keeps it, and sends it again
  drop_oldest,       ///< nobody is told
  set_oldest_aside,  ///< to the dead letters
};

/// How messages that nobody reads are kept.
struct UnreadPlan {
  Expired expired = Expired::kept;
  double kept_ms = 0;  ///< > 0 unless `kept`
  /// The broker moves what expires to the dead letters, where the design has some.
  bool dead_letters_take_expired = false;
  Overflow overflow = Overflow::unbounded;
  double length_most = 0;  ///< messages in a queue; > 0 unless `unbounded`
};

/// The processes beside the flow of messages that the design has.
struct PatternPlan {
  bool outbox = false;       ///< writes to a database and publishes
  bool outbox_table = true;  ///< false: publishes after the commit, out of memory
  bool saga = false;
  bool saga_log = true;  ///< false: the orchestrator forgets with a crash
  std::uint32_t saga_steps = 3;
  bool event_store = false;
  bool expected_version = true;  ///< false: the last writer wins
  std::uint32_t snapshot_interval = 100;
  bool transactions = false;  ///< producers write to several partitions, all or nothing
};

/// The times that the design plans with. All in ms.
struct TimesPlan {
  double broker_p50 = 5;
  double broker_p99 = 15;
  double fan_out_p50 = 0;  ///< of a service that copies each message to the queue of each group
  double fan_out_p99 = 0;
  double way_p50 = 5;  ///< of both, one after the other
  double way_p99 = 15;
  double batch_wait = 0;
  double transaction_interval = 0;  ///< until what was written shows; 0: at once
  double processing_mean = 1;
  ServiceShape processing_shape = ServiceShape::exponential;
  double processing_variation = 1;
};

struct RequirementPlan {
  double latency_ms = 0;  ///< at the 99th percentile
  double throughput_per_second = 0;
  double utilization_target = 0.7;
};

/// A value; everything that a run needs and nothing that it does not.
struct SimulationPlan {
  std::string name;
  BrokerModel broker;
  std::string broker_name;  ///< for people
  bool nearest_model = false;
  std::string model_difference;
  /// The visibility timeout is set by the design; otherwise `broker` has a default.
  bool visibility_designed = false;

  Delivery delivery = Delivery::at_least_once;
  Ordering ordering = Ordering::none;
  /// Whether a repeated message may have its effect once only.
  bool effects_once = false;

  double average_per_second = 0;
  double peak_per_second = 0;
  Arrivals arrivals = Arrivals::poisson;
  std::uint64_t partitions = 1;
  std::uint64_t replicas = 3;
  std::uint64_t min_in_sync = 2;
  bool unclean_election = false;
  std::uint64_t producers = 1;
  std::vector<std::string> producer_names;  ///< as declared; as many as producers, or none
  std::optional<std::uint64_t> distinct_keys;
  double hot_key_share = 0;

  ProducerPlan producer;
  ConsumerPlan consumer;
  PatternPlan patterns;
  TimesPlan times;
  RequirementPlan requirements;
  std::vector<GroupPlan> groups;

  double outage_ms = 0;          ///< the longest that the design plans for
  double recover_within_ms = 0;  ///< what it leaves behind
  std::uint32_t dead_letter_alert = 0;
  UnreadPlan unread;

  std::optional<double> budget_p50_ms;
  std::optional<double> budget_p99_ms;
};

/// Whether a confirmed message may be in memory alone.
[[nodiscard]] bool confirms_from_memory(const SimulationPlan& plan);
/// Whether nobody but the leader has what was stored. Of a service nothing is known.
[[nodiscard]] bool keeps_one_copy(const SimulationPlan& plan);

/// Requires: advice.context, .decision with a winner, and .design.
[[nodiscard]] SimulationPlan plan_of(const Advice& advice, const SimulationOptions& options);

}  // namespace eventarch::simulation
