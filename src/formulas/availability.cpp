/// Availability: how often enough nodes are up, and how many may fail.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

/// The sum below takes nodes * needed steps.
constexpr Range node_counts{.least = 1, .most = 1000};
constexpr Range needed_counts{.least = 0, .most = 1000};

/// That at least `needed` of `nodes` are up. Node by node: either this one is up and one fewer is
/// needed of the rest, or it is down. Sums of positive terms alone, so nothing cancels out, and
/// no binomial coefficient that could overflow.
double at_least(double availability, double nodes, double needed) {
  const auto count = static_cast<std::size_t>(nodes);
  const auto least = static_cast<std::size_t>(needed);
  std::vector<double> chance(least + 1, 0.0);  // of at least i being up among the nodes so far
  chance[0] = 1;
  for (std::size_t node = 0; node < count; ++node) {
    for (std::size_t i = least; i > 0; --i) {
      chance[i] = availability * chance[i - 1] + (1 - availability) * chance[i];
    }
  }
  return std::min(1.0, chance[least]);
}

constexpr FormulaInput availability_input{"node_availability", Dimension::share,
                                          "of the time that one node is up", zero_to_one};

constexpr std::array k_of_n_inputs{
    availability_input,
    FormulaInput{"nodes", Dimension::count, "that there are", node_counts},
    FormulaInput{"needed", Dimension::count, "that have to be up", needed_counts},
};

constexpr std::array write_availability_inputs{
    availability_input,
    FormulaInput{"replication_factor", Dimension::count, "copies of each partition", node_counts},
    FormulaInput{"min_in_sync", Dimension::count, "copies that a write must reach", node_counts},
};

Result evaluate_at_least(Values v) { return at_least(v[0], v[1], v[2]); }

constexpr std::array write_losses_inputs{
    FormulaInput{"replication_factor", Dimension::count, "copies of each partition", one_or_more},
    FormulaInput{"min_in_sync", Dimension::count, "copies that a write must reach", one_or_more},
};

Result evaluate_write_losses(Values v) {
  if (v[1] > v[0]) return std::nullopt;
  return v[0] - v[1];
}

constexpr std::array data_losses_inputs{
    FormulaInput{"min_in_sync", Dimension::count, "copies that a write must reach", one_or_more},
};

Result evaluate_data_losses(Values v) { return v[0] - 1; }

constexpr std::array controllers_inputs{
    FormulaInput{"controllers", Dimension::count, "that vote", one_or_more},
};

Result evaluate_controllers(Values v) { return std::floor((v[0] - 1) / 2); }

}  // namespace

constinit const Formula availability_k_of_n{
    .name = "availability_k_of_n",
    .summary = "How much of the time enough of several nodes are up",
    .expression =
        "sum over i from needed to nodes of binomial(nodes, i) * node_availability^i * "
        "(1 - node_availability)^(nodes - i)",
    .inputs = k_of_n_inputs,
    .result = Dimension::share,
    .source = "binomial distribution; 0 where more are needed than there are",
    .holds = "nodes fail independently: not where a zone, a rollout or a bug takes several at once",
    // 10 * 0.9^3 * 0.1^2 + 5 * 0.9^4 * 0.1 + 0.9^5
    .example = {R"(node_availability="90 %" nodes=5 needed=3)", 0.99144, {}},
    .evaluate = evaluate_at_least,
};

constinit const Formula write_availability{
    .name = "write_availability",
    .summary = "How much of the time a partition accepts writes",
    .expression =
        "sum over i from min_in_sync to replication_factor of "
        "binomial(replication_factor, i) * node_availability^i * (1 - "
        "node_availability)^(replication_factor - i)",
    .inputs = write_availability_inputs,
    .result = Dimension::share,
    .source = "availability_k_of_n: with acks=all a write needs min.insync.replicas copies",
    .holds =
        "brokers fail independently, one that is up is in sync; failover and catching up take "
        "some more",
    // 3 * 0.99^2 * 0.01 + 0.99^3
    .example = {R"(node_availability="99 %" replication_factor=3 min_in_sync=2)", 0.999702, {}},
    .evaluate = evaluate_at_least,
};

constinit const Formula losses_survived_by_writes{
    .name = "losses_survived_by_writes",
    .summary = "Brokers that may be down while every partition still accepts writes",
    .expression = "replication_factor - min_in_sync",
    .inputs = write_losses_inputs,
    .result = Dimension::count,
    .source =
        "with acks=all a write needs min.insync.replicas of replication_factor copies (Apache "
        "Kafka documentation, topic configuration min.insync.replicas)",
    .holds = "acks=all, and all replicas were in sync before",
    .unbounded = "no write ever succeeds: more copies are required than there are",
    .example = {"replication_factor=3 min_in_sync=2", 1, {}},
    .evaluate = evaluate_write_losses,
};

constinit const Formula losses_survived_by_data{
    .name = "losses_survived_by_data",
    .summary = "Brokers that may be lost for good without losing an acknowledged message",
    .expression = "min_in_sync - 1",
    .inputs = data_losses_inputs,
    .result = Dimension::count,
    .source =
        "an acknowledged message is on at least min.insync.replicas brokers (Apache Kafka "
        "documentation, topic configuration min.insync.replicas)",
    .holds =
        "acks=all and unclean leader election is off; in the worst case only those copies "
        "exist",
    .example = {"min_in_sync=2", 1, {}},
    .evaluate = evaluate_data_losses,
};

constinit const Formula controllers_tolerated{
    .name = "controllers_tolerated",
    .summary = "Controllers, or members of any majority quorum, that may fail",
    .expression = "floor((controllers - 1) / 2)",
    .inputs = controllers_inputs,
    .result = Dimension::count,
    .source = R"(a majority has to stay; Apache Kafka documentation, "KRaft": 3 tolerate 1, 5 )"
              "tolerate 2",
    .holds = "an even number tolerates no more than the odd one below it",
    .example = {"controllers=5", 2, R"(Apache Kafka documentation, "KRaft")"},
    .evaluate = evaluate_controllers,
};

}  // namespace eventarch::formulas
