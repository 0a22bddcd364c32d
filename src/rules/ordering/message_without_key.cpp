#include <fmt/format.h>

#include <algorithm>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule message_without_key_rule{
    .name = "message_without_key",
    .severity = Severity::warning,
    .summary = "Some messages of an ordered flow have no key",
    .rationale =
        "A message without a key goes to any partition. It may be read before those that it "
        "follows, or long after, while the keyed ones are in order.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPlaced, key: order_id, payload: {order_id: string}}, {type: OrderPaid, "
        "payload: {order_id: string}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPlaced, key: order_id, payload: {order_id: string}}, {type: OrderPaid, key: "
        "order_id, payload: {order_id: string}}]}",
    .source =
        "Apache Kafka documentation, producer configuration, partitioner.class: records without a "
        "key",
};

void check_message_without_key(const RuleInput& input, Findings& findings) {
  const auto& messages = input.declaration.messages;
  const auto& ordering = input.declaration.requirements.ordering;
  if (ordering && ordering->value != Ordering::partition) return;
  const auto keyed = std::ranges::find_if(
      messages, [](const MessageType& message) { return message.key.has_value(); });
  // Where no message names a key, all have that of the design.
  if (keyed == messages.end()) return;
  for (const MessageType& message : messages) {
    if (message.key || !message.type) continue;
    auto& finding = findings.add(
        message_without_key_rule, message.type->where,
        fmt::format("{} has no key: it goes to any partition, out of order with the others",
                    text::quoted(message.type->text)),
        fmt::format("add `key: {}`, or the field that names the same thing",
                    text::printable(keyed->key->value)));
    finding.label = "no key";
    finding.related.push_back({keyed->key->where, "another message of the flow has one"});
  }
}

}  // namespace

extern const Check message_without_key;
constinit const Check message_without_key{&message_without_key_rule, check_message_without_key};

}  // namespace eventarch::rules
