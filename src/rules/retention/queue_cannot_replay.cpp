#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule queue_cannot_replay_rule{
    .name = "queue_cannot_replay",
    .severity = Severity::warning,
    .summary = "History is wanted of a queue, which keeps none",
    .rationale =
        "A queue deletes a message once it is acknowledged, whatever retention it has: that one is "
        "for messages that wait. A read model with a bug, or a new one, has nothing to start from.",
    .flagged =
        "event_context: {use_case: cqrs, requirements: {throughput: 500 msg/s, latency: 2 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], constraints: "
        "{allowed_brokers: [sqs]}}",
    .accepted =
        "event_context: {use_case: cqrs, requirements: {throughput: 500 msg/s, latency: 2 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], constraints: "
        "{allowed_brokers: [kafka, sqs]}}",
    .source = "RabbitMQ 4.3 documentation, comparison with Kafka; AWS, Amazon SQS FIFO key terms",
};

/// Consumers are not down for longer: who keeps messages for more than two weeks wants history.
constexpr Duration waiting_at_most = hours(14 * 24.0);

bool keeps_no_history(const Mode& mode) {
  return mode.fact(FactKey::replay).is(Word::none) &&
         mode.fact(FactKey::retention_model).is(Word::until_acknowledged);
}

void check_queue_cannot_replay(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const Declaration& file = input.declaration;
  // Replay that is asked for is a hard constraint; `replay: false` says that it is not missed.
  const bool settled = input.context->needs_replay() || file.constraints.replay;
  if (chosen == nullptr || settled || !keeps_no_history(*chosen->mode)) return;
  if (input.context->use_case == UseCase::cqrs) {
    auto& finding = findings.add(
        queue_cannot_replay_rule, place_of(file.use_case, file),
        fmt::format("no read model can be rebuilt from {}: what is acknowledged is gone",
                    chosen->display_name()),
        "state constraints.replay: true to have a log chosen; false where an event store "
        "keeps the history");
    finding.label = "keeps no history";
    return;
  }
  const auto& retention = file.requirements.retention;
  if (!retention || retention->value <= waiting_at_most) return;
  auto& finding = findings.add(
      queue_cannot_replay_rule, retention->where,
      fmt::format("{} deletes a message once it is acknowledged: {} of retention keep only what "
                  "still waits",
                  chosen->display_name(), notation::duration(retention->value)),
      "state constraints.replay: true where history is wanted, false where only waiting messages "
      "are meant");
  finding.label = "waiting messages only";
  finding.severity = Severity::info;
}

}  // namespace

extern const Check queue_cannot_replay;
constinit const Check queue_cannot_replay{&queue_cannot_replay_rule, check_queue_cannot_replay,
                                          Stage::decided};

}  // namespace eventarch::rules
