#pragma once

/// The keys that a RabbitMQ design sets, and the shape of its queues that they depend on.

#include "assembly/design_input.hpp"

namespace eventarch::assembly::rabbitmq {

[[nodiscard]] inline bool stream(const DesignInput& input) { return input.mode.id == "stream"; }
[[nodiscard]] inline bool quorum(const DesignInput& input) {
  return input.mode.id == "quorum_queue";
}
/// Jobs go to their workers under one key, unless the file asks for a way by event type.
[[nodiscard]] inline bool one_routing_key(const DesignInput& input) {
  return input.context.use_case == UseCase::work_queue &&
         !input.context.constraints.complex_routing;
}
/// Order needs one active consumer a queue, and keys spread over several queues.
[[nodiscard]] inline bool keyed(const DesignInput& input) {
  return input.ordered() && !stream(input);
}
/// Several queues share the work of one: name.0, name.1, ...
[[nodiscard]] inline bool sharded(const DesignInput& input) {
  return !stream(input) && input.sizing.partitions > 1;
}
/// Members of a quorum queue, also of one beside classic queues or streams.
[[nodiscard]] std::uint64_t quorum_copies(const DesignInput& input);
/// How many members, and where their leaders stand.
void set_copies(const DesignInput& input, Settings& settings);
/// The broker counts failures and delays what failed. Classic queues count nothing.
[[nodiscard]] bool broker_retries(const DesignInput& input);

/// "1, 2, 3 and 4 s": the delays that quorum queues let grow linearly.
[[nodiscard]] std::string linear_delays(const DesignInput& input);

/// A queue that refuses instead of dropping needs a bound, or it refuses only when the disk is
/// full. It must not refuse what the retention promises to keep, nor an outage at the peak.
/// `queues`: as many share the messages.
void set_length(const DesignInput& input, double queues, Settings& settings);

/// The largest message, and of streams the frame in which it is published.
void set_message_limits(const DesignInput& input, Settings& settings);

/// Of a queue that dead-letters under the routing key `owner`, bound by `binding`.
[[nodiscard]] std::vector<Setting> queue_settings(const DesignInput& input, std::string_view owner,
                                                  std::string_view binding);
/// Of a quorum queue that carries commands or replies beside a stream.
[[nodiscard]] std::vector<Setting> side_queue_settings(const DesignInput& input,
                                                       std::string_view owner);
[[nodiscard]] std::vector<Setting> dead_letter_settings(const DesignInput& input,
                                                        std::string_view owner);
/// Where messages are held until a given time: an exchange, and a queue for each delay. Empty
/// where the file asks for no delays.
[[nodiscard]] std::vector<Topic> waiting_queues(const DesignInput& input);
[[nodiscard]] std::vector<Setting> stream_settings(const DesignInput& input);
[[nodiscard]] std::vector<Setting> producer_settings(const DesignInput& input);
[[nodiscard]] std::vector<Setting> consumer_settings(const DesignInput& input);

}  // namespace eventarch::assembly::rabbitmq
