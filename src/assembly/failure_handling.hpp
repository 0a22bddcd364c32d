#pragma once

/// What happens to messages that fail: retries, dead letters, the circuit breaker and the
/// classification of errors. What is of one broker comes from its dialect and its dead-letter unit.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assembly/dialect.hpp"

namespace eventarch::assembly {

[[nodiscard]] ProducerConfig producer_config(const DesignInput& input, const Dialect& dialect);
[[nodiscard]] ConsumerConfig consumer_config(const DesignInput& input, const Dialect& dialect);

/// The dialect's policy with the schedule put into words, and with its price.
[[nodiscard]] RetryPolicy completed_retry(const DesignInput& input, const Dialect& dialect);
[[nodiscard]] DeadLetterPolicy dead_letter_policy(const DesignInput& input, const Dialect& dialect,
                                                  const RetryPolicy& retry);
[[nodiscard]] CircuitBreakerPolicy circuit_breaker(const DesignInput& input,
                                                   const Dialect& dialect);

/// Errors of the environment, which may be gone at the next attempt; and those of the message.
[[nodiscard]] std::span<const std::string_view> retryable_errors();
[[nodiscard]] std::span<const std::string_view> non_retryable_errors();

/// Dead letters as one broker has them: one file a broker, one row each in dead_letter_policy.cpp.
struct DeadLetterUnit {
  std::string_view broker;  ///< catalogue id
  /// What sends a message there beside the errors of the design.
  std::vector<std::string> (*triggers)(const DesignInput&);
  std::vector<MessageHeader> (*headers)(const DesignInput&);
  /// Steps of a replay for a group, after the cause is repaired.
  std::vector<std::string> (*replay)(const DesignInput&, const GroupResources&);
  /// What the broker makes of the retention; null where there is nothing to say.
  std::string_view (*retention_note)(const DesignInput&) = nullptr;
};

[[nodiscard]] DeadLetterUnit general_dead_letters();
[[nodiscard]] DeadLetterUnit kafka_dead_letters();
[[nodiscard]] DeadLetterUnit pulsar_dead_letters();
[[nodiscard]] DeadLetterUnit rabbitmq_dead_letters();
[[nodiscard]] DeadLetterUnit sqs_dead_letters();

/// The headers that a consumer of this design writes: names of our own, hence with `x-`.
/// `position` says where the message was read, as the broker counts.
[[nodiscard]] std::vector<MessageHeader> own_headers(const std::vector<MessageHeader>& position);

}  // namespace eventarch::assembly
