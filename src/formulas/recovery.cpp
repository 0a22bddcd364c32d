/// Backlogs: how they grow while consumers are down, and how they drain.

#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array drain_time_inputs{
    FormulaInput{"backlog", Dimension::count, "messages that wait", any_amount, {}},
    FormulaInput{"arrival", Dimension::message_rate, "rate at which more arrive", any_amount, {}},
    FormulaInput{"capacity",
                 Dimension::message_rate,
                 "rate at which consumers work them off",
                 above_zero,
                 {}},
};

Result evaluate_drain_time(Values v) {
  const double spare = v[2] - v[1];
  if (spare <= 0) return std::nullopt;
  return v[0] / spare;
}

}  // namespace

constinit const Formula drain_time{
    .name = "drain_time",
    .summary = "How long consumers take to work off a backlog while messages keep arriving",
    .expression = "backlog / (capacity - arrival)",
    .inputs = drain_time_inputs,
    .result = Dimension::duration,
    .source = "fluid model of a queue: it empties at the rate by which capacity exceeds arrival",
    .holds = "rates are steady while it drains",
    .unbounded =
        "the backlog never drains: messages arrive at least as fast as they are worked off",
    .example = {"backlog=36M arrival=\"10K msg/s\" capacity=\"15K msg/s\"", 7200, {}},
    .evaluate = evaluate_drain_time,
};

}  // namespace eventarch::formulas
