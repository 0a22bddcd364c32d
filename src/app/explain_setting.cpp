#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/explanation.hpp"
#include "assembly/setting_key.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using assembly::SettingKey;
using report::TextPage;

/// What is documented of a key, and the brokers that it holds for.
struct Documented {
  SettingKey key;
  std::vector<std::string> brokers;
};

bool same(const SettingKey& a, const SettingKey& b) {
  return a.default_value == b.default_value && a.range == b.range && a.source == b.source;
}

/// Keys are documented for the brokers that are built in: those of others are their owner's.
std::vector<IndexRow> setting_rows() {
  std::map<std::string, std::vector<std::string>> brokers_by_key;
  for (const Broker& broker : built_in_catalogue().brokers) {
    for (const SettingKey& key : assembly::setting_keys(broker.id)) {
      brokers_by_key[std::string(key.key)].emplace_back(broker.name);
    }
  }
  std::vector<IndexRow> all;
  all.reserve(brokers_by_key.size());
  for (const auto& [key, brokers] : brokers_by_key) all.push_back({key, text::list_of(brokers)});
  return all;
}

/// What the brokers say of it, those together that say the same.
std::vector<Documented> documented(std::string_view name) {
  std::vector<Documented> all;
  for (const Broker& broker : built_in_catalogue().brokers) {
    const SettingKey* key = assembly::find_setting_key(broker.id, name);
    if (key == nullptr) continue;
    const auto known =
        std::ranges::find_if(all, [&](const Documented& one) { return same(one.key, *key); });
    if (known == all.end()) {
      all.push_back({*key, {std::string(broker.name)}});
    } else {
      known->brokers.emplace_back(broker.name);
    }
  }
  return all;
}

void print_key(TextPage& page, const SettingKey& key) {
  page.row("Default", key.default_value.empty() ? "none" : key.default_value, 10);
  if (!key.range.empty()) page.row("Range", key.range, 10);
  page.row("Source", key.source, 10);
}

std::vector<std::string> setting_pages(std::string_view name) {
  const std::vector<Documented> all = documented(name);
  if (all.empty()) return {};
  std::vector<std::string> brokers;
  for (const Documented& one : all) {
    brokers.insert(brokers.end(), one.brokers.begin(), one.brokers.end());
  }
  TextPage page(Color::off);
  page.title(fmt::format("{} (a setting of {})", name, text::list_of(brokers)));
  for (const Documented& one : all) {
    if (all.size() > 1) page.heading(text::list_of(one.brokers));
    print_key(page, one.key);
  }
  page.blank();
  page.paragraph(
      "What a design sets it to, and why, is in its report: "
      "eventarch design FILE -v",
      0);
  return {page.take()};
}

}  // namespace

ExplainedKind setting_kind() { return {"setting", "Settings", setting_rows, setting_pages}; }

}  // namespace eventarch
