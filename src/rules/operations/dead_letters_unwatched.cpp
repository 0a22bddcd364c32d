#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule dead_letters_unwatched_rule{
    .name = "dead_letters_unwatched",
    .severity = Severity::warning,
    .summary = "Messages are set aside and nobody is told",
    .rationale =
        "A dead-letter queue only moves the loss: what lies in it is unprocessed business, and it "
        "is deleted when its own retention ends. Somebody must learn of the first one.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {dead_letter_queue: true, dlq_alerts: false}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {dead_letter_queue: true, dlq_alerts: true}}",
    .source =
        "Hohpe and Woolf, Enterprise Integration Patterns: dead letter channel; AWS, Amazon SQS "
        "Developer Guide, alarms for dead-letter queues",
};

void check_dead_letters_unwatched(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  const auto& alerts = file.decisions.dlq_alerts;
  const auto& queue = file.decisions.dead_letter_queue;
  const auto& delivery = file.requirements.delivery;
  if (!alerts || alerts->value) return;
  // Without a queue there is nothing to watch; failed_messages_dropped speaks of that.
  if (queue && !queue->value) return;
  if (delivery && delivery->value == Delivery::at_most_once) return;
  auto& finding = findings.add(dead_letters_unwatched_rule, alerts->where,
                               "messages in the dead-letter queue raise no alert: they wait there "
                               "unseen until they are deleted",
                               "set `dlq_alerts: true`; the design states the threshold");
  finding.label = "nobody is told";
  if (queue) finding.related.push_back({queue->where, "failed messages are set aside here"});
}

}  // namespace

extern const Check dead_letters_unwatched;
constinit const Check dead_letters_unwatched{&dead_letters_unwatched_rule,
                                             check_dead_letters_unwatched};

}  // namespace eventarch::rules
