/// Deduplication: what a consumer has to remember to recognise a message that comes again.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array horizon_inputs{
    FormulaInput{"retries", Dimension::duration, "from the first to the last attempt", any_amount},
    FormulaInput{"outage", Dimension::duration, "of a consumer, or of a relay that sends again",
                 any_amount},
    FormulaInput{"drain", Dimension::duration, "until the backlog of the outage is gone",
                 any_amount, 0},
    FormulaInput{"replay", Dimension::duration, "how far back messages may be read again",
                 any_amount, 0},
    FormulaInput{"clock_skew", Dimension::duration, "by which either of two clocks may be off",
                 any_amount, 30},
};

Result evaluate_horizon(Values v) {
  return finite(std::max(v[3], finite(v[0] + v[1] + v[2])) + 2 * v[4]);
}

constexpr std::array entries_inputs{
    FormulaInput{"rate", Dimension::message_rate, "at which messages are processed", any_amount},
    FormulaInput{"window", Dimension::duration, "within which a message may come again",
                 any_amount},
};

Result evaluate_entries(Values v) { return whole(v[0] * v[1]); }

constexpr std::array store_inputs{
    FormulaInput{"entries", Dimension::count, "that are remembered", any_amount},
    FormulaInput{"per_entry", Dimension::bytes, "key, expiry and what the store adds to them",
                 above_zero},
};

Result evaluate_store(Values v) { return finite(v[0] * v[1]); }

}  // namespace

constinit const Formula redelivery_horizon{
    .name = "redelivery_horizon",
    .summary = "How long after the first time a message may come again: how long its id is kept",
    .expression = "max(replay, retries + outage + drain) + 2 * clock_skew",
    .inputs = horizon_inputs,
    .result = Dimension::duration,
    .source =
        "the ways on which a message comes back, one after the other; a replay on purpose is "
        "one of its own",
    .holds =
        "the clock skew of 30 s is an estimate; a store that expires ids by the time of the "
        "broker needs none",
    .example = {R"(retries="18 s" outage="30 min" drain="30 min")", 3678, {}},
    .evaluate = evaluate_horizon,
};

constinit const Formula deduplication_entries{
    .name = "deduplication_entries",
    .summary = "Message ids that a consumer remembers to process each message once",
    .expression = "ceil(rate * window)",
    .inputs = entries_inputs,
    .result = Dimension::count,
    .source = "Little's law: each id stays for the window",
    .holds =
        "the window covers the longest time to a redelivery: retries, the outage of a "
        "consumer, and replays",
    .example = {R"(rate="1K msg/s" window="24 hours")", 86'400'000, {}},
    .evaluate = evaluate_entries,
};

constinit const Formula deduplication_store_bytes{
    .name = "deduplication_store_bytes",
    .summary = "Size of the store of message ids",
    .expression = "entries * per_entry",
    .inputs = store_inputs,
    .result = Dimension::bytes,
    .source = "every entry takes the same; measure it, since stores add indexes and headers",
    .holds = "one copy; expired entries are removed in time",
    .example = {R"(entries=86400K per_entry="100 B")", 8.64e9, {}},
    .evaluate = evaluate_store,
};

}  // namespace eventarch::formulas
