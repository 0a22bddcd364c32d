/// What the report tells to change: nothing that the design has already, and what mends.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "eventarch/report.hpp"
#include "simulation/run/sample_study.hpp"

namespace eventarch::simulation {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Flow {
  std::string name = {};
  std::string use_case = "pub_sub";
  std::string ordering = "partition";
  std::string delivery = "at_least_once";
  std::string decisions = {};
  std::string further = {};  ///< of the context, a line
};

void PrintTo(const Flow& flow, std::ostream* out) { *out << flow.name; }

std::string text_of(const Flow& flow) {
  return fmt::format(
      "event_context:\n  name: k\n  use_case: {}\n"
      "  requirements: {{throughput: 1K msg/s, latency: 200ms, ordering: {}, delivery: {}, "
      "retention: 7 days}}\n"
      "  workload: {{processing_time: 1 ms, peak_factor: 2}}\n"
      "  decisions: {{{}}}\n{}",
      flow.use_case, flow.ordering, flow.delivery, flow.decisions, flow.further);
}

SimulationOptions options_under(std::vector<std::string> faults) {
  SimulationOptions options;
  options.faults = std::move(faults);
  options.seeds = 2;
  options.load_runs = false;
  options.fault_messages = 400;
  return options;
}

SimulationResult under(const Advice& advice, std::vector<std::string> faults) {
  return simulated(advice, options_under(std::move(faults)));
}

Advice with(const std::string& text, const std::vector<Override>& overrides) {
  return advise({"test.yaml", text, "test"}, built_in_catalogue(), overrides).at(0);
}

/// `decisions.producer_acks: all`, as often as it stands in backticks.
std::vector<Override> edits_of(std::string_view mend) {
  std::vector<Override> edits;
  for (std::size_t at = mend.find('`'); at != std::string_view::npos; at = mend.find('`', at + 1)) {
    const std::size_t end = mend.find('`', at + 1);
    const std::string_view quoted = mend.substr(at + 1, end - at - 1);
    const std::size_t colon = quoted.find(": ");
    if (colon != std::string_view::npos && quoted.find('.') < colon) {
      edits.push_back(
          {std::string(quoted.substr(0, colon)), std::string(quoted.substr(colon + 2))});
    }
    at = end;
  }
  return edits;
}

const GuaranteeVerdict& verdict_of(const SimulationResult& result, std::string_view name) {
  return *std::ranges::find(result.guarantees, name, &GuaranteeVerdict::name);
}

/// Where the fault finds nothing to strike any more, it does no harm.
bool breaks_again(const Advice& mended, const GuaranteeVerdict& broken) {
  const auto result = simulate(mended, options_under({broken.fault}));
  if (std::holds_alternative<SimulationRefusal>(result)) return false;
  const auto& found = verdict_of(std::get<SimulationResult>(result), broken.name);
  return found.status == GuaranteeStatus::violated && found.cause_name == broken.cause_name;
}

class Mends : public testing::TestWithParam<Flow> {};

TEST_P(Mends, NameNothingThatTheDesignHasAndDoWhatTheySay) {
  const std::string text = text_of(GetParam());
  const Advice advice = with(text, {});
  ASSERT_TRUE(advice.design);
  for (const GuaranteeVerdict& broken : under(advice, {"all"}).guarantees) {
    if (broken.status != GuaranteeStatus::violated) continue;
    SCOPED_TRACE(fmt::format("{} under {}: {}", broken.name, broken.fault, broken.remedy));
    const std::vector<Override> edits = edits_of(broken.remedy);
    for (const Override& edit : edits) {
      const Advice changed = with(text, {edit});
      ASSERT_TRUE(changed.design) << edit.path;
      EXPECT_NE(render_json(changed), render_json(advice)) << edit.path << " is there already";
    }
    if (edits.empty()) continue;
    EXPECT_FALSE(breaks_again(with(text, edits), broken)) << "it breaks all the same";
  }
}

INSTANTIATE_TEST_SUITE_P(
    Designs, Mends,
    testing::Values(
        Flow{.name = "kafka", .decisions = "broker: kafka"},
        Flow{.name = "kafka_in_three_zones",
             .decisions = "broker: kafka",
             .further = "  capacity: {availability_zones: 3, replication_factor: 3}\n"},
        Flow{.name = "acks_leader", .decisions = "broker: kafka, producer_acks: leader"},
        Flow{.name = "acks_none", .decisions = "broker: kafka, producer_acks: none"},
        Flow{.name = "one_copy", .decisions = "broker: kafka, replication_factor: 1"},
        Flow{.name = "one_in_sync", .decisions = "broker: kafka, min_in_sync_replicas: 1"},
        Flow{.name = "commits_first",
             .decisions = "broker: kafka, offset_commit: before_processing"},
        Flow{.name = "without_dead_letters",
             .decisions = "broker: kafka, dead_letter_queue: false"},
        Flow{.name = "exactly_once", .delivery = "exactly_once", .decisions = "broker: kafka"},
        Flow{.name = "at_most_once_auto",
             .delivery = "at_most_once",
             .decisions = "broker: kafka, offset_commit: auto"},
        Flow{.name = "at_most_once_after",
             .delivery = "at_most_once",
             .decisions = "broker: kafka, offset_commit: after_processing"},
        Flow{.name = "share_group",
             .use_case = "work_queue",
             .ordering = "none",
             .decisions = "broker: kafka, dead_letter_queue: true"},
        Flow{.name = "sqs",
             .use_case = "work_queue",
             .ordering = "none",
             .decisions = "broker: sqs"},
        Flow{.name = "sqs_repeats",
             .use_case = "work_queue",
             .ordering = "none",
             .decisions = "broker: sqs, idempotent_consumers: false"},
        Flow{.name = "rabbitmq",
             .use_case = "work_queue",
             .ordering = "none",
             .decisions = "broker: rabbitmq"},
        Flow{.name = "rabbitmq_deletes",
             .use_case = "work_queue",
             .ordering = "none",
             .decisions = "broker: rabbitmq, dead_letter_queue: false"},
        Flow{.name = "rabbitmq_stream", .decisions = "broker: rabbitmq"},
        Flow{.name = "service_bus",
             .use_case = "work_queue",
             .ordering = "none",
             .decisions = "broker: azure_service_bus"},
        Flow{.name = "nats",
             .use_case = "work_queue",
             .ordering = "none",
             .decisions = "broker: nats_jetstream"},
        Flow{.name = "redis", .decisions = "broker: redis_streams"},
        Flow{.name = "event_hubs", .decisions = "broker: azure_event_hubs"}),
    [](const auto& flow) { return flow.param.name; });

/// The mend for `guarantee` where `fault` alone strikes.
std::string mend_under(const Flow& flow, const std::string& fault, std::string_view guarantee) {
  const SimulationResult result = under(with(text_of(flow), {}), {fault});
  return verdict_of(result, guarantee).remedy;
}

TEST(MendsOfExpiry, KnowWhichBrokersSetAsideWhatExpires) {
  const auto queue = [](std::string decisions) {
    return Flow{.use_case = "work_queue", .ordering = "none", .decisions = std::move(decisions)};
  };
  for (const char* deletes : {"broker: kafka", "broker: kafka, dead_letter_queue: true",
                              "broker: sqs", "broker: sqs, dead_letter_queue: false"}) {
    SCOPED_TRACE(deletes);
    const std::string mend = mend_under(queue(deletes), "messages_expire", "no_loss");
    EXPECT_THAT(mend, HasSubstr("no setting of this design mends it"));
    EXPECT_THAT(mend, Not(HasSubstr("dead_letter_queue")));
  }
  for (const char* moves : {"rabbitmq", "azure_service_bus"}) {
    SCOPED_TRACE(moves);
    EXPECT_THAT(mend_under(queue(fmt::format("broker: {}, dead_letter_queue: false", moves)),
                           "messages_expire", "no_loss"),
                HasSubstr("`decisions.dead_letter_queue: true`"));
    EXPECT_EQ(mend_under(queue(fmt::format("broker: {}", moves)), "messages_expire", "no_loss"),
              "");
  }
}

TEST(MendsOfUnwrittenRecords, AreNoMoreZones) {
  const Flow flow{.decisions = "broker: kafka"};
  for (const char* fault : {"power_loss_everywhere", "last_replica_loses_suffix"}) {
    SCOPED_TRACE(fault);
    const std::string mend = mend_under(flow, fault, "durability");
    EXPECT_THAT(mend, HasSubstr("no setting of this design mends it"));
    EXPECT_THAT(mend, Not(HasSubstr("availability_zones")));
  }
}

/// 500 msg/s, kept for an hour, and nobody there for two.
constexpr std::string_view kept_too_short =
    "event_context:\n  name: rq\n  use_case: work_queue\n"
    "  requirements: {{throughput: 500 msg/s, latency: 300ms, ordering: none, delivery: "
    "at_least_once, retention: {}}}\n"
    "  workload: {{processing_time: 10 ms, peak_factor: 2, outage: 2 hours}}\n"
    "  decisions: {{broker: rabbitmq, dead_letter_queue: {}}}\n";

TEST(TimeToLive, ShorterThanTheOutageSetsAsideWhatWasProcessed) {
  const auto away = [](const char* retention, bool dead_letters) {
    return under(with(fmt::format(kept_too_short, retention, dead_letters), {}), {"group_away"});
  };
  const GuaranteeVerdict aside = verdict_of(away("1 hour", true), "dead_letter_exclusive");
  EXPECT_EQ(aside.status, GuaranteeStatus::violated);
  EXPECT_EQ(aside.cause_name, "expired_after_effect");
  EXPECT_THAT(aside.remedy, HasSubstr("set `requirements.retention`, which becomes the time to "
                                      "live, above `workload.outage`"));
  const GuaranteeVerdict lost = verdict_of(away("1 hour", false), "no_loss");
  EXPECT_EQ(lost.cause_name, "message_expired");
  EXPECT_THAT(lost.remedy, HasSubstr("set `requirements.retention`"));
  for (const bool dead_letters : {true, false}) {
    const SimulationResult longer = away("4 hours", dead_letters);
    EXPECT_FALSE(longer.guarantee_broken()) << dead_letters;
  }
}

TEST(AtMostOnce, IsNotLeftToABrokerThatRepeatsByItself) {
  const Advice advice = with(
      "event_context:\n  name: ledger\n  use_case: work_queue\n"
      "  requirements: {throughput: 200 msg/s, latency: 2 s, ordering: none, delivery: "
      "at_most_once, retention: 4 days}\n"
      "  workload: {processing_time: 50 ms, peak_factor: 2}\n"
      "  constraints: {cloud: aws, deployment: serverless, operations_capacity: small}\n",
      {});
  ASSERT_TRUE(advice.design);
  EXPECT_NE(advice.decision->winner()->mode->id, "standard");
  EXPECT_FALSE(under(advice, {"default"}).guarantee_broken());
}

TEST(ExactlyOnce, IsSimulatedWithItsTransactionWhateverCommitIsDecided) {
  for (const char* commit : {"auto", "after_processing", "before_processing"}) {
    SCOPED_TRACE(commit);
    const Flow flow{.delivery = "exactly_once",
                    .decisions = fmt::format("broker: kafka, offset_commit: {}", commit)};
    const SimulationResult result = under(with(text_of(flow), {}), {"default"});
    EXPECT_FALSE(result.guarantee_broken());
    EXPECT_NE(verdict_of(result, "atomic_transaction").status, GuaranteeStatus::not_applicable);
  }
}

}  // namespace
}  // namespace eventarch::simulation
