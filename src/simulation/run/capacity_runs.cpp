#include "simulation/run/capacity_runs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "eventarch/formulas.hpp"
#include "simulation/engine/history_hash.hpp"
#include "simulation/models/message_path.hpp"
#include "simulation/run/bottleneck.hpp"
#include "simulation/run/load_runs.hpp"
#include "simulation/run/load_statistics.hpp"
#include "simulation/run/parallel.hpp"
#include "simulation/run/slice.hpp"

namespace eventarch::simulation {
namespace {

constexpr std::uint64_t messages_most = 20'000;  // of a run that looks for a rate
constexpr std::uint64_t messages_least = 2'000;  // fewer tell no 99th percentile
constexpr std::uint32_t rates_tried = 6;
constexpr std::uint64_t seeds_each = 2;
constexpr std::uint64_t outages_tried = 3;

std::optional<double> evaluate(std::string_view name, std::array<double, 3> values) {
  const Formula* formula = find_formula(name);
  return formula == nullptr ? std::nullopt : formula->evaluate(values);
}

/// Short runs of the design, with what they add to the result.
class ShortRuns {
 public:
  ShortRuns(const SimulationPlan& plan, const SimulationOptions& options, std::uint32_t threads,
            const std::function<bool(std::uint64_t)>& go_on, CapacityRuns& out)
      : slice_(load_slice(plan, options.seed, options)),
        options_(options),
        threads_(threads),
        go_on_(go_on),
        out_(out) {}

  [[nodiscard]] const LoadSlice& slice() const { return slice_; }

  /// The same run with as many seeds, in their order; empty where it was interrupted.
  std::vector<Measurements> measure(const PathSetup& setup, std::uint64_t seeds) {
    std::vector<Measurements> runs(seeds);
    std::vector<std::uint64_t> hashes(seeds);
    std::vector<std::uint64_t> events(seeds);
    const auto told = [&](std::uint64_t done) { return !go_on_ || go_on_(done_ + done); };
    const bool all = in_parallel(seeds, threads_, told, [&](std::uint64_t i, const auto& still) {
      PathSetup own = setup;
      own.seed = options_.seed + i;
      for (const std::uint32_t instances : own.instances) runs[i].groups.emplace_back(instances);
      Recorder recorder;
      const PathRun path{&own, &recorder, nullptr, &runs[i], &still};
      const PathEnd end =
          options_.queue == EventQueue::heap
              ? run_message_path(path, PendingHeap{})
              : run_message_path(path, TimingWheel(slot_width_for(own.rate_per_second)));
      hashes[i] = recorder.hash();
      events[i] = recorder.count();
      return !end.interrupted;
    });
    done_ += seeds;
    out_.complete = out_.complete && all;
    if (!all) return {};
    for (std::uint64_t i = 0; i < seeds; ++i) {
      hash_.add(hashes[i]);
      out_.events += events[i];
    }
    out_.hash = hash_.value();
    return runs;
  }

