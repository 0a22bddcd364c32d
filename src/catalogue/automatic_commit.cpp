#include "eventarch/automatic_commit.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace eventarch {

AutomaticCommit automatic_commit_of(const Broker& broker, const Mode& mode) {
  constexpr std::array<std::string_view, 3> by_call{"azure_event_hubs", "kinesis", "pulsar"};
  constexpr std::array<std::string_view, 2> unacknowledged{"nats_jetstream", "redis_streams"};
  const auto is_in = [&](const auto& ids) {
    return std::ranges::find(ids, broker.id) != ids.end();
  };
  if (is_in(by_call)) return AutomaticCommit::absent;
  if (is_in(unacknowledged)) return AutomaticCommit::at_hand_over;  // ack_policy none, NOACK
  if (broker.id == "azure_service_bus") return AutomaticCommit::after_handler;
  const bool log = mode.fact(FactKey::model).is(Word::log);
  if (broker.id == "rabbitmq") {
    return log ? AutomaticCommit::after_handler : AutomaticCommit::at_hand_over;
  }
  // Share groups are no log to the catalogue, and acknowledge at the next poll as well.
  return log || broker.id == "kafka" ? AutomaticCommit::at_next_poll
                                     : AutomaticCommit::at_hand_over;
}

}  // namespace eventarch
