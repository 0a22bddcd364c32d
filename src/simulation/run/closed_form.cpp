#include "simulation/run/closed_form.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

#include "eventarch/formulas.hpp"

namespace eventarch::simulation {
namespace {

constexpr double ms_per_s = 1000;

std::optional<double> evaluate(std::string_view name, std::span<const double> values) {
  const Formula* formula = find_formula(name);
  return formula == nullptr ? std::nullopt : formula->evaluate(values);
}

ClosedForm compare(std::string quantity, std::string_view formula, std::string expression,
                   double expected, const Estimate& simulated) {
  ClosedForm form{std::move(quantity),
                  std::string(formula),
                  std::move(expression),
                  expected,
                  simulated,
                  0,
                  false};
  const double difference = std::abs(simulated.value - expected);
  form.relative_difference = expected > 0 ? difference / expected : difference;
  form.inside_interval =
      simulated.low && simulated.high && *simulated.low <= expected && expected <= *simulated.high;
  return form;
}

double mean_seconds(const PathSetup& setup) { return setup.processing.mean_nanoseconds() / 1e9; }

/// Each instance has a queue of its own: a message meets each as often as the instance has load.
std::optional<double> mean_wait_of_separate(const PathSetup& setup,
                                            const std::vector<double>& shares) {
  const double variation = setup.processing.variation();
  double sum = 0;
  for (const double share : shares) {
    if (share <= 0) continue;
    const std::array values{setup.rate_per_second * share, mean_seconds(setup),
                            variation * variation};
    const auto wait = evaluate("mg1_waiting_time", values);
    if (!wait) return std::nullopt;
    sum += share * *wait;
  }
  return sum;
}

/// Where all instances carry the same, the wait of M/M/1 beyond which one in a hundred lies.
std::optional<double> p99_wait_of_separate(const PathSetup& setup,
                                           const std::vector<double>& shares) {
  const double busy = setup.rate_per_second * shares.front() * mean_seconds(setup);
  if (busy <= 0.01) return 0;
  return mean_seconds(setup) / (1 - busy) * std::log(busy / 0.01);
}

void add_separate(std::vector<ClosedForm>& all, const PathSetup& setup,
                  const std::vector<double>& shares, const Estimate& wait,
                  const std::optional<Estimate>& wait_p99) {
  if (const auto mean = mean_wait_of_separate(setup, shares)) {
    all.push_back(compare("mean_wait_ms", "mg1_waiting_time",
                          "each instance a queue M/G/1 of its own, weighted by its load",
                          *mean * ms_per_s, wait));
  }
  const bool even = std::ranges::all_of(
      shares, [&](double share) { return std::abs(share - shares.front()) < 1e-12; });
  if (!even || setup.processing.shape() != Shape::exponential || !wait_p99) return;
  if (const auto p99 = p99_wait_of_separate(setup, shares)) {
    all.push_back(compare("p99_wait_ms", "", "service_time / (1 - busy) * ln(busy / 0.01)",
                          *p99 * ms_per_s, *wait_p99));
  }
}

void add_shared(std::vector<ClosedForm>& all, const PathSetup& setup, std::size_t group,
                const Estimate& wait, const std::optional<Estimate>& wait_p99) {
  if (setup.processing.shape() != Shape::exponential) return;
  if (setup.plan->broker.sharing == Sharing::locked_key) return;  // a key waits for itself
  if (setup.received_at_once > 1) return;  // what one has in hand the others cannot take
  const double servers = setup.instances[group];
  const std::array values{setup.rate_per_second, mean_seconds(setup), servers};
  if (const auto mean = evaluate("mmc_waiting_time", values)) {
    all.push_back(compare("mean_wait_ms", "mmc_waiting_time", "all instances share one queue",
                          *mean * ms_per_s, wait));
  }
  const std::array with_share{setup.rate_per_second, mean_seconds(setup), servers, 0.99};
  if (const auto p99 = evaluate("mmc_wait_percentile", with_share); p99 && wait_p99) {
    all.push_back(compare("p99_wait_ms", "mmc_wait_percentile", "all instances share one queue",
                          *p99 * ms_per_s, *wait_p99));
  }
}

/// A wait of a hundredth of the processing time is nothing that a run of this length could measure.
bool negligible(const PathSetup& setup, const ClosedForm& form) {
  return form.quantity.ends_with("wait_ms") && form.expected < mean_seconds(setup) * ms_per_s / 100;
}

std::vector<ClosedForm> without_negligible(std::vector<ClosedForm> all, const PathSetup& setup) {
  std::erase_if(all, [&](const ClosedForm& form) { return negligible(setup, form); });
  return all;
}

}  // namespace

std::optional<ClosedForm> drain_form(const OutageRecovery& recovery) {
  if (!recovery.drain_seconds || !recovery.simulated_seconds) return std::nullopt;
  return compare("drain_time_ms", "drain_time",
                 "what an outage leaves / (capacity - rate), of the busiest instance",
                 *recovery.drain_seconds * ms_per_s, recovery.simulated_seconds->times(ms_per_s));
}

std::vector<ClosedForm> closed_forms(const PathSetup& setup, std::size_t group,
                                     const std::vector<double>& shares,
                                     const GroupPerformance& measured, const Estimate& wait,
                                     const std::optional<Estimate>& wait_p99) {
  std::vector<ClosedForm> all;
  const double load = setup.rate_per_second * mean_seconds(setup);
  all.push_back(compare("utilization", "", "rate x processing time / instances",
                        load / static_cast<double>(shares.size()), measured.utilization));
  const double largest = *std::ranges::max_element(shares);
  all.push_back(compare("busiest_utilization", "", "rate x its share x processing time",
                        load * largest, measured.busiest_utilization));
  // Batches and steady arrivals are no Poisson process when they come to the consumers.
  if (setup.plan->arrivals != Arrivals::poisson || setup.batch_wait > 0) return all;
  if (setup.plan->broker.sharing == Sharing::owned) {
    add_separate(all, setup, shares, wait, wait_p99);
  } else {
    add_shared(all, setup, group, wait, wait_p99);
  }
  return without_negligible(std::move(all), setup);
}

}  // namespace eventarch::simulation
