#include "eventarch/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "app/explanation.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using report::TextPage;

/// In the order of the index. Settings are listed by number: they are many.
std::array<ExplainedKind, 19> kinds() {
  return {field_kind(),           criterion_kind(),       rule_kind(),      formula_kind(),
          pattern_kind(),         alert_kind(),           metric_kind(),    log_event_kind(),
          troubleshooting_kind(), checklist_kind(),       guarantee_kind(), fault_kind(),
          cause_kind(),           mistake_kind(),         change_kind(),    constraint_kind(),
          sizing_word_kind(),     simulation_word_kind(), setting_kind()};
}

/// One meaning of a name.
struct Meaning {
  std::string kind;
  std::string page;
};

void add_catalogue_meaning(std::string_view name, const Catalogue& catalogue,
                           std::vector<Meaning>& meanings) {
  const std::size_t slash = name.find('/');
  const Broker* broker = catalogue.find(name.substr(0, slash));
  if (broker == nullptr && slash == std::string_view::npos) {
    // Reports name a mode beside its broker.
    for (const Broker& one : catalogue.brokers) {
      const Mode* mode = one.find_mode(name);
      if (mode != nullptr) meanings.push_back({"mode of a broker", explain_mode(one, *mode)});
    }
  }
  if (broker == nullptr) return;
  if (slash == std::string_view::npos) {
    meanings.push_back({"broker", explain_broker(*broker)});
  } else if (const Mode* mode = broker->find_mode(name.substr(slash + 1))) {
    meanings.push_back({"mode of a broker", explain_mode(*broker, *mode)});
  }
}

std::vector<Meaning> meanings_of(std::string_view name, const Catalogue& catalogue) {
  std::vector<Meaning> meanings;
  add_catalogue_meaning(name, catalogue, meanings);
  for (const ExplainedKind& kind : kinds()) {
    for (std::string& page : kind.pages(name)) {
      meanings.push_back({std::string(kind.kind), std::move(page)});
    }
  }
  return meanings;
}

/// `consumer_lag` is a metric, a log event and something to look for: all of them are shown.
std::string joined(std::string_view name, const std::vector<Meaning>& meanings) {
  std::vector<std::string> listed;
  for (const Meaning& meaning : meanings) {
    if (std::ranges::find(listed, meaning.kind) == listed.end()) listed.push_back(meaning.kind);
  }
  TextPage page(Color::off);
  page.paragraph(listed.size() == 1
                     ? fmt::format("{} is found {} times.", text::printable(name), meanings.size())
                     : fmt::format("{} has {} meanings: {}.", text::printable(name),
                                   meanings.size(), text::list_of(listed)),
                 0);
  std::string out = page.take();
  for (const Meaning& meaning : meanings) out += "\n" + meaning.page;
  return out;
}

std::vector<std::string> all_names(const Catalogue& catalogue) {
  std::vector<std::string> names;
  for (const Broker& broker : catalogue.brokers) {
    names.emplace_back(broker.id);
    for (const Mode& mode : broker.modes) names.push_back(fmt::format("{}/{}", broker.id, mode.id));
  }
  for (const ExplainedKind& kind : kinds()) {
    for (IndexRow& row : kind.rows()) names.push_back(std::move(row.name));
  }
  return names;
}

/// Lower case, without blanks, dashes and underscores: "Dead-letter queue" is dead_letter_queue.
std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == '_') continue;
    letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return letters;
}

/// Of every name that differs from this one in nothing but case, blanks, dashes and underscores; of
/// names in parts, such as requirements.latency, the last part is enough.
std::vector<Meaning> meanings_of_same_letters(std::string_view name, const Catalogue& catalogue) {
  const std::string letters = letters_of(name);
  std::vector<std::string> same;
  for (std::string& one : all_names(catalogue)) {
    const std::string_view last = std::string_view(one).substr(one.rfind('.') + 1);
    if (letters_of(one) == letters || letters_of(last) == letters) same.push_back(std::move(one));
  }
  std::ranges::sort(same);
  same.erase(std::unique(same.begin(), same.end()), same.end());
  std::vector<Meaning> meanings;
  for (const std::string& one : same) {
    for (Meaning& meaning : meanings_of(one, catalogue)) {
      // A page that goes by two of the names is shown once.
      if (std::ranges::find(meanings, meaning.page, &Meaning::page) != meanings.end()) continue;
      meanings.push_back(std::move(meaning));
    }
  }
  return meanings;
}

void print_settings(TextPage& page, std::vector<IndexRow> rows) {
  page.paragraph(
      fmt::format("`eventarch explain KEY` takes each configuration key that designs "
                  "set; {} are known, such as {} and {}.",
                  rows.size(), rows.front().name, rows.back().name));
}

}  // namespace

std::string explain_index(const Catalogue& catalogue) {
  constexpr std::size_t name_width = 30;
  TextPage page(Color::off);
  page.title("Brokers (eventarch explain NAME, or NAME/MODE)");
  print_brokers(page, catalogue, Offer::always);
  page.heading("Brokers that take part only where they are named");
  print_brokers(page, catalogue, Offer::by_name);
  for (const ExplainedKind& kind : kinds()) {
    page.heading(kind.heading);
    std::vector<IndexRow> rows = kind.rows();
    if (kind.kind == "setting") {
      print_settings(page, std::move(rows));
      continue;
    }
    for (const IndexRow& row : rows) page.row(row.name, row.summary, name_width);
  }
  return page.take();
}

std::optional<std::string> explain(std::string_view name, const Catalogue& catalogue) {
  std::vector<Meaning> meanings = meanings_of(name, catalogue);
  if (meanings.empty()) {
    for (std::string& page : fields_that_take(name)) {
      meanings.push_back({"key that takes it", std::move(page)});
    }
  }
  if (meanings.empty()) meanings = meanings_of_same_letters(name, catalogue);
  if (meanings.empty()) return std::nullopt;
  if (meanings.size() == 1) return meanings.front().page;
  return joined(name, meanings);
}

std::vector<std::string> explained_names(const Catalogue& catalogue) {
  std::vector<std::string> names = all_names(catalogue);
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::optional<std::string> explain_suggestion(std::string_view name, const Catalogue& catalogue) {
  const auto names = all_names(catalogue);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto meant = text::closest(name, views);
  if (!meant) return std::nullopt;
  return std::string(*meant);
}

void print_part(TextPage& page, std::string_view heading, std::string_view text) {
  if (text.empty()) return;
  page.heading(heading);
  page.paragraph(text);
}

}  // namespace eventarch
