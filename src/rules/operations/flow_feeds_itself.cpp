#include <fmt/format.h>

#include <map>
#include <string>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule flow_feeds_itself_rule{
    .name = "flow_feeds_itself",
    .severity = Severity::info,
    .summary = "A service reads the flow that it publishes to",
    .rationale =
        "What it publishes comes back to it. Where it answers an event with another one, that one "
        "is answered as well: one message becomes an endless stream of them, at the speed of the "
        "broker.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [pricing, shop], consumers: [pricing, search]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [pricing, shop], consumers: [stock, search]}",
    .source =
        "AWS Lambda Developer Guide, recursive loop detection: a function that writes to the queue "
        "or topic that invokes it",
};

/// A saga's services answer each other, and an event store's owner reads its own events.
bool is_meant(const Declaration& file) {
  return !file.use_case || file.use_case->value == UseCase::saga ||
         file.use_case->value == UseCase::event_sourcing;
}

void check_flow_feeds_itself(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  if (is_meant(file)) return;
  std::map<std::string, const Given<std::string>*> producers;
  for (const Given<std::string>& producer : file.producers) {
    producers.emplace(text::resource_name(producer.value), &producer);
  }
  for (const Given<std::string>& consumer : file.consumers) {
    const auto publishes = producers.find(text::resource_name(consumer.value));
    if (publishes == producers.end()) continue;
    auto& finding = findings.add(
        flow_feeds_itself_rule, consumer.where,
        fmt::format("{} reads what it publishes itself: an event that it answers with an event "
                    "never ends",
                    text::quoted(consumer.text)),
        "let it skip its own events, or give questions and answers flows of their own");
    finding.label = "publishes as well";
    finding.related.push_back({publishes->second->where, "as a producer"});
  }
}

}  // namespace

extern const Check flow_feeds_itself;
constinit const Check flow_feeds_itself{&flow_feeds_itself_rule, check_flow_feeds_itself};

}  // namespace eventarch::rules
