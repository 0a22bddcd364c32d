#include <fmt/format.h>

#include <array>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule decision_outside_range_rule{
    .name = "decision_outside_range",
    .severity = Severity::warning,
    .summary = "A decided number is outside of what the broker's setting takes",
    .rationale =
        "Brokers refuse a setting that is out of range, or cut it. Messages are then set aside "
        "earlier or later than the team decided, and runbooks that rest on the number are wrong.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {broker: gcp_pubsub, max_attempts: 200}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {broker: gcp_pubsub, max_attempts: 100}}",
    .source =
        "Amazon SQS Developer Guide, redrive policy; Google Cloud Pub/Sub, types of the Python "
        "client; NATS documentation, streams; RabbitMQ 4.3 documentation, quorum queues; Apache "
        "Kafka, share group configuration",
};

struct Bounds {
  std::string_view broker;
  std::string_view mode;  ///< empty: all of them
  Declared<Count> Decisions::*decided;
  std::string_view path;
  std::string_view setting;
  std::uint64_t least;
  std::uint64_t most;
  bool of_dead_letters = false;  ///< set only where there is a dead-letter queue
};

constexpr std::string_view attempts_path = "decisions.max_attempts";
constexpr std::string_view copies_path = "decisions.replication_factor";

constexpr std::array bounds{
    Bounds{"gcp_pubsub", "", &Decisions::max_attempts, attempts_path,
           "dead_letter_policy.max_delivery_attempts", 5, 100, true},
    Bounds{"kafka", "share_group", &Decisions::max_attempts, attempts_path,
           "share.delivery.count.limit", 2, 10},
    Bounds{"nats_jetstream", "", &Decisions::replication_factor, copies_path, "num_replicas", 1, 5},
    Bounds{"rabbitmq", "quorum_queue", &Decisions::replication_factor, copies_path,
           "x-quorum-initial-group-size", 1, 7},
    Bounds{"sqs", "", &Decisions::max_attempts, attempts_path, "RedrivePolicy.maxReceiveCount", 1,
           1000, true},
};

void check_decision_outside_range(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr) return;
  for (const Bounds& one : bounds) {
    const auto& decided = input.declaration.decisions.*one.decided;
    const bool meant =
        one.broker == chosen->broker->id && (one.mode.empty() || one.mode == chosen->mode->id);
    if (!meant || !decided || (one.of_dead_letters && !input.context->keeps_dead_letters()))
      continue;
    const std::uint64_t value = decided->value.value;
    if (value >= one.least && value <= one.most) continue;
    auto& finding =
        findings.add(decision_outside_range_rule, decided->where,
                     fmt::format("{} is {}, and {} of {} takes {} to {}", one.path, value,
                                 one.setting, chosen->display_name(), one.least, one.most),
                     fmt::format("the design sets {}; decide on {} to {}",
                                 value < one.least ? one.least : one.most, one.least, one.most));
    finding.label = fmt::format("{} to {}", one.least, one.most);
    add_cause(finding, input.declaration.decisions.broker, "the broker");
  }
}

}  // namespace

extern const Check decision_outside_range;
constinit const Check decision_outside_range{&decision_outside_range_rule,
                                             check_decision_outside_range, Stage::decided};

}  // namespace eventarch::rules
