/// Models that are broken on purpose: the history of a sound run with one thing done wrong has to
/// flip the verdict on the guarantee that stands against it.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/faults/fault_table.hpp"
#include "simulation/invariants/invariant_table.hpp"
#include "simulation/plan/simulation_plan.hpp"
#include "simulation/run/sample_study.hpp"
#include "simulation/run/single_run.hpp"

namespace eventarch::simulation {
namespace {

struct Mutant {
  const char* name;
  const char* fault;
  const char* sample;
  const char* breaks;
  bool (*mutate)(Event& event);  ///< false: the event does not happen
};

void PrintTo(const Mutant& mutant, std::ostream* out) { *out << mutant.name; }

bool never_stored(Event& event) {
  const bool sending = event.kind == EventKind::send || event.kind == EventKind::send_ok;
  return event.message == nothing || event.message % 100 != 7 || sending;
}

bool skips_the_check(Event& event) {
  if (event.kind != EventKind::skip_duplicate) return true;
  event.kind = EventKind::effect;
  event.outcome = Outcome::ok;
  event.attempt = 1;
  return true;
}

bool one_attempt_too_few(Event& event) {
  if (event.kind == EventKind::dead_letter && event.attempt > 1) --event.attempt;
  return true;
}

bool waits_twice_as_long(Event& event) {
  if (event.kind == EventKind::retry) event.value *= 2;
  return true;
}

bool keeps_the_old_epoch(Event& event) {
  if (event.kind == EventKind::commit && event.epoch > 1) --event.epoch;
  return true;
}

bool forgets_that_it_is_open(Event& event) {
  const bool rejects = event.kind == EventKind::call && event.outcome == Outcome::rejected;
  if (rejects) event.outcome = Outcome::started;
  return true;
}

bool sets_nothing_aside(Event& event) { return event.kind != EventKind::dead_letter; }

bool elects_a_shorter_log(Event& event) {
  if (event.kind == EventKind::elect && event.value > 0) --event.value;
  return true;
}

bool undoes_nothing(Event& event) { return event.kind != EventKind::saga_compensate; }

bool commits_one_ahead(Event& event) {
  if (event.kind == EventKind::commit) ++event.value;
  return true;
}

bool leaves_a_row_behind(Event& event) {
  const bool publishing = event.kind == EventKind::send || event.kind == EventKind::append ||
                          event.kind == EventKind::send_ok;
  return !publishing || event.message % 50 != 7;
}

bool projects_twice(Event& event) {
  if (event.kind == EventKind::project && event.value == 40) event.value = 39;
  return true;
}

constexpr Mutant mutants[] = {
    {"acknowledges_what_it_never_stores", "none", "order-events", "no_loss", never_stored},
    {"skips_the_duplicate_check", "consumer_crash_after_effect", "order-events",
     "no_duplicate_effect", skips_the_check},
    {"counts_an_attempt_too_few", "poison_message", "order-events",
     "dead_letter_after_max_attempts", one_attempt_too_few},
    {"waits_beyond_the_jitter", "poison_message", "order-events", "retry_schedule",
     waits_twice_as_long},
    {"lets_a_replaced_consumer_commit", "consumer_crash_after_effect", "order-events", "fencing",
     keeps_the_old_epoch},
    {"calls_through_an_open_breaker", "dependency_down", "order-events", "breaker_legal",
     forgets_that_it_is_open},
    {"drops_what_fails_for_good", "poison_message_not_retryable", "order-events", "no_loss",
     sets_nothing_aside},
    {"elects_a_leader_that_lacks_a_record", "leader_crash_followers_caught_up", "order-events",
     "durability", elects_a_shorter_log},
    {"undoes_no_step", "none/saga", "trip-booking", "saga_atomicity", undoes_nothing},
    {"commits_one_record_ahead", "none", "order-events", "commit_not_ahead", commits_one_ahead},
    {"leaves_a_row_of_the_outbox_behind", "none/outbox", "order-events", "outbox_complete",
     leaves_a_row_behind},
    {"projects_an_event_twice", "none/event_store", "account-ledger", "projection_convergence",
     projects_twice},
};

class BrokenModel : public testing::TestWithParam<Mutant> {
 protected:
  BrokenModel() {
    study_.designed = plan_of(sample_advice(GetParam().sample), options_);
    study_.simulated = study_.designed;
    const std::string_view wanted = GetParam().fault;
    const auto slash = wanted.find('/');
    const std::string_view process = slash == wanted.npos ? "" : wanted.substr(slash + 1);
    const auto fault = find_fault(wanted);
    if (fault) study_.faults = {*fault};
    for (const RunName& name : runs_of_seed(study_, 1)) {
      const bool same_process =
          process.empty() || (name.scenario && name.scenario->name == process);
      if (name.fault == fault && same_process) {
        run_ = name;
        break;
      }
    }
  }

  [[nodiscard]] std::uint64_t violations(bool (*mutate)(Event&)) const {
    const RunRules rules = rules_of(study_, *run_, options_);
    InvariantSet invariants(rules.layout, rules.promises);
    replay(study_, *run_, options_, [&](const Event& event) {
      Event changed = event;
      if (mutate == nullptr || mutate(changed)) invariants.observe(changed);
      return true;
    });
    const std::size_t place = find_invariant(GetParam().breaks).value();
    return invariants.evidence().invariants[place].violations;
  }

  SimulationOptions options_;
  FaultStudy study_;
  std::optional<RunName> run_;
};

TEST_P(BrokenModel, FlipsTheVerdict) {
  ASSERT_TRUE(run_) << "no such run";
  EXPECT_EQ(violations(nullptr), 0U) << "the sound model";
  EXPECT_GT(violations(GetParam().mutate), 0U);
}

INSTANTIATE_TEST_SUITE_P(Mutants, BrokenModel, testing::ValuesIn(mutants),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace eventarch::simulation
