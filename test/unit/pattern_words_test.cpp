/// Patterns speak of the design at hand: its names, and the words of its broker's mode.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "assembly/patterns/broker_wording.hpp"
#include "assembly/setting_key.hpp"
#include "eventarch/advise.hpp"
#include "pattern_design.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing_support::advice_on;
using testing_support::design_in_mode;
using testing_support::pattern_in;
using testing_support::pattern_of;
using testing_support::text_of;

// ----------------------------------------------------------------------

struct BrokerMode {
  std::string_view broker;
  std::string_view mode;
  std::string_view word;  ///< that a work queue on it must know
};

constexpr std::array modes{
    BrokerMode{"kafka", "topic", "commit the offset"},
    BrokerMode{"kafka", "share_group", "acquisition lock"},
    BrokerMode{"rabbitmq", "quorum_queue", "consumer-timeout"},
    BrokerMode{"rabbitmq", "classic_queue", "a worker that hangs keeps it"},
    BrokerMode{"rabbitmq", "stream", "store the offset"},
    BrokerMode{"sqs", "standard", "to whoever polls"},
    BrokerMode{"sqs", "fifo", "MessageGroupId"},
    BrokerMode{"sqs", "fifo_high_throughput", "DeleteMessage"},
    BrokerMode{"pulsar", "exclusive", "one consumer reads the whole topic"},
    BrokerMode{"pulsar", "failover", "the others stand by"},
    BrokerMode{"pulsar", "shared", "room in its receiver queue"},
    BrokerMode{"pulsar", "key_shared", "key by key"},
    BrokerMode{"nats_jetstream", "stream", "ack_wait"},
    BrokerMode{"azure_service_bus", "premium", "lockDuration"},
};

TEST(PatternWords, AreThoseOfTheMode) {
  for (const BrokerMode& row : modes) {
    SCOPED_TRACE(fmt::format("{}/{}", row.broker, row.mode));
    const Design design = design_in_mode(
        "{name: jobs, use_case: work_queue, requirements: {throughput: 50 msg/s, ordering: none}, "
        "workload: {processing_time: 20 ms}, consumers: [packers]}",
        row.broker, row.mode);
    const std::string text = text_of(pattern_in(design, "work_queue"));
    EXPECT_THAT(text, AllOf(HasSubstr(std::string(row.word)), HasSubstr("packers")));
  }
}

/// A mode that is added to the catalogue needs a row.
TEST(PatternWords, CoverEveryModeOfTheCatalogue) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    for (const Mode& mode : broker.modes) {
      SCOPED_TRACE(fmt::format("{}/{}", broker.id, mode.id));
      const EventContext context;
      const Sizing sizing;
      const assembly::BrokerWording& words = assembly::wording({context, broker, mode, sizing});
      EXPECT_EQ(words.broker, broker.id);
      for (const std::string_view text :
           {words.fan_out, words.routing, words.sharing, words.acknowledge, words.comes_back,
            words.reply, words.origin}) {
        EXPECT_FALSE(text.empty() || text.ends_with('.')) << text;
      }
      EXPECT_EQ(words.timeout.empty(), words.extend.empty()) << "longer work needs a way out";
      // What an instance holds, and for how long, is read from settings: they must exist.
      for (const std::string_view key : {words.held, words.timeout}) {
        EXPECT_TRUE(key.empty() || assembly::find_setting_key(broker.id, key) != nullptr) << key;
      }
    }
  }
}

/// What can be read again is said to be, and nothing else.
TEST(PatternWords, KnowHowToReadAgainWhereTheCatalogueSaysSo) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    for (const Mode& mode : broker.modes) {
      const EventContext context;
      const Sizing sizing;
      const bool can = !mode.fact(FactKey::replay).is(Word::none);
      EXPECT_EQ(!assembly::wording({context, broker, mode, sizing}).read_again.empty(), can)
          << broker.id << "/" << mode.id;
    }
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
    return text_of(
        advice_on(fmt::format("{{name: trip, use_case: saga, requirements: {{}}, "
                              "producers: [booking], consumers: {}, decisions: {{broker: "
                              "rabbitmq}}}}",
                              consumers)),
        "saga");
  };
  EXPECT_THAT(saga("[flight]"), HasSubstr("choreography"));
  EXPECT_THAT(saga("[flight, hotel]"), HasSubstr("choreography"));
  EXPECT_THAT(saga("[flight, hotel, payment]"),
              AllOf(HasSubstr("orchestration by booking"), HasSubstr("trip.commands"),
                    HasSubstr("in reverse (hotel and flight)")));
}

TEST(PatternWords, SendEachParticipantOfASagaItsOwnCommandsOnQueues) {
  const auto saga = [](std::string_view broker) {
    return pattern_of(
        advice_on(fmt::format(
            "{{name: trip, use_case: saga, requirements: {{latency: 5 s}}, producers: "
            "[booking], consumers: [flight, hotel, payment], decisions: {{broker: {}}}}}",
            broker)),
        "saga");
  };
  const auto to = [](const Pattern& pattern) {
    std::vector<std::string> all;
    for (const FlowStep& step : pattern.flow) all.push_back(step.to);
    return all;
  };
  EXPECT_THAT(to(saga("rabbitmq")),
              AllOf(Contains("trip.commands.flight"), Contains("trip.commands.hotel"),
                    Not(Contains("trip.commands"))));
  EXPECT_THAT(saga("rabbitmq").parts, Contains(HasSubstr("trip.commands.flight.dlq")));
  EXPECT_THAT(to(saga("sqs")), Contains("trip-commands-hotel.fifo"));
  EXPECT_THAT(to(saga("kafka")), Contains("trip.commands"));
}

/// A step that was done and whose answer was lost is not done twice: its event_id is known.
TEST(PatternWords, AskASagasStepAgainByTheSameEventId) {
  const auto saga = [](std::string_view broker, std::string_view delivery) {
    return text_of(
        advice_on(fmt::format("{{name: trip, use_case: saga, requirements: {{latency: 5 s, "
                              "delivery: {}}}, producers: [booking], consumers: [flight, hotel, "
                              "payment], decisions: {{broker: {}}}}}",
                              delivery, broker)),
        "saga");
  };
  const auto again = HasSubstr("asks once more with the same event_id");
  const auto another = HasSubstr("with a new deduplication id");
  EXPECT_THAT(saga("kafka", "at_least_once"), AllOf(again, Not(another)));
  EXPECT_THAT(saga("sqs", "at_least_once"), AllOf(again, another));
  EXPECT_THAT(saga("kafka", "at_most_once"), AllOf(Not(again), HasSubstr("compensates it too")));
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
