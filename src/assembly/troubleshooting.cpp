#include <fmt/format.h>

#include "assembly/dialect.hpp"
#include "assembly/sections.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

TroubleshootingEntry consumer_lag(const DesignInput& input) {
  const ConsumerGroup& group = input.sizing.consumers.front();
  const bool full =
      group.binding_constraint == "partitions" || group.instances == input.sizing.partitions;
  return {
      "Consumer lag", "Slow processing", "Scale, optimize",
      fmt::format("at peak {} would be {} busy{}; first look at consumer_lag, then run: {}",
                  counted(group.instances, "instance"), notation::percent(group.utilization),
                  full && input.is_log() ? ", and more than there are partitions would idle" : "",
                  dialect_for(input.broker).first_command(input))};
}

TroubleshootingEntry message_loss(const DesignInput& input) {
  std::string here = "compare messages_produced_total with messages_consumed_total; ";
  here += input.at_most_once() ? "at_most_once accepts loss: ask for at_least_once where it hurts"
          : input.sizing.replication_factor == 0
              ? "a message is lost only when it is deleted before it is processed"
              : fmt::format("a confirmed message is on {} of {} copies",
                            input.sizing.min_in_sync_replicas, input.sizing.replication_factor);
  return {"Message loss", "Acks misconfigured", "Enable confirms", std::move(here)};
}

TroubleshootingEntry duplicates(const DesignInput& input) {
  return {"Duplicates", "At-least-once", "Idempotent consumers",
          input.at_most_once()
              ? "consumers acknowledge first, so that only a producer's own retry can repeat"
              : fmt::format("look the event_id up in the id store of the consumer; up to {} "
                            "attempts a message are normal",
                            input.max_attempts())};
}

TroubleshootingEntry ordering_issues(const DesignInput& input) {
  std::string here;
  switch (input.context.requirements.ordering) {
    case Ordering::none:
      here = "this design promises no order: a consumer that needs it must ask for `partition`";
      break;
    case Ordering::partition:
      here = fmt::format(
          "order holds per {}: check that every producer sets it, and that nobody "
          "changed the number of {}s",
          input.key(), input.sizing.unit);
      break;
    case Ordering::global:
      here = fmt::format("one {} and one active consumer: check that there is no second one",
                         input.sizing.unit);
      break;
  }
  return {"Ordering issues", "Wrong partition key", "Fix key selection", std::move(here)};
}

TroubleshootingEntry dlq_overflow(const DesignInput& input, const Design& design) {
  const std::string& name = design.consumer.groups.front().dead_letter;
  return {"DLQ overflow", "Processing bugs", "Fix root cause",
          input.at_most_once()
              ? "this design has no dead letters: failed messages are logged and dropped"
              : fmt::format("group dlq_messages_total by error_type, read one message of each kind "
                            "in {}; replay after the mend",
                            name)};
}

TroubleshootingEntry rebalance_storms(const DesignInput& input) {
  if (!input.is_log()) {
    return {"Rebalance storms", "Unstable consumers", "Increase session timeout",
            "this mode has no partition assignment: an unstable instance shows as messages that "
            "come back unprocessed"};
  }
  return {"Rebalance storms", "Unstable consumers", "Increase session timeout",
          fmt::format("look for rebalance in the logs; processing of one batch must stay below the "
                      "poll interval, deployments should restart one instance of {} at a time",
                      input.sizing.consumers.front().instances)};
}

}  // namespace

std::vector<TroubleshootingEntry> troubleshooting(const DesignInput& input, const Design& design) {
  return {consumer_lag(input),    message_loss(input),         duplicates(input),
          ordering_issues(input), dlq_overflow(input, design), rebalance_storms(input)};
}

}  // namespace eventarch::assembly
