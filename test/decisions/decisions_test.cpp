/// Published decisions as a regression corpus: what was right for others must not change unseen.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "decisions/cases.hpp"

namespace eventarch {
namespace {

using decisions_test::advice_on;
using decisions_test::Case;
using decisions_test::cases_in;
using testing::HasSubstr;
using testing::IsEmpty;

bool lists(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool suits(const Case& published, std::string_view broker) {
  return broker == published.recommended || lists(published.acceptable, broker);
}

/// The id of the broker that wins; empty where none does.
std::string winner_of(const Advice& advice) {
  if (!advice.decision || advice.decision->winner() == nullptr) return {};
  return std::string(advice.decision->winner()->broker->id);
}

/// A forbidden broker is out for a reason that a reader can look up. That another one scored higher
/// needs no source.
void expect_sourced_exclusion(const Candidate& candidate) {
  const auto is_sourced = [](const Exclusion& exclusion) {
    return !exclusion.source.empty() && !exclusion.required.empty() && !exclusion.offered.empty();
  };
  EXPECT_TRUE(std::ranges::any_of(candidate.exclusions, is_sourced)) << candidate.display_name();
}

void expect_explained(const Case& published, const Decision& decision) {
  ASSERT_NE(decision.winner(), nullptr);
  EXPECT_THAT(decision.rationale, HasSubstr(decision.winner()->display_name()));
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.eligible() || !lists(published.forbidden, candidate.broker->id)) continue;
    expect_sourced_exclusion(candidate);
  }
}

/// Who won each case, counted by what its source thinks of that.
struct Outcome {
  int recommended = 0;
  int suitable = 0;  ///< recommended or acceptable
  std::vector<std::string> forbidden;
  std::vector<std::string> others;  ///< the cases that got another broker than the recommended one

  void count(const Case& published, const std::string& winner) {
    const std::string shown =
        fmt::format("{}: {} instead of {}", published.id, winner, published.recommended);
    if (winner == published.recommended) {
      ++recommended;
    } else {
      others.push_back(suits(published, winner) ? shown + " (acceptable)" : shown);
    }
    if (suits(published, winner)) ++suitable;
    if (lists(published.forbidden, winner)) forbidden.push_back(shown);
  }
};

Outcome outcome_of(const std::vector<Case>& cases) {
  Outcome outcome;
  for (const Case& published : cases) {
    SCOPED_TRACE(published.id);
    const Advice advice = advice_on(published);
    EXPECT_TRUE(advice.valid());
    if (advice.decision) expect_explained(published, *advice.decision);
    outcome.count(published, winner_of(advice));
  }
  return outcome;
}

std::string listed(const std::vector<std::string>& lines) {
  return fmt::format("not the recommended broker:\n  {}", fmt::join(lines, "\n  "));
}

TEST(Decisions, AreThoseThatWerePublished) {
  const auto cases = cases_in("published_decisions.yaml");
  ASSERT_EQ(cases.size(), 30U);
  const Outcome outcome = outcome_of(cases);
  EXPECT_THAT(outcome.forbidden, IsEmpty());
  EXPECT_EQ(outcome.suitable, 30) << listed(outcome.others);
  EXPECT_GE(outcome.recommended, 28) << listed(outcome.others);
}

TEST(Decisions, AreMostlyThoseOfFurtherPublications) {
  const auto cases = cases_in("further_decisions.yaml");
  ASSERT_EQ(cases.size(), 60U);
  const Outcome outcome = outcome_of(cases);
  EXPECT_THAT(outcome.forbidden, IsEmpty());
  EXPECT_GE(outcome.suitable, 59) << listed(outcome.others);
  EXPECT_GE(outcome.recommended, 52) << listed(outcome.others);
}

/// A case that names no broker of the catalogue would count as missed, or as never forbidden.
TEST(Decisions, NameBrokersOfTheCatalogue) {
  std::vector<std::string> ids;
  for (const std::string_view file : {"published_decisions.yaml", "further_decisions.yaml"}) {
    for (const Case& published : cases_in(file)) {
      SCOPED_TRACE(published.id);
      EXPECT_FALSE(lists(ids, published.id)) << "the id is there twice";
      ids.push_back(published.id);
      std::vector<std::string> named = published.acceptable;
      named.push_back(published.recommended);
      for (const std::string& id : published.forbidden) {
        EXPECT_FALSE(lists(named, id)) << id << " is both suitable and forbidden";
      }
      named.insert(named.end(), published.forbidden.begin(), published.forbidden.end());
      for (const std::string& id : named) EXPECT_NE(built_in_catalogue().find(id), nullptr) << id;
    }
  }
}

}  // namespace
}  // namespace eventarch
