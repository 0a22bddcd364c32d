#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>

#include "assembly/alert.hpp"
#include "assembly/metric.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

constexpr double tail = 0.01;

/// Clients write `1` or `1.0`.
std::string label_of(double edge_seconds) {
  return edge_seconds < 1 ? fmt::format(R"(le="{}")", edge_seconds)
                          : fmt::format(R"(le=~"{:.0f}(\\.0)?")", edge_seconds);
}

/// The first edge from the latency target on, in seconds: shares over an edge are exact, while a
/// quantile is interpolated over a decade. Empty where the target lies beyond the last.
std::optional<double> edge_of(const Watched& watched) {
  const double target = watched.input.context.requirements.latency.seconds();
  for (const double edge : processing_buckets(watched.input)) {
    if (edge >= target) return edge;
  }
  return std::nullopt;
}

/// Not where the planned mean itself would bring the share about, with times spread exponentially.
bool processing_tail_applies(const Watched& watched) {
  const auto edge = edge_of(watched);
  return edge && std::exp(-*edge * 1000 / watched.input.processing_ms()) < tail;
}

AlertText processing_tail_text(const Watched& watched) {
  const double edge = *edge_of(watched);
  const std::string topics = event_topics(watched.design);
  constexpr std::string_view by = "sum by (consumer_group)";
  return {.expression = fmt::format(
              "1 - {} (rate(message_processing_duration_seconds_bucket{{{}, {}}}[15m])) / {} "
              "(rate(message_processing_duration_seconds_count{{{}}}[15m])) > {}",
              by, topics, label_of(edge), by, topics, plain_number(tail)),
          .hold = "10m",
          .why = fmt::format(
              "more than 1 % of messages take over {} to process, so that the 99th percentile of "
              "{} cannot hold; {} is the first bucket edge from the target on, where shares are "
              "exact",
              notation::duration(Duration{edge * 1000}),
              notation::duration(watched.input.context.requirements.latency),
              notation::duration(Duration{edge * 1000}))};
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
    .applies = processing_tail_applies,
    .text = processing_tail_text,
};

}  // namespace eventarch::assembly
