/// Amazon SQS: calls, messages in flight, timeouts, and the workers of a queue.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr FormulaInput rate_input{"rate", Dimension::message_rate, "at which messages arrive",
                                  any_amount};
constexpr FormulaInput batch_input{"batch", Dimension::count, "messages that one call carries",
                                   Range{.least = 1, .most = 10}, 10};
constexpr FormulaInput processing_input{"processing", Dimension::duration,
                                        "time that a worker takes for one message", above_zero};

constexpr std::array calls_inputs{rate_input, batch_input};

Result evaluate_calls(Values v) { return v[0] / v[1]; }

constexpr std::array queues_inputs{
    rate_input,
    batch_input,
    FormulaInput{"calls", Dimension::number, "that one queue takes a second, for each action",
                 above_zero, 300},
};

Result evaluate_queues(Values v) { return std::max(1.0, whole(v[0] / v[1] / v[2])); }

constexpr std::array group_rate_inputs{
    FormulaInput{"batch", Dimension::count, "messages of the group that one call receives",
                 Range{.least = 1, .most = 10}, 10},
    FormulaInput{"processing", Dimension::duration,
                 "from receiving the batch until all of it is deleted", above_zero},
};

Result evaluate_group_rate(Values v) { return finite(v[0] / v[1]); }

constexpr std::array in_flight_inputs{
    rate_input,
    FormulaInput{"processing", Dimension::duration, "from receiving a message to deleting it",
                 any_amount},
};

Result evaluate_in_flight(Values v) { return whole(v[0] * v[1]); }

constexpr std::array visibility_inputs{
    FormulaInput{"function_timeout", Dimension::duration, "after which Lambda stops the function",
                 any_amount},
    FormulaInput{"batching_window", Dimension::duration,
                 "that Lambda waits for a batch to fill: MaximumBatchingWindowInSeconds",
                 any_amount, 0},
};

Result evaluate_visibility(Values v) {
  constexpr double twelve_hours = 43200;
  return std::min(twelve_hours, 6 * v[0] + v[1]);
}

constexpr FormulaInput latency_input{"latency", Dimension::duration,
                                     "longest that a message may wait", above_zero};

constexpr std::array backlog_inputs{latency_input, processing_input};

Result evaluate_backlog(Values v) { return finite(v[0] / v[1]); }

constexpr std::array workers_inputs{
    FormulaInput{"backlog", Dimension::count, "messages that wait", any_amount},
    FormulaInput{"latency", Dimension::duration, "within which they have to be processed",
                 above_zero},
    processing_input,
};

Result evaluate_workers(Values v) { return whole(finite(v[0] * v[2]) / v[1]); }

}  // namespace

constinit const Formula sqs_fifo_calls{
    .name = "sqs_fifo_calls",
    .summary = "API calls a second that send, receive or delete the messages of an SQS queue",
    .expression = "rate / batch",
    .inputs = calls_inputs,
    .result = Dimension::number,
    .source = R"(a call carries up to 10 messages; AWS, "Amazon SQS message quotas")",
    .holds = "for each of the three actions; batches fill",
    .example = {R"(rate="3K msg/s" batch=10)", 300, R"(AWS, "Amazon SQS message quotas")"},
    .evaluate = evaluate_calls,
};

constinit const Formula sqs_fifo_queues{
    .name = "sqs_fifo_queues",
    .summary = "FIFO queues, or partitions of one in high-throughput mode, that a rate needs",
    .expression = "max(1, ceil(rate / batch / calls))",
    .inputs = queues_inputs,
    .result = Dimension::count,
    .source = R"(AWS, "Amazon SQS message quotas": 300 calls a second for each action of a FIFO )"
              "queue, or of each partition in high-throughput mode",
    .holds =
        "batches fill and message groups spread evenly; high-throughput mode has a quota for "
        "each region as well",
    .example = {R"(rate="10K msg/s" batch=10)", 4, {}},
    .evaluate = evaluate_queues,
};

constinit const Formula message_group_rate{
    .name = "message_group_rate",
    .summary = "The most messages a second that one message group of an SQS FIFO queue passes on",
    .expression = "batch / processing",
    .inputs = group_rate_inputs,
    .result = Dimension::message_rate,
    .source =
        "while messages of a group are in flight SQS gives out no more of it (Amazon SQS "
        "Developer Guide, FIFO delivery logic), so one batch follows the other",
    .holds = "receiving itself takes no time, the group always has a full batch waiting",
    .example = {R"(batch=10 processing="200 ms")", 50, {}},
    .evaluate = evaluate_group_rate,
};

constinit const Formula sqs_in_flight{
    .name = "sqs_in_flight",
    .summary = "Messages of an SQS queue that are received but not yet deleted",
    .expression = "ceil(rate * processing)",
    .inputs = in_flight_inputs,
    .result = Dimension::count,
    .source = R"(Little's law; AWS, "Amazon SQS message quotas", allows about 120,000 for each )"
              "queue",
    .holds =
        "the mean while consumers keep up; messages whose worker died stay in flight until "
        "their visibility timeout",
    .example = {R"(rate="1K msg/s" processing="30 s")", 30'000, {}},
    .evaluate = evaluate_in_flight,
};

constinit const Formula visibility_timeout{
    .name = "visibility_timeout",
    .summary = "Visibility timeout of an SQS queue that a Lambda function reads",
    .expression = "min(12 hours, 6 * function_timeout + batching_window)",
    .inputs = visibility_inputs,
    .result = Dimension::duration,
    .source = R"(AWS Lambda Developer Guide, "Creating and configuring an Amazon SQS event source )"
              R"(mapping"; SQS allows up to 12 hours)",
    .holds = "a lower bound that leaves room for retries when the function is throttled",
    .example = {R"(function_timeout="15 min")", 5400, {}},
    .evaluate = evaluate_visibility,
};

constinit const Formula backlog_per_worker{
    .name = "backlog_per_worker",
    .summary = "Messages that may wait for each worker: the target of an autoscaler",
    .expression = "latency / processing",
    .inputs = backlog_inputs,
    .result = Dimension::number,
    .source = R"(Amazon EC2 Auto Scaling User Guide, "Scaling policy based on Amazon SQS")",
    .holds = "a worker processes one message after the other",
    .example = {R"(latency="10 s" processing="100 ms")", 100,
                "Amazon EC2 Auto Scaling User Guide, the same page"},
    .evaluate = evaluate_backlog,
};

constinit const Formula workers_for_backlog{
    .name = "workers_for_backlog",
    .summary = "Workers that clear a backlog within a time",
    .expression = "ceil(backlog * processing / latency)",
    .inputs = workers_inputs,
    .result = Dimension::count,
    .source =
        R"(the backlog over backlog_per_worker; Amazon EC2 Auto Scaling User Guide, "Scaling )"
        R"(policy based on Amazon SQS")",
    .holds = "what arrives in the meantime is not counted",
    .example = {R"(backlog=1500 latency="10 s" processing="100 ms")", 15,
                "Amazon EC2 Auto Scaling User Guide, the same page: ten workers and five more"},
    .evaluate = evaluate_workers,
};

}  // namespace eventarch::formulas
