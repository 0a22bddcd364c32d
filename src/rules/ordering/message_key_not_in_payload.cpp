#include <fmt/format.h>

#include <algorithm>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "message_key_not_in_payload",
    .severity = Severity::error,
    .summary = "The partition key of a message is not a field of its payload",
    .rationale =
        "The producer takes the key from the payload; from a field that does not exist "
        "every message gets none, and order is lost.",
    .flagged =
        "event_context: {use_case: saga, requirements: {}, messages: [{type: Paid, key: "
        "order, payload: {order_id: string}}]}",
    .accepted =
        "event_context: {use_case: saga, requirements: {}, messages: [{type: Paid, key: "
        "order_id, payload: {order_id: string}}]}",
    .source = {},
};

void run(const RuleInput& input, Findings& findings) {
  for (const MessageType& message : input.declaration.messages) {
    if (!message.key || message.payload.empty()) continue;
    std::vector<std::string_view> fields;
    for (const PayloadField& field : message.payload) fields.emplace_back(field.name.value);
    if (std::ranges::find(fields, message.key->value) != fields.end()) continue;
    const auto meant = text::closest(message.key->value, fields);
    findings.add(
        rule, message.key->where,
        fmt::format("the key {} is not a field of the payload", text::quoted(message.key->text)),
        meant ? fmt::format("did you mean {}?", text::quoted(*meant))
              : "name a field of the payload, or add the field");
  }
}

}  // namespace

extern const Check message_key_not_in_payload;
constinit const Check message_key_not_in_payload{&rule, run};

}  // namespace eventarch::rules
