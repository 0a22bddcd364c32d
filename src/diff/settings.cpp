/// Settings of topics, producers and consumers that got another value. Those that guard messages
/// are judged by their value; the others follow from the figures of the design.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "diff/setting_units.hpp"
#include "diff/topic_pairs.hpp"

namespace eventarch::diff {
namespace {

/// A setting that guards messages, with its values from the strongest to the weakest.
struct Guard {
  std::string_view key;
  std::array<std::string_view, 3> values;
};

constexpr std::array guards{
    Guard{"DeleteMessageBatch", {"after processing", "before processing"}},
    Guard{"ReceiveMode", {"PeekLock", "ReceiveAndDelete"}},
    Guard{"UpdateCheckpointAsync", {"after processing", "before processing"}},
    Guard{"WAIT numreplicas", {"2", "1", "0"}},
    Guard{"XREADGROUP NOACK", {"false", "true"}},
    Guard{"ack_policy", {"explicit", "all", "none"}},
    Guard{"acks", {"all", "1", "0"}},
    Guard{"appendfsync", {"always", "everysec", "no"}},
    Guard{"appendonly", {"yes", "no"}},
    Guard{"basic.consume no-ack", {"false", "true"}},
    Guard{"basic.publish mandatory", {"true", "false"}},
    Guard{"checkpoint", {"after processing", "before processing"}},
    Guard{"confirm.select", {"true", "false"}},
    Guard{"dead-letter-strategy", {"at-least-once", "at-most-once"}},
    Guard{"deadLetteringOnMessageExpiration", {"true", "false"}},
    Guard{"delivery_mode", {"2", "1"}},
    Guard{"enable.auto.commit", {"false", "true"}},
    Guard{"enable.idempotence", {"true", "false"}},
    Guard{"enable_exactly_once_delivery", {"true", "false"}},
    Guard{"enable_message_ordering", {"true", "false"}},
    Guard{"exchange.declare durable", {"true", "false"}},
    Guard{"isAckReceiptEnabled", {"true", "false"}},
    Guard{"isolation.level", {"read_committed", "read_uncommitted"}},
    Guard{"manualTrackingStrategy",
          {"storeOffset after processing", "storeOffset before processing"}},
    Guard{"min-replicas-to-write", {"2", "1", "0"}},
    Guard{"no_ack", {"false", "true"}},
    Guard{"overflow", {"reject-publish", "drop-head"}},
    Guard{"queue.declare durable", {"true", "false"}},
    Guard{"requiresSession", {"true", "false"}},
    Guard{"set-backlog-quota --policy",
          {"producer_request_hold", "producer_exception", "consumer_backlog_eviction"}},
    Guard{"set-deduplication --enable", {"true", "false"}},
    Guard{"unclean.leader.election.enable", {"false", "true"}},
};

/// Settings that change what is kept, or how it is handed out.
constexpr std::array<std::string_view, 4> reviewed{"auto.offset.reset", "cleanup.policy",
                                                   "partitioner", "subscriptionType"};
constexpr std::string_view in_flight = "max.in.flight.requests.per.connection";

/// Settings that repeat what the design says elsewhere: retention, copies, keys, groups, attempts,
/// numbers of parts.
constexpr std::array<std::string_view, 26> told_elsewhere{
    "MessageGroupId",
    "MessageRetentionPeriod",
    "PartitionKey",
    "RedrivePolicy.maxReceiveCount",
    "RetentionPeriodHours",
    "SessionId",
    "XADD MINID",
    "dead-letter-routing-key",
    "defaultMessageTimeToLive",
    "group.id",
    "max-age",
    "maxDeliveryCount",
    "max_age",
    "max_deliver",
    "message_retention_duration",
    "min.insync.replicas",
    "num_replicas",
    "ordering_key",
    "partitionCount",
    "queue.bind routing-key",
    "retention.ms",
    "retentionDescription.retentionTimeInHours",
    "set-persistence --bookkeeper-ack-quorum",
    "set-persistence --bookkeeper-write-quorum",
    "set-retention --time",
    "x-quorum-initial-group-size",
};

template <std::size_t n>
bool is_in(const std::array<std::string_view, n>& names, std::string_view key) {
  return std::ranges::find(names, key) != names.end();
}

/// Place among the values of a guard; nothing for a value that is none of them.
std::optional<std::size_t> rank(const Guard& guard, std::string_view value) {
  const auto* found = std::ranges::find(guard.values, value);
  if (found == guard.values.end()) return std::nullopt;
  return static_cast<std::size_t>(found - guard.values.begin());
}

const ChangeRule& rule_for(std::string_view key, std::string_view before, std::string_view after) {
  // One digit each: Kafka's idempotence takes 5 at most.
  if (key == in_flight) return after < before ? in_flight_lowered : in_flight_raised;
  const auto* guard = std::ranges::find(guards, key, &Guard::key);
  if (guard == guards.end()) return is_in(reviewed, key) ? setting_to_review : setting_changed;
  const auto from = rank(*guard, before);
  const auto to = rank(*guard, after);
  if (!from || !to) return setting_to_review;
  return *to > *from ? setting_weakened : setting_strengthened;
}

std::string value_of(const Setting& setting) {
  return std::visit([](const auto& value) { return fmt::format("{}", value); }, setting.value);
}

const Setting* find(std::span<const Setting> settings, std::string_view key) {
  const auto found = std::ranges::find(settings, key, &Setting::key);
  return found == settings.end() ? nullptr : &*found;
}

void compare_setting(const Setting* before, const Setting* after, const std::string& subject,
                     Changes& changes) {
  const Setting& known = before != nullptr ? *before : *after;
  if (is_in(told_elsewhere, known.key)) return;
  // Whoever no longer sets a value has the default.
  const std::string from = before != nullptr ? value_of(*before) : known.default_value;
  const std::string to = after != nullptr ? value_of(*after) : known.default_value;
  if (from == to) return;
  const auto shown = [&](const Setting* setting, const std::string& value) {
    std::string figure = with_unit(known.key, value);
    if (setting != nullptr) return figure;
    return value.empty() ? std::string("not set") : fmt::format("{} by default", figure);
  };
  changes.add(rule_for(known.key, from, to), subject, known.key, shown(before, from),
              shown(after, to));
}

void compare_lists(std::span<const Setting> before, std::span<const Setting> after,
                   const std::string& subject, Changes& changes) {
  for (const Setting& setting : before) {
    compare_setting(&setting, find(after, setting.key), subject, changes);
  }
  for (const Setting& setting : after) {
    if (find(before, setting.key) != nullptr) continue;
    compare_setting(nullptr, &setting, subject, changes);
  }
}

}  // namespace

void compare_settings(const Sides& sides, Changes& changes) {
  const Design& before = sides.old_design();
  const Design& after = sides.new_design();
  for (const TopicPair& pair : topic_pairs(sides)) {
    if (!pair.of_one_kind()) continue;
    compare_lists(pair.before->config, pair.after->config, pair.subject(), changes);
  }
  compare_lists(before.producer.settings, after.producer.settings, "producers", changes);
  compare_lists(before.consumer.settings, after.consumer.settings, "consumers", changes);
}

}  // namespace eventarch::diff
