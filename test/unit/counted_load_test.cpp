/// What limits of the whole count: of brokers that copy, or are paid for reading, more than is
/// sent.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/counted_load.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

struct Flow {
  std::string use_case = "pub_sub";
  std::string rate = "10K msg/s";
  int groups = 1;
  std::string rest;
};

Advice advice_on(const Flow& flow) {
  std::string names;
  for (int i = 0; i < flow.groups; ++i) names += fmt::format("{}g{}", i == 0 ? "" : ", ", i);
  const std::string text = fmt::format(
      "event_context: {{use_case: {}, requirements: {{throughput: {}, ordering: none, latency: 2 "
      "s}}, workload: {{message_size: 1 KB, processing_time: 1 ms, peak_factor: 1}}, producers: "
      "[p], consumers: [{}]{}}}",
      flow.use_case, flow.rate, names, flow.rest);
  return advise({"d.yaml", text, "d"}, built_in_catalogue()).at(0);
}

const Candidate& counted_candidate(const Advice& advice, std::string_view broker,
                                   std::string_view mode) {
  const auto found = std::ranges::find_if(advice.decision->candidates, [&](const Candidate& one) {
    return one.broker->id == broker && one.mode->id == mode;
  });
  if (found == advice.decision->candidates.end()) throw std::runtime_error("no such mode");
  return *found;
}

std::string reasons_of(const Candidate& candidate) {
  std::string all;
  for (const Exclusion& one : candidate.exclusions) {
    all += fmt::format("{}: {} (required {}, offered {}; {})\n", one.constraint, one.reason,
                       one.required, one.offered, one.source);
  }
  return all;
}

/// Of 1,000 messages a second that are sent.
double load_of(const Flow& flow, std::string_view broker, std::string_view mode) {
  const auto& brokers = built_in_catalogue().brokers;
  const auto of = std::ranges::find(brokers, broker, &Broker::id);
  if (of == brokers.end()) throw std::runtime_error("no such broker");
  const auto one = std::ranges::find(of->modes, mode, &Mode::id);
  if (one == of->modes.end()) throw std::runtime_error("no such mode");
  return counted_load(*of, *one, *advice_on(flow).context, MessageRate{1000}).per_second;
}

/// The flow, with the broker among those that may be chosen.
Advice offered(Flow flow, std::string_view broker) {
  flow.rest = fmt::format(", constraints: {{allowed_brokers: [{}]}}", broker);
  return advice_on(flow);
}

