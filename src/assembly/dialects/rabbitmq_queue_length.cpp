/// How many messages a RabbitMQ queue may hold before it refuses more.

#include <fmt/format.h>

#include <algorithm>

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

/// 0 where keys choose no queue.
double share_of_busiest_key(const DesignInput& input) {
  const auto& share = input.context.workload.hot_key_share;
  const bool placed = share && input.context.requirements.ordering == Ordering::partition;
  return placed ? share->value : 0;
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
  const double hot = share_of_busiest_key(input);
  const double alike = formulas::queues_like_the_fullest(queues, hot);
  const std::string_view one = hot > 0 && queues > 1 ? "in the fullest queue" : "in each queue";
  const auto growth =
      formulas::queue_growth(traffic.average, retention, traffic.peak, outage, alike);
  const auto kept = static_cast<double>(notation::guarded_ceil(growth.kept));
  const auto left = static_cast<double>(notation::guarded_ceil(growth.left));
  const double wanted = std::max(kept, left * outages);
  // Sized with the disks: less where these do not hold it, and where the service has none to size.
  const auto sized = static_cast<double>(input.sizing.queue_length);
  const Fitted fitted = fit(wanted, formulas::least_queue_length,
                            sized > 0 ? sized : most_waiting(input), "messages");
  const std::string from =
      kept >= left * outages
          ? fmt::format("what gathers {} in the retention of {} at the average rate", one,
                        notation::duration(retention))
          : fmt::format(
                "twice the {} that an outage of {} at the peak leaves {}, more than gather in the "
                "retention of {} at the average rate",
                notation::counted_number(left, "message"), notation::duration(outage), one,
                notation::duration(retention));
  settings.set("max-length", whole(fitted.value),
               fmt::format("{}; a full queue refuses, and the producer keeps the event and tries "
                           "again{}{}",
                           from, fitted.note,
                           fitted.value < wanted ? when_full(input, fitted.value, alike) : ""));
}

}  // namespace eventarch::assembly::rabbitmq
