/// A percentile of the time from arrival to done, in two parts: what the work itself takes, and
/// what waiting adds. Percentiles do not add up; the second part is what the whole has more.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"
#include "formulas/queue.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array processing_inputs{service_time_input, percentile_input};

Result evaluate_processing_percentile(Values v) {
  return finite(v[0] * queue::exponential_percentile(v[1]));
}

constexpr std::array one_server_inputs{rate_input, service_time_input, percentile_input};

Result evaluate_mm1_added_wait(Values v) {
  const double load = v[0] * v[1];
  if (!queue::stable(load, 1)) return std::nullopt;
  return finite(v[1] * load / (1 - load) * queue::exponential_percentile(v[2]));
}

constexpr std::array several_servers_inputs{rate_input, service_time_input, servers_input,
                                            percentile_input};

Result evaluate_mmc_added_wait(Values v) {
  const Result whole = mmc_time_percentile.evaluate(v);
  if (!whole) return std::nullopt;
  return std::max(0.0, *whole - v[1] * queue::exponential_percentile(v[3]));
}

constexpr std::array in_hand_inputs{
    FormulaInput{"messages",
                 Dimension::number,
                 "that a consumer has in hand, the one asked about, their last, included",
                 whole_amount,
                 {}},
    service_time_input, percentile_input,
    FormulaInput{"utilization", Dimension::share,
                 "of the consumer; below 1 it waits no longer than in a queue of its own", portion,
                 1.0}};

/// Wilson and Hilferty, exact to 0.3 % from two messages on.
double erlang_percentile(double messages, double percentile) {
  const double ninth = 1 / (9 * messages);
  const double root = 1 - ninth + queue::normal_percentile(percentile) * std::sqrt(ninth);
  return messages * root * root * root;
}

Result evaluate_in_hand_wait(Values v) {
  const double alone = queue::exponential_percentile(v[2]);
  const double behind = v[0] <= 1 ? 0 : std::max(0.0, erlang_percentile(v[0], v[2]) - alone);
  const double own_queue = v[3] < 1 ? alone * v[3] / (1 - v[3]) : largest;
  return finite(v[1] * std::min(behind, own_queue));
}

}  // namespace

constinit const Formula in_hand_wait{
    .name = "in_hand_wait",
    .summary = "What waiting behind the others of a batch adds to a percentile of the processing",
    .expression =
        "service_time * min(messages * (1 - 1 / (9 * messages) + z * sqrt(1 / (9 * messages)))^3 - "
        "ln(1 / (1 - percentile)), utilization / (1 - utilization) * ln(1 / (1 - percentile))), z "
        "the percentile of the standard normal; 0 for one message",
    .inputs = in_hand_inputs,
    .result = Dimension::duration,
    .source =
        "Wilson and Hilferty 1931, percentile of the chi-square distribution: the time of several "
        "messages (Erlang) is half of one with twice as many degrees of freedom",
    .holds =
        "one message is processed after the other, service times are exponential; the batch is "
        "full, or the consumer is fed as if it had a queue of its own (M/M/1)",
    .unbounded = {},
    .example = {R"(messages=10 service_time="25 ms" percentile=99%)", 0.35476373820057916, {}},
    .evaluate = evaluate_in_hand_wait,
};

constinit const Formula processing_percentile{
    .name = "processing_percentile",
    .summary = "Time that the processing alone takes for a share of the messages",
    .expression = "service_time * ln(1 / (1 - percentile))",
    .inputs = processing_inputs,
    .result = Dimension::duration,
    .source = "quantile of the exponential distribution",
    .holds = "service times are exponential: most are short, some take several times the mean",
    .unbounded = {},
    .example = {R"(service_time="10 ms" percentile=99%)", 0.046051701859880914, {}},
    .evaluate = evaluate_processing_percentile,
};

constinit const Formula mm1_added_wait{
    .name = "mm1_added_wait",
    .summary = "What waiting adds to a percentile of the processing, at one server",
    .expression =
        "service_time * rate * service_time / (1 - rate * service_time) * ln(1 / (1 - percentile))",
    .inputs = one_server_inputs,
    .result = Dimension::duration,
    .source = "mm1_time_percentile less processing_percentile",
    .holds = "arrivals are random and independent (Poisson), service times exponential",
    .unbounded = no_stable_queue,
    .example = {R"(rate="50 msg/s" service_time="10 ms" percentile=99%)", 0.046051701859880914, {}},
    .evaluate = evaluate_mm1_added_wait,
};

constinit const Formula mmc_added_wait{
    .name = "mmc_added_wait",
    .summary = "What waiting adds to a percentile of the processing, with several servers",
    .expression =
        "mmc_time_percentile(rate, service_time, servers, percentile) - service_time * ln(1 / (1 - "
        "percentile))",
    .inputs = several_servers_inputs,
    .result = Dimension::duration,
    .source = "mmc_time_percentile less processing_percentile",
    .holds = "arrivals are random and independent (Poisson), service times exponential",
    .unbounded = no_stable_queue,
    .example = {R"(rate="200 msg/s" service_time="10 ms" servers=3 percentile=99%)",
                0.012860042306151476,
                {}},
    .evaluate = evaluate_mmc_added_wait,
};

}  // namespace eventarch::formulas
