#include "simulation/run/load_statistics.hpp"

#include <algorithm>
#include <cmath>

#include "simulation/engine/random_stream.hpp"
#include "simulation/statistics/confidence.hpp"
#include "simulation/statistics/known_part.hpp"

namespace eventarch::simulation {
namespace {

constexpr double ns_per_ms = 1e6;
constexpr double ns_per_s = 1e9;

double relative(double one, double other) {
  const double larger = std::max(std::abs(one), std::abs(other));
  return larger > 0 ? std::abs(one - other) / larger : 0;
}

std::vector<double> partition_shares(const PathSetup& setup) {
  const double hot = setup.plan->hot_key_share;
  std::vector<double> shares(setup.partitions, (1 - hot) / setup.partitions);
  if (!setup.keys_in_turn) {
    std::ranges::fill(shares, 0);
    for (std::uint32_t key = 0; key < setup.keys; ++key) {
      shares[below(mixed(key), setup.partitions)] += (1 - hot) / setup.keys;
    }
  }
  shares[setup.keys_in_turn ? 0 : below(mixed(0), setup.partitions)] += hot;
  return shares;
}

/// Slope of the least squares line through points at equal distances, a step.
double slope_of(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  if (n < 2) return 0;
  const double middle = (n - 1) / 2;
  double products = 0;
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = static_cast<double>(i) - middle;
    products += x * values[i];
    squares += x * x;
  }
  return products / squares;
}

void take_lag(GroupSample& sample, const GroupMeasurements& group, const Measurements& run,
              std::uint32_t first) {
  const auto all = static_cast<double>(run.segment_begins[segment_count]);
  const double judged = all - static_cast<double>(run.segment_begins[first]);
  sample.lag_peak = static_cast<double>(group.lag_peak());
  sample.lag_mean = judged > 0 ? group.lag_area_from(first) / judged : 0;
  const std::span<const double> series = group.lag_series();
  const std::span<const double> half = series.subspan(series.size() / 2);
  if (all > 0 && series.size() > 1) {
    const double step = all / ns_per_s / static_cast<double>(series.size());
    sample.lag_slope = slope_of(half) / step;
  }
}

/// Messages that are done, and instances that are busy, in the time of the arrivals after the
/// warm-up.
void take_work(GroupSample& sample, const GroupMeasurements& group, const Measurements& run,
               const std::vector<double>& shares, std::uint32_t first) {
  const auto span =
      static_cast<double>(run.segment_begins[segment_count] - run.segment_begins[first]);
  const double largest = *std::ranges::max_element(shares);
  double done = 0;
  double busy = 0;
  double busiest = 0;
  double busiest_count = 0;
  double whole = 0;
  for (std::uint32_t segment = first; segment < segment_count; ++segment) {
    done += static_cast<double>(group.done(segment));
  }
  for (std::uint32_t instance = 0; instance < shares.size(); ++instance) {
    double of_instance = 0;
    for (std::uint32_t segment = 0; segment <= segment_count; ++segment) {
      const auto time = static_cast<double>(group.busy(instance, segment));
      whole += time;
      if (segment >= first && segment < segment_count) of_instance += time;
    }
    busy += of_instance;
    if (shares[instance] < largest * (1 - 1e-9)) continue;
    busiest += of_instance;
    ++busiest_count;
  }
  double worked = 0;
  for (std::uint32_t segment = 0; segment < segment_count; ++segment) {
    worked +=
        static_cast<double>(group.sums(segment).spans[static_cast<std::size_t>(Stage::processing)]);
  }
  sample.utilization_law = relative(whole, worked);
  if (span <= 0) return;
  sample.throughput = done / (span / ns_per_s);
  sample.utilization = busy / span / static_cast<double>(shares.size());
  sample.busiest = busiest / span / busiest_count;
}

GroupSample group_sample(const GroupMeasurements& group, const Measurements& run,
                         const std::vector<double>& shares, const KnownPart& broker,
                         std::uint32_t first) {
  GroupSample sample;
  Histogram beside_broker;
  Histogram queueing;
  Time maximum = 0;
  StageSums sums;
  StageSums whole;
  for (std::uint32_t segment = 0; segment < segment_count; ++segment) {
    whole.add(group.sums(segment));
    if (segment < first) continue;
    maximum = std::max(maximum, group.latency(segment).maximum());
    beside_broker.add(group.beside_broker(segment));
    queueing.add(group.queueing(segment));
    sums.add(group.sums(segment));
  }
  sample.processed = whole.messages;
  take_lag(sample, group, run, first);
  take_work(sample, group, run, shares, first);
  if (sums.messages == 0) return sample;
  const auto messages = static_cast<double>(sums.messages);
  sample.mean_ms = static_cast<double>(sums.latency) / messages / ns_per_ms;
  sample.maximum_ms = to_milliseconds(maximum);
  double all_stages = 0;
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    sample.stages_ms[stage] = static_cast<double>(sums.spans[stage]) / messages / ns_per_ms;
    all_stages += sample.stages_ms[stage];
  }
  sample.stages_sum = relative(all_stages, sample.mean_ms);
  sample.mean_wait_ms = sample.stages_ms[static_cast<std::size_t>(Stage::queueing)];
  for (std::size_t i = 0; i < quantile_shares.size(); ++i) {
    if (const auto value = broker.quantile_of_sum(beside_broker, quantile_shares[i])) {
      sample.quantiles_ms[i] = *value / ns_per_ms;
    }
  }
  if (const auto value = queueing.quantile(0.99)) sample.wait_p99_ms = to_milliseconds(*value);

