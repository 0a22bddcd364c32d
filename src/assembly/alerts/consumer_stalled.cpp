#include <fmt/format.h>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool consumer_stalled_applies(const Watched& /*watched*/) { return true; }

std::string end_of(const Watched& watched) {
  const auto kept = watched.unread_kept_seconds();
  if (!kept) return "they fill the memory and disks of the brokers";
  return fmt::format("what nobody reads for {} is {}", notation::duration(Duration{*kept * 1000}),
                     watched.fate_of_expired());
}

AlertText consumer_stalled_text(const Watched& watched) {
  const std::string topics = event_topics(watched.design);
  const double window = observation_seconds(watched.input);
  return {// `unless` and not `== 0`: consumers that never started have no series at all.
          .expression = fmt::format(
              "sum by (consumer_group) (consumer_lag{{{}}}) > {} unless on "
              "(consumer_group) sum by (consumer_group) (rate(messages_consumed_total{{{}}}[{}]"
              ")) > 0",
              topics, watched.commit_markers(), topics, promql_duration(window)),
          .hold = "5m",
          .why = fmt::format("messages wait and none was finished in {}, though one takes {}; {}{}",
                             notation::duration(Duration{window * 1000}),
                             notation::duration(watched.input.context.workload.processing_time),
                             end_of(watched), watched.commit_markers_note())};
}

}  // namespace

extern const AlertUnit consumer_stalled;
constinit const AlertUnit consumer_stalled{
    .name = "ConsumerStalled",
    .severity = "critical",
    .leads_to = "Consumer lag",
    .meaning =
        "Messages wait and nobody finishes one: no instance runs, none is assigned, or all "
        "wait for a dependency. It also speaks up where consumers never started.",
    .action =
        "See whether instances run and belong to the group, then whether the circuit breaker "
        "is open.",
    .source = contract_metrics,
    .applies = consumer_stalled_applies,
    .text = consumer_stalled_text,
};

}  // namespace eventarch::assembly
