/// Event stores: how often to take a snapshot, how long streams grow, how often two writers meet.

#include <algorithm>
#include <cmath>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array snapshot_inputs{
    FormulaInput{"reload_budget", Dimension::duration, "that loading one aggregate may take",
                 any_amount},
    FormulaInput{"per_event", Dimension::duration, "to read one event and apply it", above_zero},
};

/// Rounding errors of IEEE-754 forgiven: 100 ms hold a thousand events of 0.1 ms.
double whole_below(double value) { return std::floor(finite(value * (1 + 1e-9))); }

Result evaluate_snapshot(Values v) { return std::max(1.0, whole_below(v[0] / v[1])); }

constexpr std::array per_key_inputs{
    FormulaInput{"rate", Dimension::message_rate, "of all keys together", any_amount},
    FormulaInput{"time", Dimension::duration, "over which they are counted", any_amount},
    FormulaInput{"keys", Dimension::count, "that the messages spread over", one_or_more},
};

Result evaluate_per_key(Values v) { return finite(v[0] * v[1] / v[2]); }

constexpr std::array conflict_inputs{
    FormulaInput{"rate", Dimension::message_rate, "of events to one aggregate", any_amount},
    FormulaInput{"window", Dimension::duration, "from loading the aggregate to appending",
                 any_amount},
};

Result evaluate_conflict(Values v) { return -std::expm1(-finite(v[0] * v[1])); }

}  // namespace

constinit const Formula snapshot_interval{
    .name = "snapshot_interval",
    .summary = "Events of one aggregate between two snapshots, so that it loads within a budget",
    .expression = "max(1, floor(reload_budget / per_event))",
    .inputs = snapshot_inputs,
    .result = Dimension::count,
    .source =
        "an aggregate is loaded by applying the events since its last snapshot, at most one "
        "interval of them",
    .holds = "loading the snapshot itself takes no time: subtract it from the budget",
    .example = {R"(reload_budget="100 ms" per_event="0.1 ms")", 1000, {}},
    .evaluate = evaluate_snapshot,
};

constinit const Formula messages_per_key{
    .name = "messages_per_key",
    .summary = "Messages of one key in a time: the length that its stream reaches",
    .expression = "rate * time / keys",
    .inputs = per_key_inputs,
    .result = Dimension::number,
    .source = "definition of a mean",
    .holds = "keys are equally busy; the busiest has more",
    .example = {R"(rate="1K msg/s" time="1 hour" keys=3600)", 1000, {}},
    .evaluate = evaluate_per_key,
};

constinit const Formula conflict_share{
    .name = "conflict_share",
    .summary = "Share of the appends that find the expected version taken by another writer",
    .expression = "1 - exp(-rate * window)",
    .inputs = conflict_inputs,
    .result = Dimension::share,
    .source = "the probability that a Poisson process has an event in the window",
    .holds = "writers do not know of each other; one writer per aggregate has no conflicts",
    .example = {R"(rate="1 msg/s" window="100 ms")", 0.09516258196404048, {}},
    .evaluate = evaluate_conflict,
};

}  // namespace eventarch::formulas
