#include "assembly/design_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

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

namespace {

struct KeyOfTypes {
  std::string_view key;
  std::vector<std::string_view> types;
};

/// Those that state a key, in the order of the file.
std::vector<KeyOfTypes> types_by_key(const EventContext& context) {
  std::vector<KeyOfTypes> all;
  std::map<std::string_view, std::size_t> known;
  for (const MessageType& message : context.messages) {
    if (!message.key) continue;
    const auto [at, added] = known.try_emplace(message.key->value, all.size());
    if (added) all.push_back({message.key->value, {}});
    if (message.type) all[at->second].types.emplace_back(message.type->value);
  }
  return all;
}

/// "A, B and 3 more"
std::string cut_list(const std::vector<std::string_view>& names, std::size_t most) {
  const std::size_t shown = std::min(names.size(), most);
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(shown);
  std::string text = fmt::format("{}", fmt::join(names.begin(), end, ", "));
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

}  // namespace

std::string DesignInput::key() const {
  if (context.requirements.ordering == Ordering::global) return "a constant";
  std::string first = identity();
  const bool differ = std::ranges::any_of(context.messages, [&](const MessageType& message) {
    return message.key && message.key->value != first;
  });
  return differ ? "key" : first;
}

std::string DesignInput::keys() const {
  if (context.requirements.ordering == Ordering::global) return "a constant";
  const std::vector<KeyOfTypes> all = types_by_key(context);
  if (all.size() < 2) return identity();
  constexpr std::size_t most_keys = 6;
  constexpr std::size_t most_types = 4;
  std::string text;
  for (std::size_t i = 0; i < all.size() && i < most_keys; ++i) {
    if (i > 0) text += ", ";
    text += all[i].key;
    if (!all[i].types.empty()) text += fmt::format(" ({})", cut_list(all[i].types, most_types));
  }
  if (all.size() > most_keys) {
    text += fmt::format(" and {}", counted(all.size() - most_keys, "more key"));
  }
  return text;
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
