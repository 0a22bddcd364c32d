/// Every broker is the answer to some question: one that can never win is not worth its facts.

#include <array>
#include <string>
#include <vector>

#include "property/harness.hpp"
#include "selection/contest.hpp"

namespace eventarch::property {
namespace {

constexpr std::array clouds{Cloud::aws, Cloud::azure, Cloud::gcp, Cloud::on_premises};
constexpr std::array deployments{Deployment::managed, Deployment::self_managed,
                                 Deployment::serverless};

/// Those of the values that a fact lists, as a design file spells them.
template <class Values>
std::vector<std::string> listed_in(const Fact& fact, const Values& values) {
  std::vector<std::string> names;
  for (const auto value : values) {
    if (fact.is(word_of(value))) names.emplace_back(eventarch::name_of(value));
  }
  return names;
}

/// Puts a file where the broker runs: one that runs in a single cloud is not drowned by the others.
void place(const Broker& broker, DesignFile& file, Random& random) {
  const Mode& mode = broker.modes.front();
  file.set("constraints.cloud", random.one_of(listed_in(mode.fact(FactKey::clouds), clouds)));
  file.set("constraints.deployment",
           random.one_of(listed_in(mode.fact(FactKey::deployments), deployments)));
}

/// Whether the broker wins on some generated file that is placed where it runs, against those that
/// are named or, without names, against those that are always offered.
bool wins_against(const std::vector<std::string>& names, const Broker& broker) {
  bool wins = false;
  selection::Contest contest(built_in_catalogue());
  for_design_files(10'000, {}, [&](const DesignFile& file, Random& random) {
    if (wins) return;
    DesignFile changed = file;
    changed.erase("constraints.allowed_brokers");
    changed.erase("constraints.forbidden_brokers");
    if (!names.empty()) changed.set("constraints.allowed_brokers", list_text(names));
    place(broker, changed, random);
    const auto first = contest.winner(context_of(changed));
    wins = first && first->broker == &broker;
  });
  return wins;
}

TEST(WinnersProperty, EveryBrokerWinsSomewhereAmongAllOfThem) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    EXPECT_TRUE(wins_against(built_in_catalogue().ids(), broker)) << broker.id << " never wins";
  }
}

TEST(WinnersProperty, EveryBrokerThatIsAlwaysOfferedWinsSomewhereWhereNoneIsNamed) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    if (broker.offered == Offer::by_name) continue;
    EXPECT_TRUE(wins_against({}, broker)) << broker.id << " never wins";
  }
}

}  // namespace
}  // namespace eventarch::property
