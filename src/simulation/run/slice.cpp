#include "simulation/run/slice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace eventarch::simulation {
namespace {

constexpr double nanoseconds_per_ms = 1e6;

Distribution processing_of(const TimesPlan& times) {
  const double mean = times.processing_mean * nanoseconds_per_ms;
  switch (times.processing_shape) {
    case ServiceShape::deterministic: return Distribution::deterministic(mean);
    case ServiceShape::exponential: return Distribution::exponential(mean);
    case ServiceShape::lognormal: return Distribution::lognormal(mean, times.processing_variation);
  }
  return {};
}

std::uint32_t followers_of(const SimulationPlan& plan) {
  const Replication replication = plan.broker.replication;
  if (replication == Replication::managed || replication == Replication::alone) return 0;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(plan.replicas - 1, followers_most));
}

/// What does not depend on how much of the design is simulated.
PathSetup common(const SimulationPlan& plan, std::uint64_t seed) {
  PathSetup setup;
  setup.plan = &plan;
  setup.seed = seed;
  setup.followers = followers_of(plan);
  setup.processing = processing_of(plan.times);
  setup.broker = Distribution::lognormal_by_percentiles(plan.times.way_p50 * nanoseconds_per_ms,
                                                        plan.times.way_p99 * nanoseconds_per_ms);
  setup.batch_wait = from_milliseconds(plan.times.batch_wait);
  setup.transaction_interval = from_milliseconds(plan.times.transaction_interval);
  // A request to the broker and back, as a quarter of the whole way each.
  setup.commit_delay =
      std::max<Time>(100 * one_microsecond, from_milliseconds(plan.times.broker_p50 / 2));
  setup.producers = static_cast<std::uint32_t>(std::min<std::uint64_t>(plan.producers, 64));
  return setup;
}

bool owned(const SimulationPlan& plan) { return plan.broker.sharing == Sharing::owned; }

/// One to each queue.
void lock_all_at_once(PathSetup& setup) {
  setup.keys = setup.partitions;
  setup.keys_in_turn = true;
}

/// Keys that are spread evenly, unless the design has so few that they cannot be.
void spread_keys(PathSetup& setup, const SimulationPlan& plan, double share) {
  if (locks_all_at_once(plan)) {
    // Sessions and ordering keys come as a stream; what is asked for by calls ends with each.
    setup.key_stays = plan.broker.receive_calls_per_second <= 0;
    return lock_all_at_once(setup);
  }
  constexpr std::uint64_t most = 65'536;
  constexpr std::uint64_t each = 100;  // keys a partition, for chance to even out
  // Where no order is asked for each message is a key of its own to what locks keys.
  const bool counted = plan.distinct_keys && (plan.broker.sharing != Sharing::locked_key ||
                                              plan.ordering != Ordering::none);
  const auto declared =
      counted
          ? static_cast<std::uint64_t>(std::ceil(static_cast<double>(*plan.distinct_keys) * share))
          : most;
  const std::uint64_t keys = std::clamp<std::uint64_t>(declared, 1, most);
  setup.keys_in_turn = keys >= setup.partitions * each || !counted;
  const std::uint64_t whole =
      (std::max<std::uint64_t>(keys, setup.partitions) + setup.partitions - 1) / setup.partitions *
      setup.partitions;
  setup.keys = static_cast<std::uint32_t>(setup.keys_in_turn ? whole : keys);
}

/// A service takes the messages of a queue in many places side by side, and only those of one key
/// have to stay in order: the way of one says nothing about that of the next.
void load_partitions(PathSetup& setup, const SimulationPlan& plan) {
  constexpr std::uint32_t places = 1024;
  const bool side_by_side = plan.broker.replication == Replication::managed && !owned(plan) &&
                            plan.ordering != Ordering::global && plan.times.batch_wait == 0;
  if (side_by_side) setup.partitions = std::max(setup.partitions, places);
}

/// A call brings several messages to one consumer. Where a service limits the calls there are as
/// many as consumers need that receive full batches: less is brought only while less is there.
void receive_by_calls(PathSetup& setup, const SimulationPlan& plan) {
  setup.received_at_once = plan.consumer.received_at_once;
  const double limit = plan.broker.receive_calls_per_second;
  if (limit <= 0) return;
  for (const std::uint32_t instances : setup.instances) {
    const double done = instances / std::max(1e-9, setup.processing.mean_nanoseconds() / 1e9);
    const double parts = std::max(1.0, std::ceil(done / setup.received_at_once / limit));
    setup.calls_apart.push_back(from_seconds(1 / (limit * parts)));
  }
}

