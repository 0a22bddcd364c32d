#include "selection/subject.hpp"

#include <algorithm>

namespace eventarch::selection {

bool takes_part(const Broker& broker, const EventContext& context) {
  if (broker.offered == Offer::always) return true;
  const auto& allowed = context.constraints.allowed_brokers;
  if (std::ranges::find(allowed, broker.id) != allowed.end()) return true;
  return context.decisions.broker && context.decisions.broker->value == broker.id;
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
