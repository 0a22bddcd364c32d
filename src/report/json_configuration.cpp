/// Settings and the consumers' configuration in the JSON report.

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "report/json_design_parts.hpp"
#include "report/json_numbers.hpp"
#include "report/json_text.hpp"

namespace eventarch::report {
namespace {

Json dead_letter_policy(const DeadLetterPolicy& policy) {
  Json headers = Json::array();
  for (const MessageHeader& header : policy.headers) {
    headers.push_back({{"name", header.name}, {"meaning", header.meaning}});
  }
  return {{"enabled", policy.enabled},
          {"topic_suffix", policy.topic_suffix},
          {"retention_days", policy.retention_days},
          {"alert_threshold", policy.alert_threshold},
          {"mechanism", policy.mechanism},
          {"retention_why", policy.retention_why},
          {"threshold_why", policy.threshold_why},
          {"triggers", policy.triggers},
          {"headers", std::move(headers)},
          {"replay", policy.replay},
          {"replay_and_order", policy.replay_and_order}};
}

Json retry_policy(const RetryPolicy& policy) {
  Json delays = Json::array();
  Json rows = Json::array();
  double total = 0;
  for (const RetryAttempt& row : policy.schedule()) {
    delays.push_back(number(row.delay_ms));
    rows.push_back({{"attempt", row.attempt},
                    {"delay_ms", rounded(row.delay_ms)},
                    {"least_ms", rounded(row.least_ms)},
                    {"most_ms", rounded(row.most_ms)},
                    {"elapsed_ms", number(row.elapsed_ms)}});
    total = row.elapsed_ms;
  }
  return {{"mode", policy.mode},
          {"max_attempts", policy.max_attempts},
          {"initial_delay_ms", policy.initial_delay_ms},
          {"max_delay_ms", policy.max_delay_ms},
          {"growth", policy.linear ? "linear" : "exponential"},
          {"multiplier", policy.multiplier},
          {"jitter_factor", policy.jitter_factor},
          {"delays_ms", std::move(delays)},
          {"schedule", std::move(rows)},
          {"total_delay_ms", number(total)},
          {"work_ms_per_attempt", number(policy.attempt_ms)},
          {"total_ms_with_work", number(total + policy.attempt_ms * policy.max_attempts)},
          {"why", policy.why},
          {"price", policy.price}};
}

Json circuit_breaker(const CircuitBreakerPolicy& policy) {
  return {{"failure_threshold", policy.failure_threshold},
          {"reset_timeout_seconds", policy.reset_timeout_seconds},
          {"half_open_attempts", policy.half_open_attempts},
          {"while_open", policy.while_open},
          {"scope", policy.scope},
          {"counts", policy.counts},
          {"does_not_count", policy.does_not_count}};
}

Json groups(const std::vector<ConsumerGroupConfig>& list) {
  Json out = Json::array();
  for (const ConsumerGroupConfig& group : list) {
    out.push_back({{"group", group.group},
                   {"instances", group.instances},
                   {"subscribes_to", group.subscribes_to},
                   {"dead_letter", text_or_null(group.dead_letter)}});
  }
  return out;
}

}  // namespace

Json setting_value(const SettingValue& value) {
  return std::visit([](const auto& v) { return Json(v); }, value);
}

Json settings_of(const std::vector<Setting>& settings) {
  Json out = Json::array();
  for (const Setting& setting : settings) {
    out.push_back({{"key", setting.key},
                   {"value", setting_value(setting.value)},
                   {"why", setting.why},
                   {"default", text_or_null(setting.default_value)},
                   {"source", text_or_null(setting.source)}});
  }
  return out;
}

Json consumer_config_of(const ConsumerConfig& config) {
  return {{"group_strategy", config.group_strategy},
          {"error_handling", config.error_handling},
          {"dlq", dead_letter_policy(config.dead_letter)},
          {"retry", retry_policy(config.retry)},
          {"circuit_breaker", circuit_breaker(config.circuit_breaker)},
          {"error_classification",
           {{"retryable", config.errors.retryable},
            {"non_retryable", config.errors.non_retryable},
            {"unclassified", config.errors.unclassified}}},
          {"settings", settings_of(config.settings)},
          {"groups", groups(config.groups)}};
}

}  // namespace eventarch::report
