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

}  // namespace

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
