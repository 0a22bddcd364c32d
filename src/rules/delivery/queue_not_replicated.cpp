#include <fmt/format.h>

#include <algorithm>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule queue_not_replicated_rule{
    .name = "queue_not_replicated",
    .severity = Severity::warning,
    .summary = "Messages that must not be lost lie on a single node",
    .rationale =
        "A confirmed message that has one copy is as safe as one disk, and cannot be had while its "
        "node is down. Where copies follow later, a failover loses what was confirmed last.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 8ms, "
        "delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], workload: "
        "{processing_time: 0.1 ms}, constraints: {allowed_brokers: [rabbitmq]}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: "
        "300ms, delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], "
        "workload: {processing_time: 0.1 ms}, constraints: {allowed_brokers: [rabbitmq]}}",
    .source = "RabbitMQ 4.3 documentation, classic queues; Redis documentation, streams",
};

bool is_log(const Mode& mode) { return mode.fact(FactKey::model).is(Word::log); }

/// How the same broker would keep copies, and what stands against it. A log is no remedy for a
/// queue: it hands out no single messages again.
std::string remedy_queue_not_replicated(const Decision& decision, const Candidate& chosen) {
  const auto found = std::ranges::find_if(decision.candidates, [&](const Candidate& other) {
    return other.broker == chosen.broker && is_log(*other.mode) == is_log(*chosen.mode) &&
           other.mode->fact(FactKey::replication).is(Word::replicated);
  });
  constexpr std::string_view otherwise = "state `at_most_once` where the loss is acceptable";
  if (found == decision.candidates.end()) {
    return fmt::format("choose a broker that confirms on several copies; {}", otherwise);
  }
  if (found->eligible()) {
    return fmt::format("{} keeps copies and qualifies as well; {}", found->display_name(),
                       otherwise);
  }
  const Exclusion& first = found->exclusions.front();
  return fmt::format("{} keeps copies; it is out: {}; {}", found->display_name(), first.reason,
                     otherwise);
}

void check_queue_not_replicated(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr) return;
  const Fact& replication = chosen->mode->fact(FactKey::replication);
  const bool late = replication.is(Word::asynchronous);
  const bool lossless = input.context->requirements.delivery != Delivery::at_most_once;
  if (!lossless || !(late || replication.is(Word::none))) return;
  const Recovery& recovery = input.sizing->recovery;
  const std::string waiting =
      fmt::format("{} wait after an outage of {}",
                  notation::counted_number(recovery.backlog_messages, "message"),
                  notation::duration(seconds(recovery.outage_seconds)));
  auto& finding = findings.add(
      queue_not_replicated_rule,
      place_of(input.declaration.requirements.delivery, input.declaration),
      late ? fmt::format("{} copies messages after it has confirmed them: a lost node takes the "
                         "last ones with it",
                         chosen->display_name())
           : fmt::format("{} keeps one copy: a lost disk takes all that waits on its node with it "
                         "({})",
                         chosen->display_name(), waiting),
      remedy_queue_not_replicated(*input.decision, *chosen));
  finding.label = "not with one copy";
}

}  // namespace

extern const Check queue_not_replicated;
constinit const Check queue_not_replicated{&queue_not_replicated_rule, check_queue_not_replicated,
                                           Stage::sized, Quotes::decision};

}  // namespace eventarch::rules
