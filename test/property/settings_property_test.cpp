/// Every setting of a design is one that its broker documents, with a value that it takes.

#include <gtest/gtest.h>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "assembly/setting_key.hpp"
#include "property/harness.hpp"

namespace eventarch {
namespace {

/// "2 to 10" and "0 or more", as far as a range is one of numbers.
struct Bounds {
  double least = 0;
  std::optional<double> most;
};

std::optional<double> number_at_start(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  return value;
}

std::optional<Bounds> bounds_of(std::string_view range) {
  const auto least = number_at_start(range);
  if (!least) return std::nullopt;
  const std::size_t to = range.find(" to ");
  if (to != std::string_view::npos) return Bounds{*least, number_at_start(range.substr(to + 4))};
  if (range.find(" or more") != std::string_view::npos) return Bounds{*least, std::nullopt};
  return std::nullopt;
}

std::string text_of(const SettingValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

/// A range of words lists them all: "none, gzip or zstd".
bool lists_words(std::string_view range) {
  return range.find(" or ") != std::string_view::npos && !bounds_of(range) &&
         !range.starts_with("a ");
}

void expect_documented(std::string_view broker, const Setting& setting) {
  const assembly::SettingKey* key = assembly::find_setting_key(broker, setting.key);
  ASSERT_NE(key, nullptr) << broker << " has no " << setting.key;
  EXPECT_EQ(setting.source, key->source);
  EXPECT_EQ(setting.default_value, key->default_value);
  EXPECT_FALSE(setting.source.empty()) << setting.key;
  EXPECT_FALSE(setting.why.empty()) << setting.key;
  if (const auto* whole = std::get_if<std::int64_t>(&setting.value)) {
    const auto bounds = bounds_of(key->range);
    if (!bounds) return;
    EXPECT_GE(static_cast<double>(*whole), bounds->least) << setting.key;
    EXPECT_LE(static_cast<double>(*whole), bounds->most.value_or(1e300)) << setting.key;
  } else if (lists_words(key->range)) {
    EXPECT_NE(key->range.find(text_of(setting.value)), std::string_view::npos)
        << setting.key << " = " << text_of(setting.value) << ", but it takes " << key->range;
  }
}

bool documented_broker(std::string_view broker) {
  return broker == "kafka" || broker == "pulsar" || broker == "redpanda";
}

void expect_documented(std::string_view broker, const Design& design) {
  for (const Topic& topic : design.topology.topics) {
    for (const Setting& setting : topic.config) expect_documented(broker, setting);
  }
  for (const Setting& setting : design.producer.settings) expect_documented(broker, setting);
  for (const Setting& setting : design.consumer.settings) expect_documented(broker, setting);
}

/// Each mode of the brokers, suitable or not: what a design may ever print.
TEST(Settings, AreThoseOfTheBrokerWithinTheirRanges) {
  std::size_t designs = 0;
  property::for_design_files(
      500, {.decisions = true, .extreme = true},
      [&](const property::DesignFile& file, property::Random& /*random*/) {
        const auto context = property::context_with(file, {});
        if (!context) return;
        for (const Broker& broker : built_in_catalogue().brokers) {
          if (!documented_broker(broker.id)) continue;
          for (const Mode& mode : broker.modes) {
            Candidate chosen;
            chosen.broker = &broker;
            chosen.mode = &mode;
            expect_documented(broker.id,
                              assemble_design(*context, chosen, size_design(*context, chosen)));
            ++designs;
          }
        }
      });
  EXPECT_GT(designs, 200U);
}

}  // namespace
}  // namespace eventarch
