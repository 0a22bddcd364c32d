#include <fmt/format.h>

#include <algorithm>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule message_key_not_in_payload_rule{
    .name = "message_key_not_in_payload",
    .severity = Severity::error,
    .summary =
        "The partition key of a message is no field of its payload that always has one value",
    .rationale =
        "The producer takes the key from the payload; from a field that does not exist, may be "
        "missing, or is a list or an object, messages get none, and order is lost.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "messages: [{type: Paid, key: order, payload: {order_id: string}}]}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "messages: [{type: Paid, key: order_id, payload: {order_id: string}}]}",
    .source = {},
};

/// What keeps a field from being a key; empty where it can be one.
std::string obstacle(const PayloadField& field) {
  if (field.list) return "a list";
  if (!field.fields.empty()) return "an object";
  if (field.optional) return "optional";
  return {};
}

void check_message_key_not_in_payload(const RuleInput& input, Findings& findings) {
  for (const MessageType& message : input.declaration.messages) {
    if (!message.key || message.payload.empty()) continue;
    const std::string shown = text::quoted(message.key->text);
    const auto field = std::ranges::find_if(message.payload, [&](const PayloadField& candidate) {
      return candidate.name.value == message.key->value;
    });
    if (field != message.payload.end()) {
      const std::string why = obstacle(*field);
      if (why.empty()) continue;
      auto& finding = findings.add(
          message_key_not_in_payload_rule, message.key->where,
          fmt::format("the key {} is {} in the payload: not every message has one value of it",
                      shown, why),
          field->optional ? "take the `?` away, or name a field that is always there"
                          : "name a field of the payload that is one plain value");
      finding.label = why;
      finding.related.push_back({field->name.where, "the field"});
      continue;
    }
    std::vector<std::string_view> fields;
    for (const PayloadField& candidate : message.payload) {
      if (obstacle(candidate).empty()) fields.emplace_back(candidate.name.value);
    }
    const auto meant = text::closest(message.key->value, fields);
    auto& finding =
        findings.add(message_key_not_in_payload_rule, message.key->where,
                     fmt::format("the key {} is not a field of the payload", shown),
                     meant ? fmt::format("did you mean {}?", text::quoted(*meant))
                           : "name a field of the payload's first level, or add the field");
    finding.label = "no such field";
  }
}

}  // namespace

extern const Check message_key_not_in_payload;
constinit const Check message_key_not_in_payload{&message_key_not_in_payload_rule,
                                                 check_message_key_not_in_payload};

}  // namespace eventarch::rules
