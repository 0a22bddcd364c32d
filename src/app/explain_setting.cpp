#include <fmt/format.h>

#include <algorithm>

#include "app/explanation.hpp"
#include "assembly/setting_key.hpp"

namespace eventarch {
namespace {

using assembly::SettingKey;
using report::TextPage;

/// Keys are documented for the brokers that are built in: those of others are their owner's.
std::vector<IndexRow> rows() {
  std::vector<IndexRow> all;
  for (const Broker& broker : built_in_catalogue().brokers) {
    for (const SettingKey& key : assembly::setting_keys(broker.id)) {
      all.push_back({std::string(key.key), std::string(broker.name)});
    }
  }
  std::ranges::sort(all, {}, &IndexRow::name);
  // Not ranges::unique: its subrange is beyond clang 14 with this standard library.
  all.erase(std::unique(all.begin(), all.end(),
                        [](const IndexRow& a, const IndexRow& b) { return a.name == b.name; }),
            all.end());
  return all;
}

std::string page_of(const Broker& broker, const SettingKey& key) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (setting of {})", key.key, broker.name));
  page.row("Default", key.default_value.empty() ? "none" : key.default_value, 10);
  if (!key.range.empty()) page.row("Range", key.range, 10);
  page.row("Source", key.source, 10);
  page.blank();
  page.paragraph(
      "What a design sets it to, and why, is in its report: "
      "eventarch design FILE -v",
      0);
  return page.take();
}

std::vector<std::string> pages(std::string_view name) {
  std::vector<std::string> found;
  for (const Broker& broker : built_in_catalogue().brokers) {
    if (const SettingKey* key = assembly::find_setting_key(broker.id, name)) {
      found.push_back(page_of(broker, *key));
    }
  }
  return found;
}

}  // namespace

ExplainedKind setting_kind() { return {"setting", "Settings", rows, pages}; }

}  // namespace eventarch
