/// Backlogs: how they grow while consumers are down, and how they drain. And the delays that
/// batches and polls add.

#include <algorithm>

#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::string_view steady = "rates are steady";

constexpr std::array outage_backlog_inputs{rate_input, outage_input};

Result evaluate_outage_backlog(Values v) { return v[0] * v[1]; }

constexpr std::array kept_backlog_inputs{
    rate_input, outage_input,
    FormulaInput{"kept", Dimension::duration, "how long an unread message is kept", amount, {}}};

Result evaluate_kept_backlog(Values v) { return v[0] * std::min(v[1], v[2]); }

constexpr FormulaInput arrival_input{
    "arrival", Dimension::message_rate, "rate at which more arrive", amount, {}};

constexpr std::array drain_time_inputs{
    FormulaInput{"backlog", Dimension::count, "messages that wait", amount, {}},
    arrival_input,
    FormulaInput{"capacity",
                 Dimension::message_rate,
                 "rate at which consumers work them off",
                 amount_above_zero,
                 {}},
};

Result evaluate_drain_time(Values v) {
  const double spare = v[2] - v[1];
  if (spare <= 0) return std::nullopt;
  return v[0] / spare;
}

constexpr std::array recovery_capacity_inputs{
    rate_input,
    outage_input,
    FormulaInput{"recover_within",
                 Dimension::duration,
                 "time within which the backlog must be gone",
                 amount_above_zero,
                 {}},
};

Result evaluate_recovery_capacity(Values v) { return v[0] * (1 + v[1] / v[2]); }

constexpr std::array retention_margin_inputs{
    FormulaInput{
        "retention", Dimension::duration, "how long the broker keeps a message", amount, {}},
    outage_input,
    FormulaInput{"drain", Dimension::duration, "how long the backlog takes to drain", amount, {}},
};

Result evaluate_retention_margin(Values v) { return v[0] - v[1] - v[2]; }

constexpr std::array time_to_limit_inputs{
    FormulaInput{"limit", Dimension::count, "messages that the broker holds at most", amount, {}},
    FormulaInput{"lag", Dimension::count, "messages that wait now", amount, {}},
    arrival_input,
    FormulaInput{
        "capacity", Dimension::message_rate, "rate at which consumers work them off", amount, {}},
};

Result evaluate_time_to_limit(Values v) {
  const double room = v[0] - v[1];
  if (room <= 0) return 0;
  const double growth = v[2] - v[3];
  if (growth <= 0) return std::nullopt;
  return room / growth;
}

constexpr std::array batch_delay_inputs{
    FormulaInput{"linger", Dimension::duration, "longest that a batch is held open", amount, {}},
    FormulaInput{"batch_bytes", Dimension::bytes, "size at which a batch is sent", amount, {}},
    FormulaInput{
        "rate", Dimension::message_rate, "rate of one producer to one partition", amount, {}},
    FormulaInput{"message_size", Dimension::bytes, "mean size of a message", amount, {}},
};

Result evaluate_batch_delay(Values v) {
  const double filling = v[2] * v[3];
  if (v[0] * filling <= v[1]) return v[0];
  return v[1] / filling;
}

constexpr std::array polling_delay_inputs{
    FormulaInput{"polling_applications",
                 Dimension::count,
                 "applications that poll the same shard",
                 amount,
                 {}},
};

Result evaluate_polling_delay(Values v) { return v[0] / 5; }

}  // namespace

constinit const Formula outage_backlog{
    .name = "outage_backlog",
    .summary = "How many messages pile up while consumers are down",
    .expression = "rate * outage",
    .inputs = outage_backlog_inputs,
    .result = Dimension::number,
    .source = "fluid model of a queue: all that arrives stays",
    .holds = steady,
    .unbounded = {},
    .example = {R"(rate="10K msg/s" outage="1 hour")", 36e6, {}},
    .evaluate = evaluate_outage_backlog,
};

constinit const Formula kept_backlog{
    .name = "kept_backlog",
    .summary = "How many messages wait after an outage that may be longer than they are kept",
    .expression = "rate * min(outage, kept)",
    .inputs = kept_backlog_inputs,
    .result = Dimension::number,
    .source = "fluid model of a queue: what is older than the time that it is kept for is gone",
    .holds = steady,
    .unbounded = {},
    .example = {R"(rate="500 msg/s" outage="2 hours" kept="1 hour")", 1.8e6, {}},
    .evaluate = evaluate_kept_backlog,
};

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
    .example = {R"(backlog=36M arrival="10K msg/s" capacity="15K msg/s")", 7200, {}},
    .evaluate = evaluate_drain_time,
};

constinit const Formula recovery_capacity{
    .name = "recovery_capacity",
    .summary = "Rate that consumers must reach to work off the backlog of an outage in time",
    .expression = "rate * (1 + outage / recover_within)",
    .inputs = recovery_capacity_inputs,
    .result = Dimension::message_rate,
    .source = "drain_time of outage_backlog, set to recover_within and solved for capacity",
    .holds = steady,
    .unbounded = {},
    .example = {R"(rate="10K msg/s" outage="30 min" recover_within="60 min")", 15'000, {}},
    .evaluate = evaluate_recovery_capacity,
};

constinit const Formula retention_margin{
    .name = "retention_margin",
    .summary = "How much longer messages are kept than consumers need them after an outage",
    .expression = "retention - outage - drain",
    .inputs = retention_margin_inputs,
    .result = Dimension::duration,
    .source = "the oldest message waits through the outage and at most the whole drain",
    .holds = "negative where messages are deleted before they are read",
    .unbounded = {},
    .example = {R"(retention="7 days" outage="1 hour" drain="2 hours")", 594'000, {}},
    .evaluate = evaluate_retention_margin,
};

constinit const Formula time_to_limit{
    .name = "time_to_limit",
    .summary = "How long until a growing lag reaches what the broker holds; 0 where it has",
    .expression = "max(0, limit - lag) / (arrival - capacity)",
    .inputs = time_to_limit_inputs,
    .result = Dimension::duration,
    .source = "fluid model of a queue: it grows at the rate by which arrival exceeds capacity",
    .holds = steady,
    .unbounded = "the limit is never reached: consumers keep up",
    .example = {R"(limit=10M lag=1M arrival="10K msg/s" capacity="9K msg/s")", 9000, {}},
    .evaluate = evaluate_time_to_limit,
};

constinit const Formula batch_delay{
    .name = "batch_delay",
    .summary = "Longest that a message waits for its batch to be sent; half of it on average",
    .expression = "min(linger, batch_bytes / (rate * message_size))",
    .inputs = batch_delay_inputs,
    .result = Dimension::duration,
    .source = "a batch is sent once it is full or its time is over, whichever is first",
    .holds = "messages come evenly, and nothing else sends the batch earlier",
    .unbounded = {},
    .example = {R"(linger="50 ms" batch_bytes="16 KiB" rate="1K msg/s" message_size="1 KiB")",
                0.016,
                {}},
    .evaluate = evaluate_batch_delay,
};

constinit const Formula polling_delay{
    .name = "polling_delay",
    .summary = "Longest time between two polls of a shard by one of several applications",
    .expression = "200 ms * polling_applications",
    .inputs = polling_delay_inputs,
    .result = Dimension::duration,
    .source = "Amazon Kinesis: a shard takes five GetRecords calls a second, over all who poll it",
    .holds = "a Kinesis stream without enhanced fan-out; half of it on average",
    .unbounded = {},
    .example = {"polling_applications=5", 1, {}},
    .evaluate = evaluate_polling_delay,
};

}  // namespace eventarch::formulas
