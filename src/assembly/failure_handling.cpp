#include "assembly/failure_handling.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::array<std::string_view, 4> retryable{"TIMEOUT", "SERVICE_UNAVAILABLE",
                                                    "RATE_LIMITED", "DATABASE_DEADLOCK"};
constexpr std::array<std::string_view, 3> non_retryable{"VALIDATION_ERROR", "DUPLICATE_MESSAGE",
                                                        "SCHEMA_MISMATCH"};

std::string end_of_line(const DesignInput& input) {
  return input.dead_letters() ? "goes to the dead-letter queue of its group"
                              : "is logged and dropped";
}

std::string error_handling(const DesignInput& input, const RetryPolicy& retry) {
  if (retry.max_attempts < 2) {
    return fmt::format("every message has one attempt; what fails {}{}", end_of_line(input),
                       input.at_most_once() ? ": at_most_once" : "");
  }
  return fmt::format(
      "retryable errors are tried {} times in all ({}), with waits of {} in all and {} of work "
      "each time; everything else, and what fails every time, {}; a DUPLICATE_MESSAGE is "
      "acknowledged and dropped",
      retry.max_attempts, retry.mode, retry_span(retry),
      notation::duration(input.context.workload.processing_time), end_of_line(input));
}

std::string unclassified(const DesignInput& input, const RetryPolicy& retry) {
  if (retry.max_attempts < 2) {
    return fmt::format(
        "reported with its class, so that it is put into one of the lists; the "
        "message {}, as with every error: there is one attempt",
        end_of_line(input));
  }
  return fmt::format(
      "retried like the retryable ones, {} in all, and reported with its class, so that "
      "it "
      "is put into one of the lists: an error that nobody thought of is mostly one of the "
      "environment, and trying again costs {} more at most, where giving up costs the message",
      counted(retry.max_attempts, "attempt"), counted(retry.max_attempts - 1, "attempt"));
}

ErrorClassification classification(const DesignInput& input, const RetryPolicy& retry) {
  return {.retryable = {retryable.begin(), retryable.end()},
          .non_retryable = {non_retryable.begin(), non_retryable.end()},
          .unclassified = unclassified(input, retry)};
}

std::vector<ConsumerGroupConfig> groups_of(const DesignInput& input, const Dialect& dialect) {
  std::vector<ConsumerGroupConfig> groups;
  const auto resources = dialect.groups(input);
  for (std::size_t i = 0; i < resources.size(); ++i) {
    groups.push_back({resources[i].group, input.sizing.consumers[i].instances,
                      resources[i].subscribes_to,
                      input.dead_letters() ? resources[i].dead_letter : std::string{}});
  }
  return groups;
}

}  // namespace

std::span<const std::string_view> retryable_errors() { return retryable; }
std::span<const std::string_view> non_retryable_errors() { return non_retryable; }

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
  const auto& acks = input.context.decisions.producer_acks;
  if (input.acks_weakened() && !input.at_most_once()) {
    guarantee =
        fmt::format("decisions.producer_acks is {}: {} can be lost, so the design does not keep {}",
                    name_of(acks->value),
                    acks->value == ProducerAcks::none ? "what is sent" : "what was confirmed",
                    name_of(input.context.requirements.delivery));
  }
  return {std::move(guarantee), dialect.producer(input)};
}

ConsumerConfig consumer_config(const DesignInput& input, const Dialect& dialect) {
  ConsumerConfig config;
  config.group_strategy = dialect.group_strategy(input);
  config.retry = completed_retry(input, dialect);
  config.error_handling = error_handling(input, config.retry);
  config.dead_letter = dead_letter_policy(input, dialect, config.retry);
  config.circuit_breaker = circuit_breaker(input, dialect);
  config.errors = classification(input, config.retry);
  config.settings = dialect.consumer(input);
  config.groups = groups_of(input, dialect);
  return config;
}

}  // namespace eventarch::assembly
