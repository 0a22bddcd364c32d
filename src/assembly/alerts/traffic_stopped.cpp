#include <fmt/format.h>

#include <algorithm>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool traffic_stopped_applies(const Watched& /*watched*/) { return true; }

/// Long enough that at a tenth of the declared rate a hundred messages are due.
double window_seconds(const Watched& watched) {
  constexpr double least = 900;
  constexpr double messages = 100;
  constexpr double quiet_share = 0.1;
  return std::max(least,
                  messages / (watched.input.sizing.traffic.average.per_second * quiet_share));
}

AlertText traffic_stopped_text(const Watched& watched) {
  const std::string span = promql_duration(window_seconds(watched));
  const std::string topic = produced_topic(watched.design);
  return {
      .expression = fmt::format("sum by (topic) (increase(messages_produced_total{{{}}}[{}])) == "
                                "0 or absent(messages_produced_total{{{}}})",
                                topic, span, topic),
      .hold = "5m",
      .why = fmt::format(
          "at {} on average, {} without a message is no lull: even a tenth of "
          "that rate brings {}; mute it where the flow sleeps at night",
          notation::rate(watched.input.sizing.traffic.average),
          notation::duration(Duration{window_seconds(watched) * 1000}),
          notation::number(
              watched.input.sizing.traffic.average.per_second * window_seconds(watched) / 10, 2))};
}

}  // namespace

extern const AlertUnit traffic_stopped;
constinit const AlertUnit traffic_stopped{
    .name = "TrafficStopped",
    .severity = "warning",
    .leads_to = "Message loss",
    .meaning =
        "No producer has sent anything for a while, or none exports its counter. Consumers "
        "look well then: there is no lag where nothing arrives.",
    .action = "Look at the producers' logs for sends that failed or were refused.",
    .source = contract_metrics,
    .applies = traffic_stopped_applies,
    .text = traffic_stopped_text,
};

}  // namespace eventarch::assembly
