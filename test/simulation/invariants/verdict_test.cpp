/// Many runs become one judgement.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "simulation/faults/fault_table.hpp"
#include "simulation/history_builder.hpp"
#include "simulation/invariants/verdict.hpp"

namespace eventarch::simulation {
namespace {

History good() {
  History history;
  history.stored(0, 0).processed(0, 0).commit(1).quiesce();
  return history;
}

History bad(std::uint32_t message) {
  History history;
  for (std::uint32_t earlier = 0; earlier < message; ++earlier) {
    history.stored(earlier, earlier).processed(earlier, earlier);
  }
  history.stored(message, message).deliver(message, message).commit(message + 1ULL);
  history.add(EventKind::crash, {.actor = consumer}).quiesce();
  return history;
}

Judgement judgement_of(std::string_view invariant, const std::vector<SeededEvidence>& runs,
                       const std::vector<std::uint32_t>& injected = {},
                       const Promises& promises = at_least_once) {
  return judge(promises, runs, injected).at(find_invariant(invariant).value());
}

SeededEvidence run(std::uint64_t seed, const History& history) {
  return {seed, evidence_of(history, at_least_once)};
}

TEST(Verdict, Holds) {
  const Judgement judgement = judgement_of("no_loss", {run(1, good()), run(2, good())});
  EXPECT_EQ(judgement.verdict, Verdict::holds);
  EXPECT_EQ(judgement.runs, 2U);
  EXPECT_EQ(judgement.exercised, 2U);
  EXPECT_FALSE(judgement.violation.has_value());
}

TEST(Verdict, TheFirstViolatedSeedIsKept) {
  const Judgement judgement =
      judgement_of("no_loss", {run(5, good()), run(6, bad(3)), run(7, bad(1))});
  EXPECT_EQ(judgement.verdict, Verdict::violated);
  EXPECT_EQ(judgement.runs_violated, 2U);
  EXPECT_EQ(judgement.seed, 6U);
  EXPECT_EQ(judgement.violation.value().event.message, 3U);
}

TEST(Verdict, NotApplicableWithoutThePromise) {
  EXPECT_EQ(judgement_of("no_duplicate_effect", {run(1, good())}).verdict, Verdict::not_applicable);
}

TEST(Verdict, NotApplicableWhereThereIsNothingToJudge) {
  Promises queue = at_least_once;
  queue.offsets = queue.rebalances = false;
  for (const std::string_view name : {"no_poll_skip", "rebalance_completes"}) {
    EXPECT_NE(judgement_of(name, {run(1, good())}).verdict, Verdict::not_applicable);
    EXPECT_EQ(judgement_of(name, {run(1, good())}, {}, queue).verdict, Verdict::not_applicable);
  }
}

TEST(Verdict, NotExercisedWhereNothingHappened) {
  History empty;
  empty.quiesce();
  EXPECT_EQ(judgement_of("no_loss", {run(1, empty)}).verdict, Verdict::not_exercised);
  EXPECT_EQ(judgement_of("no_loss", {}).verdict, Verdict::not_exercised);
}

TEST(Verdict, NotExercisedWhereTheFaultMissed) {
  const std::uint32_t fault = find_fault("consumer_crash_before_effect").value();
  History missed = good();
  missed.add(EventKind::fault_begin, {.subject = fault, .actor = consumer});
  const Judgement unhit = judgement_of("no_loss", {run(1, missed)}, {fault});
  EXPECT_EQ(unhit.verdict, Verdict::not_exercised);
  EXPECT_EQ(unhit.window_hits, 0U);
  EXPECT_EQ(judgement_of("no_loss", {run(1, missed)}, {}).verdict, Verdict::holds)
      << "where no fault was asked for, an ordinary run says something";

  History hit = missed;
  hit.add(EventKind::fault_window, {.subject = fault});
  const Judgement judgement = judgement_of("no_loss", {run(1, missed), run(2, hit)}, {fault});
  EXPECT_EQ(judgement.verdict, Verdict::holds);
  EXPECT_EQ(judgement.window_hits, 1U);
}

TEST(Verdict, FaultsThatDoNotEndangerItDoNotMatter) {
  const std::uint32_t fault = find_fault("orchestrator_crash").value();
  EXPECT_EQ(judgement_of("no_loss", {run(1, good())}, {fault}).verdict, Verdict::holds);
}

TEST(Verdict, FaultsWithoutAWindowHitWheneverTheyBegin) {
  const std::uint32_t fault = find_fault("slow_consumer").value();
  History history = good();
  history.add(EventKind::fault_begin, {.subject = fault, .actor = consumer});
  const std::vector<SeededEvidence> runs{run(1, history)};
  EXPECT_EQ(count_faults(runs).at(fault), (FaultCount{.begun = 1, .hits = 1}));
}

TEST(Verdict, UndecidedWithoutRest) {
  History history;
  history.stored(0, 0).add(EventKind::horizon, {});
  const std::vector<SeededEvidence> runs{run(1, good()), run(2, history)};
  EXPECT_EQ(judgement_of("no_loss", runs).verdict, Verdict::undecided);
  EXPECT_EQ(judgement_of("no_phantom", runs).verdict, Verdict::holds) << "safety needs no rest";
}

TEST(InvariantTable, NamesFaultsThatExistInOrder) {
  for (const Invariant& invariant : invariant_table()) {
    EXPECT_TRUE(std::ranges::is_sorted(invariant.endangered_by)) << invariant.name;
    for (const std::string_view fault : invariant.endangered_by) {
      EXPECT_TRUE(find_fault(fault).has_value()) << invariant.name << ": " << fault;
    }
    EXPECT_FALSE(invariant.statement.ends_with('.')) << invariant.name;
    EXPECT_FALSE(invariant.guarantee.empty()) << invariant.name;
    EXPECT_FALSE(invariant.exercise.empty()) << invariant.name;
  }
  EXPECT_EQ(find_invariant("no_such_invariant"), std::nullopt);
}

TEST(CauseTable, EachCauseHasANameOfItsOwnAndARemedy) {
  std::vector<std::string_view> names;
  for (const CauseText& text : cause_table()) {
    names.push_back(text.name);
    EXPECT_FALSE(text.says.empty() || text.says.ends_with('.')) << text.name;
    EXPECT_FALSE(text.mends.empty() || text.mends.ends_with('.')) << text.name;
  }
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(FaultTable, WindowsOpenAndClose) {
  for (const Fault& fault : fault_table()) {
    EXPECT_FALSE(fault.summary.ends_with('.')) << fault.name;
    if (!fault.window) continue;
    EXPECT_NE(fault.window->opens, fault.window->closes) << fault.name;
  }
  const Window window = *fault_table()[*find_fault("consumer_crash_after_effect")].window;
  const Event applied{
      .message = 1, .actor = consumer, .kind = EventKind::effect, .outcome = Outcome::ok};
  Event failed = applied;
  failed.outcome = Outcome::failed;
  EXPECT_TRUE(opens(window, applied));
  EXPECT_FALSE(opens(window, failed));
  EXPECT_TRUE(closes(window, applied, {.actor = consumer, .kind = EventKind::commit}));
  EXPECT_FALSE(closes(window, applied, {.actor = other_consumer, .kind = EventKind::commit}));
  EXPECT_EQ(find_fault("no_such_fault"), std::nullopt);
}

}  // namespace
}  // namespace eventarch::simulation
