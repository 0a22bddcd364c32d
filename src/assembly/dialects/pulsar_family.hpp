#pragma once

/// What the files of the Pulsar dialect share: subscription types and names.

#include <string>
#include <string_view>
#include <vector>

#include "assembly/dialect.hpp"

namespace eventarch::assembly::pulsar_family {

[[nodiscard]] inline bool shared(const DesignInput& input) { return input.mode.id == "shared"; }
[[nodiscard]] inline bool key_shared(const DesignInput& input) {
  return input.mode.id == "key_shared";
}
[[nodiscard]] inline double partitions(const DesignInput& input) {
  return static_cast<double>(input.sizing.partitions > 0 ? input.sizing.partitions : 1);
}

/// The client re-publishes a failed message with a delay: Shared subscriptions only.
[[nodiscard]] inline bool retry_letters(const DesignInput& input) {
  return shared(input) && !input.ordered() && input.max_attempts() > 1;
}
/// A negative acknowledgement brings the message back, out of order.
[[nodiscard]] inline bool negative_acknowledgements(const DesignInput& input) {
  return key_shared(input) && !input.ordered() && input.max_attempts() > 1;
}
/// The client library dead-letters after a number of redeliveries, at least one.
[[nodiscard]] inline bool client_dead_letters(const DesignInput& input) {
  return input.dead_letters() && (retry_letters(input) || negative_acknowledgements(input));
}

/// A message counts as done before its processing.
[[nodiscard]] inline bool acknowledges_before(const DesignInput& input) {
  const auto& decided = input.context.decisions.offset_commit;
  return decided ? decided->value == OffsetCommit::before_processing : input.at_most_once();
}
/// The broker drops repeats, which asks for producers that keep their names and never give up.
[[nodiscard]] inline bool deduplicated(const DesignInput& input) { return !input.at_most_once(); }
/// The subscription that holds dead letters.
inline constexpr std::string_view dead_letter_keeper = "dlq-keeper";

[[nodiscard]] std::string subscription_type(const DesignInput& input);
[[nodiscard]] std::string topic_name(const DesignInput& input);
/// `group` is a name as `group_name` gives it, or the placeholder for one.
[[nodiscard]] std::string dead_letter_name(const DesignInput& input, std::string_view group);
[[nodiscard]] std::string retry_name(const DesignInput& input, std::string_view group);
/// Messages that the client fetches ahead, for each partition that it reads.
[[nodiscard]] double receiver_queue(const DesignInput& input);

[[nodiscard]] std::vector<Topic> topics(const DesignInput& input);
[[nodiscard]] std::vector<Setting> producer(const DesignInput& input);
[[nodiscard]] std::vector<Setting> consumer(const DesignInput& input);

}  // namespace eventarch::assembly::pulsar_family
