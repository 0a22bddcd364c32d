/// Patterns: which apply when, whether they speak of the design at hand, and numbers that are known
/// beforehand.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assembly/pattern.hpp"
#include "eventarch/advise.hpp"
#include "eventarch/formulas.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::size_t longest_part = 160;

Advice advice_on(std::string_view context, const std::vector<Override>& overrides = {}) {
  return advise({"patterns.yaml", "event_context: " + std::string(context), "patterns"},
                built_in_catalogue(), overrides)
      .front();
}

/// A copy, so that a test may ask a temporary design.
Pattern pattern_of(const Advice& advice, std::string_view name) {
  if (!advice.design) {
    ADD_FAILURE() << "no design";
    return {};
  }
  const auto& all = advice.design->patterns;
  const auto found = std::ranges::find(all, name, &Pattern::name);
  if (found != all.end()) return *found;
  ADD_FAILURE() << "no pattern " << name;
  return {};
}

std::vector<std::string> names_of(const Advice& advice) {
  std::vector<std::string> names;
  for (const Pattern& pattern : advice.design->patterns) names.push_back(pattern.name);
  return names;
}

PatternFigure figure_of(const Pattern& pattern, std::string_view name) {
  const auto found = std::ranges::find(pattern.figures, name, &PatternFigure::name);
  if (found != pattern.figures.end()) return *found;
  ADD_FAILURE() << pattern.name << " has no figure " << name;
  return {};
}

bool has_figure(const Pattern& pattern, std::string_view name) {
  return std::ranges::find(pattern.figures, name, &PatternFigure::name) != pattern.figures.end();
}

/// All that a reader of a pattern sees, one line each.
std::string text_of(const Pattern& pattern) {
  std::string out = pattern.why + "\n";
  for (const std::string& part : pattern.parts) out += part + "\n";
  for (const PatternFigure& figure : pattern.figures) {
    out += fmt::format("{} {} {}\n", figure.name, figure.text, figure.how);
  }
  for (const FlowStep& step : pattern.flow) {
    out += fmt::format("{} {} {}\n", step.from, step.to, step.message);
  }
  return out;
}

std::string text_of(const Advice& advice, std::string_view name) {
  return text_of(pattern_of(advice, name));
}

// ---- Which apply -------------------------------------------------------------------------------

TEST(PatternsThatApply, FollowTheUseCase) {
  EXPECT_THAT(
      names_of(advice_on("{use_case: pub_sub, requirements: {}}")),
      ElementsAre("pub_sub", "transactional_outbox", "idempotent_consumer", "dead_letter_queue"));
  EXPECT_THAT(names_of(advice_on("{use_case: work_queue, requirements: {}}")),
              ElementsAre("work_queue", "idempotent_consumer", "dead_letter_queue"));
  EXPECT_THAT(names_of(advice_on("{use_case: event_sourcing, requirements: {}}")),
              Contains("event_sourcing"));
  EXPECT_THAT(names_of(advice_on("{use_case: cqrs, requirements: {}}")), Contains("cqrs"));
  EXPECT_THAT(names_of(advice_on("{use_case: saga, requirements: {}}")), Contains("saga"));
}

TEST(PatternsThatApply, AreFewWhereMessagesMayBeLost) {
  EXPECT_THAT(names_of(advice_on("{use_case: pub_sub, requirements: {delivery: at_most_once}}")),
              ElementsAre("pub_sub"));
}

TEST(PatternsThatApply, LeaveOutDeadLettersThatAreDecidedAgainst) {
  const auto names = names_of(
      advice_on("{use_case: pub_sub, requirements: {}, decisions: {dead_letter_queue: false}}"));
  EXPECT_THAT(names, Not(Contains("dead_letter_queue")));
}

TEST(PatternsThatApply, IncludeRequestAndReplyWhereAsked) {
  EXPECT_THAT(names_of(advice_on("{use_case: pub_sub, requirements: {}, constraints: "
                                 "{request_reply: true}}")),
              Contains("request_reply"));
}

