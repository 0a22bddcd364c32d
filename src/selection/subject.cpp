#include "selection/subject.hpp"

#include <algorithm>

#include "eventarch/decision.hpp"

namespace eventarch {

FanOutHop fan_out_hop(const Mode& mode, const EventContext& context) {
  if (context.consumers.size() < 2 || !mode.fact(FactKey::fan_out).is(Word::with_sns)) return {};
  // Planned are 60 ms and 400 ms from SNS through a standard queue, which alone takes 40 ms and
  // 200 ms.
  return {.p50 = {20}, .p99 = {200}};
}

Duration planned_way_p99(const Mode& mode, const EventContext& context) {
  const bool exactly_once = context.requirements.delivery == Delivery::exactly_once;
  return {mode.number(FactKey::latency_p99) + fan_out_hop(mode, context).p99.milliseconds +
          (exactly_once ? mode.number(FactKey::commit_interval) : 0)};
}

}  // namespace eventarch

namespace eventarch::selection {

bool takes_part(const Broker& broker, const EventContext& context) {
  if (broker.offered == Offer::always) return true;
  const auto& allowed = context.constraints.allowed_brokers;
  if (std::ranges::find(allowed, broker.id) != allowed.end()) return true;
  return context.decisions.broker && context.decisions.broker->value == broker.id;
}

Duration least_latency(const EventContext& context, const Mode& mode) {
  constexpr double at_99th = 4.605170185988091;  // ln(100) times the mean, as exponential
  return {planned_way_p99(mode, context).milliseconds +
          at_99th * context.workload.processing_time.milliseconds};
}

MessageRate ordered_rate(const Subject& subject) {
  const auto& measured = subject.context.capacity.partition_throughput;
  return measured ? *measured : MessageRate{subject.number(FactKey::ordered_message_rate)};
}

ByteRate unit_byte_rate(const Subject& subject) {
  const auto& measured = subject.context.capacity.partition_write;
  return measured ? *measured : ByteRate{subject.number(FactKey::unit_byte_rate)};
}

}  // namespace eventarch::selection
