#include <fmt/format.h>

#include <optional>
#include <utility>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule acknowledged_data_deleted_rule{
    .name = "acknowledged_data_deleted",
    .severity = Severity::info,
    .summary = "Retention that the chosen broker does not keep by default",
    .rationale =
        "Pulsar and Pub/Sub keep what a subscription has not acknowledged yet, and delete the rest "
        "unless they are told to keep it. Without that nothing is left to replay, and a "
        "subscription that comes later finds an empty topic.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "retention: 3 days, delivery: at_least_once}, producers: [shop], consumers: [billing, "
        "search], decisions: {broker: pulsar}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "retention: 3 days, delivery: at_least_once}, producers: [shop], consumers: [billing, "
        "search], decisions: {broker: kafka}}",
    .source =
        "Apache Pulsar documentation, cookbook on retention and expiry; Google, Pub/Sub client "
        "library types",
};

/// Where the file asks for old messages; empty where it does not. The jobs of a work queue are over
/// once they are done: their retention is that of the waiting ones.
std::optional<SourceSpan> place_of_history(const RuleInput& input) {
  const Declaration& file = input.declaration;
  const bool jobs = input.context->use_case == UseCase::work_queue;
  if (file.requirements.retention && (!jobs || input.context->needs_replay())) {
    return file.requirements.retention->where;
  }
  if (!input.context->needs_replay()) return std::nullopt;
  const auto& replay = file.constraints.replay;
  return replay && replay->value ? replay->where : place_of(file.use_case, file);
}

/// How acknowledged data is kept, of the brokers that by default delete it. No fact of the
/// catalogue says what a broker does by default.
std::string remedy_of_acknowledged_data_deleted(const Broker& broker, Duration retention) {
  if (broker.id == "pulsar") {
    return fmt::format(
        "set a policy before the first message: pulsar-admin namespaces set-retention --time {}h "
        "--size -1",
        retention.hours());
  }
  if (broker.id == "gcp_pubsub") {
    return fmt::format(
        "set message_retention_duration of the topic to {:.0f}s, or "
        "retain_acked_messages of the subscription",
        retention.seconds());
  }
  return {};
}

void check_acknowledged_data_deleted(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const auto where = place_of_history(input);
  if (chosen == nullptr || !where) return;
  const Duration retention = input.context->requirements.retention;
  std::string remedy = remedy_of_acknowledged_data_deleted(*chosen->broker, retention);
  if (remedy.empty()) return;
  auto& finding = findings.add(
      acknowledged_data_deleted_rule, *where,
      fmt::format("by default {} keeps nothing that is acknowledged: {} of retention need "
                  "a setting",
                  chosen->broker->name, notation::duration(retention)),
      std::move(remedy));
  finding.label = "needs a setting";
  add_cause(finding, input.declaration.decisions.broker, "the broker");
}

}  // namespace

extern const Check acknowledged_data_deleted;
constinit const Check acknowledged_data_deleted{&acknowledged_data_deleted_rule,
                                                check_acknowledged_data_deleted, Stage::decided};

}  // namespace eventarch::rules
