/// Dead letters of RabbitMQ: queues dead-letter by themselves, streams do not.

#include <fmt/format.h>

#include "assembly/dialects/decided.hpp"
#include "assembly/failure_handling.hpp"

namespace eventarch::assembly {
namespace {

bool stream(const DesignInput& input) { return input.mode.id == "stream"; }
bool quorum(const DesignInput& input) { return input.mode.id == "quorum_queue"; }

std::vector<std::string> rabbitmq_triggers(const DesignInput& input) {
  if (stream(input)) return {};
  const std::string expired = "a message whose time to live runs out in the queue";
  // What is acknowledged first can neither be rejected nor be delivered again.
  if (acknowledges_first(input)) return {expired};
  std::vector<std::string> all{"a message that the consumer rejects without requeue", expired};
  if (quorum(input)) {
    all.emplace_back(
        "a message over the delivery limit (delivery-limit): crashes of consumers count");
  }
  return all;
}

std::vector<MessageHeader> rabbitmq_headers(const DesignInput& input) {
  if (stream(input)) return own_headers({{"x-original-offset", "its offset there"}});
  if (acknowledges_first(input)) return own_headers({});
  return {
      {"x-death",
       fmt::format("written by the broker: queue, reason ({}), count and time of each "
                   "dead-lettering",
                   quorum(input) ? "rejected, expired or delivery_limit" : "rejected or expired")},
      {"traceparent", "trace of the message, W3C Trace Context"},
      {"event_id",
       "finds the error in the consumer's log: a rejected message cannot be given "
       "further headers"}};
}

std::vector<std::string> rabbitmq_replay(const DesignInput& input, const GroupResources& group) {
  if (stream(input)) {
    return {fmt::format("run the handler of {} once on {}, apart from the running consumers",
                        group_name(group.group), group.dead_letter)};
  }
  return {
      fmt::format("look into it in the management interface, or with basic.get and requeue: {}",
                  group.dead_letter),
      fmt::format("move the messages back to {} with a shovel that ends when the queue is empty "
                  "(src-delete-after = queue-length): only {} reads it",
                  group.subscribes_to, group_name(group.group))};
}

}  // namespace

DeadLetterUnit rabbitmq_dead_letters() {
  return {.broker = "rabbitmq",
          .triggers = rabbitmq_triggers,
          .headers = rabbitmq_headers,
          .replay = rabbitmq_replay,
          .retention_note = nullptr};
}

}  // namespace eventarch::assembly
