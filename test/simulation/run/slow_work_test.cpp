/// Jobs that take minutes: what a simulation says of them rests on the settings of their design,
/// and no verdict stays open.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "simulation/run/sample_study.hpp"

namespace eventarch::simulation {
namespace {

using testing::HasSubstr;

Advice slow_jobs(const std::string& broker, const std::string& processing) {
  return advices_of(
             "event_context:\n  name: jobs\n  use_case: work_queue\n"
             "  requirements: {throughput: 2 msg/s, latency: 7200 s, ordering: none,\n"
             "    delivery: at_least_once, retention: 4 days}\n"
             "  consumers: [encoder]\n"
             "  workload: {processing_time: " +
             processing +
             ", message_size: 2 KB}\n"
             "  constraints: {allowed_brokers: [" +
             broker + "]}\n")
      .at(0);
}

SimulationOptions few() {
  SimulationOptions options;
  options.seeds = 5;
  options.messages = 10'000;
  return options;
}

class SlowWork : public testing::TestWithParam<std::string> {};

TEST_P(SlowWork, LeavesNoVerdictOpen) {
  const SimulationResult result = simulated(slow_jobs(GetParam(), "10 min"), few());
  for (const GuaranteeVerdict& one : result.guarantees) {
    EXPECT_NE(one.status, GuaranteeStatus::undecided) << one.name;
    EXPECT_NE(one.status, GuaranteeStatus::violated) << one.name << ": " << one.cause;
  }
  for (const FaultOutcome& one : result.faults) EXPECT_EQ(one.runs_cut, 0U) << one.name;
}

/// A simulation that took messages from consumers at work would find them all idle.
TEST_P(SlowWork, KeepsConsumersAsBusyAsTheFormulaSays) {
  SimulationOptions options = few();
  options.faults = {"none"};
  options.messages = 100'000;  // many times ten minutes, so that they are as busy as they will be
  const SimulationResult result = simulated(slow_jobs(GetParam(), "10 min"), options);
  const GroupPerformance& group = result.performance->groups.at(0);
  const auto busy =
      std::ranges::find(group.closed_forms, std::string("utilization"), &ClosedForm::quantity);
  ASSERT_NE(busy, group.closed_forms.end());
  EXPECT_LT(busy->relative_difference, 0.05);
}

INSTANTIATE_TEST_SUITE_P(Brokers, SlowWork, testing::Values("kafka", "pulsar", "rabbitmq", "sqs"),
                         [](const testing::TestParamInfo<std::string>& one) { return one.param; });

TEST(SlowWorkOnSqs, ComesBackAfterTheTimeoutOfTheDesign) {
  SimulationOptions options = few();
  options.load_runs = false;
  options.faults = {"consumer_crash_before_effect"};
  const SimulationResult result = simulated(slow_jobs("sqs", "10 min"), options);
  EXPECT_THAT(result.assumptions, testing::Contains(HasSubstr("is that of the design, 1 hour")));
}

TEST(FullQueue, IsTriedWithinThePlannedOutage) {
  SimulationOptions options = few();
  options.load_runs = false;
  options.faults = {"queue_overflow"};
  const SimulationResult result = simulated(slow_jobs("rabbitmq", "10 min"), options);
  const FaultOutcome& full = result.faults.at(0);
  EXPECT_EQ(full.window_hits, options.seeds) << "the queue was full in every run";
  ASSERT_TRUE(full.recovery_ms);
  constexpr double two_hours_ms = 7'200'000;
  EXPECT_LT(*full.recovery_ms, two_hours_ms);
}

// ---- What is named as a remedy is one ----------------------------------------------------------

Advice log_with(const std::string& retention, const std::string& outage) {
  return advices_of(
             "event_context:\n  name: log\n  use_case: pub_sub\n"
             "  requirements: {throughput: 1K msg/s, ordering: partition,\n"
             "    delivery: at_least_once, retention: " +
             retention + "}\n  workload: {processing_time: 1 ms, outage: " + outage +
             "}\n  decisions: {broker: kafka}\n")
      .at(0);
}

SimulationResult under(const Advice& advice, const std::string& fault) {
  SimulationOptions options;
  options.seeds = 5;
  options.load_runs = false;
  options.faults = {fault};
  return simulated(advice, options);
}

const GuaranteeVerdict& verdict_on(const SimulationResult& result, const std::string& name) {
  return *std::ranges::find(result.guarantees, name, &GuaranteeVerdict::name);
}

TEST(AbsenceBeyondRetention, IsSurvivedOnceItIsPlannedFor) {
  const SimulationResult found = under(log_with("1 days", "30 min"), "group_away_beyond_retention");
  const GuaranteeVerdict& lost = verdict_on(found, "no_loss");
  EXPECT_EQ(lost.status, GuaranteeStatus::violated);
  EXPECT_EQ(lost.cause_name, "retention_too_short");
  EXPECT_THAT(lost.remedy, HasSubstr("`workload.outage`"));
  EXPECT_THAT(lost.remedy, HasSubstr("alert on the age of the oldest unread message"));
  // A longer retention alone does not mend it: the absence is longer still.
  EXPECT_EQ(
      verdict_on(under(log_with("4 days", "30 min"), "group_away_beyond_retention"), "no_loss")
          .status,
      GuaranteeStatus::violated);
  // The absence of the first run, 24 hours and a minute, planned for as the remedy says.
  EXPECT_EQ(verdict_on(under(log_with("4 days", "25 hours"), "group_away"), "no_loss").status,
            GuaranteeStatus::holds);
}

Advice queue_with(const std::string& decisions) {
  return advices_of(
             "event_context:\n  name: tasks\n  use_case: work_queue\n"
             "  requirements: {throughput: 100 msg/s, ordering: none,\n"
             "    delivery: at_least_once, retention: 2 days}\n"
             "  workload: {processing_time: 10 ms}\n"
             "  decisions: {broker: rabbitmq" +
             decisions + "}\n")
      .at(0);
}

TEST(MessagesThatExpire, AreNotLostOnceTheyAreSetAside) {
  const SimulationResult found = under(queue_with(", dead_letter_queue: false"), "messages_expire");
  const GuaranteeVerdict& lost = verdict_on(found, "no_loss");
  EXPECT_EQ(lost.status, GuaranteeStatus::violated);
  EXPECT_EQ(lost.cause_name, "message_expired");
  EXPECT_THAT(lost.remedy, HasSubstr("set `decisions.dead_letter_queue: true`"));
  EXPECT_EQ(verdict_on(under(queue_with(", dead_letter_queue: true"), "messages_expire"), "no_loss")
                .status,
            GuaranteeStatus::holds);
}

}  // namespace
}  // namespace eventarch::simulation
