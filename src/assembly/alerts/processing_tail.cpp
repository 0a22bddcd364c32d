#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

struct Edge {
  double seconds;
  std::string_view label;  ///< clients write `1` or `1.0`
};
constexpr std::array edges{
    Edge{0.001, R"(le="0.001")"}, Edge{0.01, R"(le="0.01")"},     Edge{0.1, R"(le="0.1")"},
    Edge{1, R"(le=~"1(\\.0)?")"}, Edge{10, R"(le=~"10(\\.0)?")"},
};
constexpr double tail = 0.01;

/// The first edge from the latency target on: shares over an edge are exact, while a quantile is
/// interpolated over a decade. Null where the target lies beyond the last.
const Edge* edge_of(const Watched& watched) {
  const double target = watched.input.context.requirements.latency.seconds();
  const auto* found =
      std::ranges::find_if(edges, [target](const Edge& edge) { return edge.seconds >= target; });
  return found == edges.end() ? nullptr : &*found;
}

/// Not where the planned mean itself would bring the share about, with times spread exponentially.
bool applies(const Watched& watched) {
  const Edge* edge = edge_of(watched);
  if (edge == nullptr) return false;
  return std::exp(-edge->seconds * 1000 / watched.input.processing_ms()) < tail;
}

AlertText text(const Watched& watched) {
  const Edge& edge = *edge_of(watched);
  const std::string topics = event_topics(watched.design);
  constexpr std::string_view by = "sum by (consumer_group)";
  return {.expression = fmt::format(
              "1 - {} (rate(message_processing_duration_seconds_bucket{{{}, {}}}[15m])) / {} "
              "(rate(message_processing_duration_seconds_count{{{}}}[15m])) > {}",
              by, topics, edge.label, by, topics, plain_number(tail)),
          .hold = "10m",
          .why = fmt::format(
              "more than 1 % of messages take over {} to process, so that the 99th percentile of "
              "{} cannot hold; {} is the first bucket edge from the target on, where shares are "
              "exact",
              notation::duration(Duration{edge.seconds * 1000}),
              notation::duration(watched.input.context.requirements.latency),
              notation::duration(Duration{edge.seconds * 1000}))};
}

}  // namespace

extern const AlertUnit processing_tail;
constinit const AlertUnit processing_tail{
    .name = "ProcessingTail",
    .severity = "warning",
    .leads_to = "Consumer lag",
    .meaning =
        "More than one message in a hundred takes longer to process than the bucket edge "
        "next to the latency target: the target is missed by processing alone.",
    .action =
        "Find the kind of message that takes long; give it a topic and consumers of its own "
        "where it cannot be made faster.",
    .source =
        "metrics of the design itself; Prometheus interpolates quantiles linearly within a "
        "bucket, so that shares at an edge are exact and quantiles between edges are not",
    .applies = applies,
    .text = text,
};

}  // namespace eventarch::assembly
