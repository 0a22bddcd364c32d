#include <fmt/format.h>

#include <map>
#include <string>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule field_names_collide_rule{
    .name = "field_names_collide",
    .severity = Severity::warning,
    .summary = "Two fields of a payload have the same name in generated code",
    .rationale =
        "Generators of code write order_id and orderId alike, and Protocol Buffers refuses two "
        "fields of a message whose JSON names are equal.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, payload: {order_id: string, orderId: string}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, payload: {order_id: string, legacy_order_id: string}}]}",
    .source =
        "Protocol Buffers documentation, ProtoJSON format: field names are converted to "
        "lowerCamelCase",
};

void check(const std::vector<PayloadField>& fields, Findings& findings) {
  std::map<std::string, const PayloadField*> seen;
  for (const PayloadField& field : fields) {
    check(field.fields, findings);
    // What is left of a name in every spelling.
    const auto [earlier, inserted] = seen.emplace(words_of(field.name.value, ""), &field);
    // Names without a letter are no names in code at all.
    if (inserted || earlier->first.empty()) continue;
    auto& finding = findings.add(
        field_names_collide_rule, field.name.where,
        fmt::format("{} and {} are one name in generated code", text::quoted(field.name.text),
                    text::quoted(earlier->second->name.text)),
        "rename one of the two so that they differ in more than spelling");
    finding.label = "the same name again";
    finding.related.push_back({earlier->second->name.where, "the other one"});
  }
}

void check_field_names_collide(const RuleInput& input, Findings& findings) {
  for (const MessageType& message : input.declaration.messages) check(message.payload, findings);
}

}  // namespace

extern const Check field_names_collide;
constinit const Check field_names_collide{&field_names_collide_rule, check_field_names_collide};

}  // namespace eventarch::rules
