#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule keys_differ_rule{
    .name = "keys_differ",
    .severity = Severity::info,
    .summary = "Messages of one flow are ordered by different keys",
    .rationale =
        "Order holds among messages of one key. An order that is placed under its own id and paid "
        "under that of the customer has its two events in different partitions, in any order.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPlaced, key: order_id, payload: {order_id: string}}, {type: OrderPaid, key: "
        "payment_id, payload: {payment_id: string, order_id: string}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPlaced, key: order_id, payload: {order_id: string}}, {type: OrderPaid, key: "
        "order_id, payload: {payment_id: string, order_id: string}}]}",
    .source =
        "Apache Kafka documentation, introduction: events with the same event key are written to "
        "the same partition",
};

bool has_field(const MessageType& message, std::string_view name) {
  return std::ranges::any_of(message.payload, [&](const PayloadField& field) {
    return field.name.value == name && field.fields.empty() && !field.list && !field.optional;
  });
}

void check_keys_differ(const RuleInput& input, Findings& findings) {
  const auto& messages = input.declaration.messages;
  const auto& ordering = input.declaration.requirements.ordering;
  if (ordering && ordering->value != Ordering::partition) return;
  const auto first = std::ranges::find_if(
      messages, [](const MessageType& message) { return message.key.has_value(); });
  if (first == messages.end()) return;
  for (const MessageType& message : messages) {
    if (!message.key || message.key->value == first->key->value) continue;
    // Only a message that could have had the other key is likely to belong to it.
    if (key_field(message) == nullptr || !has_field(message, first->key->value)) continue;
    auto& finding = findings.add(
        keys_differ_rule, message.key->where,
        fmt::format("no order is kept between messages with the key {} and those with {}",
                    text::quoted(message.key->text), text::quoted(first->key->text)),
        fmt::format("use {} here as well where the two belong together, or give them flows of "
                    "their own",
                    text::quoted(first->key->value)));
    finding.label = "another key";
    finding.related.push_back({first->key->where, "the first one"});
  }
}

}  // namespace

extern const Check keys_differ;
constinit const Check keys_differ{&keys_differ_rule, check_keys_differ};

}  // namespace eventarch::rules