  double waits = 0;
  for (const Stage stage : {Stage::queueing, Stage::processing, Stage::commit}) {
    waits += static_cast<double>(whole.spans[static_cast<std::size_t>(stage)]);
  }
  sample.littles_law = relative(group.lag_area(), waits);
  return sample;
}

/// The first segment that finds a design filled that began empty: its lag grows until as many leave
/// as arrive, even where nobody waits for a consumer. Where messages take exponential times it
/// lacks e^-4, 2 %, after four times their mean (M/G/infinity).
std::uint32_t filled_from(const Measurements& run) {
  constexpr double times = 4;
  double longest = 0;
  for (const GroupMeasurements& group : run.groups) {
    StageSums all;
    for (std::uint32_t segment = 0; segment < segment_count; ++segment) {
      all.add(group.sums(segment));
    }
    if (all.messages == 0) continue;
    longest = std::max(
        longest,
        static_cast<double>(all.latency - all.spans[static_cast<std::size_t>(Stage::queueing)]) /
            static_cast<double>(all.messages));
  }
  std::uint32_t segment = 0;
  while (segment < segment_count &&
         static_cast<double>(run.segment_begins[segment]) < times * longest) {
    ++segment;
  }
  return segment;
}

}  // namespace

std::vector<double> instance_shares(const PathSetup& setup, std::size_t group) {
  const std::uint32_t instances = setup.instances[group];
  if (setup.plan->broker.sharing != Sharing::owned) {
    std::vector<double> equal(instances, 1.0 / instances);
    return equal;
  }
  const std::vector<double> partitions = partition_shares(setup);
  std::vector<double> shares(instances, 0);
  // Ranges, the larger first: as the groups of the model are assigned.
  const std::uint64_t whole = setup.partitions / instances;
  const std::uint64_t larger = setup.partitions % instances;
  for (std::uint64_t p = 0; p < setup.partitions; ++p) {
    const std::uint64_t in_larger = larger * (whole + 1);
    const std::uint64_t owner = p < in_larger
                                    ? p / (whole + 1)
                                    : larger + (p - in_larger) / std::max<std::uint64_t>(1, whole);
    shares[owner] += partitions[p];
  }
  return shares;
}

std::optional<std::uint32_t> steady_from(std::span<const Measurements> runs) {
  if (runs.empty()) return std::nullopt;
  std::uint32_t latest = 0;
  for (const Measurements& run : runs) {
    const std::uint32_t full = filled_from(run);
    if (full > segment_count / 2) return std::nullopt;
    latest = std::max(latest, full);
  }
  for (std::size_t group = 0; group < runs.front().groups.size(); ++group) {
    std::vector<double> series;
    for (std::uint32_t segment = 0; segment < segment_count; ++segment) {
      double latency = 0;
      double messages = 0;
      for (const Measurements& run : runs) {
        latency += static_cast<double>(run.groups[group].sums(segment).latency);
        messages += static_cast<double>(run.groups[group].sums(segment).messages);
      }
      series.push_back(messages > 0 ? latency / messages : 0);
    }
    const auto end = warm_up_end(series, 1);
    if (!end) return std::nullopt;
    latest = std::max(latest, static_cast<std::uint32_t>(*end));
  }
  return latest;
}

LoadSample sample_of(const Measurements& run, const PathSetup& setup, std::uint32_t steady) {
  LoadSample sample;
  // Of a run that was cut the second half of what there is.
  std::uint32_t reached = segment_count;
  while (reached > 0 && run.segment_begins[reached - 1] == run.segment_begins[segment_count]) {
    --reached;
  }
  const std::uint32_t first_segment = std::min(steady, reached / 2);
  const KnownPart broker(setup.broker);
  for (std::size_t group = 0; group < run.groups.size(); ++group) {
    sample.groups.push_back(
        group_sample(run.groups[group], run, instance_shares(setup, group), broker, first_segment));
  }
  sample.warm_up_seconds = to_seconds(run.segment_begins[first_segment]);
  sample.seconds =
      to_seconds(run.segment_begins[segment_count] - run.segment_begins[first_segment]);
  sample.sent = run.sent;
  sample.unfinished = run.unfinished;
  sample.overflowed = run.overflowed;
  return sample;
}

Estimate estimate_over_time(std::span<const double> values, std::span<const double> seconds) {
  double amount = 0;
  double time = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    amount += values[i] * seconds[i];
    time += seconds[i];
  }
  Estimate estimate;
  if (time <= 0) return estimate;
  estimate.value = amount / time;
  const auto runs = static_cast<double>(values.size());
  if (values.size() < 2) return estimate;
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double residual = (values[i] - estimate.value) * seconds[i];
    squares += residual * residual;
  }
  const double half =
      student_t_95(values.size() - 1) * std::sqrt(squares / (runs - 1) / runs) / (time / runs);
  estimate.low = estimate.value - half;
  estimate.high = estimate.value + half;
  return estimate;
}

Estimate estimate_of(std::span<const double> values) {
  Estimate estimate;
  if (values.empty()) return estimate;
  if (const auto interval = interval_of(values)) {
    return {interval->mean, interval->low, interval->high};
  }
  estimate.value = values.front();
  return estimate;
}

}  // namespace eventarch::simulation
