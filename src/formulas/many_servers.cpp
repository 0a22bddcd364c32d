/// One queue with many servers: competing consumers.

#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"
#include "formulas/queue.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::string_view mmc_holds =
    "arrivals are random and independent (Poisson), service times exponential, any free server "
    "takes the message that waits longest";

constexpr std::array erlang_inputs{load_input, servers_input};

Result evaluate_erlang_b(Values v) { return queue::erlang_b(v[0], v[1]); }
Result evaluate_erlang_c(Values v) { return queue::erlang_c(v[0], v[1]); }

constexpr std::array mmc_inputs{rate_input, service_time_input, servers_input};

Result evaluate_mmc_waiting_time(Values v) {
  const double load = v[0] * v[1];
  if (!queue::stable(load, v[2])) return std::nullopt;
  return queue::erlang_c(load, v[2]) * v[1] / (v[2] - load);
}

Result evaluate_mmc_queue_length(Values v) {
  const double load = v[0] * v[1];
  if (!queue::stable(load, v[2])) return std::nullopt;
  return queue::erlang_c(load, v[2]) * load / (v[2] - load);
}

constexpr std::array mmc_wait_exceeds_inputs{
    rate_input,
    service_time_input,
    servers_input,
    FormulaInput{"wait", Dimension::duration, "wait before service", amount, {}},
};

Result evaluate_mmc_wait_exceeds(Values v) {
  const double load = v[0] * v[1];
  if (!queue::stable(load, v[2])) return std::nullopt;
  if (load <= 0) return 0;
  return queue::erlang_c(load, v[2]) * std::exp(-(v[2] - load) * v[3] / v[1]);
}

constexpr std::array mmc_percentile_inputs{rate_input, service_time_input, servers_input,
                                           percentile_input};

Result evaluate_mmc_wait_percentile(Values v) {
  const double load = v[0] * v[1];
  if (!queue::stable(load, v[2])) return std::nullopt;
  const double waiting = queue::erlang_c(load, v[2]);
  const double beyond = 1 - v[3];
  if (waiting <= beyond) return 0;
  return v[1] / (v[2] - load) * std::log(waiting / beyond);
}

Result evaluate_mmc_time_percentile(Values v) {
  const double load = v[0] * v[1];
  if (!queue::stable(load, v[2])) return std::nullopt;
  const double waiting = queue::erlang_c(load, v[2]);
  const double beyond = 1 - v[3];
  const auto exceeded = [&](double time) {
    return queue::time_exceeds(load, v[2], waiting, time) > beyond;
  };
  if (!exceeded(0)) return 0;
  // In service times. The tail falls from 1 to 0, so that halving finds the one crossing.
  double below = 0;
  double above = 1;
  while (exceeded(above)) above *= 2;
  while (above - below > above * 1e-13) {
    const double middle = below + (above - below) / 2;
    (exceeded(middle) ? below : above) = middle;
  }
  return above * v[1];
}

constexpr std::array ggc_waiting_time_inputs{
    rate_input,
    service_time_input,
    servers_input,
    FormulaInput{
        "arrival_variation",
        Dimension::number,
        "variance of the time between arrivals over its mean squared: 0 a clock, 1 Poisson",
        amount,
        {}},
    FormulaInput{"service_variation",
                 Dimension::number,
                 "variance of the service time over its mean squared: 0 constant, 1 exponential",
                 amount,
                 {}},
};

Result evaluate_ggc_waiting_time(Values v) {
  const auto exponential = evaluate_mmc_waiting_time(v);
  if (!exponential) return std::nullopt;
  return *exponential * (v[3] + v[4]) / 2;
}

}  // namespace

constinit const Formula erlang_b{
    .name = "erlang_b",
    .summary = "Share of the messages that find all servers busy where none can wait",
    .expression = "B(servers); B(0) = 1, B(n) = load * B(n-1) / (n + load * B(n-1))",
    .inputs = erlang_inputs,
    .result = Dimension::share,
    .source = "Erlang 1917; beyond 100 million servers the many-server limit (Jagerman 1974)",
    .holds = "arrivals are random and independent (Poisson); any spread of the service time",
    .unbounded = {},
    .example = {"load=2 servers=3", 4.0 / 19, {}},
    .evaluate = evaluate_erlang_b,
};

