#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule first_failure_final_rule{
    .name = "first_failure_final",
    .severity = Severity::warning,
    .summary = "The first failure of a message is its last",
    .rationale =
        "Most failures pass: a restart, a lock, a timeout of a neighbour. Without a second attempt "
        "each of them sets messages aside that would have gone through a second later, by the "
        "thousand while a database restarts.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {max_attempts: 1}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {max_attempts: 5}}",
    .source = "AWS Builders Library, timeouts, retries and backoff with jitter",
};

void check_first_failure_final(const RuleInput& input, Findings& findings) {
  const auto& attempts = input.declaration.decisions.max_attempts;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!attempts || attempts->value.value != 1) return;
  if (delivery && delivery->value == Delivery::at_most_once) return;
  auto& finding = findings.add(first_failure_final_rule, attempts->where,
                               "with 1 attempt a message that meets a passing fault is given up "
                               "at once",
                               "allow 3 to 5 attempts with growing delays");
  finding.label = "no second attempt";
  if (delivery) finding.related.push_back({delivery->where, "asked for here"});
}

}  // namespace

extern const Check first_failure_final;
constinit const Check first_failure_final{&first_failure_final_rule, check_first_failure_final};

}  // namespace eventarch::rules
