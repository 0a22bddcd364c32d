#pragma once

/// What alerts and first looks are written from, and the PromQL that they share.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

/// A design whose topology and consumers are settled.
struct Watched {
  const DesignInput& input;
  const Design& design;

  [[nodiscard]] const ConsumerGroup& group() const { return input.sizing.consumers.front(); }
  /// Kafka itself: others that speak its protocol have other metrics.
  [[nodiscard]] bool is_kafka() const { return input.broker.id == "kafka"; }
  /// Messages per second at which the busiest instance has nothing left: peak / utilization.
  [[nodiscard]] double capacity_per_second() const;
  /// How long a message may wait unread, by the settings of this design. Empty: until somebody
  /// acknowledges it.
  [[nodiscard]] std::optional<double> unread_kept_seconds() const;
  /// Whether a waiting message can be gone before somebody reads it.
  [[nodiscard]] bool expires() const { return unread_kept_seconds().has_value(); }
  /// What becomes of it then: "deleted".
  [[nodiscard]] std::string_view fate_of_expired() const;
  /// Whether the consumers acknowledge by the act of receiving.
  [[nodiscard]] bool acknowledges_on_receipt() const;
  [[nodiscard]] bool single_active_consumer() const;
  /// What an idle group lags behind all the same: a commit marker a partition that transactions
  /// leave, and that nobody reads. 0 where there are none.
  [[nodiscard]] std::uint64_t commit_markers() const;
  /// The same in words, after a semicolon; empty where there are none.
  [[nodiscard]] std::string commit_markers_note() const;
  /// The first topic, queue or shard of this kind; null where the design has none.
  [[nodiscard]] const Topic* first_of(std::string_view kind) const;
};

/// Whether messages reach the dead letters without a consumer that could count them.
[[nodiscard]] bool broker_moves_dead_letters(const DesignInput& input);

/// How many dead letters there are, or came within an hour: what can see all of them.
struct DeadLetterCount {
  std::string expression;  ///< PromQL, one series a place for dead letters
  std::string_view label;  ///< that tells the places apart
  bool depth = false;      ///< what lies there now, in the place of what came within an hour
  std::string_view source;
};
/// Requires a design with dead letters.
[[nodiscard]] DeadLetterCount dead_letter_count(const Watched& watched);

/// `topic="orders"`, or `topic=~"..."` where the design has several: what
/// consumers read from: the events, and the commands and replies of a saga.
[[nodiscard]] std::string event_topics(const Design& design, std::string_view label = "topic");
/// The same for the dead letters. Empty where there are none.
[[nodiscard]] std::string dead_letter_topics(const Design& design,
                                             std::string_view label = "topic");
/// The same for what producers write to: an exchange in front of queues, or the topic itself.
[[nodiscard]] std::string produced_topic(const Design& design);

/// A matcher for these names; a shard list `name.{0..7}` stands for all its members. More than
/// eight names become one pattern of what they have in common.
[[nodiscard]] std::string matcher(std::string_view label, const std::vector<std::string>& names);

/// The name as a regular expression inside a PromQL string.
[[nodiscard]] std::string promql_pattern(std::string_view name);

/// A number without exponent: whole digits as they are, to six significant ones in all.
[[nodiscard]] std::string plain_number(double value);

/// "5m", "2h": whole minutes, rounded up; one minute to one day.
[[nodiscard]] std::string promql_duration(double seconds);

/// How long to look back so that several messages have been finished: three times the processing
/// time, at least five minutes.
[[nodiscard]] double observation_seconds(const DesignInput& input);

}  // namespace eventarch::assembly