/// SQS takes 1 MiB: a quarter of it is the line.
TEST(PatternsThatApply, IncludeTheClaimCheckFromAQuarterOfTheLimit) {
  const auto names = [](std::string_view size) {
    return names_of(advice_on(
        fmt::format("{{use_case: pub_sub, requirements: {{}}, workload: {{message_size: {}}}, "
                    "decisions: {{broker: sqs}}}}",
                    size)));
  };
  EXPECT_THAT(names("255 KiB"), Not(Contains("claim_check")));
  EXPECT_THAT(names("256 KiB"), Contains("claim_check"));
}

/// A quarter of what Kafka can be made to take is more than a log should carry in one record.
TEST(PatternsThatApply, IncludeTheClaimCheckFromAMebibyteOnALog) {
  const auto names = [](std::string_view size) {
    return names_of(advice_on(
        fmt::format("{{use_case: pub_sub, requirements: {{throughput: 10 msg/s}}, workload: "
                    "{{message_size: {}}}, decisions: {{broker: kafka}}}}",
                    size)));
  };
  EXPECT_THAT(names("1023 KiB"), Not(Contains("claim_check")));
  EXPECT_THAT(names("1 MiB"), Contains("claim_check"));
}

// ---- Known numbers -----------------------------------------------------------------------------

/// Kafka can hand out a week again: 604,800 s and twice 30 s of clock skew, 10,000 ids a second.
TEST(PatternFigures, CountTheIdsOfAllThatALogCanReplay) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: pub_sub, requirements: {throughput: 10K msg/s, retention: 7 days}, "
                "decisions: {broker: kafka}}"),
      "idempotent_consumer");
  EXPECT_DOUBLE_EQ(figure_of(pattern, "deduplication_ids").value, 6'048'600'000.0);
  EXPECT_DOUBLE_EQ(figure_of(pattern, "deduplication_store_bytes").value, 604'860'000'000.0);
  EXPECT_THAT(figure_of(pattern, "deduplication_store_bytes").how, HasSubstr("estimate"));
}

/// A queue hands nothing out after its retries (1, 2, 4 and 8 s, each a fifth longer), the outage
/// and the backlog of it.
TEST(PatternFigures, CountTheIdsOfRetriesAndOutageOnAQueue) {
  const Advice advice = advice_on(
      "{use_case: pub_sub, requirements: {throughput: 100 msg/s, retention: 4 days}, workload: "
      "{outage: 10 min}, decisions: {broker: sqs}}");
  const Pattern pattern = pattern_of(advice, "idempotent_consumer");
  const double drain = *advice.design->sizing.recovery.drain_seconds;
  const double window = 18 + 600 + drain + 60;
  EXPECT_NEAR(figure_of(pattern, "deduplication_window_hours").value, window / 3600, 1e-9);
  EXPECT_EQ(figure_of(pattern, "deduplication_ids").value, std::ceil(100 * window - 1e-6));
  EXPECT_FALSE(has_figure(pattern, "deduplication_store_without_replay_bytes"));
}

/// A view keeps its position; a year of ids would cost terabytes for nothing.
TEST(PatternFigures, CountNoReplayForViewsThatKeepTheirPosition) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: event_sourcing, requirements: {throughput: 1K msg/s, retention: 52 "
                "weeks}, decisions: {broker: kafka}}"),
      "idempotent_consumer");
  EXPECT_LT(figure_of(pattern, "deduplication_window_hours").value, 3);
  EXPECT_THAT(text_of(pattern), HasSubstr("a view compares its position"));
}

TEST(PatternFigures, TakeTheSnapshotIntervalFromTheReloadBudget) {
  const auto interval = [](std::string_view latency) {
    return figure_of(pattern_of(advice_on(fmt::format(
                                    "{{use_case: event_sourcing, requirements: {{latency: {}}}, "
                                    "decisions: {{broker: kafka}}}}",
                                    latency)),
                                "event_sourcing"),
                     "snapshot_interval_events")
        .value;
  };
  EXPECT_EQ(interval("1 s"), 1000);   // 100 ms at 0.1 ms an event
  EXPECT_EQ(interval("50 ms"), 100);  // a fifth of 50 ms
}

