/// What a confirmation is worth with each broker and its settings, from the file to the verdict.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "simulation/run/sample_study.hpp"

namespace eventarch::simulation {
namespace {

/// `work` begins with the use case and goes on with what requirements it has.
SimulationResult decided(const std::string& work, const std::string& decisions,
                         const std::string& fault) {
  SimulationOptions options;
  options.seeds = 3;
  options.load_runs = false;
  options.faults = {fault};
  return simulated(advices_of("event_context:\n  name: tasks\n  use_case: " + work +
                              "    delivery: at_least_once, retention: 1 days}\n"
                              "  workload: {processing_time: 20 ms}\n"
                              "  decisions: {" +
                              decisions + "}\n")
                       .at(0),
                   options);
}

SimulationResult tasks_with(const std::string& decisions, const std::string& fault = "default") {
  return decided("work_queue\n  requirements: {throughput: 300 msg/s, ordering: none,\n", decisions,
                 fault);
}

SimulationResult events_with(const std::string& decisions, const std::string& fault = "default") {
  return decided("pub_sub\n  requirements: {throughput: 300 msg/s, ordering: partition,\n",
                 decisions, fault);
}

GuaranteeVerdict guarantee_of(const SimulationResult& result, std::string_view name) {
  return *std::ranges::find(result.guarantees, name, &GuaranteeVerdict::name);
}

GuaranteeVerdict no_loss_of(const SimulationResult& result) {
  return guarantee_of(result, "no_loss");
}

TEST(ProducerAcks, AreThoseOfTheBrokerWhereItHasNoSettingForThem) {
  for (const char* broker : {"rabbitmq", "nats_jetstream", "pulsar"}) {
    const auto result = tasks_with(std::string("broker: ") + broker + ", producer_acks: leader");
    EXPECT_EQ(no_loss_of(result).status, GuaranteeStatus::holds) << broker;
  }
  for (const char* acks : {"leader", "none"}) {
    const auto result = tasks_with(std::string("broker: sqs, producer_acks: ") + acks);
    EXPECT_EQ(no_loss_of(result).status, GuaranteeStatus::holds) << acks;
  }
}

TEST(ProducerAcks, AreThoseOfTheFileWhereTheBrokerTakesThem) {
  EXPECT_EQ(no_loss_of(tasks_with("broker: kafka, producer_acks: leader")).cause_name,
            "acknowledged_before_replicated");
  EXPECT_EQ(no_loss_of(tasks_with("broker: rabbitmq, producer_acks: none")).cause_name,
            "acknowledged_before_stored");
}

// One copy is never sounder than three, and three mend what one loses.
TEST(Copies, OneLosesWhatThreeKeep) {
  for (const std::string broker : {"broker: kafka", "broker: rabbitmq"}) {
    for (const auto& with : {tasks_with, events_with}) {
      const auto one = no_loss_of(with(broker + ", replication_factor: 1", "default"));
      EXPECT_EQ(one.status, GuaranteeStatus::violated) << broker;
      EXPECT_EQ(one.cause_name, "only_copy_lost") << broker;
      EXPECT_NE(one.remedy.find("`decisions.replication_factor: 3`"), std::string::npos);
      const auto three = with(broker + ", replication_factor: 3", "default");
      EXPECT_FALSE(three.guarantee_broken()) << broker;
    }
  }
}

TEST(Copies, ASingleOneHasToBeThereForProducersToGoOn) {
  const auto result = events_with("broker: kafka, replication_factor: 1", "leader_isolated");
  const auto found = std::ranges::find(result.faults, "leader_isolated", &FaultOutcome::name);
  ASSERT_NE(found, result.faults.end());
  EXPECT_TRUE(found->broke.empty()) << "cut off, and nothing lost";
  ASSERT_TRUE(found->recovery_ms);
  EXPECT_GT(*found->recovery_ms, 60'000) << "nobody else takes over";
}

}  // namespace
}  // namespace eventarch::simulation
