/// Questions and answers over a broker: how long to wait, and how long a saga may take.

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array answer_inputs{
    FormulaInput{"request", Dimension::duration, "until a request is processed, 99th percentile",
                 any_amount},
    FormulaInput{"reply", Dimension::duration, "that the answer takes back, 99th percentile",
                 any_amount},
    FormulaInput{"margin", Dimension::number, "on both, so that few calls end for nothing",
                 one_or_more, 2},
    FormulaInput{"retries", Dimension::duration, "that the other side may spend on retries",
                 any_amount, 0},
};

Result evaluate_answer(Values v) { return finite(finite(v[2] * finite(v[0] + v[1])) + v[3]); }

constexpr std::array saga_inputs{
    FormulaInput{"steps", Dimension::count, "of the saga", one_or_more},
    FormulaInput{"step_timeout", Dimension::duration, "after which an answer counts as missing",
                 any_amount},
    FormulaInput{"asked", Dimension::count, "times, before a step counts as failed", one_or_more,
                 2},
};

Result evaluate_saga(Values v) { return finite(finite((2 * v[0] - 1) * v[2]) * v[1]); }

}  // namespace

constinit const Formula answer_timeout{
    .name = "answer_timeout",
    .summary = "How long to wait for an answer before it counts as missing",
    .expression = "margin * (request + reply) + retries",
    .inputs = answer_inputs,
    .result = Dimension::duration,
    .source =
        "both ways one after the other; the sum of two 99th percentiles is passed by less "
        "than 2 % of the calls",
    .holds =
        "the margin of 2 is an estimate: a timeout that is too short turns slow answers into "
        "repeated work",
    .example = {R"(request="100 ms" reply="25 ms")", 0.25, {}},
    .evaluate = evaluate_answer,
};

constinit const Formula saga_bound{
    .name = "saga_bound",
    .summary = "Longest that a saga runs until it is complete, compensated or stuck",
    .expression = "(2 * steps - 1) * asked * step_timeout",
    .inputs = saga_inputs,
    .result = Dimension::duration,
    .source =
        "every step takes its whole timeout each time that it is asked for, the last one fails, "
        "and the steps before it are compensated one by one",
    .holds =
        "steps run one after the other, and a compensation is asked for as often and as long as a "
        "step",
    .example = {R"(steps=3 step_timeout="10 s")", 100, {}},
    .evaluate = evaluate_saga,
};

}  // namespace eventarch::formulas
