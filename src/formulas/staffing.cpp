/// How many servers, consumers or partitions a load needs.

#include <algorithm>

#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"
#include "formulas/queue.hpp"

namespace eventarch::formulas {
namespace {

/// At least one: a load too small for the guard of the ceiling is still a load.
double whole_servers(double needed) { return std::max(1.0, queue::rounded_up(needed)); }

constexpr std::array servers_for_stability_inputs{
    rate_input,
    service_time_input,
    FormulaInput{"utilization",
                 Dimension::share,
                 "share of the time that a server may be busy",
                 share_above_zero,
                 {}},
};

Result evaluate_servers_for_stability(Values v) { return whole_servers(v[0] * v[1] / v[2]); }

constexpr std::array servers_for_percentile_inputs{rate_input, service_time_input, percentile_input,
                                                   target_input};

/// The least number that `enough` accepts, for one that accepts all above it; `refused` is known to
/// be too few.
template <class Enough>
double least_enough(double refused, Enough enough) {
  double step = 1;
  while (!enough(refused + step)) step *= 2;
  double accepted = refused + step;
  for (;;) {
    const double middle = std::floor(refused + (accepted - refused) / 2);
    // Also beyond 2^53, where neighbouring doubles are more than 1 apart.
    if (middle <= refused || middle >= accepted) return accepted;
    (enough(middle) ? accepted : refused) = middle;
  }
}

Result evaluate_servers_for_percentile(Values v) {
  const double load = v[0] * v[1];
  // A target that is somebody's result for c servers must give c again.
  const double beyond = (1 - v[2]) * (1 + 1e-9);
  // In service times; of a service that takes no time, so many that the tail is 0.
  const double time = v[3] / std::max(v[1], smallest * smallest);
  if (std::exp(-time) > beyond) return std::nullopt;
  return least_enough(std::floor(load), [&](double servers) {
    if (!queue::stable(load, servers)) return false;
    return queue::time_exceeds(load, servers, queue::erlang_c(load, servers), time) <= beyond;
  });
}

constexpr std::array servers_for_recovery_inputs{
    rate_input,
    service_time_input,
    outage_input,
    FormulaInput{"recover_within",
                 Dimension::duration,
                 "time within which the backlog must be gone",
                 amount_above_zero,
                 {}},
};

Result evaluate_servers_for_recovery(Values v) {
  return whole_servers(v[0] * (1 + v[2] / v[3]) * v[1]);
}

constexpr std::array square_root_staffing_inputs{
    load_input,
    FormulaInput{
        "beta", Dimension::number, "quality of service: 0.5 lean, 1 usual, 2 generous", amount, {}},
};

Result evaluate_square_root_staffing(Values v) {
  return whole_servers(v[0] + v[1] * std::sqrt(v[0]));
}

constexpr std::array halfin_whitt_wait_inputs{
    FormulaInput{"beta",
                 Dimension::number,
                 "servers beyond the load, over the square root of the load",
                 amount,
                 {}},
};

Result evaluate_halfin_whitt_wait(Values v) { return queue::halfin_whitt(v[0]); }

constexpr std::array partitions_for_percentile_inputs{rate_input, service_time_input,
                                                      percentile_input, target_input};

Result evaluate_partitions_for_percentile(Values v) {
  const double most = queue::utilization_within(v[1] * queue::exponential_percentile(v[2]), v[3]);
  if (most <= 0) return std::nullopt;
  return whole_servers(v[0] * v[1] / most);
}

}  // namespace

constinit const Formula servers_for_stability{
    .name = "servers_for_stability",
    .summary = "Fewest servers that stay below a utilization",
    .expression = "max(1, ceil(rate * service_time / utilization))",
    .inputs = servers_for_stability_inputs,
    .result = Dimension::count,
    .source = "Little's law: the offered load, divided by what each server may carry",
    .holds = "the servers share the load evenly",
    .unbounded = {},
    .example = {R"(rate="350 msg/s" service_time="500 ms" utilization=70%)", 250, {}},
    .evaluate = evaluate_servers_for_stability,
};

constinit const Formula servers_for_percentile{
    .name = "servers_for_percentile",
    .summary = "Fewest servers on one queue that keep a percentile of the time within a target",
    .expression =
        "least servers with mmc_time_percentile(rate, service_time, servers, percentile) <= target",
    .inputs = servers_for_percentile_inputs,
    .result = Dimension::count,
    .source = "M/M/c, searched by halving: more servers never make anyone wait longer",
    .holds =
        "arrivals are random and independent (Poisson), service times exponential, any free server "
        "takes the message that waits longest",
    .unbounded = "processing alone takes longer than the target: no number of servers keeps it",
    .example = {R"(rate="200 msg/s" service_time="10 ms" percentile=99% target="50 ms")", 4, {}},
    .evaluate = evaluate_servers_for_percentile,
};

constinit const Formula servers_for_recovery{
    .name = "servers_for_recovery",
    .summary = "Fewest servers that work off the backlog of an outage in time",
    .expression = "max(1, ceil(rate * (1 + outage / recover_within) * service_time))",
    .inputs = servers_for_recovery_inputs,
    .result = Dimension::count,
    .source = "offered load at the rate of recovery_capacity",
    .holds = "rates are steady, and every server is busy until the backlog is gone",
    .unbounded = {},
    .example = {R"(rate="1K msg/s" service_time="10 ms" outage="30 min" recover_within="60 min")",
                15,
                {}},
    .evaluate = evaluate_servers_for_recovery,
};

constinit const Formula square_root_staffing{
    .name = "square_root_staffing",
    .summary = "Servers for a load and a margin that grows with its square root",
    .expression = "max(1, ceil(load + beta * sqrt(load)))",
    .inputs = square_root_staffing_inputs,
    .result = Dimension::count,
    .source = "Erlang; Halfin and Whitt 1981 prove it; halfin_whitt_wait says what beta buys",
    .holds = "many servers: a load of about ten or more",
    .unbounded = {},
    .example = {"load=100 beta=1", 110, {}},
    .evaluate = evaluate_square_root_staffing,
};

constinit const Formula halfin_whitt_wait{
    .name = "halfin_whitt_wait",
    .summary = "Share of the messages that must wait under square_root_staffing",
    .expression = "1 / (1 + beta * Phi(beta) / phi(beta))",
    .inputs = halfin_whitt_wait_inputs,
    .result = Dimension::share,
    .source = "Halfin and Whitt 1981; Phi, phi: distribution and density of the standard normal",
    .holds = "approximate: the limit of many servers; erlang_c is exact",
    .unbounded = {},
    .example = {"beta=1", 0.22336127479826074, {}},
    .evaluate = evaluate_halfin_whitt_wait,
};

constinit const Formula partitions_for_percentile{
    .name = "partitions_for_percentile",
    .summary = "Fewest keyed partitions that keep a percentile of the time within a target",
    .expression =
        "max(1, ceil(rate * service_time / (1 - service_time * ln(1 / (1 - percentile)) / "
        "target)))",
    .inputs = partitions_for_percentile_inputs,
    .result = Dimension::count,
    .source = "each partition is an M/M/1 queue that may be as busy as utilization_for_percentile",
    .holds =
        "messages spread evenly over the partitions, one consumer each; arrivals random and "
        "independent (Poisson), service times exponential",
    .unbounded =
        "processing alone already takes as long as the target: no number of partitions keeps it",
    .example = {R"(rate="1K msg/s" service_time="5 ms" percentile=99% target="100 ms")", 7, {}},
    .evaluate = evaluate_partitions_for_percentile,
};

}  // namespace eventarch::formulas
