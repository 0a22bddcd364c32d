#include <fmt/format.h>

#include <map>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule resource_names_collide_rule{
    .name = "resource_names_collide",
    .severity = Severity::error,
    .summary = "Two consumers whose names give the same topic or queue name",
    .rationale =
        "Brokers allow letters, digits, dots, dashes and underscores. Two names that differ "
        "in other characters only would share a queue and a dead-letter topic.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, consumers: [mail out, Mail-Out]}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, consumers: [mail-out, mail-in]}",
    .source = "Apache Kafka, Topic: legal characters",
};

void check_resource_names_collide(const RuleInput& input, Findings& findings) {
  std::map<std::string, const Given<std::string>*> seen;
  for (const Given<std::string>& consumer : input.declaration.consumers) {
    const auto [earlier, inserted] = seen.emplace(text::resource_name(consumer.value), &consumer);
    if (inserted) continue;
    auto& finding = findings.add(
        resource_names_collide_rule, consumer.where,
        fmt::format("{} and {} both become `{}` as a resource name", text::quoted(consumer.text),
                    text::quoted(earlier->second->text), earlier->first),
        "rename one of the two");
    finding.label = "the same name";
    finding.related.push_back({earlier->second->where, "the other one"});
  }
}

}  // namespace

extern const Check resource_names_collide;
constinit const Check resource_names_collide{&resource_names_collide_rule,
                                             check_resource_names_collide};

}  // namespace eventarch::rules
