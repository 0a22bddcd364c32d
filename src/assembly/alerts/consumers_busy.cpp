#include <fmt/format.h>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool consumers_busy_applies(const Watched& watched) { return watched.group().instances > 0; }

AlertText consumers_busy_text(const Watched& watched) {
  const double target = watched.input.context.capacity.utilization_target.value;
  return {.expression = fmt::format(
              "sum by (consumer_group) (rate(message_processing_duration_seconds_sum{{{}}}[{}"
              "])) / {} > {}",
              event_topics(watched.design), promql_duration(3 * observation_seconds(watched.input)),
              watched.group().instances, plain_number(target)),
          .hold = "15m",
          .why = fmt::format(
              "seconds of work per second over {} are how busy they are; the target is {}, the "
              "busiest is planned to be {} at peak, and waiting grows with 1 / (1 - share)",
              counted(watched.group().instances, "instance"), notation::percent(target),
              notation::percent(watched.group().utilization))};
}

}  // namespace

extern const AlertUnit consumers_busy;
constinit const AlertUnit consumers_busy{
    .name = "ConsumersBusy",
    .severity = "warning",
    .leads_to = "Consumer lag",
    .meaning =
        "The instances are busier than the utilization target: there is no room left for a "
        "peak, a lost instance or catching up.",
    .action = "Add instances before lag shows. Where partitions cap them, plan more partitions.",
    .source = contract_metrics,
    .applies = consumers_busy_applies,
    .text = consumers_busy_text,
};

}  // namespace eventarch::assembly
