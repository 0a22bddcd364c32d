/// What the numbers and lists of a report cover, and that each is told once.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Advice advice_with(std::string_view context) {
  return advise({"orders.yaml", "event_context: " + std::string(context), "orders"},
                built_in_catalogue())
      .front();
}

std::string text_of(const Advice& advice, Detail detail = Detail::normal) {
  return render_text(advice, {Color::off, detail, {}});
}

std::string markdown_of(const Advice& advice, Section section) {
  return render_markdown({&advice, 1}, {Detail::normal, {section}});
}

/// On one line each: where it wraps is not the point.
std::string flowing(const std::string& page) {
  std::string out;
  for (const char c : page) {
    const bool blank = c == '\n' || c == ' ';
    if (!blank || (!out.empty() && out.back() != ' ')) out += blank ? ' ' : c;
  }
  return out;
}

Advice grown(std::string_view factor) {
  return advice_with(fmt::format(
      "{{use_case: pub_sub, requirements: {{throughput: 10K msg/s, ordering: partition}}, "
      "consumers: [a, b], workload: {{growth_factor: {}}}, decisions: {{broker: kafka}}}}",
      factor));
}

TEST(Growth, IsInWhatIsLaidOutOnce) {
  const Sizing today = grown("1").design->sizing;
  const Sizing later = grown("4").design->sizing;
  EXPECT_DOUBLE_EQ(later.network.ingress.per_second, 4 * today.network.ingress.per_second);
  EXPECT_DOUBLE_EQ(later.network.replication.per_second, 4 * today.network.replication.per_second);
  EXPECT_DOUBLE_EQ(later.network.egress.per_second, 4 * today.network.egress.per_second);
  EXPECT_DOUBLE_EQ(later.page_cache.bytes, 4 * today.page_cache.bytes);
  EXPECT_DOUBLE_EQ(later.storage.per_replica.bytes, 4 * today.storage.per_replica.bytes);
  EXPECT_DOUBLE_EQ(later.traffic.peak.per_second, today.traffic.peak.per_second);
  EXPECT_DOUBLE_EQ(later.recovery.backlog_messages, today.recovery.backlog_messages);
}

TEST(Growth, IsSaidNextToTheNumbersThatItIsIn) {
  EXPECT_THAT(text_of(grown("1")), Not(HasSubstr("grown")));
  EXPECT_THAT(flowing(text_of(grown("4"))),
              AllOf(HasSubstr("at peak; before growth"), HasSubstr("at peak, grown, "),
                    HasSubstr("by 4 is in partitions, storage, network, memory and brokers")));
}

std::string saga_on(std::string_view broker, std::string_view consumers = "[a, b, c]") {
  return fmt::format(
      "{{use_case: saga, requirements: {{throughput: 100 msg/s, ordering: partition, retention: 1 "
      "day}}, producers: [lead], consumers: {}, workload: {{message_size: 1 KB}}, decisions: "
      "{{broker: {}}}}}",
      consumers, broker);
}

