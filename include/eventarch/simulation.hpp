#pragma once

/// A seeded discrete-event simulation of a finished design: does it keep its promises under faults,
/// and its requirements at peak?
///
/// Two kinds of runs, since the questions differ:
/// - **load runs** put the whole design under its peak, without faults, and measure latency,
///   utilisation, throughput and lag, with warm-up removed and intervals across seeds;
/// - **fault runs** put a small slice of the design (a few partitions, a few consumers, some
///   thousand messages) through one fault each, aimed at the moment in which it does harm, and
///   judge every promised guarantee on the history after all has come to rest.
///
/// Same design, options and version: the same result and the same history hash, on any machine,
/// with any number of threads and with either event queue.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eventarch/design.hpp"
#include "eventarch/units.hpp"

namespace eventarch {

/// How messages arrive. Latency counts from the time at which a message should have been sent, so
/// that a stalled producer hides nothing.
enum class Arrivals : std::uint8_t { poisson, steady };

/// How processing times vary around `workload.processing_time`.
enum class ServiceShape : std::uint8_t { deterministic, exponential, lognormal };

/// Which structure holds pending events. The result does not depend on it.
enum class EventQueue : std::uint8_t { timing_wheel, heap };

[[nodiscard]] std::string_view name_of(Arrivals value);      ///< poisson, steady
[[nodiscard]] std::string_view name_of(ServiceShape value);  ///< deterministic, ...
[[nodiscard]] std::string_view name_of(EventQueue value);    ///< timing_wheel, heap

/// How far a simulation is. Runs are counted, since all of a kind take about as long.
struct SimulationProgress {
  std::uint64_t runs_done = 0;
  std::uint64_t runs_planned = 0;
};

/// A fault run is cut after so many events for each of its messages: all have come to rest by then,
/// unless something goes round in circles.
inline constexpr std::uint64_t fault_events_per_message = 200;

struct SimulationOptions {
  /// The first seed; the others follow it. Any value.
  std::uint64_t seed = 1;
  /// Independent repetitions, 1 .. 100,000. Intervals need at least two.
  std::uint32_t seeds = 20;
  /// Simulated time of each load run; empty: as long as `messages` take at peak. At least 1 ms; cut
  /// where it would mean more than 50 million messages a seed, and the result says so.
  std::optional<Duration> duration;
  /// Messages of each load run, where `duration` is empty; 100 .. 50 million.
  std::uint64_t messages = 50'000;
  /// Messages of each fault run; 100 .. 1 million.
  std::uint64_t fault_messages = 1'000;
  /// Names out of simulation_faults(), or one of: `none`, `default` (what a sound design must
  /// survive), `all`. What does not apply to the design is reported, and not an error, unless it is
  /// asked for by name.
  std::vector<std::string> faults{"default"};
  /// A name out of simulation_mistakes(): the design is weakened by it before it is simulated.
  std::optional<std::string> mistake;
  Arrivals arrivals = Arrivals::poisson;
  ServiceShape service = ServiceShape::exponential;
  /// Standard deviation over mean of lognormal processing times, 0 .. 10.
  double service_variation = 1;
  /// Threads; 0: one for each processor.
  std::uint32_t threads = 0;
  EventQueue queue = EventQueue::timing_wheel;
  /// Whether load runs are made at all; without them `performance` is empty.
  bool load_runs = true;
  /// Replay: only the run of this fault under `seed`, with its history in `trace`. `none` is the
  /// message path without a fault, `none/saga` a process beside it. Load runs are left out.
  std::optional<std::string> trace_fault;
  /// Events of the trace at most, 1 .. 10 million.
  std::uint64_t trace_lines = 10'000;
  /// Called now and then from the calling thread. Where it returns false the simulation stops soon,
  /// and the result holds what is known by then (`interrupted`).
  std::function<bool(const SimulationProgress&)> progress;
};

/// A mean or a quantile with its 95 % interval across seeds. The bounds are empty where there are
/// fewer than two seeds to compare, and where the value is the largest that was seen.
struct Estimate {
  double value = 0;
  std::optional<double> low;
  std::optional<double> high;

