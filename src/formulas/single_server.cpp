/// One queue with one server: a keyed partition, a message group, a single consumer.

#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"
#include "formulas/queue.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::string_view mm1_holds =
    "arrivals are random and independent (Poisson), service times exponential, first come first "
    "served";
constexpr std::string_view poisson = "arrivals are random and independent (Poisson)";
constexpr std::string_view markov_source = "M/M/1 in equilibrium; any text on queueing (Kleinrock)";

constexpr std::array mm1_inputs{rate_input, service_time_input};

Result evaluate_mm1_time_in_system(Values v) {
  const double busy = v[0] * v[1];
  if (!queue::stable(busy, 1)) return std::nullopt;
  return v[1] / (1 - busy);
}

Result evaluate_mm1_waiting_time(Values v) {
  const double busy = v[0] * v[1];
  if (!queue::stable(busy, 1)) return std::nullopt;
  return busy * v[1] / (1 - busy);
}

Result evaluate_mm1_queue_length(Values v) {
  const double busy = v[0] * v[1];
  if (!queue::stable(busy, 1)) return std::nullopt;
  return busy * busy / (1 - busy);
}

Result evaluate_md1_waiting_time(Values v) {
  const auto exponential = evaluate_mm1_waiting_time(v);
  if (!exponential) return std::nullopt;
  return *exponential / 2;
}

constexpr std::array mm1_time_percentile_inputs{rate_input, service_time_input, percentile_input};

Result evaluate_mm1_time_percentile(Values v) {
  const auto mean = evaluate_mm1_time_in_system(v);
  if (!mean) return std::nullopt;
  return *mean * queue::exponential_percentile(v[2]);
}

constexpr std::array mm1_wait_exceeds_inputs{
    rate_input,
    service_time_input,
    FormulaInput{"wait", Dimension::duration, "wait before service", amount, {}},
};

Result evaluate_mm1_wait_exceeds(Values v) {
  const double busy = v[0] * v[1];
  if (!queue::stable(busy, 1)) return std::nullopt;
  if (busy <= 0) return 0;
  return busy * std::exp(-(1 - busy) * v[2] / v[1]);
}

constexpr std::array mg1_waiting_time_inputs{
    rate_input,
    service_time_input,
    FormulaInput{"service_variation",
                 Dimension::number,
                 "variance of the service time over its mean squared: 0 constant, 1 exponential",
                 amount,
                 {}},
};

Result evaluate_mg1_waiting_time(Values v) {
  const auto exponential = evaluate_mm1_waiting_time(v);
  if (!exponential) return std::nullopt;
  return (1 + v[2]) / 2 * *exponential;
}

constexpr std::array utilization_for_mean_time_inputs{service_time_input, target_input};

Result evaluate_utilization_for_mean_time(Values v) {
  const double most = queue::utilization_within(v[0], v[1]);
  if (most <= 0) return std::nullopt;
  return most;
}

constexpr std::array utilization_for_percentile_inputs{service_time_input, percentile_input,
                                                       target_input};

Result evaluate_utilization_for_percentile(Values v) {
  const double most = queue::utilization_within(v[0] * queue::exponential_percentile(v[1]), v[2]);
  if (most <= 0) return std::nullopt;
  return most;
}

}  // namespace

constinit const Formula mm1_time_in_system{
    .name = "mm1_time_in_system",
    .summary = "Mean time from arrival to done at one server",
    .expression = "service_time / (1 - rate * service_time)",
    .inputs = mm1_inputs,
    .result = Dimension::duration,
    .source = markov_source,
    .holds = mm1_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="90 msg/s" service_time="10 ms")", 0.1,
                "the rule of thumb: ten service times at 90 %"},
    .evaluate = evaluate_mm1_time_in_system,
};

constinit const Formula mm1_waiting_time{
    .name = "mm1_waiting_time",
    .summary = "Mean wait before service at one server",
    .expression = "rate * service_time * service_time / (1 - rate * service_time)",
    .inputs = mm1_inputs,
    .result = Dimension::duration,
    .source = markov_source,
    .holds = mm1_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="80 msg/s" service_time="10 ms")", 0.04, {}},
    .evaluate = evaluate_mm1_waiting_time,
};

