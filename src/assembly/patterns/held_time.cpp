#include "assembly/patterns/held_time.hpp"

#include <algorithm>
#include <charconv>

#include "assembly/patterns/broker_wording.hpp"

namespace eventarch::assembly {
namespace {

/// Seconds out of a duration of Go: `30s`, `2h`.
std::optional<double> seconds_of(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  double number = 0;
  const char* end = text.data() + text.size() - 1;
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end) return std::nullopt;
  constexpr double per_hour = 3600;
  if (text.back() == 's') return number;
  if (text.back() == 'h') return number * per_hour;
  return std::nullopt;
}

}  // namespace

std::optional<double> number_of(const Setting& setting) {
  if (const auto* text = std::get_if<std::string>(&setting.value)) return seconds_of(*text);
  if (const auto* whole_number = std::get_if<std::int64_t>(&setting.value)) {
    return static_cast<double>(*whole_number);
  }
  if (const auto* number = std::get_if<double>(&setting.value)) return *number;
  return std::nullopt;
}

std::optional<Setting> configured(const PatternInput& input, std::string_view key) {
  if (key.empty()) return std::nullopt;
  const auto pick = [&](const std::vector<Setting>& settings) -> std::optional<Setting> {
    const auto found = std::ranges::find(settings, key, &Setting::key);
    if (found == settings.end() || !number_of(*found)) return std::nullopt;
    return *found;
  };
  if (auto setting = pick(input.consumer.settings)) return setting;
  for (const Topic& topic : input.topology.topics) {
    if (topic.kind != "event" && topic.kind != "queue") continue;
    if (auto setting = pick(topic.config)) return setting;
  }
  return std::nullopt;
}

std::optional<double> held_at_most_ms(const PatternInput& input) {
  const BrokerWording& words = wording(input);
  if (words.timeout.empty()) return std::nullopt;
  const auto setting = configured(input, words.timeout);
  return setting ? *number_of(*setting) * words.timeout_unit_ms : words.timeout_default_ms;
}

}  // namespace eventarch::assembly
