#include "simulation/run/bottleneck.hpp"

#include <algorithm>
#include <vector>

#include "simulation/run/load_statistics.hpp"

namespace eventarch::simulation {
namespace {

/// What each key has of all messages: one of them, and each of the others.
struct KeyShares {
  double busiest = 0;
  double other = 0;
  double others = 0;  ///< how many; 0 where they are too many to count
};

/// Empty shares where keys lock nothing, or where nothing says how messages spread over them.
KeyShares key_shares(const SimulationPlan& plan) {
  if (plan.broker.sharing != Sharing::locked_key) return {};
  switch (plan.ordering) {
    case Ordering::none: return {};  // a key for each message
    case Ordering::global: return {1, 0, 0};
    case Ordering::partition: break;
  }
  const double hot = plan.hot_key_share;
  if (!plan.distinct_keys) return {hot, 0, 0};
  const double keys = std::max(1.0, static_cast<double>(*plan.distinct_keys));
  const double busiest = std::max(hot, 1 / keys);
  const double others = keys - 1;
  return {busiest, others > 0 ? (1 - busiest) / others : 0, others};
}

double seconds_each(const PathSetup& setup) { return setup.processing.mean_nanoseconds() / 1e9; }

}  // namespace

Bottleneck bottleneck_of(const LoadSlice& slice, std::size_t group) {
  const std::vector<double> shares = instance_shares(slice.setup, group);
  const auto largest = std::ranges::max_element(shares);
  const Bottleneck instance{*largest, static_cast<std::uint32_t>(largest - shares.begin()), false};
  // A key is no smaller where a slice stands for the design.
  const double key = key_shares(*slice.setup.plan).busiest / slice.share;
  return key > instance.share ? Bottleneck{key, 0, true} : instance;
}

double busy_of(const Bottleneck& bottleneck, const PathSetup& setup) {
  return setup.rate_per_second * bottleneck.share * seconds_each(setup);
}

double surplus_of(const LoadSlice& slice, std::size_t group) {
  const double seconds = seconds_each(slice.setup);
  if (seconds <= 0) return 0;
  const double rate = slice.setup.rate_per_second;
  const auto beyond = [&](double share) { return std::max(0.0, rate * share - 1 / seconds); };
  double of_instances = 0;
  for (const double share : instance_shares(slice.setup, group)) of_instances += beyond(share);
  const KeyShares keys = key_shares(*slice.setup.plan);
  const double of_keys =
      beyond(keys.busiest / slice.share) + keys.others * beyond(keys.other / slice.share);
  return std::max(of_instances / slice.share, of_keys);
}

}  // namespace eventarch::simulation
