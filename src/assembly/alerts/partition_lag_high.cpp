#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

/// Only where a partition waits for one consumer: elsewhere any free instance takes the next.
bool partition_lag_high_applies(const Watched& watched) {
  const DesignInput& input = watched.input;
  const bool single_active = input.ordered() && input.fact(FactKey::unit).is(Word::queue);
  return input.sizing.partitions > 1 && watched.group().instances > 0 &&
         (single_active || input.mode.number(FactKey::consumers_per_unit) == 1);
}

AlertText partition_lag_high_text(const Watched& watched) {
  const Sizing& sizing = watched.input.sizing;
  const double most_held = std::ceil(static_cast<double>(sizing.partitions) /
                                     static_cast<double>(watched.group().instances));
  const Duration target = watched.input.context.requirements.latency;
  const double worked_off = std::max(
      std::ceil(target.milliseconds / (watched.input.processing_ms() * most_held)), most_held);
  // The commit marker of a transaction is a lag of 1 that nobody works off.
  const double threshold = worked_off + (watched.commit_markers() > 0 ? 1 : 0);
  return {
      .expression = fmt::format("max by (consumer_group) (consumer_lag{{{}}}) > {}",
                                event_topics(watched.design), plain_number(threshold)),
      .hold = "5m",
      .why = fmt::format("an instance that holds {} at {} a message works off {} of each "
                         "within {}; one {} alone may stand still while the sum looks well",
                         counted(static_cast<std::uint64_t>(most_held), sizing.unit),
                         notation::duration(watched.input.context.workload.processing_time),
                         notation::number(worked_off), notation::duration(target), sizing.unit) +
             watched.commit_markers_note()};
}

}  // namespace

extern const AlertUnit partition_lag_high;
constinit const AlertUnit partition_lag_high{
    .name = "PartitionLagHigh",
    .severity = "warning",
    .leads_to = "Consumer lag",
    .meaning =
        "One partition waits longer than the latency target, though the group as a whole "
        "may keep up: a busy key, a stuck instance or a message that fails every time.",
    .action =
        "Find the partition, then the instance that holds it; read the log for "
        "message_nacked at its offset.",
    .source = contract_metrics,
    .applies = partition_lag_high_applies,
    .text = partition_lag_high_text,
};

}  // namespace eventarch::assembly
