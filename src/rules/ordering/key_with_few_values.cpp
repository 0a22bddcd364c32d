#include <fmt/format.h>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule key_with_few_values_rule{
    .name = "key_with_few_values",
    .severity = Severity::warning,
    .summary = "A key with fewer values than there are partitions",
    .rationale =
        "Each value of the key lies in one partition. Partitions beyond the number of values get "
        "nothing, and their consumers stand idle while the others carry everything.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, key: region, payload: {order_id: string, region: north | south}}], "
        "decisions: {broker: kafka, partitions: 12}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPaid, key: order_id, payload: {order_id: string, region: north | south}}], "
        "decisions: {broker: kafka, partitions: 12}}",
    .source = "each value of a key has one partition; Apache Kafka documentation, introduction",
};

/// How many values a field can take; 0: any number.
std::size_t values_of(const PayloadField& field) {
  return field.type.value == "boolean" ? 2 : field.symbols.size();
}

void check_key_with_few_values(const RuleInput& input, Findings& findings) {
  if (input.context->requirements.ordering != Ordering::partition) return;
  const Sizing& sizing = *input.sizing;
  for (const MessageType& message : input.declaration.messages) {
    const PayloadField* field = key_field(message);
    if (field == nullptr || field->list) continue;
    const std::size_t values = values_of(*field);
    if (values == 0 || values >= sizing.partitions) continue;
    auto& finding = findings.add(
        key_with_few_values_rule, message.key->where,
        fmt::format("the key {} has {}, and there are {}: at least {} {} empty",
                    text::quoted(message.key->text), notation::counted(values, "value"),
                    notation::counted(sizing.partitions, sizing.unit), sizing.partitions - values,
                    sizing.partitions - values == 1 ? "stays" : "stay"),
        "use a key with many values, such as the id of an order or an account");
    finding.label = notation::counted(values, "value");
    finding.related.push_back({field->type.where, "its values"});
    finding.notes.push_back(fmt::format(
        "{} - {} = {} without messages", notation::counted(sizing.partitions, sizing.unit),
        notation::counted(values, "value"), sizing.partitions - values));
  }
}

}  // namespace

extern const Check key_with_few_values;
constinit const Check key_with_few_values{&key_with_few_values_rule, check_key_with_few_values,
                                          Stage::sized};

}  // namespace eventarch::rules
