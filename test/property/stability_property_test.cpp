/// Stability, recounted: each single step written into the design file, and the file ranked anew.

#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "property/harness.hpp"

namespace eventarch::property {
namespace {

/// A figure that stability halves and doubles, written as a whole number of its unit.
struct Figure {
  std::string path;
  std::string unit;
  double now = 0;
  double most = 0;  ///< beyond it nobody designs, and stability does not look
};

std::vector<Figure> figures_of(const EventContext& context) {
  const Requirements& r = context.requirements;
  return {{"requirements.throughput", "msg/s", r.throughput.per_second, 1e9},
          {"requirements.latency", "ms", r.latency.milliseconds, 60'000},
          {"requirements.retention", "hours", r.retention.hours(), 1e6}};
}

void add_figure_steps(const DesignFile& file, const Figure& figure, std::vector<DesignFile>& all) {
  for (const double factor : {0.5, 2.0}) {
    const double to = std::round(figure.now * factor);
    if (to < 1 || to > figure.most || to == figure.now) continue;
    DesignFile changed = file;
    changed.set(figure.path, fmt::format("{:.0f} {}", to, figure.unit));
    all.push_back(std::move(changed));
  }
}

/// The words next to the one of now, which stand in the order from weakest to strongest.
void add_word_steps(const DesignFile& file, const std::string& path,
                    const std::array<std::string_view, 3>& words, std::string_view now,
                    std::vector<DesignFile>& all) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] != now && words[i + 1] != now) continue;
    DesignFile changed = file;
    changed.set(path, std::string(words[i] == now ? words[i + 1] : words[i]));
    all.push_back(std::move(changed));
  }
}

std::vector<DesignFile> single_steps(const DesignFile& file, const EventContext& context) {
  std::vector<DesignFile> all;
  for (const Figure& figure : figures_of(context)) add_figure_steps(file, figure, all);
  add_word_steps(file, "requirements.ordering", {"none", "partition", "global"},
                 eventarch::name_of(context.requirements.ordering), all);
  add_word_steps(file, "requirements.delivery", {"at_most_once", "at_least_once", "exactly_once"},
                 eventarch::name_of(context.requirements.delivery), all);
  return all;
}

/// How many of the changed files have another winner, or none.
std::size_t count_changing(const std::vector<DesignFile>& steps, const Broker& winner) {
  std::size_t changing = 0;
  for (const DesignFile& changed : steps) {
    const auto ranked = ranking_of(context_of(changed));
    const bool kept = ranked.front().eligible() && ranked.front().broker == &winner;
    if (!kept) ++changing;
  }
  return changing;
}

/// Pairs of steps are neighbours as well, so that there may be more of either kind.
void expect_recounted(const DesignFile& file, const EventContext& context, const Broker& winner,
                      const Stability& stability) {
  const auto steps = single_steps(file, context);
  const std::size_t changing = count_changing(steps, winner);
  EXPECT_LE(changing, stability.neighbours - stability.keeping);
  EXPECT_LE(steps.size() - changing, stability.keeping);
  if (stability.share() == 1) {
    EXPECT_EQ(changing, 0U);
  }
}

TEST(StabilityProperty, IsAShareOfNeighboursWhereABrokerIsChosen) {
  int chosen = 0;
  for_design_files(2000, {.demanding = true}, [&](const DesignFile& file, Random&) {
    const Decision decision = select_broker(context_of(file), built_in_catalogue());
    ASSERT_EQ(decision.stability.has_value(), decision.winner() != nullptr);
    if (!decision.stability) return;
    ++chosen;
    EXPECT_GT(decision.stability->neighbours, 0U);
    EXPECT_LE(decision.stability->keeping, decision.stability->neighbours);
    EXPECT_GE(decision.stability->share(), 0);
    EXPECT_LE(decision.stability->share(), 1);
    EXPECT_NE(decision.stability->rival, decision.winner()->broker->name);
  });
  EXPECT_GT(chosen, portion_of(200));
}

TEST(StabilityProperty, IsNotMeasuredWhereABrokerIsPinned) {
  for_design_files(500, {.pinned = true}, [](const DesignFile& file, Random&) {
    EXPECT_FALSE(select_broker(context_of(file), built_in_catalogue()).stability);
  });
}

TEST(StabilityProperty, CountsEverySingleStepThatChangesTheWinner) {
  int firm = 0;
  int other = 0;
  for_design_files(500, {}, [&](const DesignFile& file, Random&) {
    const EventContext context = context_of(file);
    const Decision decision = select_broker(context, built_in_catalogue());
    if (!decision.stability) return;
    ++(decision.stability->share() == 1 ? firm : other);
    expect_recounted(file, context, *decision.winner()->broker, *decision.stability);
  });
  EXPECT_GT(firm, portion_of(50));
  EXPECT_GT(other, portion_of(50));
}

}  // namespace
}  // namespace eventarch::property
