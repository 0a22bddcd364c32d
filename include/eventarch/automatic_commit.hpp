#pragma once

/// What `decisions.offset_commit: auto` means on a broker: clients differ in what they count as
/// consumed, and when.

#include <cstdint>

#include "eventarch/catalogue.hpp"

namespace eventarch {

/// When a message counts as consumed without a call of the application.
enum class AutomaticCommit : std::uint8_t {
  at_next_poll,   ///< with the next poll, whatever the last one returned: clients of Kafka's
                  ///< protocol
  after_handler,  ///< once the handler that the client calls has returned
  at_hand_over,   ///< when it is handed out: nothing is acknowledged
  absent,         ///< never: the clients of the broker have no automatic commit
};

/// That of the broker and mode, by the documentation of the clients: Apache Kafka, consumer
/// configuration; RabbitMQ stream Java client, automatic offset tracking; Azure SDK,
/// ServiceBusProcessorOptions.AutoCompleteMessages. Pulsar, the Kinesis Client Library and the
/// Event Hubs processor acknowledge or checkpoint by a call alone. For a broker that is not built
/// in: at_next_poll of a log, at_hand_over of a queue.
[[nodiscard]] AutomaticCommit automatic_commit_of(const Broker& broker, const Mode& mode);

}  // namespace eventarch
