#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assembly/check_unit.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool stream(const Watched& watched) { return watched.input.mode.id == "stream"; }
bool quorum(const Watched& watched) { return watched.input.mode.id == "quorum_queue"; }

/// The queue of the first consumer, behind the exchanges.
const std::vector<Setting>& queue_config(const Watched& watched) {
  return config_of(watched, "event");
}

Verdict odd_number_of_nodes(const Watched& watched) {
  const std::uint64_t copies = watched.input.sizing.replication_factor;
  if (copies < 2) return {missing, "one copy on one node: the queue is lost with its disk"};
  const bool odd = copies % 2 == 1 && copies >= 3;
  return {
      odd ? satisfied : missing,
      fmt::format("{} copies, a majority of {} confirms; 3 to 7 nodes are advised, and more than "
                  "5 copies slow a queue down",
                  copies, copies / 2 + 1)};
}

Verdict alarms_watched(const Watched& /*watched*/) {
  return {unknown,
          "prepared: StorageOverPlan, on the alarms for memory and disk; the file does not "
          "tell who watches them"};
}

Verdict delivery_limit(const Watched& watched) {
  if (watched.input.at_most_once() || stream(watched)) {
    return {not_applicable, stream(watched) ? "streams count no deliveries and have no dead letters"
                                            : "delivery is at_most_once: nothing is redelivered"};
  }
  if (!quorum(watched)) {
    return {missing,
            "classic queues count no deliveries: a message that fails every time comes back "
            "for ever unless the consumer counts"};
  }
  const auto& config = queue_config(watched);
  const auto limit = setting_number(config, "delivery-limit");
  const auto argument = limit ? limit : setting_number(config, "x-delivery-limit");
  const bool letters =
      is_set(config, "dead-letter-exchange") || is_set(config, "x-dead-letter-exchange");
  if (!argument) return {unknown, "the design sets no limit; the default since 4.0 is 20"};
  return {letters ? satisfied : missing,
          fmt::format("after {} redeliveries the message goes to {}", notation::number(*argument),
                      letters ? "the dead-letter exchange" : "nowhere: it is dropped")};
}

Verdict prefetch_limited(const Watched& watched) {
  if (stream(watched)) {
    return {not_applicable, "a stream is read by credit, and hands a message to every reader"};
  }
  if (watched.acknowledges_on_receipt()) {
    return {not_applicable,
            "basic.consume no-ack: a prefetch counts unacknowledged messages, and there are none"};
  }
  const auto prefetch =
      setting_number(watched.design.consumer.settings, "basic.qos prefetch-count");
  if (!prefetch) {
    return {unknown,
            "the design sets no prefetch; classic queues have no cap, quorum queues 2,000"};
  }
  return {satisfied,
          fmt::format("{} at {} a message; without a limit one consumer takes all that "
                      "wait",
                      notation::number(*prefetch),
                      notation::duration(watched.input.context.workload.processing_time))};
}

Verdict rabbitmq_acknowledged_in_time(const Watched& watched) {
  if (!quorum(watched)) {
    return {not_applicable, "from 4.3 on only quorum queues wait a limited time"};
  }
  if (watched.acknowledges_on_receipt()) {
    return {not_applicable, "basic.consume no-ack: nothing is left to acknowledge"};
  }
  constexpr double default_ms = 1'800'000;
  const double limit =
      setting_number(queue_config(watched), "consumer-timeout").value_or(default_ms);
  return {watched.input.processing_ms() < limit ? satisfied : missing,
          fmt::format("{} a message, the queue waits {} for its acknowledgement",
                      notation::duration(watched.input.context.workload.processing_time),
                      notation::duration(Duration{limit}))};
}

Verdict quorum_watched(const Watched& watched) {
  if (watched.input.sizing.replication_factor < 2) {
    return {not_applicable, "one copy knows no quorum"};
  }
  return {unknown, fmt::format("no alert is prepared for queues with fewer than their {} copies",
                               watched.input.sizing.replication_factor)};
}

constexpr std::array rabbitmq_check_list{
    CheckUnit{
        .name = "odd_number_of_nodes",
        .item = "Odd number of copies, each on a node of its own",
        .why = "A majority decides: four copies survive one lost node, as three do, and cost more.",
        .remedy = "run quorum queues with 3 copies on at least 3 nodes, 5 where two may be lost",
        .source = "https://www.rabbitmq.com/docs/quorum-queues",
        .verdict = odd_number_of_nodes,
    },
    CheckUnit{
        .name = "memory_and_disk_alarms_watched",
        .item = "Alarms for memory and disk watched",
        .why = "An alarm on one node blocks the publishers of the whole cluster; they wait and "
               "throw no error.",
        .remedy = "load the alert StorageOverPlan; set vm_memory_high_watermark and "
                  "disk_free_limit to fit the nodes",
        .source = "https://www.rabbitmq.com/docs/alarms",
        .verdict = alarms_watched,
    },
    CheckUnit{
        .name = "quorum_watched",
        .item = "Copies of queues watched",
        .why = "A queue that has just its majority left stops with the next node, and until then "
               "looks well.",
        .remedy = "run rabbitmq-diagnostics check_if_node_is_quorum_critical regularly, and before "
                  "a node is stopped",
        .source = "https://www.rabbitmq.com/docs/quorum-queues",
        .verdict = quorum_watched,
    },
    CheckUnit{
        .name = "delivery_limit_with_dead_letters",
        .item = "Delivery limit with a dead-letter exchange",
        .why = "A quorum queue drops a message over the limit where there is no dead-letter "
               "exchange, and says nothing.",
        .remedy =
            "set delivery-limit and dead-letter-exchange in one policy; on classic queues let "
            "the consumer count",
        .source = "https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling",
        .verdict = delivery_limit,
    },
    CheckUnit{
        .name = "prefetch_limited",
        .item = "Prefetch limited",
        .why = "Without a limit the first consumer gets everything that waits, and the others "
               "nothing; a crash brings all of it back.",
        .remedy = "set basic.qos to the prefetch of this design; 100 to 300 are advised for quick "
                  "messages",
        .source = "https://www.rabbitmq.com/docs/confirms#channel-qos-prefetch",
        .verdict = prefetch_limited,
    },
    CheckUnit{
        .name = "acknowledged_before_timeout",
        .item = "Acknowledged before the consumer timeout",
        .why = "A message that is not acknowledged in time comes back, and its consumer loses the "
               "channel.",
        .remedy = "raise consumer-timeout for the queue, or acknowledge and track long work "
                  "elsewhere",
        .source = "https://www.rabbitmq.com/docs/consumers#acknowledgement-timeout",
        .verdict = rabbitmq_acknowledged_in_time,
    },
};

}  // namespace

extern const std::span<const CheckUnit> rabbitmq_checks;
constinit const std::span<const CheckUnit> rabbitmq_checks{rabbitmq_check_list};

}  // namespace eventarch::assembly
