/// Every fact of the catalogue is used: a fact that changes no report is asked of every broker for
/// nothing.

#include <array>
#include <cmath>
#include <memory>
#include <string_view>
#include <vector>

#include "catalogue/broker_storage.hpp"
#include "catalogue/fact_table.hpp"
#include "eventarch/report.hpp"
#include "property/harness.hpp"

namespace eventarch::property {
namespace {

using catalogue::FactDescription;
using catalogue::FactKind;

bool is_worded(const FactDescription& row) {
  return row.kind == FactKind::choice || row.kind == FactKind::list;
}

/// A list becomes its first missing word, or its first word where it has them all.
Word another_word(const FactDescription& row, const Fact& fact) {
  for (const Word word : row.words) {
    if (!fact.is(word)) return word;
  }
  return row.words.front();
}

double another_number(const Fact& fact) {
  const bool limited = fact.number && std::isfinite(*fact.number);
  constexpr double much_less = 1000;
  return limited ? *fact.number / much_less : 1;
}

void change(const FactDescription& row, Fact& fact, BrokerStorage& storage) {
  if (is_worded(row)) {
    const Word word = another_word(row, fact);
    fact.words = {};
    fact.words.add(word);
    fact.text = eventarch::name_of(word);
  } else {
    fact.number = another_number(fact);
    fact.text = storage.keep(fmt::format("{}", *fact.number));
  }
}

/// A broker of its own modes, so that they can be changed.
template <class Changing>
Broker copy_of(const Broker& broker, Changing changing) {
  auto storage = std::make_shared<BrokerStorage>();
  storage->modes.assign(broker.modes.begin(), broker.modes.end());
  for (Mode& mode : storage->modes) changing(mode, *storage);
  Broker copy = broker;
  copy.modes = storage->modes;
  copy.storage = storage;
  return copy;
}

template <class Changing>
Catalogue copy_of_catalogue(Changing changing) {
  Catalogue copy;
  for (const Broker& broker : built_in_catalogue().brokers) copy.put(copy_of(broker, changing));
  return copy;
}

Catalogue catalogue_with_another(const FactDescription& row) {
  return copy_of_catalogue([&](Mode& mode, BrokerStorage& storage) {
    change(row, mode.facts[static_cast<std::size_t>(row.key)], storage);
  });
}

struct Reported {
  std::string design_file;
  std::string report;
};

std::string report_on(const std::string& design_file, const Catalogue& catalogue) {
  return render_json(advise({"generated.yaml", design_file, "generated"}, catalogue).front());
}

/// Generated design files with their reports by the catalogue as it is.
std::vector<Reported> reported_files() {
  constexpr std::uint64_t files = 200;
  std::vector<Reported> all;
  for (std::uint64_t seed = 1; seed <= files; ++seed) {
    Random random(seed);
    const std::string yaml = generate(random, {.decisions = true}).yaml();
    all.push_back({yaml, report_on(yaml, built_in_catalogue())});
  }
  return all;
}

TEST(FactUseProperty, AnUnchangedCopyOfTheCatalogueGivesTheSameReports) {
  const Catalogue copy = copy_of_catalogue([](Mode&, BrokerStorage&) {});
  for (const Reported& file : reported_files()) {
    ASSERT_EQ(report_on(file.design_file, copy), file.report) << file.design_file;
  }
}

TEST(FactUseProperty, EveryFactOfTheCatalogueChangesAReport) {
  const auto files = reported_files();
  for (const FactDescription& row : catalogue::facts()) {
    const Catalogue changed = catalogue_with_another(row);
    const bool is_used = std::ranges::any_of(files, [&](const Reported& file) {
      return report_on(file.design_file, changed) != file.report;
    });
    EXPECT_TRUE(is_used) << "the fact `" << row.name << "` changes nothing";
  }
}

}  // namespace
}  // namespace eventarch::property
