/// The way of a message from producer to consumer in parts, and the target that is left for the
/// consumers.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"
#include "formulas/queue.hpp"

namespace eventarch::formulas {
namespace {

constexpr FormulaInput delivery_input{"delivery", Dimension::duration,
                                      "from producer to consumer, as planned for the broker",
                                      any_amount};
/// Microsoft: availability zones of a region lie less than about 2 ms apart, there and back.
constexpr FormulaInput round_trip_input{"round_trip", Dimension::duration,
                                        "between machines in two zones, there and back", any_amount,
                                        0.002};

/// None of the parts may take more than this of the whole: they are planning figures of different
/// origin.
constexpr double parts = 3;

constexpr std::array network_inputs{delivery_input, round_trip_input};

Result evaluate_network(Values v) { return std::min(v[1], v[0] / parts); }

constexpr std::array replication_inputs{
    delivery_input, round_trip_input,
    FormulaInput{"leaders", Dimension::count, "partitions that one broker leads", any_amount, 0.0},
    FormulaInput{"peers", Dimension::count, "other brokers that fetch from it", one_or_more, 1.0}};

Result evaluate_replication(Values v) {
  const std::array fetched{v[2], v[3]};
  return std::min(v[1] + *replication_latency.evaluate(fetched), v[0] / parts);
}

constexpr std::array fetch_inputs{
    delivery_input,
    FormulaInput{"network", Dimension::duration, "of it on the network", any_amount},
    FormulaInput{"replication", Dimension::duration, "of it until the copies confirm", any_amount}};

Result evaluate_fetch(Values v) { return std::max(0.0, v[0] - v[1] - v[2]); }

constexpr std::array attainable_inputs{
    FormulaInput{"target", Dimension::duration, "what is left for waiting and processing", amount},
    service_time_input, percentile_input,
    FormulaInput{"margin", Dimension::share,
                 "of the processing's percentile that waiting may add before more consumers are "
                 "worth it",
                 portion, 0.25}};

Result evaluate_attainable(Values v) {
  const double nearest = (1 + v[3]) * v[1] * queue::exponential_percentile(v[2]);
  return std::max({v[0], nearest, smallest});
}

}  // namespace

constinit const Formula network_delay{
    .name = "network_delay",
    .summary = "What the network takes of the way from producer to consumer: an estimate",
    .expression = "min(round_trip, delivery / 3)",
    .inputs = network_inputs,
    .result = Dimension::duration,
    .source =
        "half a round trip from the producer to the broker, half a round trip on to the consumer; "
        R"(zones of a region lie less than about 2 ms apart (Microsoft, "What are availability )"
        R"(zones?", January 2025))",
    .holds =
        "both ways may cross zones; at most a third of the whole, which is an estimate of "
        "ours",
    .example = {R"(delivery="15 ms")", 0.002, {}},
    .evaluate = evaluate_network,
};

constinit const Formula replication_delay{
    .name = "replication_delay",
    .summary = "What waiting for the copies takes of the way to the consumer: an estimate",
    .expression = "min(round_trip + 20 ms * leaders / 1000 / peers, delivery / 3)",
    .inputs = replication_inputs,
    .result = Dimension::duration,
    .source =
        "one round trip of a follower between zones, and replication_latency on top: 20 ms for "
        "1,000 partitions that one other broker fetches (Confluent)",
    .holds =
        "copies confirm before the message can be read; at most a third of the whole, which "
        "is an estimate of ours",
    .example = {R"(delivery="15 ms" leaders=100 peers=2)", 0.003, {}},
    .evaluate = evaluate_replication,
};

constinit const Formula fetch_delay{
    .name = "fetch_delay",
    .summary = "What is left of the way: writing on the broker, and fetching by the consumer",
    .expression = "max(0, delivery - network - replication)",
    .inputs = fetch_inputs,
    .result = Dimension::duration,
    .source = "the parts add up to the planning figure of the broker, which is for the whole",
    .example = {R"(delivery="15 ms" network="2 ms" replication="3 ms")", 0.010, {}},
    .evaluate = evaluate_fetch,
};

constinit const Formula attainable_target{
    .name = "attainable_target",
    .summary = "The target that consumers are counted for: what is left, or the nearest worth it",
    .expression = "max(target, (1 + margin) * service_time * ln(1 / (1 - percentile)))",
    .inputs = attainable_inputs,
    .result = Dimension::duration,
    .source =
        "no number of consumers is faster than the processing alone; near it each step costs many "
        "more of them than the one before",
    .holds =
        "processing times are exponential; a margin of 25 % keeps a partition 20 % busy or more "
        "(M/M/1), and is a choice of ours",
    .example = {R"(target="10 ms" service_time="4 ms" percentile=99%)", 0.023025850929940458, {}},
    .evaluate = evaluate_attainable,
};

}  // namespace eventarch::formulas
