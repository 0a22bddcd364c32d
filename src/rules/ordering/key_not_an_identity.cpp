#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule key_not_an_identity_rule{
    .name = "key_not_an_identity",
    .severity = Severity::warning,
    .summary = "A key that does not name what belongs together",
    .rationale =
        "Order is kept among messages of the same key. A time or a measured number is another one "
        "in nearly every message, the id of the message in each: every message has a key of its "
        "own, and no order is kept.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, key: paid_at, payload: {order_id: string, paid_at: timestamp}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, key: order_id, payload: {order_id: string, paid_at: timestamp}}]}",
    .source =
        "Apache Kafka documentation, introduction: events with the same event key are written to "
        "the same partition",
};

/// Why nearly every message has another value of the field; empty where it need not.
std::string why_no_identity(const PayloadField& field) {
  constexpr std::array<std::string_view, 5> of_message{"event id", "event uuid", "message id",
                                                       "message uuid", "idempotency key"};
  const std::string& type = field.type.value;
  if (type == "timestamp" || type == "number") {
    return fmt::format("is a {}: nearly every message has another one", type);
  }
  if (ends_in_any(field.name.value, of_message)) {
    return "names the message itself: each has another one";
  }
  return {};
}

void check_key_not_an_identity(const RuleInput& input, Findings& findings) {
  const auto& ordering = input.declaration.requirements.ordering;
  if (ordering && ordering->value != Ordering::partition) return;
  for (const MessageType& message : input.declaration.messages) {
    const PayloadField* field = key_field(message);
    if (field == nullptr || field->list) continue;
    const std::string why = why_no_identity(*field);
    if (why.empty()) continue;
    auto& finding =
        findings.add(key_not_an_identity_rule, message.key->where,
                     fmt::format("the key {} {}, and order is kept among equal keys only",
                                 text::quoted(message.key->text), why),
                     "use the id of what the events are about, such as an order or an account");
    finding.label = "differs in every message";
    finding.related.push_back({field->type.where, "its type"});
  }
}

}  // namespace

extern const Check key_not_an_identity;
constinit const Check key_not_an_identity{&key_not_an_identity_rule, check_key_not_an_identity};

}  // namespace eventarch::rules