/// 1,000 msg/s over a day and a million keys: 86.4 events each, which load without a snapshot.
TEST(PatternFigures, NeedNoSnapshotsWhereStreamsStayShort) {
  const Pattern pattern = pattern_of(
      advice_on(
          "{use_case: event_sourcing, requirements: {throughput: 1K msg/s, retention: 1 day}, "
          "workload: {distinct_keys: 1M}, decisions: {broker: kafka}}"),
      "event_sourcing");
  EXPECT_NEAR(figure_of(pattern, "events_per_aggregate_kept").value, 86.4, 1e-9);
  EXPECT_THAT(pattern.parts, Contains(HasSubstr("no snapshots")));
}

TEST(PatternFigures, TakeStalenessFromTheLatencyBudget) {
  const Advice advice = advice_on("{use_case: cqrs, requirements: {}}");
  const LatencyBudget& budget = advice.design->sizing.latency;
  const Pattern pattern = pattern_of(advice, "cqrs");
  EXPECT_EQ(figure_of(pattern, "staleness_p50_ms").value, *budget.p50_ms);
  EXPECT_EQ(figure_of(pattern, "staleness_p99_ms").value, *budget.p99_ms);
}

/// Three steps forward and two back.
TEST(PatternFigures, BoundASagaByItsStepsBothWays) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: saga, requirements: {latency: 2 s}, consumers: [a, b, c]}"), "saga");
  EXPECT_DOUBLE_EQ(figure_of(pattern, "saga_longest_seconds").value,
                   5 * figure_of(pattern, "step_timeout_seconds").value);
  // Twice the target, and the 18 s that a participant may spend on retries.
  EXPECT_GT(figure_of(pattern, "step_timeout_seconds").value, 2 * 2 + 18);
}

TEST(PatternFigures, LetACallerWaitTwiceBothWays) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: pub_sub, requirements: {latency: 100 ms}, constraints: {request_reply: "
                "true}, decisions: {broker: kafka}}"),
      "request_reply");
  const double back = figure_of(pattern, "way_back_p99_ms").value;
  EXPECT_GT(back, 0);
  EXPECT_DOUBLE_EQ(figure_of(pattern, "reply_timeout_ms").value, 2 * (100 + back));
}

/// 1 KB in place of 2 MiB.
TEST(PatternFigures, SayWhatAClaimCheckSaves) {
  const Pattern pattern =
      pattern_of(advice_on("{use_case: pub_sub, requirements: {throughput: 10 msg/s}, workload: "
                           "{message_size: 2 MiB}, decisions: {broker: kafka}}"),
                 "claim_check");
  EXPECT_DOUBLE_EQ(figure_of(pattern, "broker_bytes_saved_share").value, 1 - 1000.0 / 2097152);
}

