#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule consumers_are_instances_rule{
    .name = "consumers_are_instances",
    .severity = Severity::warning,
    .summary = "Consumers of a work queue that look like instances of one",
    .rationale =
        "Every consumer that is named is a consumer group of its own and gets every message. "
        "Workers that share the work are instances of one group: named one by one, each of them "
        "does every job.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 50 msg/s, latency: 1 s, "
        "delivery: at_least_once, ordering: none}, producers: [shop], consumers: [worker-1, "
        "worker-2]}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 50 msg/s, latency: 1 s, "
        "delivery: at_least_once, ordering: none}, producers: [shop], consumers: [worker]}",
    .source =
        "Hohpe, Woolf, Enterprise Integration Patterns: competing consumers; Apache Kafka "
        "documentation: each record is delivered to one consumer instance within each group",
};

constexpr std::string_view digits = "0123456789";
constexpr std::string_view separators = "-_. ";

/// The name without the number at its end and what separates it; empty where there is none.
/// `billing-v2` is a version, not an instance.
std::string_view without_number(std::string_view name) {
  const std::size_t last = name.find_last_not_of(digits);
  if (last == std::string_view::npos || last + 1 == name.size()) return {};
  const std::string_view stem = name.substr(0, last + 1);
  if (stem == "v" || stem.ends_with("-v") || stem.ends_with("_v") || stem.ends_with(".v"))
    return {};
  return stem.substr(0, stem.find_last_not_of(separators) + 1);
}

void check_consumers_are_instances(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  if (!file.use_case || file.use_case->value != UseCase::work_queue) return;
  std::map<std::string_view, std::vector<const Given<std::string>*>> by_stem;
  for (const Given<std::string>& consumer : file.consumers) {
    const std::string_view stem = without_number(consumer.value);
    if (!stem.empty()) by_stem[stem].push_back(&consumer);
  }
  for (const auto& [stem, alike] : by_stem) {
    if (alike.size() < 2) continue;
    auto& finding = findings.add(
        consumers_are_instances_rule, alike[1]->where,
        fmt::format("{} and {} are consumer groups of their own: each of {} does every job",
                    text::quoted(alike[0]->value), text::quoted(alike[1]->value), alike.size()),
        fmt::format("name the group once, such as {}: the design tells how many instances it needs",
                    text::quoted(stem)));
    finding.label = "gets every message too";
    finding.related.push_back({alike[0]->where, "as this one does"});
  }
}

}  // namespace

extern const Check consumers_are_instances;
constinit const Check consumers_are_instances{&consumers_are_instances_rule,
                                              check_consumers_are_instances};

}  // namespace eventarch::rules