TEST(CountedLoad, IsWhatEntersQueuesWhereEachGroupHasItsOwn) {
  EXPECT_EQ(load_of({.groups = 1}, "rabbitmq", "quorum_queue"), 1000);
  EXPECT_EQ(load_of({.groups = 40}, "rabbitmq", "quorum_queue"), 40'000);
  EXPECT_EQ(load_of({.groups = 40}, "rabbitmq", "classic_queue"), 40'000);
  EXPECT_EQ(load_of({.groups = 40}, "rabbitmq", "stream"), 1000) << "all groups read one log";
}

TEST(CountedLoad, IsWhatIsSentWhereGroupsShareALog) {
  for (const char* broker : {"kafka", "redpanda"}) {
    EXPECT_EQ(load_of({.groups = 40}, broker, "topic"), 1000);
  }
}

// 1,000 sent, and 1,000 received by each group.
TEST(CountedLoad, CountsBothWaysOnServiceBus) {
  EXPECT_EQ(load_of({.groups = 1}, "azure_service_bus", "premium"), 2000);
  EXPECT_EQ(load_of({.groups = 3}, "azure_service_bus", "standard"), 4000);
}

// A throughput unit takes 1,000 events/s and gives 4,096, to all groups together.
TEST(CountedLoad, CountsReadingWhereItTakesMoreUnitsThanWriting) {
  EXPECT_EQ(load_of({.groups = 4}, "azure_event_hubs", "standard"), 1000);
  EXPECT_DOUBLE_EQ(load_of({.groups = 8}, "azure_event_hubs", "standard"), 8000 / 4.096);
  EXPECT_DOUBLE_EQ(load_of({.groups = 8}, "azure_event_hubs", "premium"), 4000);
  EXPECT_EQ(load_of({.groups = 8}, "azure_event_hubs", "dedicated"), 1000) << "no figure is known";
}

// Three participants are led: each event is followed by three commands and three replies.
TEST(CountedLoad, CountsCommandsAndRepliesOfASaga) {
  EXPECT_EQ(load_of({.use_case = "saga", .groups = 3}, "rabbitmq", "quorum_queue"), 3000 + 6000);
  EXPECT_EQ(load_of({.use_case = "saga", .groups = 3}, "azure_service_bus", "premium"),
            4000 + 2 * 6000);
}

// A quorum queue is planned with 65,000 msg/s in all.
TEST(CountedLoad, RulesOutWhoCannotCarryTheCopies) {
  const Advice six = advice_on({.groups = 6});
  EXPECT_TRUE(counted_candidate(six, "rabbitmq", "quorum_queue").eligible());
  const Advice seven = advice_on({.groups = 7});
  EXPECT_THAT(reasons_of(counted_candidate(seven, "rabbitmq", "quorum_queue")),
              AllOf(HasSubstr("throughput: carries about 65K msg/s in all, 7 consumer groups x 10K "
                              "msg/s = 70K msg/s into queues are required (required 70K msg/s, "
                              "offered 65K msg/s; "),
                    HasSubstr("[R5]")));
  const Advice forty = advice_on({.groups = 40});
  EXPECT_THAT(reasons_of(counted_candidate(forty, "rabbitmq", "quorum_queue")),
              AllOf(HasSubstr("40 consumer groups x 10K msg/s = 400K msg/s into queues"),
                    HasSubstr("40 consumer groups x 10 MB/s = 400 MB/s into queues")));
}

TEST(CountedLoad, RulesOutWhoCannotBeReadSoOften) {
  // 10 MB/s x 17 groups are 170 MB/s out: 85 units of 2 MB/s, and 40 are sold.
  EXPECT_THAT(reasons_of(counted_candidate(offered({.groups = 17}, "azure_event_hubs"),
                                           "azure_event_hubs", "standard")),
              AllOf(HasSubstr("byte_throughput"), HasSubstr("85 MB/s")));
  EXPECT_TRUE(
      counted_candidate(offered({.groups = 8}, "azure_event_hubs"), "azure_event_hubs", "standard")
          .eligible());
  EXPECT_THAT(reasons_of(counted_candidate(offered({.groups = 6}, "azure_service_bus"),
                                           "azure_service_bus", "premium")),
              HasSubstr("10K msg/s sent + 6 consumer groups x 10K msg/s received = 70K msg/s"));
}

TEST(CountedLoad, IsWhatHeadroomIsMeasuredAgainst) {
  const Advice advice = advice_on({.rate = "1K msg/s", .groups = 13});
  std::string reason;
  for (const Contribution& one :
       counted_candidate(advice, "rabbitmq", "quorum_queue").contributions) {
    if (one.criterion == "headroom") reason = fmt::format("{:.2f}: {}", one.rating, one.reason);
  }
  EXPECT_EQ(reason,
            "0.80: peak of 13 consumer groups x 1K msg/s = 13K msg/s into queues against about 65K "
            "msg/s");
}

TEST(CountedLoad, IsSaidOfABrokerThatIsPinned) {
  const Advice advice =
      advice_on({.groups = 40, .rest = ", decisions: {broker: azure_service_bus}"});
  std::vector<std::string> messages;
  for (const Diagnostic& one : advice.findings.all()) {
    if (one.rule->name == "pinned_broker_unfit") messages.push_back(one.message);
    EXPECT_NE(one.rule->name, "limit_near") << one.message;
  }
  EXPECT_THAT(messages, Contains(HasSubstr("410K msg/s")));
}

}  // namespace
}  // namespace eventarch
