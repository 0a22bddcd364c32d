#include <fmt/format.h>

#include <algorithm>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool consumer_lag_growing_applies(const Watched& watched) {
  return watched.input.sizing.recovery.backlog_messages >= 1;
}

AlertText consumer_lag_growing_text(const Watched& watched) {
  const std::string topics = event_topics(watched.design);
  const Recovery& recovery = watched.input.sizing.recovery;
  const double average = watched.input.sizing.traffic.average.per_second;
  // What expires meanwhile is not there any more.
  const double gathered_ms = std::min(watched.input.context.workload.outage.milliseconds,
                                      recovery.backlog_messages / average * 1000);
  const std::string lag = fmt::format("sum by (consumer_group) (consumer_lag{{{}}})", topics);
  return {
      .expression = fmt::format("predict_linear({}[30m:1m], 3600) > {} and deriv({}[30m:1m]) > 0",
                                lag, plain_number(recovery.backlog_messages), lag),
      .hold = "15m",
      .why = fmt::format("as lag has grown in the last 30 min, it passes {} within an "
                         "hour: what gathers in {} at {}, and the most that is planned to be "
                         "caught up within {}",
                         notation::counted_number(recovery.backlog_messages, "message"),
                         notation::duration(Duration{gathered_ms}),
                         notation::rate(watched.input.sizing.traffic.average),
                         notation::duration(watched.input.context.workload.recover_within))};
}

}  // namespace

extern const AlertUnit consumer_lag_growing;
constinit const AlertUnit consumer_lag_growing{
    .name = "ConsumerLagGrowing",
    .severity = "warning",
    .leads_to = "Consumer lag",
    .meaning =
        "Lag grows steadily, and in an hour it is more than the design can catch up on in "
        "the time planned for it.",
    .action =
        "Add instances while there is something for them to read, or slow the producers; "
        "waiting makes it worse.",
    .source = contract_metrics,
    .applies = consumer_lag_growing_applies,
    .text = consumer_lag_growing_text,
};

}  // namespace eventarch::assembly
