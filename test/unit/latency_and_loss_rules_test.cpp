/// Rules about what a latency target costs, and about losing a broker.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>

#include "eventarch/report.hpp"
#include "rule_findings.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_support::found;

/// A load of 80 busy consumers; broker and batch take 20 ms of the target.
std::string in_time(std::string_view latency, std::string_view processing = "4 ms") {
  return fmt::format(
      "event_context:\n  use_case: pub_sub\n"
      "  requirements: {{throughput: 10K msg/s, latency: {}, ordering: partition}}\n"
      "  workload: {{processing_time: {}}}\n  decisions: {{broker: kafka}}\n",
      latency, processing);
}

constexpr std::string_view near_floor = "latency_target_near_floor";

TEST(LatencyTargetNearFloor, SaysWhatTheTargetCostsAndWhichWouldBeCheap) {
  // 80 / (1 - 4 ms x ln 100 / 25 ms) = 304.0; with 115 it takes 4 ms x ln 100 / (1 - 80 / 115)
  // = 60.5 ms, and 20 ms more.
  EXPECT_THAT(
      found(near_floor, in_time("45ms")),
      ElementsAre(AllOf(HasSubstr("3:50 warning: 45 ms at the 99th percentile takes 304 "
                                  "partitions; the load itself needs 115 (consumer_throughput)"),
                        HasSubstr("with `requirements.latency: 81 ms` 115 partitions carry it"))));
}
TEST(LatencyTargetNearFloor, ItsOwnAdviceIsWithoutAFinding) {
  EXPECT_THAT(found(near_floor, in_time("81ms")), IsEmpty());
}
TEST(LatencyTargetNearFloor, TwiceTheLoadIsThePriceOfAnsweringInTime) {
  // 80 / (1 - 18.42 / 30) = 207.3 and 80 / (1 - 18.42 / 28) = 233.8; twice 115 is 230.
  EXPECT_THAT(found(near_floor, in_time("50ms")), IsEmpty());
  EXPECT_THAT(found(near_floor, in_time("48ms")), ElementsAre(HasSubstr("takes 234 partitions")));
}
TEST(LatencyTargetNearFloor, LeavesATargetOutOfReachToItsRule) {
  EXPECT_THAT(found(near_floor, in_time("38ms")), IsEmpty());
  EXPECT_THAT(found("latency_target_missed", in_time("38ms")),
              ElementsAre(AllOf(HasSubstr("38 ms is the target"),
                                HasSubstr("allow more time (`requirements.latency: "))));
}

std::string sizing_text(std::string_view text) {
  const auto all =
      advise({.name = "d.yaml", .text = std::string(text), .stem = "d"}, built_in_catalogue());
  std::istringstream words(render_text(all.at(0), {}));
  std::string line;
  for (std::string word; words >> word;) line += word + ' ';
  return line;
}

TEST(UnreachableTarget, IsStatedBesideTheNeedThatComesNear) {
  constexpr std::string_view binds = "latency binds: max(1, ceil(20K msg/s * 4 ms";
  EXPECT_THAT(sizing_text(in_time("38ms")),
              AllOf(HasSubstr(binds), HasSubstr("The latency target is out of reach: processing "
                                                "alone takes longer than what the target leaves")));
  EXPECT_THAT(sizing_text(in_time("40ms")),
              AllOf(HasSubstr(binds), HasSubstr("out of reach: waiting would have to add less")));
  EXPECT_THAT(sizing_text(in_time("45ms")), Not(HasSubstr("out of reach")));
}

std::string copied(std::uint64_t copies, std::string_view rate) {
  return fmt::format(
      "event_context:\n  use_case: pub_sub\n"
      "  requirements: {{throughput: {} msg/s, retention: 1 hours}}\n"
      "  workload: {{processing_time: 0.1 ms}}\n"
      "  decisions: {{broker: kafka, replication_factor: {}}}\n",
      rate, copies);
}

constexpr std::string_view no_capacity = "no_capacity_after_loss";

TEST(NoCapacityAfterLoss, IsFoundWhereNothingCanMove) {
  // 70 MB/s x 2 at peak, written and read again: 280 of 250 MB/s on one broker.
  EXPECT_THAT(found(no_capacity, copied(1, "70K")),
              ElementsAre(AllOf(HasSubstr("warning: with one of 2 brokers lost, the others would "
                                          "be 112 % busy at peak"),
                                HasSubstr("keep copies"))));
  EXPECT_THAT(found(no_capacity, copied(3, "70K")), IsEmpty());
  EXPECT_THAT(found(no_capacity, copied(1, "60K")), IsEmpty());
}

}  // namespace
}  // namespace eventarch
