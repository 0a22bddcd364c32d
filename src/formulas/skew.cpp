/// Hot keys, and partitions that carry more than their share.

#include <algorithm>

#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"
#include "formulas/queue.hpp"

namespace eventarch::formulas {
namespace {

constexpr FormulaInput keys_input{"keys", Dimension::count, "distinct keys", whole_amount, {}};
constexpr FormulaInput hot_key_share_input{"hot_key_share",
                                           Dimension::share,
                                           "share of the messages that carry the most frequent key",
                                           share_above_zero,
                                           {}};
constexpr FormulaInput partition_rate_input{
    "partition_rate", Dimension::message_rate, "rate that one partition takes", amount, {}};
constexpr FormulaInput consumers_input{
    "consumers", Dimension::count, "consumers that share the partitions", whole_amount, {}};

constexpr std::array zipf_hot_share_inputs{
    FormulaInput{"exponent",
                 Dimension::number,
                 "how skewed keys are: 0 uniform, 1 classic Zipf",
                 amount,
                 {}},
    keys_input,
};

/// Sum of k^-exponent over k = from .. to, by Euler and Maclaurin. The first term left out is below
/// 1e-15 of the whole from a thousand on: a steeper exponent leaves no tail there.
double power_sum(double exponent, double from, double to) {
  const double s = exponent;
  const double first = std::pow(from, -s);
  const double last = std::pow(to, -s);
  const double span = std::log(to / from);
  const double area = s == 1 ? span : from * first * std::expm1((1 - s) * span) / (1 - s);
  const double slope = s * (first / from - last / to) / 12;
  const double bend =
      s * (s + 1) * (s + 2) * (first / (from * from * from) - last / (to * to * to)) / 720;
  return area + (first + last) / 2 + slope - bend;
}

Result evaluate_zipf_hot_share(Values v) {
  constexpr double added_singly = 1000;
  double sum = v[1] > added_singly ? power_sum(v[0], added_singly + 1, v[1]) : 0;
  // The smallest first, for the sake of the digits.
  for (auto k = static_cast<int>(std::min(v[1], added_singly)); k >= 1; --k) {
    sum += std::pow(k, -v[0]);
  }
  return 1 / sum;
}

constexpr std::array hottest_partition_share_inputs{hot_key_share_input, partitions_input};

Result evaluate_hottest_partition_share(Values v) { return v[0] + (1 - v[0]) / v[1]; }

constexpr std::array ordered_rate_limit_inputs{partition_rate_input, hot_key_share_input};

Result evaluate_ordered_rate_limit(Values v) { return v[0] / v[1]; }

constexpr std::array largest_hot_key_share_inputs{
    partition_rate_input,
    FormulaInput{
        "rate", Dimension::message_rate, "rate of all messages together", amount_above_zero, {}},
};

Result evaluate_largest_hot_key_share(Values v) { return std::min(1.0, v[0] / v[1]); }

constexpr std::array keys_on_partitions_inputs{keys_input, partitions_input};

Result evaluate_empty_partitions(Values v) {
  if (v[1] <= 1) return 0;  // Every key hits the only one.
  return v[1] * std::exp(v[0] * std::log1p(-1 / v[1]));
}

Result evaluate_busy_partitions_most(Values v) { return std::min(v[0], v[1]); }

constexpr std::array fullest_consumer_ratio_inputs{partitions_input, consumers_input};

Result evaluate_fullest_consumer_ratio(Values v) {
  const double mean = v[0] / v[1];
  // Not the guarded ceiling: one partition on very many consumers is one, not none.
  return std::ceil(mean) / mean;
}

constexpr std::array balls_into_bins_excess_inputs{
    FormulaInput{"mean_load", Dimension::number, "keys for each partition, on average", amount, {}},
    partitions_input,
};

Result evaluate_balls_into_bins_excess(Values v) { return std::sqrt(2 * v[0] * std::log(v[1])); }

}  // namespace

constinit const Formula zipf_hot_share{
    .name = "zipf_hot_share",
    .summary = "Share of the messages that carry the most frequent key, where keys follow Zipf",
    .expression = "1 / sum(k^-exponent, k = 1 .. keys)",
    .inputs = zipf_hot_share_inputs,
    .result = Dimension::share,
    .source = "Zipf: the k-th most frequent key comes in proportion to k^-exponent",
    .holds = "keys follow Zipf's law, as words, products and users often do",
    .unbounded = {},
    .example = {"exponent=1 keys=4", 0.48, {}},
    .evaluate = evaluate_zipf_hot_share,
};

constinit const Formula hottest_partition_share{
    .name = "hottest_partition_share",
    .summary = "Share of the messages that the partition of the most frequent key carries",
    .expression = "hot_key_share + (1 - hot_key_share) / partitions",
    .inputs = hottest_partition_share_inputs,
    .result = Dimension::share,
    .source = "the hot key lies on one partition, and that one has its part of the rest too",
    .holds = "an expected value: all other keys spread evenly",
    .unbounded = {},
    .example = {"hot_key_share=20% partitions=10", 0.28, {}},
    .evaluate = evaluate_hottest_partition_share,
};

constinit const Formula ordered_rate_limit{
    .name = "ordered_rate_limit",
    .summary = "Highest total rate that keeps order for each key, however many the partitions",
    .expression = "partition_rate / hot_key_share",
    .inputs = ordered_rate_limit_inputs,
    .result = Dimension::message_rate,
    .source = "all messages of a key go through one partition, which is full at partition_rate",
    .holds = "a bound from above: the hot key has its partition for itself",
    .unbounded = {},
    .example = {R"(partition_rate="1K msg/s" hot_key_share=5%)", 20'000, {}},
    .evaluate = evaluate_ordered_rate_limit,
};

constinit const Formula largest_hot_key_share{
    .name = "largest_hot_key_share",
    .summary = "Largest share that one key may have before its partition is full",
    .expression = "min(1, partition_rate / rate)",
    .inputs = largest_hot_key_share_inputs,
    .result = Dimension::share,
    .source = "ordered_rate_limit, solved for hot_key_share",
    .holds = "a bound from above: the hot key has its partition for itself",
    .unbounded = {},
    .example = {R"(partition_rate="1K msg/s" rate="20K msg/s")", 0.05, {}},
    .evaluate = evaluate_largest_hot_key_share,
};

constinit const Formula empty_partitions{
    .name = "empty_partitions",
    .summary = "How many partitions no key falls on, on average",
    .expression = "partitions * (1 - 1 / partitions)^keys",
    .inputs = keys_on_partitions_inputs,
    .result = Dimension::number,
    .source = "each key misses a given partition with probability 1 - 1 / partitions",
    .holds = "an expected value: keys are hashed evenly and independently",
    .unbounded = {},
    .example = {"keys=2 partitions=4", 2.25, {}},
    .evaluate = evaluate_empty_partitions,
};

constinit const Formula busy_partitions_most{
    .name = "busy_partitions_most",
    .summary = "Most partitions, and so most consumers, that can have work at all",
    .expression = "min(keys, partitions)",
    .inputs = keys_on_partitions_inputs,
    .result = Dimension::count,
    .source = "a key lies on one partition, and a partition has one consumer of a group",
    .holds = "messages are partitioned by key",
    .unbounded = {},
    .example = {"keys=5 partitions=12", 5, {}},
    .evaluate = evaluate_busy_partitions_most,
};

constinit const Formula fullest_consumer_ratio{
    .name = "fullest_consumer_ratio",
    .summary = "Load of the consumer with most partitions, over the mean of all consumers",
    .expression = "ceil(partitions / consumers) / (partitions / consumers)",
    .inputs = fullest_consumer_ratio_inputs,
    .result = Dimension::number,
    .source = "whole partitions, dealt out as evenly as they can be",
    .holds = "partitions carry equal loads",
    .unbounded = {},
    .example = {"partitions=12 consumers=5", 1.25, {}},
    .evaluate = evaluate_fullest_consumer_ratio,
};

constinit const Formula balls_into_bins_excess{
    .name = "balls_into_bins_excess",
    .summary = "How many keys more than the mean the fullest partition has",
    .expression = "sqrt(2 * mean_load * ln(partitions))",
    .inputs = balls_into_bins_excess_inputs,
    .result = Dimension::number,
    .source = "Raab and Steger 1998: the leading term of the fullest of many bins",
    .holds =
        "approximate: keys are hashed evenly, and mean_load is well above ln(partitions) cubed",
    .unbounded = {},
    .example = {"mean_load=800 partitions=100", 85.83864105157389, {}},
    .evaluate = evaluate_balls_into_bins_excess,
};

}  // namespace eventarch::formulas