TEST(PatternFigures, SizeTheRelayForAnOutage) {
  const Pattern pattern = pattern_of(
      advice_on("{use_case: pub_sub, requirements: {throughput: 1K msg/s}, producers: [a, b], "
                "workload: {outage: 10 min, recover_within: 20 min}}"),
      "transactional_outbox");
  EXPECT_EQ(figure_of(pattern, "outbox_rows_after_outage").value, 300'000);
  EXPECT_EQ(figure_of(pattern, "relay_messages_per_second").value, 750);
}

/// What an instance holds is what its configuration says.
TEST(PatternFigures, TakeTheBatchFromTheConfiguration) {
  const Advice advice = advice_on(
      "{use_case: work_queue, requirements: {}, workload: {processing_time: 350 ms}, decisions: "
      "{broker: sqs}}");
  const Pattern pattern = pattern_of(advice, "work_queue");
  EXPECT_EQ(figure_of(pattern, "in_hand_messages").value, 10);
  EXPECT_EQ(figure_of(pattern, "time_in_hand_ms").value, 3500);
  const auto& config = advice.design->topology.topics.front().config;
  const auto timeout = std::ranges::find(config, "VisibilityTimeout", &Setting::key);
  ASSERT_NE(timeout, config.end());
  EXPECT_EQ(figure_of(pattern, "ack_timeout_seconds").value,
            static_cast<double>(std::get<std::int64_t>(timeout->value)));
}

// ---- The design's own words
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
    BrokerMode{"sqs", "fifo", per_key, "MessageGroupId"},
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

// ---- Every pattern of every design
// ---------------------------------------------------------------

constexpr std::array use_cases{"pub_sub", "work_queue", "event_sourcing", "cqrs", "saga"};
constexpr std::array brokers{"kafka", "rabbitmq", "sqs", "pulsar", "redpanda", "kinesis"};

/// One design of each use case on each broker, with every pattern that can come with it.
std::vector<Advice> many_designs() {
  std::vector<Advice> all;
  for (const std::string_view use_case : use_cases) {
    for (const std::string_view broker : brokers) {
      all.push_back(advice_on(fmt::format(
          "{{name: parcels, use_case: {}, requirements: {{throughput: 300 msg/s, latency: 3 s}}, "
          "producers: [depot, scanner], consumers: [tracking, billing, routing], workload: "
          "{{message_size: 4 MiB, distinct_keys: 50K}}, constraints: {{request_reply: true}}, "
          "messages: [{{type: ParcelScanned, key: parcel_id, payload: {{parcel_id: uuid}}}}], "
          "decisions: {{broker: {}}}}}",
          use_case, broker)));
    }
  }
  return all;
}

TEST(Patterns, AreShortAndComplete) {
  for (const Advice& advice : many_designs()) {
    ASSERT_TRUE(advice.design);
    SCOPED_TRACE(fmt::format("{} on {}", name_of(advice.context->use_case),
                             advice.decision->winner()->display_name()));
    for (const Pattern& pattern : advice.design->patterns) {
      SCOPED_TRACE(pattern.name);
      EXPECT_FALSE(pattern.title.empty());
      EXPECT_GE(pattern.parts.size(), 4U);
      EXPECT_LE(pattern.parts.size(), 9U);
      for (const std::string& part : pattern.parts) EXPECT_LE(part.size(), longest_part) << part;
      EXPECT_GE(pattern.flow.size(), 4U);
      EXPECT_LE(pattern.flow.size(), 10U);
      EXPECT_FALSE(pattern.figures.empty());
      EXPECT_THAT(text_of(pattern), HasSubstr("parcels")) << "names of the design";
    }
  }
}

TEST(Patterns, NameFlowsBetweenPartiesThatAreNotEmpty) {
  for (const Advice& advice : many_designs()) {
    ASSERT_TRUE(advice.design);
    for (const Pattern& pattern : advice.design->patterns) {
      for (const FlowStep& step : pattern.flow) {
        EXPECT_FALSE(step.from.empty() || step.to.empty() || step.message.empty())
            << pattern.name << ": " << step.from << " to " << step.to;
      }
    }
  }
}

/// Formulas are named as in their table, names end in their unit, texts are there.
TEST(Patterns, SayWhereTheirNumbersComeFrom) {
  for (const Advice& advice : many_designs()) {
    for (const Pattern& pattern : advice.design->patterns) {
      std::set<std::string> names;
      for (const PatternFigure& figure : pattern.figures) {
        SCOPED_TRACE(fmt::format("{}: {}", pattern.name, figure.name));
        EXPECT_TRUE(names.insert(figure.name).second) << "twice";
        EXPECT_TRUE(figure.formula.empty() || find_formula(figure.formula) != nullptr);
        EXPECT_FALSE(figure.text.empty());
        EXPECT_FALSE(figure.how.empty());
        EXPECT_TRUE(std::isfinite(figure.value));
      }
    }
  }
}

/// No two brokers give the same parts of a pattern that the broker has a say in.
TEST(Patterns, DifferByBroker) {
  for (const std::string_view use_case : {"pub_sub", "work_queue"}) {
    std::set<std::string> seen;
    for (const std::string_view broker : {"kafka", "rabbitmq", "sqs", "pulsar", "kinesis"}) {
      const Advice advice = advice_on(
          fmt::format("{{name: parcels, use_case: {}, requirements: {{latency: 5 s}}, consumers: "
                      "[a, b], decisions: {{broker: {}}}}}",
                      use_case, broker));
      for (const std::string_view pattern : {use_case, std::string_view("dead_letter_queue")}) {
        EXPECT_TRUE(seen.insert(text_of(advice, pattern)).second) << broker << " " << pattern;
      }
    }
  }
}

TEST(Patterns, DifferByInput) {
  const auto text = [](std::string_view requirements, std::string_view pattern) {
    return text_of(advice_on(fmt::format("{{use_case: pub_sub, requirements: {}, decisions: "
                                         "{{broker: kafka}}}}",
                                         requirements)),
                   pattern);
  };
  for (const std::string_view pattern :
       {"pub_sub", "idempotent_consumer", "transactional_outbox", "dead_letter_queue"}) {
    SCOPED_TRACE(pattern);
    EXPECT_NE(text("{throughput: 1K msg/s}", pattern), text("{throughput: 9K msg/s}", pattern));
    EXPECT_NE(text("{ordering: none}", pattern), text("{ordering: partition}", pattern));
  }
}

/// More than an instance can carry: a day's worth of seconds for every message, one key for all.
TEST(UnstableDesigns, PrintNoPercentiles) {
  const Advice cqrs = advice_on(
      "{use_case: cqrs, requirements: {throughput: 5K msg/s, ordering: global}, workload: "
      "{processing_time: 10 ms}, decisions: {broker: kafka}}");
  ASSERT_TRUE(cqrs.design);
  ASSERT_FALSE(cqrs.design->sizing.latency.p99_ms);
  const Pattern pattern = pattern_of(cqrs, "cqrs");
  EXPECT_FALSE(has_figure(pattern, "staleness_p99_ms"));
  EXPECT_FALSE(has_figure(pattern, "projection_rebuild_hours"));
  EXPECT_THAT(text_of(pattern), AllOf(HasSubstr("without bound"), HasSubstr("do not catch up")));
}

/// Whatever a file may say: no NaN, no infinity, nothing thrown, whole sentences.
TEST(ExtremeInputs, GiveFiniteNumbers) {
  constexpr std::array requirements{
      "{throughput: 1 msg/s, latency: 1 ms, retention: 1 hour}",
      "{throughput: 900M msg/s, latency: 600 s, retention: 520 weeks}",
      "{throughput: 1 msg/s, latency: 600 s, retention: 520 weeks, ordering: global}",
      "{throughput: 900M msg/s, latency: 1 ms, retention: 1 hour, delivery: exactly_once}"};
  constexpr std::array workloads{
      "{processing_time: 0.000001 ms, distinct_keys: 1, message_size: 1 B}",
      "{processing_time: 3600 s, hot_key_share: 100 %, message_size: 1 GiB, outage: 30 days}"};
  for (const std::string_view use_case : use_cases) {
    for (const std::string_view broker : brokers) {
      for (const std::string_view requirement : requirements) {
        for (const std::string_view workload : workloads) {
          const std::string text = fmt::format(
              "{{use_case: {}, requirements: {}, workload: {}, constraints: {{request_reply: "
              "true}}, "
              "decisions: {{broker: {}, max_attempts: 1000}}}}",
              use_case, requirement, workload, broker);
          SCOPED_TRACE(text);
          const Advice advice = advice_on(text);
          if (!advice.design) continue;
          for (const Pattern& pattern : advice.design->patterns) {
            for (const PatternFigure& figure : pattern.figures) {
              EXPECT_TRUE(std::isfinite(figure.value)) << figure.name;
            }
            const std::string shown = text_of(pattern);
            for (const std::string_view bad : {"nan", "inf ", "unlimited", "-1 ", "  "}) {
              EXPECT_THAT(shown, Not(HasSubstr(std::string(bad)))) << pattern.name;
            }
          }
        }
      }
    }
  }
}

// ---- Pages
// ---------------------------------------------------------------------------------------

TEST(PatternPages, AreComplete) {
  std::set<std::string_view> names;
  std::set<std::string_view> summaries;
  for (const assembly::PatternUnit& unit : assembly::patterns()) {
    SCOPED_TRACE(unit.name);
    EXPECT_TRUE(names.insert(unit.name).second);
    EXPECT_TRUE(summaries.insert(unit.page.summary).second);
    EXPECT_TRUE(std::isupper(static_cast<unsigned char>(unit.title.front())));
    for (const std::string_view text :
         {unit.page.summary, unit.page.use_when, unit.page.avoid_when}) {
      EXPECT_TRUE(text.ends_with('.')) << text;
    }
    EXPECT_GT(unit.page.source.size(), 20U);
  }
  EXPECT_EQ(names.size(), 10U);
}

}  // namespace
}  // namespace eventarch
