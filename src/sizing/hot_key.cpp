#include "sizing/hot_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {

namespace {

/// How busy a consumer is whose messages are just in time; empty where there is no such target.
std::optional<double> busiest_in_time(const Layout& layout, const LatencyBudget& latency) {
  const std::array inputs{layout.service_seconds(), tail, latency.sized_for_ms / 1000};
  return formulas::utilization_for_percentile.evaluate(inputs);
}

}  // namespace

double busy_in_time(const Layout& layout, const LatencyBudget& latency) {
  return std::min(most_with_hot_key, busiest_in_time(layout, latency).value_or(most_with_hot_key));
}

std::optional<double> partitions_within(double load, double hot_key_share, double limit) {
  const std::array inputs{load, hot_key_share, limit};
  return formulas::partitions_for_hot_key.evaluate(inputs);
}

std::uint64_t partitions_worth_a_key(std::uint64_t others) {
  constexpr std::uint64_t worth = 3;
  return worth * std::max(others, harmless_partitions);
}

bool late_by_its_key(const Layout& layout, const Sizing& sizing) {
  const double share = layout.hot_key_share();
  const double load = sizing.traffic.peak.per_second * layout.service_seconds();
  if (share == 0 || load <= 0 || !layout.one_consumer_per_unit()) return false;
  const auto in_time = busiest_in_time(layout, sizing.latency);
  return sizing.latency.attainable && in_time && load * share >= *in_time;
}

UnreachableNeed beyond_any_number(std::string_view name, std::string_view formula, double alone,
                                  double limit, std::string_view counted, const Ledger& ledger) {
  return {std::string(name), std::string(formula), ledger.words([&] {
            return fmt::format(
                "load x hot_key_share = {} by the busiest key alone, {} is the limit",
                notation::percent(alone), notation::percent(limit));
          }),
          ledger.words([&] {
            return fmt::format(
                "the busiest key alone keeps its consumer {} busy, {} is the limit: no "
                "number of {} helps",
                notation::percent(alone), notation::percent(limit), notation::noun_for(2, counted));
          })};
}

bool waits_for_its_key(const Layout& layout, const Sizing& sizing) {
  const double share = layout.least_busiest_share();
  if (share == 0 || !layout.keyed_inside() || layout.separate_queues()) return false;
  const double s = layout.service_seconds();
  const double rate = sizing.traffic.peak.per_second;
  const std::array of_key{rate * share, s, tail};
  const std::array of_all{rate, s, as_number(sizing.consumers.front().instances), tail};
  const auto wait_of_key = formulas::mm1_added_wait.evaluate(of_key);
  const auto wait_of_all = formulas::mmc_added_wait.evaluate(of_all);
  return !wait_of_key || (wait_of_all && *wait_of_key > *wait_of_all);
}

}  // namespace eventarch::sizing
