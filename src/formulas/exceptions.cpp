/// Messages that take another way: too large for the broker, or failing.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array claim_inputs{
    FormulaInput{"message_size", Dimension::bytes, "of a message with its payload", above_zero},
    FormulaInput{"reference", Dimension::bytes, "of the message that stands for it", any_amount},
};

Result evaluate_claim(Values v) { return std::max(0.0, 1 - finite(v[1] / v[0])); }

constexpr std::array failing_inputs{
    FormulaInput{"count", Dimension::count, "of failed messages that is looked for", any_amount},
    FormulaInput{"rate", Dimension::message_rate, "of all messages", above_zero},
    FormulaInput{"window", Dimension::duration, "within which the count is reached", above_zero},
};

// Large against tiny amounts must not meet as a quotient of two zeros.
Result evaluate_failing(Values v) { return std::min(1.0, finite(finite(v[0] / v[1]) / v[2])); }

}  // namespace

constinit const Formula claim_check_saving{
    .name = "claim_check_saving",
    .summary = "Share of the bytes that a broker no longer carries with a claim check",
    .expression = "max(0, 1 - reference / message_size)",
    .inputs = claim_inputs,
    .result = Dimension::share,
    .source = "the broker carries the reference instead of the payload",
    .holds = "every message is replaced; the store carries what the broker is spared",
    .example = {R"(message_size="1 MB" reference="1 KB")", 0.999, {}},
    .evaluate = evaluate_claim,
};

constinit const Formula failing_share{
    .name = "failing_share",
    .summary = "Share of the messages that must fail to reach a count within a time",
    .expression = "min(1, count / (rate * window))",
    .inputs = failing_inputs,
    .result = Dimension::share,
    .source = "definition of a rate",
    .holds = "failures come evenly; 100 % also where even that is not enough",
    .example = {R"(count=100 rate="1K msg/s" window="10 s")", 0.01, {}},
    .evaluate = evaluate_failing,
};

}  // namespace eventarch::formulas
