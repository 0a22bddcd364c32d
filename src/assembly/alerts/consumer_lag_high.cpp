#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool consumer_lag_high_applies(const Watched& /*watched*/) { return true; }

/// What waits longer than the target before it is processed, even with a broker that takes no time.
AlertText consumer_lag_high_text(const Watched& watched) {
  const auto instances = static_cast<double>(watched.group().instances);
  const Duration target = watched.input.context.requirements.latency;
  const double capacity = watched.capacity_per_second();
  // 42 instances of 300 us work off 140K msg/s, and not one message more by an error of rounding.
  const double worked_off =
      static_cast<double>(notation::guarded_ceil(capacity * target.seconds()));
  const auto markers = static_cast<double>(watched.commit_markers());
  const double threshold = std::max(worked_off, std::max(instances, 1.0)) + markers;
  return {
      .expression = fmt::format("sum by (consumer_group) (consumer_lag{{{}}}) > {}",
                                event_topics(watched.design), plain_number(threshold)),
      .hold = "5m",
      .why = (worked_off >= instances
                  ? fmt::format("{} {} off {} x {} = {} within the latency target; what "
                                "stands behind them comes too late",
                                counted(watched.group().instances, "instance"),
                                watched.group().instances == 1 ? "works" : "work",
                                notation::rate(MessageRate{capacity}), notation::duration(target),
                                notation::counted_number(worked_off, "message"))
                  : fmt::format("{} one message each while they work on it, which is no lag; "
                                "{} x {} alone would be {}",
                                watched.group().instances == 1
                                    ? std::string("1 instance holds")
                                    : counted(watched.group().instances, "instance") + " hold",
                                notation::rate(MessageRate{capacity}), notation::duration(target),
                                notation::number(worked_off))) +
             watched.commit_markers_note() +
             (watched.input.sizing.further.messages_per_event > 0
                  ? "; commands and replies are held to the same bound"
                  : "")};
}

}  // namespace

extern const AlertUnit consumer_lag_high;
constinit const AlertUnit consumer_lag_high{
    .name = "ConsumerLagHigh",
    .severity = "warning",
    .leads_to = "Consumer lag",
    .meaning = "More messages wait than the instances work off within the latency target.",
    .action =
        "Compare the rates of messages_produced_total and messages_consumed_total: more "
        "traffic than planned asks for instances, slower processing for a look at what the "
        "handler calls.",
    .source = contract_metrics,
    .applies = consumer_lag_high_applies,
    .text = consumer_lag_high_text,
};

}  // namespace eventarch::assembly