constinit const Formula erlang_c{
    .name = "erlang_c",
    .summary = "Share of the messages that must wait; 100 % where the load is beyond the servers",
    .expression =
        "B / (1 - load / servers * (1 - B)), B = erlang_b(load, servers); 1 from load = servers on",
    .inputs = erlang_inputs,
    .result = Dimension::share,
    .source = "Erlang 1917; beyond 100 million servers the many-server limit (Halfin, Whitt 1981)",
    .holds = mmc_holds,
    .unbounded = {},
    .example = {"load=2 servers=3", 4.0 / 9, {}},
    .evaluate = evaluate_erlang_c,
};

constinit const Formula mmc_waiting_time{
    .name = "mmc_waiting_time",
    .summary = "Mean wait before service in one queue with several servers",
    .expression =
        "erlang_c(rate * service_time, servers) * service_time / (servers - rate * service_time)",
    .inputs = mmc_inputs,
    .result = Dimension::duration,
    .source = "M/M/c in equilibrium; any text on queueing (Kleinrock)",
    .holds = mmc_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="200 msg/s" service_time="10 ms" servers=3)", 0.04 / 9, {}},
    .evaluate = evaluate_mmc_waiting_time,
};

constinit const Formula mmc_queue_length{
    .name = "mmc_queue_length",
    .summary = "Mean number of messages that wait in one queue with several servers",
    .expression =
        "erlang_c(rate * service_time, servers) * rate * service_time / "
        "(servers - rate * service_time)",
    .inputs = mmc_inputs,
    .result = Dimension::number,
    .source = "Little's law over mmc_waiting_time",
    .holds = mmc_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="200 msg/s" service_time="10 ms" servers=3)", 8.0 / 9, {}},
    .evaluate = evaluate_mmc_queue_length,
};

constinit const Formula mmc_wait_exceeds{
    .name = "mmc_wait_exceeds",
    .summary =
        "Share of the messages that wait longer than a given time for one of several servers",
    .expression =
        "erlang_c(rate * service_time, servers) * "
        "exp(-(servers - rate * service_time) * wait / service_time)",
    .inputs = mmc_wait_exceeds_inputs,
    .result = Dimension::share,
    .source = "M/M/c: whoever must wait does so for an exponential time",
    .holds = mmc_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="200 msg/s" service_time="10 ms" servers=3 wait="10 ms")",
                0.16350197385397437,
                {}},
    .evaluate = evaluate_mmc_wait_exceeds,
};

constinit const Formula mmc_wait_percentile{
    .name = "mmc_wait_percentile",
    .summary =
        "Wait before service that a share of the messages stays within, with several servers",
    .expression =
        "max(0, service_time / (servers - rate * service_time) * "
        "ln(erlang_c(rate * service_time, servers) / (1 - percentile)))",
    .inputs = mmc_percentile_inputs,
    .result = Dimension::duration,
    .source = "mmc_wait_exceeds, solved for the wait",
    .holds = mmc_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="200 msg/s" service_time="10 ms" servers=3 percentile=99%)",
                0.037942399697717624,
                {}},
    .evaluate = evaluate_mmc_wait_percentile,
};

constinit const Formula mmc_time_percentile{
    .name = "mmc_time_percentile",
    .summary =
        "Time from arrival to done that a share of the messages stays within, with several servers",
    .expression =
        "t where exp(-t / service_time) * (1 + C / d * (1 - exp(-d * t / service_time))) = "
        "1 - percentile, d = servers - 1 - rate * service_time, "
        "C = erlang_c(rate * service_time, servers)",
    .inputs = mmc_percentile_inputs,
    .result = Dimension::duration,
    .source =
        "M/M/c: the wait of mmc_wait_exceeds and an independent exponential service time, "
        "added up; solved by bisection to 1e-12",
    .holds = mmc_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="200 msg/s" service_time="10 ms" servers=3 percentile=99%)",
                0.05891174416603239,
                {}},
    .evaluate = evaluate_mmc_time_percentile,
};

constinit const Formula ggc_waiting_time{
    .name = "ggc_waiting_time",
    .summary = "Approximate mean wait with several servers, for any spread of arrivals and service",
    .expression =
        "mmc_waiting_time(rate, service_time, servers) * "
        "(arrival_variation + service_variation) / 2",
    .inputs = ggc_waiting_time_inputs,
    .result = Dimension::duration,
    .source = "Allen and Cunneen's approximation (Allen 1978); exact for M/M/c and M/G/1",
    .holds = "approximate: good under heavy load, and better the nearer both variations are to 1",
    .unbounded = no_stable_queue,
    .example =
        {R"(rate="200 msg/s" service_time="10 ms" servers=3 arrival_variation=1 service_variation=0)",
         0.02 / 9,
         {}},
    .evaluate = evaluate_ggc_waiting_time,
};

}  // namespace eventarch::formulas
