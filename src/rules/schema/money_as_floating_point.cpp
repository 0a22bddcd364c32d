#include <fmt/format.h>

#include <array>
#include <string>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule money_as_floating_point_rule{
    .name = "money_as_floating_point",
    .severity = Severity::warning,
    .summary = "An amount of money is a floating-point number",
    .rationale =
        "Binary fractions cannot hold a tenth: 0.1 + 0.2 is 0.30000000000000004. Sums drift by "
        "cents, and two consumers that round at different places disagree.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, payload: {order_id: string, amount: number}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, payload: {order_id: string, amount_cents: integer}}]}",
    .source = "IEEE 754, binary64; Fowler, Patterns of Enterprise Application Architecture: Money",
};

/// Words that stand for money wherever they end a name. `total` or `value` may count anything.
constexpr std::array<std::string_view, 20> money{
    "price",       "amount",     "fee",        "salary",          "subtotal",
    "charge",      "refund",     "revenue",    "account balance", "grand total",
    "total price", "total cost", "cost",       "tax amount",      "price eur",
    "price usd",   "amount eur", "amount usd", "cost eur",        "cost usd"};

void check_money_as_floating_point(const RuleInput& input, Findings& findings) {
  for (const MessageType& message : input.declaration.messages) {
    for (const PayloadField* field : all_fields(message)) {
      if (field->type.value != "number" || !ends_in_any(field->name.value, money)) continue;
      const std::string shown = text::quoted(field->name.text);
      auto& finding = findings.add(
          money_as_floating_point_rule, field->type.where,
          fmt::format("{} is a `number`, a binary fraction: it holds no exact cents", shown),
          "use an integer of the smallest unit, such as `amount_cents: integer`, or a decimal as "
          "`string`, with the currency beside it");
      finding.label = "rounds";
      finding.notes.emplace_back("as binary fractions 0.1 + 0.2 = 0.30000000000000004");
    }
  }
}

}  // namespace

extern const Check money_as_floating_point;
constinit const Check money_as_floating_point{&money_as_floating_point_rule,
                                              check_money_as_floating_point};

}  // namespace eventarch::rules
