#include <fmt/format.h>

#include <algorithm>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "key_unused",
    .severity = Severity::info,
    .summary = "A key is stated, and no order is asked for",
    .rationale =
        "Where no order is asked for, messages are spread evenly, and the sizes count on that: two "
        "messages of one key go to different partitions and to different consumers. Who states a "
        "key mostly counts on its messages staying together, to have them in order or to keep "
        "what belongs to the key in one consumer's memory.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "ordering: none, delivery: at_least_once}, producers: [web], consumers: [billing, search], "
        "messages: [{type: PageViewed, key: visitor_id, payload: {visitor_id: uuid}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "ordering: partition, delivery: at_least_once}, producers: [web], consumers: [billing, "
        "search], messages: [{type: PageViewed, key: visitor_id, payload: {visitor_id: uuid}}]}",
    .source =
        "Apache Kafka documentation, producer configuration, partitioner.class: records with a key "
        "and without one",
};

void run(const RuleInput& input, Findings& findings) {
  if (input.context->requirements.ordering != Ordering::none) return;
  const auto& messages = input.declaration.messages;
  const auto keyed = std::ranges::find_if(
      messages, [](const MessageType& message) { return message.key.has_value(); });
  if (keyed == messages.end()) return;
  auto& finding = findings.add(
      rule, keyed->key->where,
      fmt::format(
          "no order is asked for, and so the key {} is not used: messages are spread evenly",
          text::quoted(keyed->key->text)),
      "`requirements.ordering: partition` keeps the messages of one key together; where nothing "
      "rests on that, leave the key out");
  finding.label = "partitions nothing";
  add_cause(finding, input.declaration.requirements.ordering, "no order is asked for");
}

}  // namespace

extern const Check key_unused;
constinit const Check key_unused{&rule, run, Stage::decided};

}  // namespace eventarch::rules
