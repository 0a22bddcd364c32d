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
  const FaultOutcome& fault = result.faults.at(0);
  EXPECT_TRUE(fault.broke.empty()) << "cut off, and nothing lost";
  ASSERT_TRUE(fault.recovery_ms);
  EXPECT_GT(*fault.recovery_ms, 60'000) << "nobody else takes over";
}

FaultOutcome fault_of(const SimulationResult& result, std::string_view name) {
  return *std::ranges::find(result.faults, name, &FaultOutcome::name);
}

bool broke(const FaultOutcome& fault, std::string_view guarantee) {
  return std::ranges::find(fault.broke, guarantee) != fault.broke.end();
}

// One replica has it when it counts as sent, and the other may be the one that is promoted.
TEST(AsynchronousCopies, LoseWhatWasConfirmedInAFailover) {
  for (const auto& with : {tasks_with, events_with}) {
    const auto result = with("broker: redis_streams", "default");
    const auto no_loss = no_loss_of(result);
    EXPECT_EQ(no_loss.status, GuaranteeStatus::violated);
    EXPECT_EQ(no_loss.cause_name, "acknowledged_before_replicated");
    EXPECT_NE(no_loss.remedy.find("`decisions.broker`"), std::string::npos) << no_loss.remedy;
    EXPECT_FALSE(result.broker.nearest);
  }
}

struct Disk {
  std::string decisions;
  bool applies;  ///< what is confirmed can be in memory alone
};

TEST(PowerLoss, TakesWhatBrokersConfirmFromMemory) {
  for (const Disk& one : {
           Disk{"broker: kafka", true},
           Disk{"broker: nats_jetstream", true},
           Disk{"broker: redpanda, producer_acks: leader", true},
           Disk{"broker: redpanda", false},
           Disk{"broker: pulsar", false},
           Disk{"broker: kinesis", false},
           Disk{"broker: azure_event_hubs", false},
           Disk{"broker: redis_streams", false},
       }) {
    for (const auto& with : {tasks_with, events_with}) {
      const auto fault = fault_of(with(one.decisions, "all"), "power_loss_everywhere");
      EXPECT_EQ(fault.applies, one.applies) << one.decisions;
      EXPECT_EQ(broke(fault, "no_loss"), one.applies) << one.decisions;
    }
  }
}

TEST(PowerLoss, TakesFromStreamsOfRabbitmqAndNotFromItsQueues) {
  EXPECT_FALSE(fault_of(tasks_with("broker: rabbitmq", "all"), "power_loss_everywhere").applies);
  const auto stream = events_with("broker: rabbitmq", "all");
  EXPECT_EQ(stream.broker.model, "rabbitmq_stream");
  EXPECT_TRUE(broke(fault_of(stream, "power_loss_everywhere"), "no_loss"));
}

// Nobody outside sees the copies of a service, or its elections.
TEST(Services, AreNotJudgedByTheCopiesOfAnotherBroker) {
  for (const char* broker : {"kinesis", "azure_event_hubs", "gcp_pubsub", "azure_service_bus"}) {
    const auto result = events_with(std::string("broker: ") + broker, "all");
    for (const FaultOutcome& fault : result.faults) {
      const bool of_copies = fault.name.find("leader") != std::string::npos ||
                             fault.name.find("replica") != std::string::npos;
      EXPECT_FALSE(of_copies && fault.applies) << broker << ": " << fault.name;
    }
    EXPECT_EQ(guarantee_of(result, "durability").status, GuaranteeStatus::not_applicable) << broker;
    EXPECT_TRUE(result.broker.nearest) << broker;
  }
}

// The design allows one request in flight where the broker does not know the order of repeats.
TEST(RequestsInFlight, AreThoseOfTheSettings) {
  const auto result = events_with("broker: kafka, producer_acks: leader", "one_batch_fails");
  EXPECT_GE(fault_of(result, "one_batch_fails").window_hits, 3U);
  EXPECT_EQ(guarantee_of(result, "per_key_order").status, GuaranteeStatus::holds);
}

TEST(CommittedFirst, WhatAFaultBreaksItHasStruck) {
  const auto result = events_with("broker: kafka, offset_commit: before_processing");
  EXPECT_EQ(no_loss_of(result).cause_name, "commit_before_effect");
  for (const FaultOutcome& fault : result.faults) {
    EXPECT_TRUE(fault.broke.empty() || fault.window_hits > 0) << fault.name;
  }
  for (const char* name : {"all_reconnect_at_once", "rebalance_during_processing"}) {
    EXPECT_TRUE(broke(fault_of(result, name), "no_loss")) << name;
  }
}

}  // namespace
}  // namespace eventarch::simulation