  /// The same in a unit of which there are `factor` in the present one.
  [[nodiscard]] constexpr Estimate times(double factor) const {
    Estimate out{value * factor, low, high};
    if (out.low) *out.low *= factor;
    if (out.high) *out.high *= factor;
    return out;
  }
};

/// One of the printed quantiles. What a message spends beside the broker is measured; the way
/// through the broker is weighed by its whole distribution, which is known, since a run sees few of
/// its states. A quantile can therefore be larger than the largest latency that was seen.
struct LatencyQuantile {
  double share = 0;                 ///< 0.5, 0.95, 0.99, 0.999
  std::optional<Estimate> ms;       ///< empty with fewer than 10 / (1 - share) samples
  std::optional<double> budget_ms;  ///< what the sizing budgets for it: p50 and p99; an upper bound
                                    ///< for p99, which adds percentiles up
};

/// A stage on the way of a message. The means of all stages add up to the mean latency.
struct LatencyStage {
  std::string name;  ///< batch | request | replication | fetch | queueing | processing | commit
  std::string meaning;
  Estimate mean_ms;
};

/// What a formula says about a quantity that was also simulated.
struct ClosedForm {
  std::string quantity;  ///< utilization, mean_wait_ms, p99_wait_ms, drain_time_ms
  std::string formula;   ///< name out of the formula table; empty where `expression` says it all
  std::string expression;
  double expected = 0;
  Estimate simulated;
  /// |simulated - expected| / expected; of the absolute difference where `expected` is 0.
  double relative_difference = 0;
  bool inside_interval = false;  ///< the interval of the simulated value holds the expected one
};

/// Whether what arrives can be worked off at all.
enum class StabilityVerdict : std::uint8_t {
  stable,
  unstable,        ///< utilization of 1 or more, or a lag that grows beyond doubt
  not_determined,  ///< too few messages or seeds
};
[[nodiscard]] std::string_view name_of(StabilityVerdict value);

/// A consumer group under load. Where it is unstable there is no latency: it would only measure how
/// long one looked.
struct GroupPerformance {
  std::string group;
  std::uint64_t instances = 0;
  StabilityVerdict stability = StabilityVerdict::not_determined;
  std::string stability_reason;
  std::optional<double> lag_growth_per_hour;  ///< messages; set where unstable
  Estimate utilization;                       ///< of all instances, 0 .. 1
  Estimate busiest_utilization;               ///< of the busiest instance
  std::string busiest;                        ///< which: "instance 3 of 24"
  Estimate throughput_per_second;             ///< processed
  Estimate mean_latency_ms;                   ///< from the intended time of sending to processed
  Estimate maximum_latency_ms;                ///< the largest of all seeds, without bounds
  std::vector<LatencyQuantile> latency;
  std::vector<LatencyStage> stages;
  double lag_peak_messages = 0;          ///< written and not yet processed, most of any run
  double lag_mean_messages = 0;          ///< from the end of the warm-up to the last arrival
  std::vector<ClosedForm> closed_forms;  ///< where the group reduces to a queue with a known answer
};

/// A requirement against its interval: met where the worse bound meets it, missed where the better
/// one misses it.
enum class RequirementStatus : std::uint8_t { met, missed, undecided, not_applicable };
[[nodiscard]] std::string_view name_of(RequirementStatus value);

struct RequirementVerdict {
  std::string requirement;  ///< latency | throughput | stability | utilization
  RequirementStatus status = RequirementStatus::undecided;
  std::string group;     ///< the group that decides it; empty: the whole flow
  std::string required;  ///< for people: "p99 <= 100 ms"
  std::string measured;  ///< for people: "27.4 ms, 95 % interval 26.9 to 27.9 ms"
  std::string reason;    ///< a sentence
  /// Whether a miss makes the exit status 1. `utilization` only warns.
  bool counts = true;
};

/// What the simulation knows about its own correctness. Above the limit the run is suspect.
struct AuditRow {
  std::string name;  ///< littles_law | flow_balance | conservation | utilization_law | stages_sum
  std::string statement;
  double residual = 0;  ///< relative, or a count of messages for conservation
  double limit = 0;
  bool passed = false;
};

/// How much was simulated.
struct LoadSummary {
  double rate_per_second = 0;    ///< offered, all producers
  double simulated_seconds = 0;  ///< of each run
  std::uint64_t messages = 0;    ///< sent, over all seeds
  std::uint64_t partitions = 0;  ///< simulated; fewer than designed where a slice stands for all
  std::optional<double> warm_up_seconds;  ///< cut off; empty where no steady state was found
  std::string note;                       ///< a slice, a cut duration; may be empty
};

/// What is left behind by consumers that were away, and how long they take to work it off while
/// messages go on to arrive. At the average rate, as the sizing plans with.
struct OutageRecovery {
  double outage_seconds = 0;  ///< the longest that the design plans for
  double rate_per_second = 0;
  double backlog_messages = 0;          ///< rate x outage
  std::string group;                    ///< the last to catch up
  double wanted_seconds = 0;            ///< workload.recover_within
  std::optional<double> drain_seconds;  ///< backlog / (capacity - rate); empty: it never drains
  /// Until the busiest instance, by which the formula counts, has caught up: simulated with a
  /// shorter outage and scaled up; empty where a run would have been too long, and where a key is
  /// what is full first.
  std::optional<Estimate> simulated_seconds;
  double simulated_outage_seconds = 0;  ///< the shorter one
};

/// What the design could carry beyond its peak. Rates are messages a second of the whole design.
struct CarryingCapacity {
  std::string group;              ///< whose busiest instance, or key, is full first
  bool limited_by_key = false;    ///< a key, on which one consumer at a time works
  double full_at_per_second = 0;  ///< 1 / (its share of the load x processing time): no more
  double target_utilization = 0;
  double target_at_per_second = 0;  ///< at the utilization that the design is planned for
  /// Found by halving, in short runs: the highest rate tried at which the 99th percentile met the
  /// requirement, and the lowest at which it did not. A queue that is nearly full takes long to
  /// show how full it is, so no rate is tried that runs of this length cannot judge. Empty where no
  /// rate tried did; both where the runs would be too short for any.
  std::optional<double> latency_met_at_per_second;
  std::optional<double> latency_missed_at_per_second;
  std::uint64_t search_messages = 0;  ///< of each of those runs; 0: there were none
  OutageRecovery recovery;
};

struct Performance {
  LoadSummary load;
  std::vector<GroupPerformance> groups;
  std::vector<RequirementVerdict> requirements;
  std::vector<AuditRow> audit;
  std::optional<CarryingCapacity> capacity;
  [[nodiscard]] bool suspect() const;  ///< an audit row has not passed
};

enum class GuaranteeStatus : std::uint8_t {
  holds,
  violated,
  not_exercised,   ///< no run came into a situation in which it could have failed
  not_applicable,  ///< the design does not promise it
  undecided,       ///< runs ended before they came to rest
};
[[nodiscard]] std::string_view name_of(GuaranteeStatus value);

/// One event of a witness or of a trace.
struct HistoryLine {
  double time_ms = 0;
  std::string kind;  ///< snake_case: send, append, deliver, effect, commit, crash
  std::string text;  ///< a phrase for people, with the ids: "consumer 2 processes message 17"
};

struct GuaranteeVerdict {
  std::string name;       ///< snake_case, out of the invariant table: no_loss
  std::string statement;  ///< what holds, in one sentence
  GuaranteeStatus status = GuaranteeStatus::not_exercised;
  std::string why_promised;  ///< what of the design promises it; or why it does not apply
  std::uint64_t runs = 0;    ///< fault runs that judged it
  std::uint64_t runs_violated = 0;
  std::uint64_t seeds_violated = 0;   ///< seeds with at least one violation
  std::uint64_t exercised = 0;        ///< times that it was put to the test, over all runs
  bool breaks_without_fault = false;  ///< in some run in which none was injected
  // Of the first violation, by seed and then by fault:
  std::string cause_name;  ///< snake_case: commit_before_effect
  std::string cause;       ///< what happened, a sentence without a full stop
  std::string remedy;      ///< the change of the design that mends it
  std::string fault;       ///< under which fault; `none`: without any
  std::string trace;       ///< what `trace_fault` takes to replay it
  std::uint64_t seed = 0;
  std::vector<HistoryLine> witness;  ///< at most ten events
  /// The events alone break the guarantee, and besides what tells of the fault none can be left
  /// out. Otherwise they are an excerpt: the guarantee breaks by more events than are shown.
  bool witness_minimal = false;
};

/// What a fault came to.
struct FaultOutcome {
  std::string name;
  std::string summary;
  bool applies = true;
  std::string why_not;  ///< where it does not apply
  std::uint64_t runs = 0;
  std::uint64_t struck = 0;       ///< injections over all runs
  std::uint64_t window_hits = 0;  ///< of them inside the dangerous window; 0: not exercised
  /// Runs that were cut before all had come to rest: whether it was survived is not known.
  std::uint64_t runs_cut = 0;
  /// Guarantees that were violated under it, by name. One that never struck where it does harm is
  /// not blamed for what breaks without any fault, and one that never struck for nothing.
  std::vector<std::string> broke;
  std::optional<double> recovery_ms;    ///< longest from the fault to rest, over the runs
  std::uint64_t dead_letters_most = 0;  ///< of all groups together, in any run
  /// Attempts a message and group, retries included; empty where nothing is tried again.
  std::optional<double> attempts_each;
  std::optional<double> attempts_expected;  ///< by formula, where the share that fails is known
};

/// What consumers do while a dependency is down: how their breakers and retries meet it. Of the
/// first seed.
struct DependencyOutage {
  std::uint64_t requests = 0;         ///< pieces of work that need it
  std::uint64_t calls = 0;            ///< that reached it
  std::uint64_t rejected = 0;         ///< by a breaker, so that it was not called
  std::vector<HistoryLine> timeline;  ///< of the breaker that opens first, at most ten events
};

/// Which model stands for the broker, and what it leaves out.
struct SimulatedBroker {
  std::string broker;    ///< display name of the design's broker and mode
  std::string model;     ///< kafka_topic, rabbitmq_quorum_queue, ...
  bool nearest = false;  ///< the broker has no model of its own
  std::string note;      ///< what that means; replication, redelivery, timeouts that are assumed
};

/// What `SimulationOptions::mistake` changed.
struct AppliedMistake {
  std::string name;
  std::string summary;
  std::string expected_guarantee;  ///< which guarantee should break
};

struct SimulationResult {
  std::string name;  ///< of the design
  SimulatedBroker broker;
  std::optional<AppliedMistake> mistake;
  std::optional<Performance> performance;
  std::vector<GuaranteeVerdict> guarantees;           ///< all of the invariant table, in its order
  std::vector<FaultOutcome> faults;                   ///< all that were asked for, in table order
  std::optional<DependencyOutage> dependency_outage;  ///< where that fault was injected
  std::uint64_t fault_messages = 0;                   ///< of each fault run
  std::uint32_t dead_letter_alert = 0;                ///< messages set aside at which it rings
  double peak_per_second = 0;                         ///< declared
  std::uint64_t first_seed = 0;
  std::uint32_t seeds = 0;               ///< that were simulated
  std::uint64_t history_events = 0;      ///< over all runs
  std::uint64_t history_hash = 0;        ///< of all runs, in order of seed
  std::vector<std::string> assumptions;  ///< sentences: what the models assume
  std::vector<HistoryLine> trace;        ///< where asked for
  bool trace_cut = false;
  bool interrupted = false;

  /// A promised guarantee is violated.
  [[nodiscard]] bool guarantee_broken() const;
  /// A requirement that counts is missed.
  [[nodiscard]] bool requirement_missed() const;
};

/// Why a simulation was not made: an option out of range, an unknown name, no design. Safe to
/// print.
struct SimulationRefusal {
  std::string message;
  std::string help;
};

/// Simulates a finished advice. Refuses where the advice has no design.
/// Deterministic; never throws on account of the input; time and memory are bounded by the options.
[[nodiscard]] std::variant<SimulationResult, SimulationRefusal> simulate(
    const Advice& advice, const SimulationOptions& options = {});

/// A known mistake that a design can be weakened by, to see what it costs.
struct SimulationMistake {
  std::string_view name;                ///< snake_case
  std::string_view summary;             ///< what is done wrong
  std::string_view expected_guarantee;  ///< name of the guarantee that should break
};
[[nodiscard]] std::span<const SimulationMistake> simulation_mistakes();  ///< ordered by name

/// A fault of the table, for help and completion.
struct SimulationFault {
  std::string_view name;
  std::string_view summary;
  bool by_default = false;
};
[[nodiscard]] std::vector<SimulationFault> simulation_faults();  ///< ordered by name

}  // namespace eventarch
