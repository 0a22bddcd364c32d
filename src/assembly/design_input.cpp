#include "assembly/design_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {

std::uint32_t DesignInput::max_attempts() const {
  constexpr std::uint32_t usual = 5;
  const auto& decided = context.decisions.max_attempts;
  if (!decided) return at_most_once() ? 1 : usual;
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(decided->value.value, 1, 1000));
}

bool DesignInput::acks_weakened() const {
  const auto& decided = context.decisions.producer_acks;
  if (!decided || decided->value == ProducerAcks::all) return false;
  return can_choose(confirmation_of(broker), decided->value);
}

std::string DesignInput::key() const {
  if (context.requirements.ordering == Ordering::global) return "a constant";
  return identity();
}

std::string DesignInput::identity() const {
  for (const MessageType& message : context.messages) {
    if (message.key) return message.key->value;
  }
  return "aggregate_id";
}

Settings& Settings::set(std::string key, SettingValue value, std::string why) {
  Setting setting{.key = std::move(key),
                  .value = std::move(value),
                  .why = std::move(why),
                  .default_value = {},
                  .source = {}};
  if (const SettingKey* known = find_setting_key(broker_, setting.key)) {
    setting.default_value = known->default_value;
    setting.source = known->source;
  }
  list_.push_back(std::move(setting));
  return *this;
}

SettingValue whole(double value) {
  constexpr double largest = 9007199254740992.0;  // 2^53: exact in every JSON reader
  return static_cast<std::int64_t>(std::clamp(std::round(value), -1.0, largest));
}

}  // namespace eventarch::assembly
