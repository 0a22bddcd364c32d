#include <fmt/format.h>

#include <algorithm>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool processing_slow_applies(const Watched& /*watched*/) { return true; }

AlertText processing_slow_text(const Watched& watched) {
  // A group that is nearly idle has room for a hundred times the mean; more says nothing.
  constexpr double least_utilization = 0.01;
  const double utilization = std::max(watched.group().utilization, least_utilization);
  const double threshold = watched.input.processing_ms() / 1000 / utilization;
  const std::string topics = event_topics(watched.design);
  const std::string span = promql_duration(observation_seconds(watched.input));
  constexpr std::string_view by = "sum by (consumer_group)";
  return {
      .expression = fmt::format("{} (rate(message_processing_duration_seconds_sum{{{}}}[{}])) / {} "
                                "(rate(message_processing_duration_seconds_count{{{}}}[{}])) > {}",
                                by, topics, span, by, topics, span, plain_number(threshold)),
      .hold = "10m",
      .why = fmt::format(
          "the design counts on {} a message, which keeps the busiest of {} {} busy at peak; at "
          "{} / {} = {} it has nothing left",
          notation::duration(watched.input.context.workload.processing_time),
          counted(watched.group().instances, "instance"), notation::percent(utilization),
          notation::duration(watched.input.context.workload.processing_time),
          notation::percent(utilization), notation::duration(Duration{threshold * 1000}))};
}

}  // namespace

extern const AlertUnit processing_slow;
constinit const AlertUnit processing_slow{
    .name = "ProcessingSlow",
    .severity = "warning",
    .leads_to = "Consumer lag",
    .meaning =
        "A message takes so long on average that the instances of the design would be fully "
        "busy at peak: lag is next.",
    .action =
        "Look at what the handler waits for. Where slower is the new normal, put it into "
        "workload.processing_time and design again.",
    .source = contract_metrics,
    .applies = processing_slow_applies,
    .text = processing_slow_text,
};

}  // namespace eventarch::assembly
