/// Patterns speak of the design at hand: its names, and the words of its broker's mode.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string_view>

#include "eventarch/advise.hpp"
#include "pattern_design.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing_support::advice_on;
using testing_support::text_of;

// ----------------------------------------------------------------------

struct BrokerMode {
  std::string_view broker;
  std::string_view mode;
  std::string_view requirements;
  std::string_view word;  ///< that a work queue on it must know
};

constexpr std::string_view unordered = "ordering: none";
constexpr std::string_view per_key = "ordering: partition";

constexpr std::array modes{
    BrokerMode{"kafka", "topic", per_key, "commit the offset"},
    BrokerMode{"kafka", "share_group", unordered, "ACCEPT"},
    BrokerMode{"rabbitmq", "quorum_queue", unordered, "basic.ack"},
    BrokerMode{"sqs", "standard", unordered, "DeleteMessage"},
    BrokerMode{"sqs", "fifo_high_throughput", per_key, "MessageGroupId"},
    BrokerMode{"pulsar", "shared", unordered, "receiver queue"},
    BrokerMode{"pulsar", "key_shared", per_key, "key by key"},
    BrokerMode{"nats_jetstream", "", unordered, "AckWait"},
    BrokerMode{"azure_service_bus", "", unordered, "lockDuration"},
};

TEST(PatternWords, AreThoseOfTheMode) {
  for (const BrokerMode& row : modes) {
    SCOPED_TRACE(fmt::format("{}/{}", row.broker, row.mode));
    const Advice advice = advice_on(fmt::format(
        "{{use_case: work_queue, requirements: {{throughput: 50 msg/s, latency: 5 s, {}}}, "
        "workload: {{processing_time: 20 ms}}, consumers: [packers], decisions: {{broker: {}}}}}",
        row.requirements, row.broker));
    ASSERT_TRUE(advice.design);
    if (!row.mode.empty()) {
      ASSERT_EQ(advice.decision->winner()->mode->id, row.mode);
    }
    EXPECT_THAT(text_of(advice, "work_queue"), AllOf(HasSubstr(row.word), HasSubstr("packers")));
  }
}

TEST(PatternWords, NameTheFanOutOfTheBroker) {
  const auto parts = [](std::string_view broker, std::string_view consumers) {
    return text_of(advice_on(fmt::format("{{name: orders, use_case: pub_sub, requirements: "
                                         "{{latency: 2 s}}, consumers: {}, decisions: {{broker: "
                                         "{}}}}}",
                                         consumers, broker)),
                   "pub_sub");
  };
  EXPECT_THAT(parts("kafka", "[crm, erp]"), HasSubstr("offsets of its own"));
  EXPECT_THAT(parts("rabbitmq", "[crm, erp]"), HasSubstr("of its own"));
  EXPECT_THAT(parts("sqs", "[crm, erp]"), HasSubstr("SNS"));
  EXPECT_THAT(parts("sqs", "[crm]"), HasSubstr("one queue, orders-crm"));
  EXPECT_THAT(parts("pulsar", "[crm, erp]"), HasSubstr("every subscription has a cursor"));
  EXPECT_THAT(parts("gcp_pubsub", "[crm, erp]"), HasSubstr("every subscription of the topic"));
}

TEST(PatternWords, AnswerDirectlyWhereTheBrokerCan) {
  const auto parts = [](std::string_view broker) {
    return text_of(
        advice_on(fmt::format("{{name: quotes, use_case: work_queue, requirements: {{latency: 2 "
                              "s}}, constraints: {{request_reply: true}}, decisions: {{broker: "
                              "{}}}}}",
                              broker)),
        "request_reply");
  };
  EXPECT_THAT(parts("rabbitmq"), HasSubstr("amq.rabbitmq.reply-to"));
  EXPECT_THAT(parts("kafka"), HasSubstr("quotes.replies"));
}

TEST(PatternWords, ChooseWhoLeadsASagaByItsParticipants) {
  const auto saga = [](std::string_view consumers) {
    return text_of(advice_on(fmt::format("{{name: trip, use_case: saga, requirements: {{}}, "
                                         "producers: [booking], consumers: {}}}",
                                         consumers)),
                   "saga");
  };
  EXPECT_THAT(saga("[flight]"), HasSubstr("choreography"));
  EXPECT_THAT(saga("[flight, hotel]"), HasSubstr("choreography"));
  EXPECT_THAT(saga("[flight, hotel, payment]"),
              AllOf(HasSubstr("orchestration by booking"), HasSubstr("trip.commands"),
                    HasSubstr("in reverse (hotel and flight)")));
}

/// Time travel needs something to travel in.
TEST(PatternWords, PromiseOfCqrsWhatTheBrokerCanKeep) {
  const auto cqrs = [](std::string_view broker) {
    return text_of(advice_on(fmt::format("{{use_case: cqrs, requirements: {{latency: 2 s}}, "
                                         "consumers: [search, prices], decisions: {{broker: {}}}}}",
                                         broker)),
                   "cqrs");
  };
  EXPECT_THAT(cqrs("kafka"), HasSubstr("time travel"));
  EXPECT_THAT(cqrs("sqs"), AllOf(Not(HasSubstr("time travel")), HasSubstr("event store")));
}

TEST(PatternWords, SayWhatAReplayDoesToTheOrder) {
  const auto dead = [](std::string_view ordering) {
    return text_of(
        advice_on(fmt::format("{{use_case: pub_sub, requirements: {{ordering: {}}}}}", ordering)),
        "dead_letter_queue");
  };
  EXPECT_THAT(dead("none"), HasSubstr("breaks no order"));
  EXPECT_THAT(dead("partition"), HasSubstr("later ones of its aggregate_id"));
  EXPECT_THAT(dead("global"), HasSubstr("after all that followed it"));
}

}  // namespace
}  // namespace eventarch