 private:
  LoadSlice slice_;
  const SimulationOptions& options_;
  std::uint32_t threads_;
  const std::function<bool(std::uint64_t)>& go_on_;
  CapacityRuns& out_;
  std::uint64_t done_ = 0;
  HistoryHash hash_;
};

/// The group that is full at the lowest rate, by its busiest instance or key, and that rate in the
/// slice.
struct Limit {
  std::size_t group = 0;
  Bottleneck of;
  double rate = 0;  ///< messages a second
};

Limit limit_of(const LoadSlice& slice) {
  Limit limit;
  for (std::size_t group = 0; group < slice.setup.instances.size(); ++group) {
    const Bottleneck one = bottleneck_of(slice, group);
    if (one.share * one.seconds > limit.of.share * limit.of.seconds) limit = {group, one, 0};
  }
  limit.rate = limit.of.full_at();
  return limit;
}

/// The 99th percentile of the slowest group, as the mean over the seeds; nothing where there is
/// none.
std::optional<double> p99_of(const std::vector<Measurements>& runs, const PathSetup& setup) {
  constexpr std::size_t p99 = 2;
  static_assert(quantile_shares[p99] == 0.99);
  std::optional<double> slowest;
  for (std::size_t group = 0; group < setup.instances.size(); ++group) {
    double sum = 0;
    for (const Measurements& run : runs) {
      const LoadSample sample = sample_of(run, setup, segment_count / 4);
      const auto& one = sample.groups[group].quantiles_ms[p99];
      if (!one || sample.overflowed) return std::nullopt;
      sum += *one;
    }
    slowest = std::max(slowest.value_or(0), sum / static_cast<double>(runs.size()));
  }
  return slowest;
}

/// The utilization up to which a run tells the truth. A queue forgets how it began within about
/// 4 / (1 - utilization)^2 messages (the relaxation time of M/M/1, near saturation).
double utilization_told(const PathSetup& setup, const Limit& limit, double messages) {
  const bool own_queues = setup.plan->broker.sharing == Sharing::owned || limit.of.key;
  const double through_one_queue = own_queues ? messages * limit.of.share : messages;
  return std::max(0.0, 1 - 2 / std::sqrt(std::max(4.0, through_one_queue)));
}

/// Halves the stretch between a rate that meets the latency and one that does not.
void search_rate(CarryingCapacity& capacity, ShortRuns& runs, const SimulationPlan& plan,
                 const SimulationOptions& options, const Limit& limit) {
  const PathSetup& peak = runs.slice().setup;
  const auto judged_by = [&](std::uint64_t messages) {
    return limit.rate * utilization_told(peak, limit, static_cast<double>(messages));
  };
  std::uint64_t messages = std::min(options.messages, messages_most);
  if (judged_by(messages) < peak.rate_per_second) messages = options.messages;
  const double highest = judged_by(messages);
  if (messages < messages_least || plan.requirements.latency_ms <= 0 || highest <= 0) return;
  const double share = runs.slice().share;
  double meets = 0;
  double rate = highest;
  double misses = highest;
  for (std::uint32_t i = 0; i < rates_tried; ++i) {
    PathSetup setup = peak;
    setup.messages = messages;
    setup.rate_per_second = rate;
    const std::vector<Measurements> measured = runs.measure(setup, seeds_each);
    if (measured.empty()) return;
    const std::optional<double> p99 = p99_of(measured, setup);
    const bool met = p99 && *p99 <= plan.requirements.latency_ms;
    capacity.search_messages = messages;
    (met ? capacity.latency_met_at_per_second : capacity.latency_missed_at_per_second) =
        rate / share;
    (met ? meets : misses) = rate;
    if (meets >= misses) return;  // the highest rate met it
    rate = (meets + misses) / 2;
  }
}

/// How long after an outage the lag is back to what it was before, in seconds; nothing where the
/// run was too short for it. Looked at is when nearly all is worked off, and the rest of the way is
/// added in proportion: near its usual level a lag comes and goes by chance.
std::optional<double> drained_after(const Measurements& run, std::size_t group,
                                    const PathSetup& setup) {
  const Time drained = run.groups[group].drained();
  const Time until = setup.outage_from + setup.outage_for;
  if (drained == never || drained < until) return std::nullopt;
  return to_seconds(drained - until) / (1 - setup.outage_lag_left);
}

/// What an outage leaves came in this time of it: what is older has expired.
double gathering_seconds(const SimulationPlan& plan) {
  const bool expires = plan.unread.expired != Expired::kept;
  return (expires ? std::min(plan.outage_ms, plan.unread.kept_ms) : plan.outage_ms) / 1000;
}

/// A short outage and a longer one. What is fixed in a drain (messages that consumers still have in
/// hand when they stop, and those that they begin with) counts for much in a short one, and must
/// not be scaled up with it.
struct TriedOutages {
  double short_seconds = 0;
  double long_seconds = 0;  ///< 0: the fixed part is too small to matter
};

/// Messages that a run with an outage has: a quarter more than is expected, and enough of steady
/// lag before.
double messages_of_outage(double away, double rate, double drain_share) {
  return away * (1.0 / 8 + 1 + drain_share * 1.25) * rate + 500;
}

/// Empty where the outages need more messages than there may be.
std::optional<TriedOutages> outages_to_try(const PathSetup& setup, const Limit& limit, double rate,
                                           std::uint64_t messages) {
  constexpr double backlog_least = 3'000;
  constexpr double of_all_messages = 1.0 / 20;
  constexpr double for_each_instance = 400;
  constexpr double processing_times = 20;
  constexpr double messages_limit = 60'000;
  constexpr double negligible = 0.01;  // of the drain
  constexpr double fixed_parts = 8;    // in the shorter of two outages
  constexpr double times_longer = 3;   // is the longer one
  const double busy = rate / limit.rate;
  const double drain_share = busy / (1 - busy);  // of the time away
  const bool own_queues = setup.plan->broker.sharing == Sharing::owned;
  const auto asked = static_cast<double>(messages);
  const double backlog = std::max({backlog_least, asked * of_all_messages,
                                   own_queues ? for_each_instance / limit.of.share : 0.0});
  const double processing = setup.processing.mean_nanoseconds() / 1e9;
  const double way =
      processing + setup.broker.mean_nanoseconds() / 1e9 + to_seconds(setup.transaction_interval);
  TriedOutages tried{std::max(backlog / rate, way * processing_times / drain_share), 0};
  const double fixed = processing * setup.received_at_once;
  if (fixed > negligible * tried.short_seconds * drain_share) {
    tried.short_seconds = std::max(tried.short_seconds, fixed * fixed_parts);
    tried.long_seconds = tried.short_seconds * times_longer;
  }
  const double needed = messages_of_outage(tried.short_seconds, rate, drain_share);
  return needed <= std::max(messages_limit, asked) ? std::optional(tried) : std::nullopt;
}

/// How long each seed takes to work off an outage; empty where one has not.
std::vector<double> drains_of(ShortRuns& runs, const Limit& limit, double rate, double away) {
  PathSetup setup = runs.slice().setup;
  const double busy = rate / limit.rate;
  setup.rate_per_second = rate;
  setup.messages = static_cast<std::uint64_t>(messages_of_outage(away, rate, busy / (1 - busy)));
  setup.outage_from = from_seconds(away / 8);
  setup.outage_for = from_seconds(away);
  // The others are back to work long before; their lag would hide what the busiest one has left.
  if (setup.plan->broker.sharing == Sharing::owned) setup.lag_of_instance = limit.of.instance;
  std::vector<double> drains;
  for (const Measurements& run : runs.measure(setup, outages_tried)) {
    const auto seconds = drained_after(run, limit.group, setup);
    if (!seconds) return {};
    drains.push_back(*seconds);
  }
  return drains;
}

/// An outage that leaves some thousand messages drains by the same rates as one of hours: the times
/// are in proportion, where there are many messages for each instance, and many processing times
/// in the time that it takes. Where what is fixed counts, by the difference of two outages.
void try_outage(OutageRecovery& recovery, ShortRuns& runs, const Limit& limit, double rate,
                std::uint64_t messages) {
  const auto tried = outages_to_try(runs.slice().setup, limit, rate, messages);
  if (!tried) return;
  std::vector<double> drains = drains_of(runs, limit, rate, tried->short_seconds);
  if (drains.empty()) return;
  recovery.simulated_outage_seconds = tried->short_seconds;
  const double gathering = gathering_seconds(*runs.slice().setup.plan);
  if (tried->long_seconds <= 0) {
    for (double& one : drains) one *= gathering / tried->short_seconds;
    recovery.simulated_seconds = estimate_of(drains);
    return;
  }
  const std::vector<double> longer = drains_of(runs, limit, rate, tried->long_seconds);
  if (longer.empty()) return;
  const double apart = tried->long_seconds - tried->short_seconds;
  const double beyond = gathering - tried->long_seconds;
  for (std::size_t i = 0; i < drains.size(); ++i) {
    drains[i] = longer[i] + (longer[i] - drains[i]) / apart * beyond;
  }
  recovery.simulated_outage_seconds = tried->long_seconds;
  recovery.simulated_seconds = estimate_of(drains);
}

void recover(CarryingCapacity& capacity, ShortRuns& runs, const SimulationPlan& plan,
             const Limit& limit, std::uint64_t messages) {
  OutageRecovery& recovery = capacity.recovery;
  const double share = runs.slice().share;
  const double rate = plan.average_per_second * share;
  recovery.outage_seconds = plan.outage_ms / 1000;
  recovery.rate_per_second = plan.average_per_second;
  recovery.backlog_messages = plan.average_per_second * gathering_seconds(plan);
  recovery.group = capacity.group;
  recovery.wanted_seconds = plan.recover_within_ms / 1000;
  // What is just full at the average rate never gets rid of anything.
  constexpr double full = 1 - 1e-9;
  if (rate <= 0 || rate >= limit.rate * full || recovery.outage_seconds <= 0) return;
  recovery.drain_seconds = evaluate(
      "drain_time", {recovery.backlog_messages, plan.average_per_second, limit.rate / share});
  // What a busy key leaves is a small part of the lag, which would hide it.
  const bool all_of_lag = !limit.of.key || limit.of.share >= 1;
  if (all_of_lag) try_outage(recovery, runs, limit, rate, messages);
}

}  // namespace

std::uint64_t capacity_runs_most(const SimulationOptions& options) {
  const bool searches = options.messages >= messages_least;
  return 2 * outages_tried + (searches ? rates_tried * seeds_each : 0);
}

CapacityRuns run_capacity(const SimulationPlan& plan, const SimulationOptions& options,
                          std::uint32_t threads, const std::function<bool(std::uint64_t)>& go_on) {
  CapacityRuns out;
  ShortRuns runs(plan, options, threads, go_on, out);
  const LoadSlice& slice = runs.slice();
  const Limit limit = limit_of(slice);
  CarryingCapacity& capacity = out.capacity;
  capacity.group = plan.groups[limit.group].name;
  capacity.limited_by_key = limit.of.key;
  capacity.full_at_per_second = limit.rate / slice.share;
  capacity.target_utilization = plan.requirements.utilization_target;
  capacity.target_at_per_second = capacity.full_at_per_second * capacity.target_utilization;
  search_rate(capacity, runs, plan, options, limit);
  if (out.complete) recover(capacity, runs, plan, limit, options.messages);
  return out;
}

}  // namespace eventarch::simulation
