#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "attempts_beyond_broker",
    .severity = Severity::warning,
    .summary = "More attempts than the broker counts",
    .rationale =
        "A share group of Kafka delivers a record 2 to 10 times; after that the broker gives it "
        "up, whatever the consumer wants.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {ordering: none}, constraints: "
        "{allowed_brokers: [kafka]}, decisions: {max_attempts: 20}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {ordering: none}, constraints: "
        "{allowed_brokers: [kafka]}, decisions: {max_attempts: 8}}",
    .source = "Apache Kafka, ShareGroupConfig: group.share.delivery.count.limit",
};

constexpr std::uint64_t most_deliveries = 10;

void run(const RuleInput& input, Findings& findings) {
  const auto& attempts = input.declaration.decisions.max_attempts;
  const Candidate* chosen = input.decision->winner();
  if (!attempts || chosen == nullptr) return;
  if (chosen->broker->id != "kafka" || chosen->mode->id != "share_group") return;
  if (attempts->value.value <= most_deliveries) return;
  findings.add(
      rule, attempts->where,
      fmt::format("{} delivers a record {} times at most, and {} attempts are asked for: "
                  "the design has {}",
                  chosen->display_name(), most_deliveries, attempts->value.value, most_deliveries),
      fmt::format("use at most {}, or retry through a topic of your own", most_deliveries));
}

}  // namespace

extern const Check attempts_beyond_broker;
constinit const Check attempts_beyond_broker{&rule, run, Stage::decided};

}  // namespace eventarch::rules
