/// How many messages a RabbitMQ queue may hold before it refuses more.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/rabbitmq_settings.hpp"
#include "formulas/queue_lengths.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly::rabbitmq {
namespace {

/// Messages that a queue may hold: what quorum queues are advised to hold at most, also beside
/// classic queues and streams, which hold more.
double most_waiting(const DesignInput& input) {
  constexpr double advised = 5e6;
  const auto& most = input.fact(FactKey::backlog_max).number;
  return quorum(input) && most ? *most : advised;
}

/// Beyond the limit of a queue, or beyond what the disks hold.
std::string when_full(const DesignInput& input, double length, double queues) {
  const double rate = input.sizing.traffic.average.per_second;
  const std::string why =
      length < most_waiting(input)
          ? fmt::format("{} hold no more with all queues full",
                        counted(input.sizing.brokers.count, "broker"))
          : fmt::format("beyond {} waiting messages quorum queues are advised against",
                        notation::number(length, 9));
  return fmt::format(
      "; {}: without consumers the queue is full after {} at the average rate, and "
      "producers are refused from then on",
      why, notation::about(Duration{length * queues / rate * 1000}));
}

}  // namespace

void set_length(const DesignInput& input, double queues, Settings& settings) {
  constexpr double outages = formulas::QueueGrowth::outages;
  const auto& traffic = input.sizing.traffic;
  const Duration outage = input.context.workload.outage;
  const Duration retention = input.context.requirements.retention;
  const auto growth =
      formulas::queue_growth(traffic.average, retention, traffic.peak, outage, queues);
  const double kept = std::ceil(growth.kept);
  const double left = std::ceil(growth.left);
  const double wanted = std::max(kept, left * outages);
  // Sized with the disks: less where these do not hold it, and where the service has none to size.
  const auto sized = static_cast<double>(input.sizing.queue_length);
  const Fitted fitted = fit(wanted, formulas::least_queue_length,
                            sized > 0 ? sized : most_waiting(input), "messages");
  const std::string from =
      kept >= left * outages
          ? fmt::format("what gathers in each queue in the retention of {} at the average rate",
                        notation::duration(retention))
          : fmt::format(
                "twice the {} that an outage of {} at the peak leaves in each "
                "queue, more than gather in the retention of {} at the average rate",
                notation::counted_number(left, "message"), notation::duration(outage),
                notation::duration(retention));
  settings.set("max-length", whole(fitted.value),
               fmt::format("{}; a full queue refuses, and the producer keeps the event and tries "
                           "again{}{}",
                           from, fitted.note,
                           fitted.value < wanted ? when_full(input, fitted.value, queues) : ""));
}

}  // namespace eventarch::assembly::rabbitmq