/// Shorter work and a higher rate, so that a queue is full before consumers have been away for
/// longer than the design plans for: it is the full queue that is tried here, and not the absence.
void hurry(PathSetup& setup, const SimulationPlan& plan) {
  constexpr double least_ms = 1000;
  const double away_ms =
      static_cast<double>(setup.messages) / setup.rate_per_second * 1000 * share_away_to_fill;
  const double most_ms = std::max(least_ms, plan.outage_ms / 2);
  if (away_ms <= most_ms) return;
  TimesPlan times = plan.times;
  times.processing_mean *= most_ms / away_ms;
  setup.processing = processing_of(times);
  setup.rate_per_second *= away_ms / most_ms;
}

}  // namespace

bool locks_all_at_once(const SimulationPlan& plan) {
  return plan.broker.sharing == Sharing::locked_key && plan.ordering == Ordering::global;
}

PathSetup fault_slice(const SimulationPlan& plan, std::uint64_t seed, std::uint64_t messages,
                      std::optional<Strike> strike) {
  constexpr std::uint64_t partitions_most = 4;
  constexpr std::uint64_t instances_most = 3;
  constexpr std::size_t groups_most = 2;
  constexpr std::uint32_t keys_each = 8;
  constexpr double rate_most = 2000;
  constexpr double busy = 0.5;
  PathSetup setup = common(plan, seed);
  setup.messages = messages;
  setup.partitions = static_cast<std::uint32_t>(std::min(plan.partitions, partitions_most));
  setup.instances.clear();
  double capacity = rate_most;
  const double mean_ms = std::max(plan.times.processing_mean, 1e-6);
  for (std::size_t i = 0; i < std::min(plan.groups.size(), groups_most); ++i) {
    std::uint64_t instances = std::min(plan.groups[i].instances, instances_most);
    if (owned(plan)) instances = std::min<std::uint64_t>(instances, setup.partitions);
    setup.instances.push_back(static_cast<std::uint32_t>(instances));
    capacity = std::min(capacity, static_cast<double>(instances) * 1000 / mean_ms * busy);
  }
  setup.rate_per_second = std::clamp(std::min(capacity, plan.peak_per_second), 1e-6, rate_most);
  setup.keys = setup.partitions * keys_each;
  setup.keys_in_turn = true;
  if (locks_all_at_once(plan)) lock_all_at_once(setup);
  setup.events_most = messages * fault_events_per_message;
  if (strike == Strike::transient_failures) setup.failing_share = 0.05;
  if (strike == Strike::refuse_dead_letter) setup.failing_for_good = 0.02;
  if (strike == Strike::rate_surge) setup.surge_factor = 10;
  if (strike == Strike::slow_consumer) setup.slow_consumer = 0;
  setup.unread_kept = from_milliseconds(plan.unread.kept_ms);
  // A queue of the size that designs have would take hours to fill.
  if (strike == Strike::fill_queue) {
    setup.queue_length_most = std::max<std::uint64_t>(8, messages / setup.partitions / 10);
    hurry(setup, plan);
  }
  if (strike == Strike::add_partition) setup.partitions_at_first = setup.partitions++;
  return setup;
}

LoadSlice load_slice(const SimulationPlan& plan, std::uint64_t seed,
                     const SimulationOptions& options) {
  constexpr double partitions_most = 4096;
  constexpr double instances_most = 16'384;
  constexpr double messages_most = 50e6;
  LoadSlice slice;
  PathSetup& setup = slice.setup;
  setup = common(plan, seed);
  double instances = 0;
  for (const GroupPlan& group : plan.groups) instances += static_cast<double>(group.instances);
  slice.share = std::min({1.0, partitions_most / static_cast<double>(plan.partitions),
                          instances_most / std::max(1.0, instances)});
  const auto cut = [&](std::uint64_t count) {
    return static_cast<std::uint32_t>(
        std::max(1.0, std::round(static_cast<double>(count) * slice.share)));
  };
  setup.partitions = cut(plan.partitions);
  setup.instances.clear();
  for (const GroupPlan& group : plan.groups) {
    const std::uint32_t all = cut(group.instances);
    setup.instances.push_back(owned(plan) ? std::min(all, setup.partitions) : all);
  }
  receive_by_calls(setup, plan);
  setup.rate_per_second = std::max(1e-6, plan.peak_per_second * slice.share);
  spread_keys(setup, plan, slice.share);
  slice.partitions = setup.partitions;
  load_partitions(setup, plan);
  auto messages = static_cast<double>(options.messages);
  if (options.duration) {
    messages = std::ceil(setup.rate_per_second * options.duration->seconds());
    if (messages > messages_most) {
      slice.note = fmt::format("cut to {:.3g} messages a seed", messages_most);
      messages = messages_most;
    }
  }
  setup.messages = static_cast<std::uint64_t>(std::max(1.0, messages));
  if (slice.share < 1) {
    slice.note += fmt::format("{}an even share of the design: {} of {} partitions",
                              slice.note.empty() ? "" : "; ", slice.partitions, plan.partitions);
  }
  return slice;
}

}  // namespace eventarch::simulation
