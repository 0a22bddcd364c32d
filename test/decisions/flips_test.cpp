/// What would change a decision, applied to the file as `--set` does: of all samples and all
/// published cases, each flip does what it says.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "decisions/cases.hpp"
#include "eventarch/advise.hpp"
#include "rules/shortfalls.hpp"
#include "selection/variation.hpp"

namespace eventarch {
namespace {

using testing::IsEmpty;

/// A file, with the text that `--set` is applied to.
struct File {
  std::string name;
  std::string text;
};

std::vector<File> all_files() {
  std::vector<File> files;
  const std::filesystem::path samples = std::filesystem::path(EVENTARCH_SOURCE_DIR) / "samples";
  for (const auto& entry : std::filesystem::directory_iterator(samples)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    files.push_back({entry.path().stem().string(), text.str()});
  }
  for (const std::string_view corpus : {"published_decisions.yaml", "further_decisions.yaml"}) {
    for (const auto& published : decisions_test::cases_in(corpus)) {
      files.push_back({published.id, published.design_file});
    }
  }
  std::ranges::sort(files, {}, &File::name);
  return files;
}

std::vector<Advice> advised(const File& file, const std::vector<Override>& changes = {}) {
  return advise({file.name + ".yaml", file.text, file.name}, built_in_catalogue(), changes);
}

std::string name_of_winner(const Advice& advice) {
  const Candidate* winner = advice.decision ? advice.decision->winner() : nullptr;
  return winner == nullptr ? std::string{} : std::string(winner->broker->name);
}

/// The rules of what a design misses; errors alone, or warnings too.
std::set<std::string_view> missed(const Advice& advice, bool errors_alone) {
  std::set<std::string_view> rules;
  for (const Diagnostic& one : advice.findings.all()) {
    if (errors_alone ? one.severity == Severity::error : rules::is_shortfall(one)) {
      rules.insert(one.rule->name);
    }
  }
  return rules;
}

std::set<std::string_view> more(const std::set<std::string_view>& then,
                                const std::set<std::string_view>& now) {
  std::set<std::string_view> out;
  std::ranges::set_difference(then, now, std::inserter(out, out.end()));
  return out;
}

/// Of a flip to another broker: its design does what the one of now does, or that is said.
void expect_stands(const Advice& now, const Advice& then, const Flip& flip) {
  ASSERT_TRUE(then.design);
  EXPECT_EQ(then.decision->winner()->mode->id, flip.mode);
  const auto errors = missed(then, true);
  const auto shortfalls = missed(then, false);
  if (!flip.shortfalls.empty()) {
    EXPECT_FALSE(shortfalls.empty()) << "nothing is missed";
    return;
  }
  EXPECT_THAT(more(errors, missed(now, true)), IsEmpty());
  EXPECT_THAT(more(shortfalls, missed(now, false)), IsEmpty());
  if (!now.design->sizing.latency.met) return;
  EXPECT_TRUE(then.design->sizing.latency.met);
  EXPECT_TRUE(then.design->sizing.unreachable.empty());
}

/// The value that is named, and the nearest one on the near side of it: the figures of flips have
/// three digits.
double just_before(const selection::Figure& figure, double now, double named) {
  const double digits = std::pow(10, std::floor(std::log10(named) + 1e-9) - 2);
  const double step = std::max(1 / figure.steps, digits);
  constexpr double slack = 1e-6;
  if (named > now)
    return std::max(now, figure.stated((std::ceil(named / step - slack) - 1) * step));
  return std::min(now, figure.stated((std::floor(named / step + slack) + 1) * step));
}

/// What a figure of the file is where it is stated just on the near side of the flip.
void expect_kept_before(const File& file, std::size_t document, const Advice& now,
                        const Advice& then, const Flip& flip) {
  const auto figure =
      std::ranges::find(selection::figures(), flip.field, &selection::Figure::field);
  if (figure == selection::figures().end() || flip.from.ends_with(" (assumed)")) return;
  EventContext before = *now.context;
  figure->set(before, just_before(*figure, figure->get(*now.context), figure->get(*then.context)));
  const std::string stated = figure->show(before);
  SCOPED_TRACE("just before: " + stated);
  const Advice kept = std::move(advised(file, {{flip.field, stated}})[document]);
  EXPECT_EQ(name_of_winner(kept), name_of_winner(now));
}

/// How many flips were held to their word.
int check_flips(const File& file, std::size_t document, const Advice& now) {
  int checked = 0;
  for (const Flip& flip : now.decision->flips) {
    SCOPED_TRACE(fmt::format("{}: {} -> {}: {} ({})", flip.field, flip.from, flip.to,
                             flip.technology, flip.reason));
    const std::string to = flip.to == "not stated" ? "null" : flip.to;
    const Advice then = std::move(advised(file, {{flip.field, to}})[document]);
    if (!flip.technology.empty()) {
      EXPECT_EQ(name_of_winner(then), flip.technology);
      expect_stands(now, then, flip);
    } else if (flip.shortfalls.empty()) {
      EXPECT_EQ(name_of_winner(then), "");
    } else {
      EXPECT_THAT(flip.reason, testing::StartsWith(name_of_winner(then) + " comes first"));
      EXPECT_THAT(missed(then, false), testing::Not(IsEmpty()));
    }
    expect_kept_before(file, document, now, then, flip);
    ++checked;
  }
  return checked;
}

TEST(Flips, DoWhatTheySayInEverySampleAndPublishedCase) {
  int checked = 0;
  for (const File& file : all_files()) {
    SCOPED_TRACE(file.name);
    const std::vector<Advice> all = advised(file);
    for (std::size_t document = 0; document < all.size(); ++document) {
      if (!all[document].design) continue;
      checked += check_flips(file, document, all[document]);
    }
  }
  EXPECT_GT(checked, 900);
}

}  // namespace
}  // namespace eventarch
