#include "sizing/hot_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {

double busy_in_time(const Layout& layout, const LatencyBudget& latency) {
  const std::array inputs{layout.service_seconds(), tail, latency.sized_for_ms / 1000};
  const auto in_time = formulas::utilization_for_percentile.evaluate(inputs);
  return std::min(most_with_hot_key, in_time.value_or(most_with_hot_key));
}

std::optional<double> partitions_within(double load, double hot_key_share, double limit) {
  const std::array inputs{load, hot_key_share, limit};
  return formulas::partitions_for_hot_key.evaluate(inputs);
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
  const double share = layout.hot_key_share();
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
