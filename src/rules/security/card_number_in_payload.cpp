#include <fmt/format.h>

#include <array>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule card_number_in_payload_rule{
    .name = "card_number_in_payload",
    .severity = Severity::warning,
    .summary = "The number of a payment card travels in a message",
    .rationale =
        "Whatever stores, processes or forwards the number of a payment card has to meet the "
        "standard of the card industry: the broker, each of its disks and backups, and every "
        "consumer, whether it needs the number or not.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, payload: {order_id: string, credit_card_number: string}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, payload: {order_id: string, payment_token: string}}]}",
    .source = "PCI DSS 4.0, scope of requirements; requirements 3.5.1 and 4.2.1",
};

/// What most likely is one. Of a library, a customer or a gift there are cards as well.
constexpr std::array<std::string_view, 5> other_cards{"library card number", "gift card number",
                                                      "loyalty card number", "customer card number",
                                                      "id card number"};
constexpr std::array<std::string_view, 11> numbers{"card number",         "card no",
                                                   "cardnumber",          "pan",
                                                   "credit card number",  "debit card number",
                                                   "credit card no",      "creditcard number",
                                                   "payment card number", "primary account number",
                                                   "credit card"};

/// A flag about a card is none.
bool holds_number(const PayloadField& field) {
  const bool written_out = field.type.value == "string" || field.type.value == "integer";
  return written_out && ends_in_any(field.name.value, numbers) &&
         !ends_in_any(field.name.value, other_cards);
}

void check_card_number_in_payload(const RuleInput& input, Findings& findings) {
  for (const MessageType& message : input.declaration.messages) {
    for (const PayloadField* field : all_fields(message)) {
      if (!holds_number(*field)) continue;
      auto& finding = findings.add(
          card_number_in_payload_rule, field->name.where,
          fmt::format("{} brings the broker and all consumers under the rules for card data",
                      text::quoted(field->name.text)),
          "send the token that the payment service gives for the card, or its last four digits");
      finding.label = "a card number";
    }
  }
}

}  // namespace

extern const Check card_number_in_payload;
constinit const Check card_number_in_payload{&card_number_in_payload_rule,
                                             check_card_number_in_payload};

}  // namespace eventarch::rules
