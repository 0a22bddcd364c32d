#pragma once

/// What Kafka and brokers that speak its protocol have in common. Where Redpanda differs, the
/// functions ask for it: min.insync.replicas, unclean.leader.election.enable and the group protocol
/// of KIP-848 do not exist there, and its segments have other defaults.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assembly/dialect.hpp"

namespace eventarch::assembly::kafka_family {

/// Settings that are 32-bit numbers hold no more.
inline constexpr double largest_int = 2'147'483'647;

[[nodiscard]] inline bool redpanda(const DesignInput& input) {
  return input.broker.id == "redpanda";
}
[[nodiscard]] inline bool share_group(const DesignInput& input) {
  return input.mode.id == "share_group";
}
/// A record counts as done before its processing.
[[nodiscard]] inline bool commits_before(const DesignInput& input) {
  const auto& decided = input.context.decisions.offset_commit;
  return decided ? decided->value == OffsetCommit::before_processing : input.at_most_once();
}
/// A failed record waits in a topic of its own, where order is not asked for.
[[nodiscard]] bool retry_topics(const DesignInput& input);

/// `group` is a name as `group_name` gives it, or the placeholder for one.
[[nodiscard]] std::string dead_letter_name(const DesignInput& input, std::string_view group);
[[nodiscard]] std::string retry_name(const DesignInput& input, std::string_view group);

/// What topic, producer and consumer allow as one record, where the defaults are too small for
/// messages of this size; empty where they suffice.
[[nodiscard]] std::optional<double> raised_message_bytes(const DesignInput& input);
[[nodiscard]] std::string raised_message_why(const DesignInput& input);

/// Records that a poll hands over, so that they are processed well before the broker gives up on
/// the consumer.
[[nodiscard]] double poll_records(const DesignInput& input);

[[nodiscard]] std::vector<Topic> topics(const DesignInput& input);
[[nodiscard]] std::vector<GroupResources> groups(const DesignInput& input);
[[nodiscard]] std::vector<Setting> producer(const DesignInput& input);
[[nodiscard]] std::vector<Setting> consumer(const DesignInput& input);
[[nodiscard]] std::vector<Setting> share_consumer(const DesignInput& input);
[[nodiscard]] RetryPolicy retry(const DesignInput& input);
[[nodiscard]] std::string dead_letter_mechanism(const DesignInput& input);
[[nodiscard]] std::string group_strategy(const DesignInput& input);
[[nodiscard]] std::string pause(const DesignInput& input);

}  // namespace eventarch::assembly::kafka_family
