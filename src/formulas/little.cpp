/// Little's law, and the load that it gives.

#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array in_flight_messages_inputs{
    rate_input,
    FormulaInput{"time_in_system",
                 Dimension::duration,
                 "mean time from arrival to done, waiting included",
                 amount,
                 {}},
};

Result evaluate_in_flight_messages(Values v) { return v[0] * v[1]; }

constexpr std::array offered_load_inputs{rate_input, service_time_input};

Result evaluate_offered_load(Values v) { return v[0] * v[1]; }

constexpr std::array utilization_inputs{rate_input, service_time_input, servers_input};

Result evaluate_utilization(Values v) { return v[0] * v[1] / v[2]; }

}  // namespace

constinit const Formula in_flight_messages{
    .name = "in_flight_messages",
    .summary = "How many messages are on their way at once, on average",
    .expression = "rate * time_in_system",
    .inputs = in_flight_messages_inputs,
    .result = Dimension::number,
    .source = "Little 1961: what is inside is what arrives times how long it stays",
    .holds = "over any stretch that begins and ends in the same state; for every order of service",
    .unbounded = {},
    .example = {R"(rate="1K msg/s" time_in_system="120 s")", 120'000, {}},
    .evaluate = evaluate_in_flight_messages,
};

constinit const Formula offered_load{
    .name = "offered_load",
    .summary = "How many servers would be busy on average if there were enough",
    .expression = "rate * service_time",
    .inputs = offered_load_inputs,
    .result = Dimension::number,
    .source = "Little's law, applied to the servers alone; its unit is the erlang",
    .holds = "the mean service time does not depend on the load",
    .unbounded = {},
    .example = {R"(rate="500 msg/s" service_time="50 ms")", 25, {}},
    .evaluate = evaluate_offered_load,
};

constinit const Formula utilization{
    .name = "utilization",
    .summary = "Share of the time that a server is busy; above 100 % they cannot keep up",
    .expression = "rate * service_time / servers",
    .inputs = utilization_inputs,
    .result = Dimension::share,
    .source = "Little's law: the offered load, spread over the servers",
    .holds = "the servers share the load evenly",
    .unbounded = {},
    .example = {R"(rate="18K msg/s" service_time="100 us" servers=2)", 0.9,
                "the rule of thumb for a lost broker: 60 % on three is 90 % on two"},
    .evaluate = evaluate_utilization,
};

}  // namespace eventarch::formulas
