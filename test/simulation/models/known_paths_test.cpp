/// Hashes of histories that are written down here. Another compiler, other options, another machine
/// or another event queue has to come to the same; they change with a change of a model, which then
/// says so, and with nothing else.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "simulation/engine/pending_heap.hpp"
#include "simulation/engine/timing_wheel.hpp"
#include "simulation/models/message_path.hpp"
#include "simulation/run/promises_of.hpp"

namespace eventarch::simulation {
namespace {

// One run of the message path for each model of a broker, with every kind of draw in it:
// arrivals, keys, ways through the broker, processing times, failures, waits.

struct KnownPath {
  std::string_view broker;
  std::uint64_t hash;
  std::uint64_t events;
};

SimulationPlan plan_with(std::string_view broker) {
  SimulationPlan plan;
  plan.broker = *find_broker_model(broker);
  plan.groups = {{"first", 3}, {"second", 5}};
  plan.ordering = Ordering::partition;
  plan.effects_once = true;
  plan.hot_key_share = 0.1;
  plan.consumer.deduplication = Deduplication::after_effect;
  plan.consumer.remember_ms = 60'000;
  plan.consumer.retry.initial_ms = 5;
  plan.consumer.retry.attempts = 3;
  return plan;
}

PathSetup setup_with(const SimulationPlan& plan) {
  PathSetup setup;
  setup.plan = &plan;
  setup.seed = 7;
  setup.messages = 5'000;
  setup.rate_per_second = 1'000;
  setup.partitions = 6;
  setup.instances = {3, 5};
  setup.keys = 60;
  setup.keys_in_turn = false;
  setup.followers = plan.broker.replication == Replication::managed ? 0 : 2;
  setup.producers = 4;
  setup.processing = Distribution::lognormal(1.2e6, 0.7);
  setup.broker = Distribution::lognormal_by_percentiles(5e6, 15e6);
  setup.batch_wait = one_millisecond;
  setup.failing_share = 0.05;
  setup.failing_for_good = 0.002;
  return setup;
}

template <class Pending>
std::string history_of(std::string_view broker, Pending pending) {
  const SimulationPlan plan = plan_with(broker);
  const PathSetup setup = setup_with(plan);
  InvariantSet invariants(layout_of(setup), promises_of(plan, plan));
  Recorder recorder(&invariants);
  const PathEnd end = run_message_path({&setup, &recorder, nullptr, nullptr}, std::move(pending));
  EXPECT_TRUE(end.at_rest) << broker;
  EXPECT_EQ(end.sent, setup.messages) << broker;
  return fmt::format("{:016x} after {} events", recorder.hash(), recorder.count());
}

class KnownPaths : public testing::TestWithParam<KnownPath> {};

TEST_P(KnownPaths, AreTakenWithEitherQueue) {
  const KnownPath& known = GetParam();
  const std::string expected = fmt::format("{:016x} after {} events", known.hash, known.events);
  EXPECT_EQ(history_of(known.broker, PendingHeap{}), expected);
  EXPECT_EQ(history_of(known.broker, TimingWheel{}), expected);
  EXPECT_EQ(history_of(known.broker, TimingWheel{one_second}), expected);
}

INSTANTIATE_TEST_SUITE_P(
    Brokers, KnownPaths,
    testing::Values(KnownPath{"kafka_topic", 0x8d20e4fcc71947fe, 59'629},
                    KnownPath{"jetstream_shared", 0xa8f52afdee517eef, 60'993},
                    KnownPath{"jetstream_single_consumer", 0x486a233f1bf3c455, 61'027},
                    KnownPath{"kafka_share_group", 0xa8f52afdee517eef, 60'993},
                    KnownPath{"managed_keyed_queue", 0x5382ce1890b9ccda, 60'993},
                    KnownPath{"managed_log", 0x8630404fa3bc8d9c, 59'629},
                    KnownPath{"managed_queue", 0x60dd37038b86092b, 60'993},
                    KnownPath{"pulsar_exclusive", 0x8d20e4fcc71947fe, 59'629},
                    KnownPath{"pulsar_key_shared", 0x6dc1921b07e3639e, 60'993},
                    KnownPath{"pulsar_shared", 0xa8f52afdee517eef, 60'993},
                    KnownPath{"rabbitmq_quorum_queue", 0xa8f52afdee517eef, 60'993},
                    KnownPath{"rabbitmq_single_consumer", 0x486a233f1bf3c455, 61'027},
                    KnownPath{"rabbitmq_stream", 0x8d20e4fcc71947fe, 59'629},
                    KnownPath{"redis_stream", 0x486a233f1bf3c455, 61'027},
                    KnownPath{"redis_stream_shared", 0xa8f52afdee517eef, 60'993},
                    KnownPath{"redpanda_topic", 0x8d20e4fcc71947fe, 59'629},
                    KnownPath{"sqs_fifo", 0x5382ce1890b9ccda, 60'993},
                    KnownPath{"sqs_standard", 0x7eff061dc845a3be, 61'007}),
    [](const auto& known) { return std::string(known.param.broker); });

TEST(KnownPaths, CoverAllBrokers) { EXPECT_EQ(broker_models().size(), 18U); }

}  // namespace
}  // namespace eventarch::simulation
