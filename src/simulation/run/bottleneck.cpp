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

/// The one key of a global order is given out again when all that a call brought of it is
/// confirmed: a request to the broker for so many messages as a call brings when many wait. Other
/// keys are taken by their work alone, as the design counts it.
double seconds_of_key(const PathSetup& setup) {
  const bool waits = locks_all_at_once(*setup.plan) && !setup.key_stays;
  return seconds_each(setup) +
         (waits ? to_seconds(setup.commit_delay) / setup.received_at_once : 0);
}

}  // namespace

double Bottleneck::full_at() const { return share * seconds > 0 ? 1 / (share * seconds) : 0; }

Bottleneck bottleneck_of(const LoadSlice& slice, std::size_t group) {
  const std::vector<double> shares = instance_shares(slice.setup, group);
  const auto largest = std::ranges::max_element(shares);
  const Bottleneck instance{*largest, seconds_each(slice.setup),
                            static_cast<std::uint32_t>(largest - shares.begin()), false};
  // A key is no smaller where a slice stands for the design.
  const Bottleneck key{key_shares(*slice.setup.plan).busiest / slice.share,
                       seconds_of_key(slice.setup), 0, true};
  return key.share * key.seconds > instance.share * instance.seconds ? key : instance;
}

double busy_of(const Bottleneck& bottleneck, const PathSetup& setup) {
  return setup.rate_per_second * bottleneck.share * bottleneck.seconds;
}

double surplus_of(const LoadSlice& slice, std::size_t group) {
  const double seconds = seconds_each(slice.setup);
  if (seconds <= 0) return 0;
  const double rate = slice.setup.rate_per_second;
  const auto beyond = [&](double share, double each) {
    return std::max(0.0, rate * share - 1 / each);
  };
  double of_instances = 0;
  for (const double share : instance_shares(slice.setup, group)) {
    of_instances += beyond(share, seconds);
  }
  const KeyShares keys = key_shares(*slice.setup.plan);
  const double of_key = seconds_of_key(slice.setup);
  const double of_keys = beyond(keys.busiest / slice.share, of_key) +
                         keys.others * beyond(keys.other / slice.share, of_key);
  return std::max(of_instances / slice.share, of_keys);
}

}  // namespace eventarch::simulation
