#include <fmt/format.h>

#include <utility>

#include "assembly/dialect.hpp"
#include "assembly/pattern.hpp"
#include "assembly/sections.hpp"

namespace eventarch {
namespace {

using assembly::DesignInput;
using assembly::Dialect;

Topology topology(const DesignInput& input, const Dialect& dialect) {
  return {.topics = dialect.topics(input),
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .min_in_sync_replicas = input.sizing.min_in_sync_replicas};
}

ProducerConfig producer_config(const DesignInput& input, const Dialect& dialect) {
  std::string guarantee;
  switch (input.context.requirements.delivery) {
    case Delivery::at_most_once:
      guarantee = "sent once and not confirmed: a message may be lost, none is repeated";
      break;
    case Delivery::at_least_once:
      guarantee = "repeated until confirmed: no message is lost, some may come twice";
      break;
    case Delivery::exactly_once:
      guarantee = fmt::format("{}", input.fact(FactKey::exactly_once_scope).conditions);
      break;
  }
  return {std::move(guarantee), dialect.producer(input)};
}

std::string error_handling(const DesignInput& input, const RetryPolicy& retry) {
  if (input.at_most_once()) return "failed messages are logged and dropped: at_most_once";
  return fmt::format(
      "retryable errors are tried {} times in all ({}), over {}; everything else, and "
      "what fails every time, goes to the dead-letter queue of its group; a "
      "DUPLICATE_MESSAGE is acknowledged and dropped",
      retry.max_attempts, retry.mode, assembly::retry_span(retry));
}

DeadLetterPolicy dead_letter_policy(const DesignInput& input, const Dialect& dialect) {
  const auto& decided = input.context.decisions.dead_letter_queue;
  DeadLetterPolicy policy;
  policy.enabled = !input.at_most_once() && (!decided || decided->value);
  policy.mechanism = policy.enabled ? dialect.dead_letter_mechanism(input)
                                    : "none: failed messages are logged and dropped";
  return policy;
}

ConsumerConfig consumer_config(const DesignInput& input, const Dialect& dialect) {
  ConsumerConfig config;
  config.group_strategy = dialect.group_strategy(input);
  config.retry = dialect.retry(input);
  config.error_handling = error_handling(input, config.retry);
  config.dead_letter = dead_letter_policy(input, dialect);
  config.circuit_breaker.while_open =
      "the consumer stops taking messages and keeps its session; a rejected call is no attempt";
  config.errors.retryable = {"TIMEOUT", "SERVICE_UNAVAILABLE", "RATE_LIMITED", "DATABASE_DEADLOCK"};
  config.errors.non_retryable = {"VALIDATION_ERROR", "DUPLICATE_MESSAGE", "SCHEMA_MISMATCH"};
  config.settings = dialect.consumer(input);
  const auto resources = dialect.groups(input);
  for (std::size_t i = 0; i < resources.size(); ++i) {
    config.groups.push_back({resources[i].group, input.sizing.consumers[i].instances,
                             resources[i].subscribes_to, resources[i].dead_letter});
  }
  return config;
}

std::vector<Pattern> chosen_patterns(const DesignInput& input) {
  std::vector<Pattern> chosen;
  for (const assembly::PatternUnit& unit : assembly::patterns()) {
    if (unit.applies(input)) {
      chosen.push_back({std::string(unit.name), std::string(unit.title), unit.why(input),
                        unit.parts(input), unit.figures(input), unit.flow(input)});
    }
  }
  return chosen;
}

}  // namespace

Design assemble_design(const EventContext& context, const Candidate& chosen, Sizing sizing) {
  Design design;
  design.sizing = std::move(sizing);
  const DesignInput input{context, *chosen.broker, *chosen.mode, design.sizing};
  const Dialect& dialect = assembly::dialect_for(*chosen.broker);
  design.topology = topology(input, dialect);
  design.message_schema = assembly::message_schema(input);
  design.producer = producer_config(input, dialect);
  design.consumer = consumer_config(input, dialect);
  design.patterns = chosen_patterns(input);
  design.observability = assembly::observability(input, design);
  design.checklist = assembly::checklist(input, design);
  design.troubleshooting = assembly::troubleshooting(input, design);
  return design;
}

}  // namespace eventarch
