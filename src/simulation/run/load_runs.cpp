#include "simulation/run/load_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "simulation/models/message_path.hpp"
#include "simulation/run/bottleneck.hpp"
#include "simulation/run/closed_form.hpp"
#include "simulation/run/load_statistics.hpp"
#include "simulation/run/parallel.hpp"
#include "simulation/run/requirement_verdicts.hpp"
#include "simulation/run/slice.hpp"
#include "simulation/run/stability.hpp"

namespace eventarch::simulation {
namespace {

/// What one seed left behind.
struct SeedRun {
  LoadSample sample;
  std::uint64_t events = 0;
  std::uint64_t hash = 0;
  bool done = false;
};

struct Pilot {
  Measurements measurements;
  SeedRun run;
};

Measurements measure(const PathSetup& setup, EventQueue queue, const std::function<bool()>& still,
                     SeedRun& run) {
  Measurements measurements;
  for (const std::uint32_t instances : setup.instances) measurements.groups.emplace_back(instances);
  Recorder recorder;
  const PathRun path{&setup, &recorder, nullptr, &measurements, &still};
  const PathEnd end =
      queue == EventQueue::heap
          ? run_message_path(path, PendingHeap{})
          : run_message_path(path, TimingWheel(slot_width_for(setup.rate_per_second)));
  run.events = recorder.count();
  run.hash = recorder.hash();
  run.done = !end.interrupted;
  return measurements;
}

template <class Value>
std::vector<double> collect(std::span<const SeedRun> runs, std::size_t group, Value value) {
  std::vector<double> all;
  for (const SeedRun& run : runs) {
    if (run.done) all.push_back(value(run.sample.groups[group]));
  }
  return all;
}

/// Of those seeds that have the value; empty where one has not.
template <class Value>
std::optional<Estimate> collect_all(std::span<const SeedRun> runs, std::size_t group, Value value) {
  std::vector<double> all;
  for (const SeedRun& run : runs) {
    if (!run.done) continue;
    const std::optional<double> one = value(run.sample.groups[group]);
    if (!one) return std::nullopt;
    all.push_back(*one);
  }
  if (all.empty()) return std::nullopt;
  return estimate_of(all);
}

struct StageText {
  std::string_view name;
  std::string_view meaning;
};
constexpr std::array<StageText, stage_count> stage_texts{{
    {"batch", "waiting for the producer's batch to fill"},
    {"request", "from the producer to the leader"},
    {"replication", "until enough copies have it"},
    {"fetch", "from the broker to the consumer"},
    {"queueing", "waiting for the consumer to be free"},
    {"processing", "being worked on"},
    {"commit", "until the transaction shows it"},
}};

void take_figures(GroupPerformance& out, std::span<const SeedRun> runs, std::size_t group,
                  const SimulationPlan& plan) {
  const auto estimate = [&](auto value) { return estimate_of(collect(runs, group, value)); };
  const auto largest = [&](auto value) {
    double most = 0;
    for (const double one : collect(runs, group, value)) most = std::max(most, one);
    return most;
  };
  std::vector<double> seconds;
  for (const SeedRun& run : runs) {
    if (run.done) seconds.push_back(run.sample.seconds);
  }
  const auto over_time = [&](auto value) {
    return estimate_over_time(collect(runs, group, value), seconds);
  };
  out.utilization = over_time([](const GroupSample& one) { return one.utilization; });
  out.busiest_utilization = over_time([](const GroupSample& one) { return one.busiest; });
  out.throughput_per_second = over_time([](const GroupSample& one) { return one.throughput; });
  out.lag_peak_messages = largest([](const GroupSample& one) { return one.lag_peak; });
  out.lag_mean_messages = estimate([](const GroupSample& one) { return one.lag_mean; }).value;
  if (out.stability == StabilityVerdict::unstable) return;

  out.mean_latency_ms = estimate([](const GroupSample& one) { return one.mean_ms; });
  out.maximum_latency_ms.value = largest([](const GroupSample& one) { return one.maximum_ms; });
  for (std::size_t i = 0; i < quantile_shares.size(); ++i) {
    LatencyQuantile quantile{quantile_shares[i], {}, {}};
    quantile.ms =
        collect_all(runs, group, [i](const GroupSample& one) { return one.quantiles_ms[i]; });
    if (quantile.share == 0.5) quantile.budget_ms = plan.budget_p50_ms;
    if (quantile.share == 0.99) quantile.budget_ms = plan.budget_p99_ms;
    out.latency.push_back(quantile);
  }
  for (std::size_t i = 0; i < stage_count; ++i) {
    const Estimate mean = estimate([i](const GroupSample& one) { return one.stages_ms[i]; });
    const bool there = mean.value > 0 || (i != 0 && i + 1 != stage_count);
    if (!there) continue;  // no batches, or no transactions
    out.stages.push_back(
        {std::string(stage_texts[i].name), std::string(stage_texts[i].meaning), mean});
  }
}

std::string busiest_text(const Bottleneck& bottleneck, const SimulationPlan& plan,
                         std::uint64_t instances, double slice_share) {
  if (bottleneck.key) {
    return fmt::format(
        "all share one queue, and one at a time works on a key: the busiest key has {:.3g} % of "
        "the load",
        bottleneck.share * slice_share * 100);
  }
  if (plan.broker.sharing != Sharing::owned) return "all share one queue";
  return fmt::format("instance {} of {}, with {:.3g} % of the load", bottleneck.instance + 1,
                     instances, bottleneck.share * 100);
}

ObservedLag observed_lag(std::span<const SeedRun> runs, std::size_t group) {
  const auto estimate = [&](auto value) { return estimate_of(collect(runs, group, value)); };
  ObservedLag lag;
  lag.growth = estimate([](const GroupSample& one) { return one.lag_slope; });
  lag.mean_messages = estimate([](const GroupSample& one) { return one.lag_mean; }).value;
  lag.way_seconds = estimate([](const GroupSample& one) {
                      return (one.mean_ms - one.mean_wait_ms) / 1000;
                    }).value;
  lag.judged_seconds = runs.front().sample.seconds;
  lag.seconds = lag.judged_seconds + runs.front().sample.warm_up_seconds;
  lag.more_than_fits = std::ranges::any_of(
      runs, [](const SeedRun& run) { return run.done && run.sample.overflowed; });
  return lag;
}

GroupPerformance group_performance(std::span<const SeedRun> runs, std::size_t group,
                                   const LoadSlice& slice, const SimulationPlan& plan) {
  GroupPerformance out;
  out.group = plan.groups[group].name;
  out.instances = plan.groups[group].instances;
  const std::vector<double> shares = instance_shares(slice.setup, group);
  const Bottleneck bottleneck = bottleneck_of(slice, group);
  out.busiest = busiest_text(bottleneck, plan, shares.size(), slice.share);
  judge_stability(out, observed_lag(runs, group), slice, group);
  take_figures(out, runs, group, plan);
  if (out.stability == StabilityVerdict::unstable) return out;
  const auto wait =
      estimate_of(collect(runs, group, [](const GroupSample& one) { return one.mean_wait_ms; }));
  const auto wait_p99 =
      collect_all(runs, group, [](const GroupSample& one) { return one.wait_p99_ms; });
  out.closed_forms = closed_forms(slice.setup, group, shares, out, wait, wait_p99);
  return out;
}

std::vector<AuditRow> audit_of(std::span<const SeedRun> runs, std::size_t groups) {
  const auto worst = [&](auto value) {
    double most = 0;
    for (std::size_t group = 0; group < groups; ++group) {
      for (const double one : collect(runs, group, value)) most = std::max(most, one);
    }
    return most;
  };
  double lost = 0;
  double left = 0;
  for (const SeedRun& run : runs) {
    if (!run.done || run.sample.overflowed) continue;
    left += static_cast<double>(run.sample.unfinished);
    for (const GroupSample& group : run.sample.groups) {
      lost = std::max(lost, std::abs(static_cast<double>(run.sample.sent) -
                                     static_cast<double>(group.processed)) /
                                std::max(1.0, static_cast<double>(run.sample.sent)));
    }
  }
  constexpr double one_percent = 0.01;
  std::vector<AuditRow> rows{
      {"littles_law", "messages in the system = rate x time in the system",
       worst([](const GroupSample& one) { return one.littles_law; }), one_percent, false},
      {"flow_balance", "every group has processed as many messages as were sent", lost, 0, false},
      {"conservation", "messages left over when all had come to rest", left, 0, false},
      {"utilization_law", "busy time of the instances = time that messages were worked on",
       worst([](const GroupSample& one) { return one.utilization_law; }), one_percent, false},
      {"stages_sum", "the stages add up to the latency",
       worst([](const GroupSample& one) { return one.stages_sum; }), one_percent, false},
  };
  for (AuditRow& row : rows) row.passed = row.residual <= row.limit;
  return rows;
}

LoadSummary summary_of(std::span<const SeedRun> runs, const LoadSlice& slice, bool steady) {
  LoadSummary load;
  load.rate_per_second = slice.setup.rate_per_second;
  load.partitions = slice.partitions;
  load.note = slice.note;
  double seconds = 0;
  double warm_up = 0;
  double count = 0;
  for (const SeedRun& run : runs) {
    if (!run.done) continue;
    load.messages += run.sample.sent;
    seconds += run.sample.seconds + run.sample.warm_up_seconds;
    warm_up += run.sample.warm_up_seconds;
    ++count;
  }
  if (count == 0) return load;
  load.simulated_seconds = seconds / count;
  if (steady) load.warm_up_seconds = warm_up / count;
  return load;
}

}  // namespace

Time slot_width_for(double rate_per_second) {
  constexpr double steps_each = 8;  // of a message
  return std::max<Time>(1, from_seconds(1 / std::max(1e-6, rate_per_second * steps_each)));
}

LoadRuns run_load(const SimulationPlan& plan, const SimulationOptions& options,
                  std::uint32_t threads, const std::function<bool(std::uint64_t)>& go_on) {
  LoadRuns out;
  const LoadSlice slice = load_slice(plan, options.seed, options);
  std::vector<SeedRun> runs(options.seeds);
  const auto setup_of = [&](std::uint64_t i) {
    PathSetup setup = slice.setup;
    setup.seed = options.seed + i;
    return setup;
  };
  // The first seeds say how long the warm-up is; for the others nothing but figures is kept.
  constexpr std::uint64_t pilots_most = 4;
  const std::uint64_t pilots = std::min<std::uint64_t>(pilots_most, options.seeds);
  std::vector<Measurements> measured(pilots);
  out.complete = in_parallel(pilots, threads, go_on, [&](std::uint64_t i, const auto& still) {
    measured[i] = measure(setup_of(i), options.queue, still, runs[i]);
    return runs[i].done;
  });
  std::optional<std::uint32_t> first;
  if (out.complete) first = steady_from(measured);
  const std::uint32_t from = first.value_or(segment_count / 2);
  for (std::uint64_t i = 0; i < pilots; ++i) {
    if (runs[i].done) runs[i].sample = sample_of(measured[i], slice.setup, from);
  }
  measured.clear();
  if (out.complete) {
    const auto rest = [&](std::uint64_t done) { return !go_on || go_on(pilots + done); };
    out.complete =
        in_parallel(options.seeds - pilots, threads, rest, [&](std::uint64_t i, const auto& still) {
          SeedRun& run = runs[pilots + i];
          const Measurements one = measure(setup_of(pilots + i), options.queue, still, run);
          if (run.done) run.sample = sample_of(one, slice.setup, from);
          return run.done;
        });
  }
  std::erase_if(runs, [](const SeedRun& run) { return !run.done; });
  HistoryHash hash;
  for (const SeedRun& run : runs) {
    hash.add(run.hash);
    out.events += run.events;
  }
  out.hash = hash.value();
  out.performance.load = summary_of(runs, slice, first.has_value());
  if (runs.empty()) return out;
  for (std::size_t group = 0; group < plan.groups.size(); ++group) {
    out.performance.groups.push_back(group_performance(runs, group, slice, plan));
  }
  out.performance.requirements = requirement_verdicts(out.performance, plan, slice.share);
  out.performance.audit = audit_of(runs, plan.groups.size());
  return out;
}

}  // namespace eventarch::simulation
