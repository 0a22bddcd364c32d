#include <fmt/format.h>

#include <map>
#include <string>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule key_types_differ_rule{
    .name = "key_types_differ",
    .severity = Severity::warning,
    .summary = "One key is of two types in the messages of a flow",
    .rationale =
        "The partition follows from the bytes of the key. The same order as the integer 42 and as "
        "the string \"42\" has different bytes, so that its messages lie in different partitions "
        "and lose their order.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPlaced, key: order_id, payload: {order_id: integer}}, {type: OrderPaid, key: "
        "order_id, payload: {order_id: string}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPlaced, key: order_id, payload: {order_id: string}}, {type: OrderPaid, key: "
        "order_id, payload: {order_id: string}}]}",
    .source =
        "Apache Kafka documentation, producer configuration, partitioner.class: the partition is "
        "chosen by a hash of the key",
};

void check_key_types_differ(const RuleInput& input, Findings& findings) {
  std::map<std::string, const PayloadField*> seen;
  for (const MessageType& message : input.declaration.messages) {
    const PayloadField* field = key_field(message);
    if (field == nullptr) continue;
    const auto [earlier, inserted] = seen.emplace(field->name.value, field);
    const PayloadField& first = *earlier->second;
    if (inserted || first.type.value == field->type.value) continue;
    auto& finding = findings.add(
        key_types_differ_rule, field->type.where,
        fmt::format("the key {} is of type {} here and {} in an earlier message: equal values are "
                    "sent to different partitions",
                    text::quoted(field->name.text), text::quoted(field->type.value),
                    text::quoted(first.type.value)),
        fmt::format("use {} in both", text::quoted(first.type.value)));
    finding.label = "another type";
    finding.related.push_back({first.type.where, "the first one"});
  }
}

}  // namespace

extern const Check key_types_differ;
constinit const Check key_types_differ{&key_types_differ_rule, check_key_types_differ};

}  // namespace eventarch::rules
