#include "simulation/plan/unread_of.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

#include "eventarch/catalogue.hpp"
#include "eventarch/decision.hpp"

namespace eventarch::simulation {
namespace {

const Setting* find_setting(const Topic& topic, std::string_view key) {
  const auto found = std::ranges::find(topic.config, key, &Setting::key);
  return found == topic.config.end() ? nullptr : &*found;
}

std::optional<double> number_of(const Topic& topic, std::string_view key) {
  const Setting* setting = find_setting(topic, key);
  if (setting == nullptr) return std::nullopt;
  if (const auto* whole = std::get_if<std::int64_t>(&setting->value)) {
    return static_cast<double>(*whole);
  }
  const auto* real = std::get_if<double>(&setting->value);
  return real == nullptr ? std::nullopt : std::optional(*real);
}

bool is(const Topic& topic, std::string_view key, std::string_view value) {
  const Setting* setting = find_setting(topic, key);
  const auto* text = setting == nullptr ? nullptr : std::get_if<std::string>(&setting->value);
  return text != nullptr && *text == value;
}

const Topic* events_of(const Design& design) {
  const auto found = std::ranges::find(design.topology.topics, "event", &Topic::kind);
  return found == design.topology.topics.end() ? nullptr : &*found;
}

/// Queues of RabbitMQ say by their settings what becomes of messages, and dead-letter what expires.
UnreadPlan rabbitmq_queue(const Topic& topic) {
  UnreadPlan plan;
  plan.dead_letters_take_expired = true;
  const bool dead_letters = find_setting(topic, "dead-letter-exchange") != nullptr;
  if (const auto ttl = number_of(topic, "message-ttl"); ttl && *ttl > 0) {
    plan.kept_ms = *ttl;
    plan.expired = dead_letters ? Expired::dead_lettered : Expired::deleted;
  }
  if (const auto length = number_of(topic, "max-length"); length && *length > 0) {
    plan.length_most = *length;
    const bool refuses = is(topic, "overflow", "reject-publish");
    plan.overflow = refuses        ? Overflow::refuse_new
                    : dead_letters ? Overflow::set_oldest_aside
                                   : Overflow::drop_oldest;
  }
  return plan;
}

/// Service Bus moves what expires, where its queues or subscriptions are told to.
bool sets_expired_aside(const Design& design) {
  return std::ranges::any_of(design.topology.topics, [](const Topic& topic) {
    const Setting* setting = find_setting(topic, "deadLetteringOnMessageExpiration");
    const bool* on = setting == nullptr ? nullptr : std::get_if<bool>(&setting->value);
    return (topic.kind == "event" || topic.kind == "subscription") && on != nullptr && *on;
  });
}

UnreadPlan kept_for(double ms) {
  UnreadPlan plan;
  if (ms <= 0) return plan;
  plan.kept_ms = ms;
  plan.expired = Expired::deleted;
  return plan;
}

}  // namespace

UnreadPlan unread_of(const Advice& advice) {
  constexpr double ms_per_s = 1000;
  constexpr double ms_per_hour = 3'600'000;
  const Candidate& chosen = *advice.decision->winner();
  const Topic* topic = events_of(*advice.design);
  if (topic == nullptr) return {};
  const std::string_view broker = chosen.broker->id;
  if (broker == "rabbitmq" && chosen.mode->id != "stream") return rabbitmq_queue(*topic);
  // Retention of Pulsar begins with the acknowledgement: only a time to live takes what is unread.
  if (broker == "pulsar") {
    return kept_for(number_of(*topic, "set-message-ttl --ttl").value_or(0) * ms_per_s);
  }
  UnreadPlan plan = kept_for(topic->retention_hours.value_or(0) * ms_per_hour);
  plan.dead_letters_take_expired = broker == "azure_service_bus";
  if (plan.expired == Expired::deleted && sets_expired_aside(*advice.design)) {
    plan.expired = Expired::dead_lettered;
  }
  return plan;
}

}  // namespace eventarch::simulation
