/// Which patterns apply when, and what holds for every pattern of every design.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assembly/pattern.hpp"
#include "eventarch/advise.hpp"
#include "eventarch/formulas.hpp"
#include "pattern_design.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing_support::advice_on;
using testing_support::has_figure;
using testing_support::names_of;
using testing_support::pattern_of;
using testing_support::text_of;

constexpr std::size_t longest_part = 160;

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

// ---- Every pattern of every design
// ---------------------------------------------------------------

constexpr std::array use_cases{"pub_sub", "work_queue", "event_sourcing", "cqrs", "saga"};
constexpr std::array compared_brokers{"kafka", "rabbitmq", "sqs", "pulsar", "redpanda", "kinesis"};

/// One design of each use case on each broker, with every pattern that can come with it.
std::vector<Advice> many_designs() {
  std::vector<Advice> all;
  for (const std::string_view use_case : use_cases) {
    for (const std::string_view broker : compared_brokers) {
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
      "{processing_time: 3600 s, hot_key_share: 100 %, message_size: 1000 MiB, outage: 30 days}"};
  std::size_t designs = 0;
  for (const std::string_view use_case : use_cases) {
    for (const std::string_view broker : compared_brokers) {
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
          ++designs;
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
  EXPECT_GT(designs, 200U) << "of 240";
}

// ---- Pages
// ---------------------------------------------------------------------------------------

/// What each pattern is about, whatever the design.
TEST(PatternPages, SayWhatThePatternsAreKnownFor) {
  const auto page = [](std::string_view name) {
    for (const assembly::PatternUnit& unit : assembly::patterns()) {
      if (unit.name != name) continue;
      return fmt::format("{} {} {}", unit.page.summary, unit.page.use_when, unit.page.avoid_when);
    }
    return std::string{};
  };
  EXPECT_THAT(page("pub_sub"), AllOf(HasSubstr("Many consumers per message"),
                                     HasSubstr("Notifications"), HasSubstr("decoupled")));
  EXPECT_THAT(page("work_queue"), AllOf(HasSubstr("One consumer per message"),
                                        HasSubstr("acknowledge"), HasSubstr("Background jobs")));
  EXPECT_THAT(page("request_reply"), AllOf(HasSubstr("Synchronous over asynchronous"),
                                           HasSubstr("correlation id"), HasSubstr("RPC-like")));
  EXPECT_THAT(page("dead_letter_queue"),
              AllOf(HasSubstr("manual review"), HasSubstr("retries"), HasSubstr("Error handling")));
  EXPECT_THAT(page("event_sourcing"), AllOf(HasSubstr("append-only"), HasSubstr("immutable"),
                                            HasSubstr("snapshots"), HasSubstr("projections")));
  EXPECT_THAT(page("cqrs"), AllOf(HasSubstr("validate"), HasSubstr("audit trail"),
                                  HasSubstr("event versioning"), HasSubstr("eventual")));
}

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
