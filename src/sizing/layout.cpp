/// What follows from the chosen mode alone.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formulas/queue.hpp"
#include "sizing/broker_machine.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {

namespace {

/// What the settings of a service go down to; whoever asks for less gets this.
struct LeastRetention {
  std::string_view broker;
  double seconds;
};
constexpr std::array least_retentions{
    LeastRetention{"azure_event_hubs", 3'600},
    LeastRetention{"gcp_pubsub", 600},
    LeastRetention{"kinesis", 86'400},
    LeastRetention{"sqs", 60},
};

}  // namespace

std::uint64_t count_of(double value) {
  return static_cast<std::uint64_t>(std::clamp(value, 0.0, count_max));
}

bool Layout::keyed_inside() const {
  const Fact& unit_fact = fact(FactKey::unit);
  return unit_fact.is(Word::message_group) || unit_fact.is(Word::session) ||
         unit_fact.is(Word::ordering_key);
}

std::string_view Layout::unit() const {
  if (fact(FactKey::unit).is(Word::ordering_key)) return "subscription";
  return keyed_inside() ? "queue" : fact(FactKey::unit).text;
}

bool Layout::one_consumer_per_unit() const {
  if (keyed_inside()) return false;
  const Fact& unit_fact = fact(FactKey::unit);
  const bool ordered = context.requirements.ordering != Ordering::none;
  const bool keyed = ordered && (unit_fact.is(Word::queue) || unit_fact.is(Word::stream));
  return keyed || number(FactKey::consumers_per_unit) == 1;
}

bool Layout::service_managed() const {
  return fact(FactKey::replication).is(Word::service_managed);
}

bool Layout::provider_sized() const {
  const bool serverless = context.constraints.deployment == Deployment::serverless &&
                          fact(FactKey::deployments).is(Word::serverless);
  return serverless || service_managed();
}

std::optional<double> Layout::unread_kept_seconds() const {
  if (stores_apart(broker)) return std::nullopt;
  const double retention = context.requirements.retention.seconds();
  // A time to live that RabbitMQ cannot hold is not set: 2^32 - 1 ms.
  constexpr double longest_time_to_live = 4'294'967.295;
  if (queues_for_each_group() && retention > longest_time_to_live) return std::nullopt;
  const auto* const least = std::ranges::find(least_retentions, broker.id, &LeastRetention::broker);
  const double at_least = least == least_retentions.end() ? 0 : least->seconds;
  return std::clamp(retention, at_least, std::max(at_least, number(FactKey::retention_max) / 1000));
}

double Layout::waiting_outage_seconds() const {
  const double outage = context.workload.outage.seconds();
  return std::min(outage, unread_kept_seconds().value_or(outage));
}

bool Layout::partitioned() const {
  const Fact& unit_fact = fact(FactKey::unit);
  return unit_fact.is(Word::partition) || unit_fact.is(Word::stream) || unit_fact.is(Word::shard) ||
         (unit_fact.is(Word::queue) && one_consumer_per_unit());
}

std::uint64_t Layout::group_limit() const {
  constexpr double largest = 9007199254740992.0;  // 2^53
  return static_cast<std::uint64_t>(std::min(number(FactKey::consumers_per_group), largest));
}

std::uint64_t Layout::zones(std::uint64_t replication_factor) const {
  return replication_factor > 1
             ? std::max<std::uint64_t>(1, context.capacity.availability_zones.value)
             : 1;
}

bool keys_overloaded(const EventContext& context) {
  const auto& keys = context.workload.distinct_keys;
  const bool keyed = context.requirements.ordering == Ordering::partition;
  if (!keys || !keyed || !context.workload.processing_declared) return false;
  const double at_work =
      context.peak_rate().per_second * context.workload.processing_time.seconds();
  return at_work >= as_number(keys->value);
}

double Layout::hot_key_share() const {
  if (context.requirements.ordering != Ordering::partition) return 0;
  const auto& share = context.workload.hot_key_share;
  const double stated = share ? share->value : 0;
  if (!keys_overloaded(context)) return stated;
  return std::max(stated, 1 / as_number(context.workload.distinct_keys->value));
}

double Layout::least_busiest_share() const {
  const auto& keys = context.workload.distinct_keys;
  const bool keyed = context.requirements.ordering == Ordering::partition;
  return std::max(hot_key_share(), keyed && keys ? 1 / as_number(keys->value) : 0);
}

double Layout::processing_tail_seconds() const {
  return service_seconds() * formulas::queue::exponential_percentile(tail);
}

double Layout::latency_left_seconds(Duration batch_wait) const {
  return (context.requirements.latency.milliseconds - planned_way_p99(mode, context).milliseconds -
          batch_wait.milliseconds) /
         1000;
}

std::string spread_text(const Layout& layout, const Sizing& sizing) {
  if (sizing.brokers.count < 2 || sizing.partitions < 2) return {};
  const std::uint64_t brokers = sizing.brokers.count;
  const std::uint64_t instances = sizing.consumers.front().instances;
  // Where each group has queues of its own, all of them are spread.
  const std::uint64_t leaders =
      layout.queues_for_each_group() ? count_of(units_laid_out(layout, sizing)) : sizing.partitions;
  std::string text = leaders == sizing.partitions ? "" : fmt::format("; {} in all", leaders);
  const std::string all = notation::counted(brokers, "broker");
  if (leaders % brokers == 0) {
    text += fmt::format("; equally many lead on each of {}", all);
  } else if (leaders < brokers) {
    text += fmt::format("; fewer than {}: {} of them {} none", all, brokers - leaders,
                        brokers - leaders == 1 ? "leads" : "lead");
  } else {
    text += fmt::format("; not a multiple of {}: some lead one more", all);
  }
  // Instances that compete on one queue take from whichever has a message.
  if (layout.separate_queues() && instances > 1 && sizing.partitions % instances != 0) {
    text += fmt::format("; not one of {} instances: some read one more", instances);
  }
  return text;
}

}  // namespace eventarch::sizing
