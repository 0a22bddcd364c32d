/// What a design says where a reader would once have been misled: the choice of a mode, resources
/// that belong to it, and what its sizes cover.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "design_of.hpp"
#include "eventarch/advise.hpp"
#include "pattern_design.hpp"

namespace eventarch {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using testing_support::advice_on;
using testing_support::design_of;

/// A work queue that no broker of the catalogue can keep exactly once with priorities.
std::string work_queue_on(std::string_view broker, std::string_view delivery) {
  return fmt::format(
      "{{use_case: work_queue, requirements: {{throughput: 5K msg/s, latency: 500ms, ordering: "
      "none, delivery: {}}}, workload: {{processing_time: 100 ms}}, producers: [shop], consumers: "
      "[billing, search], constraints: {{priority: true}}, decisions: {{broker: {}}}}}",
      delivery, broker);
}

std::string_view chosen_mode(const Advice& advice) {
  return advice.decision->candidates.front().mode->id;
}

TEST(PinnedBrokers, ThatAreUnfitGetTheModeThatSuitsBest) {
  // Each mode misses one constraint; the classic queue and failover only came first by name.
  const Advice rabbitmq = advice_on(work_queue_on("rabbitmq", "exactly_once"));
  ASSERT_FALSE(rabbitmq.decision->candidates.front().eligible());
  EXPECT_EQ(chosen_mode(rabbitmq), "quorum_queue");
  const Advice pulsar = advice_on(work_queue_on("pulsar", "at_least_once"));
  ASSERT_FALSE(pulsar.decision->candidates.front().eligible());
  EXPECT_THAT(chosen_mode(pulsar), AnyOf("shared", "key_shared")) << "both let instances compete";
}
TEST(PinnedBrokers, ThatAreUnfitGetTheModeWithTheFewestExclusions) {
  const Advice advice = advice_on(
      "{use_case: event_sourcing, requirements: {throughput: 50K msg/s, ordering: partition, "
      "delivery: exactly_once}, consumers: [a], decisions: {broker: rabbitmq}}");
  EXPECT_EQ(chosen_mode(advice), "stream") << "the queues cannot replay either";
}
TEST(ExcludedBrokers, AreQuotedWithTheModeThatComesNearest) {
  const Advice advice = advice_on(
      "{use_case: pub_sub, requirements: {throughput: 900K msg/s, latency: 1s, ordering: "
      "partition}, consumers: [a]}");
  const auto& all = advice.decision->candidates;
  const auto sqs = std::ranges::find_if(all, [](const Candidate& one) {
    return one.broker->id == "sqs" && one.mode->id.starts_with("fifo");
  });
  ASSERT_NE(sqs, all.end());
  EXPECT_EQ(sqs->mode->id, "fifo_high_throughput") << sqs->verdict;
}

}  // namespace
}  // namespace eventarch