TEST(Sagas, StoreAndReadTheirCommandsAndReplies) {
  const Sizing sizing = advice_with(saga_on("kafka")).design->sizing;
  // Three commands and three replies for each of 100 events of 1 KB a second.
  EXPECT_DOUBLE_EQ(sizing.further.messages_per_event, 6);
  EXPECT_DOUBLE_EQ(sizing.storage.per_replica.bytes, 7 * 100e3 * 86'400);
  EXPECT_DOUBLE_EQ(sizing.network.ingress.per_second, 7 * 200e3);
  EXPECT_DOUBLE_EQ(sizing.network.egress.per_second, (3 + 6) * 200e3) << "replies have one reader";
}

TEST(Sagas, WithoutALeaderCountTheCompensationsOfAFewOnly) {
  const Sizing sizing = advice_with(saga_on("kafka", "[a, b]")).design->sizing;
  EXPECT_DOUBLE_EQ(sizing.further.messages_per_event, 0.2);
  EXPECT_THAT(sizing.further.basis, HasSubstr("an estimate"));
}

TEST(Sagas, WatchCommandsAndReplies) {
  const Advice advice = advice_with(saga_on("kafka"));
  const auto& alerts = advice.design->observability.alerts;
  const auto lag = std::ranges::find(alerts, "ConsumerLagHigh", &Alert::name);
  ASSERT_NE(lag, alerts.end());
  EXPECT_THAT(lag->expression,
              AllOf(HasSubstr("orders\\\\.commands"), HasSubstr("orders\\\\.replies")));
  EXPECT_THAT(lag->why, HasSubstr("commands and replies"));
}

TEST(OtherFlows, OfUnknownRateAreSaidToBeLeftOut) {
  const Advice advice = advice_with(
      "{use_case: cqrs, requirements: {latency: 1 s}, consumers: [a], decisions: {broker: kafka}}");
  ASSERT_TRUE(advice.design);
  EXPECT_EQ(advice.design->sizing.further.messages_per_event, 0);
  EXPECT_THAT(flowing(text_of(advice)), HasSubstr("commands beside the events are in none of"));
}

TEST(Assumptions, ThatPlayNoPartOnTheBrokerAreLeftOut) {
  constexpr std::string_view jobs =
      "{{use_case: work_queue, requirements: {{ordering: none}}, consumers: [a], decisions: "
      "{{broker: {}}}}}";
  const std::string service = text_of(advice_with(fmt::format(jobs, "sqs")));
  EXPECT_THAT(service, AllOf(Not(HasSubstr("capacity.replication_factor")),
                             Not(HasSubstr("capacity.availability_zones")),
                             Not(HasSubstr("adding partitions")), HasSubstr("workload.outage")));
  EXPECT_THAT(render_json(advice_with(fmt::format(jobs, "sqs")), {}),
              Not(HasSubstr("\"field\": \"capacity.replication_factor\"")));
  EXPECT_THAT(
      text_of(advice_with(fmt::format(jobs, "rabbitmq"))),
      AllOf(HasSubstr("capacity.replication_factor"), HasSubstr("capacity.availability_zones")));
}

TEST(Settings, ThatQueuesShareAreToldOnce) {
  const std::string page =
      render_text(advice_with(saga_on("sqs")), {Color::off, Detail::normal, {Section::topology}});
  EXPECT_LT(std::ranges::count(page, '\n'), 200) << "more than 400 where each is told alone";
  EXPECT_THAT(page, HasSubstr("These 7 share"));
  const std::string key = "VisibilityTimeout = ";
  EXPECT_EQ(page.find(key), page.rfind(key));
  for (const char* name :
       {"orders-a-dlq.fifo>", "orders-b-dlq.fifo>", "orders-replies-dlq.fifo>"}) {
    EXPECT_THAT(page, HasSubstr(fmt::format("= <arn of {}", name)));
  }
  EXPECT_THAT(markdown_of(advice_with(saga_on("sqs")), Section::topology),
              HasSubstr("Of each its own"));
}

TEST(Headline, SaysWhatIsCounted) {
  EXPECT_THAT(text_of(advice_with(saga_on("sqs"))), HasSubstr("queue), 7 queues, "));
  EXPECT_THAT(flowing(text_of(advice_with(saga_on("kafka")))),
              HasSubstr("partitions for each of 3 topics"));
  EXPECT_THAT(flowing(text_of(advice_with(saga_on("gcp_pubsub")))), HasSubstr("7 subscriptions, "));
  EXPECT_THAT(flowing(text_of(grown("1"))), Not(HasSubstr("for each of")));
}

TEST(Retries, AreShownWithoutBoundsThatAgreeAndWithTheWork) {
  const Advice linear = advice_with(
      "{use_case: work_queue, requirements: {ordering: none}, consumers: [a], workload: "
      "{processing_time: 40 s}, decisions: {broker: rabbitmq}}");
  ASSERT_TRUE(linear.design->consumer.retry.linear);
  const std::string page = flowing(text_of(linear, Detail::verbose));
  EXPECT_THAT(page, AllOf(HasSubstr("5 attempts, 10 s of delays in all, about 3.5 min with 40 s of "
                                    "work for each attempt"),
                          Not(HasSubstr("10 s to 10 s")), Not(HasSubstr("1 s to 1 s"))));
  const std::string markdown = markdown_of(linear, Section::consumer_config);
  EXPECT_THAT(markdown, AllOf(HasSubstr("wait 1 s\n"), Not(HasSubstr("1 s to 1 s"))));
}

TEST(Replays, CanBePastedIntoAShell) {
  std::size_t steps = 0;
  for (const Broker& broker : built_in_catalogue().brokers) {
    for (const std::string_view ordering : {"none", "partition"}) {
      const Advice advice = advice_with(
          fmt::format("{{use_case: pub_sub, requirements: {{ordering: {}}}, consumers: [a, b], "
                      "decisions: {{broker: {}}}}}",
                      ordering, broker.id));
      if (!advice.design) continue;
      for (const std::string& step : advice.design->consumer.dead_letter.replay) {
        ++steps;
        EXPECT_THAT(step, AllOf(Not(HasSubstr("<")), Not(HasSubstr(">")))) << broker.id;
      }
      for (const auto& entry : advice.design->troubleshooting) {
        EXPECT_THAT(entry.first_command, Not(HasSubstr("<"))) << broker.id;
      }
    }
  }
  EXPECT_GT(steps, 30U);
}

}  // namespace
}  // namespace eventarch