constinit const Formula mm1_queue_length{
    .name = "mm1_queue_length",
    .summary = "Mean number of messages that wait for one server",
    .expression = "(rate * service_time)^2 / (1 - rate * service_time)",
    .inputs = mm1_inputs,
    .result = Dimension::number,
    .source = "Little's law over mm1_waiting_time",
    .holds = mm1_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="80 msg/s" service_time="10 ms")", 3.2, {}},
    .evaluate = evaluate_mm1_queue_length,
};

constinit const Formula mm1_time_percentile{
    .name = "mm1_time_percentile",
    .summary = "Time from arrival to done that a share of the messages stays within, at one server",
    .expression = "service_time / (1 - rate * service_time) * ln(1 / (1 - percentile))",
    .inputs = mm1_time_percentile_inputs,
    .result = Dimension::duration,
    .source = "M/M/1: the time in the system is exponential, with the mean of mm1_time_in_system",
    .holds = mm1_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="50 msg/s" service_time="10 ms" percentile=99%)", 0.092103403719761827, {}},
    .evaluate = evaluate_mm1_time_percentile,
};

constinit const Formula mm1_wait_exceeds{
    .name = "mm1_wait_exceeds",
    .summary = "Share of the messages that wait longer than a given time for one server",
    .expression = "rate * service_time * exp(-(1 / service_time - rate) * wait)",
    .inputs = mm1_wait_exceeds_inputs,
    .result = Dimension::share,
    .source = markov_source,
    .holds = mm1_holds,
    .unbounded = no_stable_queue,
    .example = {R"(rate="80 msg/s" service_time="10 ms" wait="50 ms")", 0.29430355293715387, {}},
    .evaluate = evaluate_mm1_wait_exceeds,
};

constinit const Formula md1_waiting_time{
    .name = "md1_waiting_time",
    .summary = "Mean wait before service at one server that takes equally long for every message",
    .expression = "rate * service_time * service_time / (2 * (1 - rate * service_time))",
    .inputs = mm1_inputs,
    .result = Dimension::duration,
    .source = "Pollaczek-Khinchine without variation: half the wait of M/M/1",
    .holds = poisson,
    .unbounded = no_stable_queue,
    .example = {R"(rate="80 msg/s" service_time="10 ms")", 0.02, {}},
    .evaluate = evaluate_md1_waiting_time,
};

constinit const Formula mg1_waiting_time{
    .name = "mg1_waiting_time",
    .summary = "Mean wait before service at one server, for any spread of the service time",
    .expression =
        "(1 + service_variation) / 2 * rate * service_time * service_time / "
        "(1 - rate * service_time)",
    .inputs = mg1_waiting_time_inputs,
    .result = Dimension::duration,
    .source = "Pollaczek 1930, Khinchine 1932; exact",
    .holds = poisson,
    .unbounded = no_stable_queue,
    .example = {R"(rate="80 msg/s" service_time="10 ms" service_variation=4)", 0.1, {}},
    .evaluate = evaluate_mg1_waiting_time,
};

constinit const Formula utilization_for_mean_time{
    .name = "utilization_for_mean_time",
    .summary = "Highest utilization of one server at which the mean time in the system is kept",
    .expression = "1 - service_time / target",
    .inputs = utilization_for_mean_time_inputs,
    .result = Dimension::share,
    .source = "mm1_time_in_system, solved for rate * service_time",
    .holds = mm1_holds,
    .unbounded = "an idle server already takes as long as the target: no load keeps it",
    .example = {R"(service_time="10 ms" target="100 ms")", 0.9, {}},
    .evaluate = evaluate_utilization_for_mean_time,
};

constinit const Formula utilization_for_percentile{
    .name = "utilization_for_percentile",
    .summary = "Highest utilization of one server at which a percentile of the time is kept",
    .expression = "1 - service_time * ln(1 / (1 - percentile)) / target",
    .inputs = utilization_for_percentile_inputs,
    .result = Dimension::share,
    .source = "mm1_time_percentile, solved for rate * service_time",
    .holds = mm1_holds,
    .unbounded = "processing alone already takes as long as the target: no load keeps it",
    .example = {R"(service_time="5 ms" percentile=99% target="100 ms")", 0.76974149070059543, {}},
    .evaluate = evaluate_utilization_for_percentile,
};

}  // namespace eventarch::formulas
