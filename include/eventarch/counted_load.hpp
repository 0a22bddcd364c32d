#pragma once

/// What the limits of a whole broker or service count of a flow: not everywhere what producers
/// send. The selection judges by it, and the sizing shows how near a design is.

#include <cstdint>
#include <string>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/units.hpp"

namespace eventarch {

/// How `cluster_message_rate` and `cluster_byte_rate` of the catalogue count a message.
enum class LoadBasis : std::uint8_t {
  sent,         ///< once, when it is sent
  into_queues,  ///< once for each consumer group, since it is copied into queues of each
  in_and_out,   ///< once when it is sent, and once for each group that receives it
  in_or_out,    ///< what is sent, or what is received where that takes more of what is paid for
};
[[nodiscard]] LoadBasis load_basis(const Broker& broker, const Mode& mode);

/// What is counted for one message of the catalogue's figure: 2 where that is of messages that are
/// sent and received once each, otherwise 1.
[[nodiscard]] double counted_for_one(const Broker& broker, const Mode& mode);

/// For in_or_out: how much of them can be received for each one that can be sent. > 0.
struct OutputRatio {
  double messages = 1;
  double bytes = 1;
};
[[nodiscard]] OutputRatio output_ratio(const Mode& mode);

/// Of a saga: how many participants are asked. Who leads asks each once. Without a leader only
/// compensations are asked for, of everyone before the last step, or of the producer where there is
/// one step alone.
[[nodiscard]] double commands_asked(const EventContext& context);
/// Of all sagas, those that lead to commands and replies: all where somebody leads them, otherwise
/// those that fail. An estimate.
[[nodiscard]] double share_with_commands(const EventContext& context);
/// Commands and replies of a saga, as a mean for each event; 0 for other use cases.
[[nodiscard]] double further_messages_per_event(const EventContext& context);

/// What counts where producers send so much, commands and replies of a saga included except where
/// only what is sent counts.
[[nodiscard]] MessageRate counted_load(const Broker& broker, const Mode& mode,
                                       const EventContext& context, MessageRate sent);
[[nodiscard]] ByteRate counted_load(const Broker& broker, const Mode& mode,
                                    const EventContext& context, ByteRate sent);

/// What that is compared with. Infinite where there is no limit.
[[nodiscard]] MessageRate counted_message_limit(const Broker& broker, const Mode& mode);
[[nodiscard]] ByteRate counted_byte_limit(const Mode& mode);

/// How the load comes about: "40 consumer groups x 10K msg/s = 400K msg/s into queues". Empty where
/// it is what is sent.
[[nodiscard]] std::string counted_in_words(const Broker& broker, const Mode& mode,
                                           const EventContext& context, MessageRate sent);
[[nodiscard]] std::string counted_in_words(const Broker& broker, const Mode& mode,
                                           const EventContext& context, ByteRate sent);

}  // namespace eventarch
