/// Designs for jobs that take long or hang, and for those that may lose messages: what their
/// settings mean for each other.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "eventarch/report.hpp"
#include "report/measurements.hpp"
#include "unit/design_of.hpp"
#include "unit/odd_designs.hpp"

namespace eventarch {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing_support::design_of;
using testing_support::every_broker;
using testing_support::value_of;

std::string jobs(std::string_view broker, std::string_view processing) {
  return fmt::format(
      "{{use_case: work_queue, requirements: {{throughput: 2 msg/s, latency: 7200 s, "
      "ordering: none, delivery: at_least_once}}, consumers: [encoder], workload: "
      "{{processing_time: {}}}, decisions: {{broker: {}}}}}",
      processing, broker);
}

double window_hours(const Design& design) {
  for (const Pattern& pattern : design.patterns) {
    for (const PatternFigure& figure : pattern.figures) {
      if (figure.name == "deduplication_window_hours") return figure.value;
    }
  }
  return 0;
}

TEST(DeduplicationWindow, CoversAttemptsThatHangUntilTheBrokerTakesTheMessage) {
  // VisibilityTimeout is six times 10 min, and there are five attempts.
  EXPECT_GT(window_hours(design_of(jobs("sqs", "10 min"))), 5);
  // consumer-timeout is 30 min by default.
  EXPECT_GT(window_hours(design_of(jobs("rabbitmq", "1 s"))), 2.5);
  // Its default is not enough for work of 40 min: the design sets six times as much.
  EXPECT_GT(window_hours(design_of(jobs("rabbitmq", "40 min"))), 5 * 240.0 / 60);
  EXPECT_THAT(render_text(advise({"a.yaml", "event_context: " + jobs("sqs", "10 min"), "a"},
                                 built_in_catalogue())
                              .front(),
                          {Color::off, Detail::verbose, {}}),
              HasSubstr("5 attempts that may each hang for 1 hour"));
}

std::vector<double> buckets_of(const Design& design) {
  for (const Metric& metric : design.observability.metrics) {
    if (!metric.buckets.empty()) return metric.buckets;
  }
  return {};
}

TEST(ProcessingBuckets, ReachTheSlowestOfAHundred) {
  EXPECT_THAT(buckets_of(design_of(jobs("sqs", "100 ms"))), ElementsAre(0.001, 0.01, 0.1, 1, 10));
  EXPECT_THAT(buckets_of(design_of(jobs("sqs", "2 s"))), ElementsAre(0.001, 0.01, 0.1, 1, 10));
  EXPECT_THAT(buckets_of(design_of(jobs("sqs", "3 s"))), ElementsAre(0.001, 0.01, 0.1, 1, 10, 100));
  EXPECT_THAT(buckets_of(design_of(jobs("sqs", "10 min"))),
              ElementsAre(0.001, 0.01, 0.1, 1, 10, 100, 1000, 10'000));
}

// ---- What the latency does not count is not set ------------------------------------------------

TEST(LooseLatency, SetsNoWaitThatTheBudgetDoesNotHold) {
  for (const std::string_view broker : {"kafka", "redpanda"}) {
    const Design design = design_of(
        fmt::format("{{use_case: pub_sub, requirements: {{throughput: 5K msg/s, latency: 20 s}}, "
                    "workload: {{processing_time: 2 ms}}, decisions: {{broker: {}}}}}",
                    broker));
    EXPECT_EQ(value_of(design.consumer.settings, "fetch.min.bytes"), "1") << broker;
    EXPECT_EQ(value_of(design.consumer.settings, "fetch.max.wait.ms"), "absent") << broker;
    const auto& terms = design.sizing.latency.terms;
    const auto batch = std::ranges::find(terms, std::string("batch"), &LatencyTerm::name);
    ASSERT_NE(batch, terms.end());
    EXPECT_EQ(value_of(design.producer.settings, "linger.ms"), fmt::format("{:g}", batch->p99_ms))
        << broker;
  }
}

// ---- At most once ------------------------------------------------------------------------------

std::string lossy(std::string_view broker) {
  const Advice advice =
      advise({"a.yaml",
              fmt::format("event_context: {{use_case: pub_sub, requirements: {{throughput: 5K "
                          "msg/s, delivery: at_most_once}}, decisions: {{broker: {}}}}}",
                          broker),
              "a"},
             built_in_catalogue())
          .front();
  return render_text(advice, {Color::off, Detail::verbose, {}});
}

TEST(AtMostOnce, PromisesNothingOfConfirmedCopies) {
  for (const std::string_view broker : {"kafka", "nats_jetstream", "pulsar", "redpanda"}) {
    const std::string text = lossy(broker);
    EXPECT_THAT(text, HasSubstr("producers wait for none of them")) << broker;
    EXPECT_THAT(text, Not(HasSubstr("confirm a write"))) << broker;
    EXPECT_THAT(text, Not(HasSubstr("what was confirmed is kept"))) << broker;
    EXPECT_THAT(text, Not(HasSubstr("WritesRefused"))) << broker;
  }
}

TEST(AtMostOnce, ExpectsNoDuplicates) {
  EXPECT_THAT(lossy("kafka"), HasSubstr("none are to be expected: producers send once"));
}

TEST(UnstableAtPeak, SaysWhyItIsAWarning) {
  const Advice advice =
      advise({"a.yaml",
              "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s}, decisions: "
              "{broker: kafka, partitions: 1}}",
              "a"},
             built_in_catalogue())
          .front();
  EXPECT_THAT(render_text(advice, {}),
              HasSubstr("a warning and no error, since it rests on an assumption"));
}

// ---- What to measure ---------------------------------------------------------------------------

TEST(MeasuredFirst, SaysHowWithAToolOfTheBroker) {
  for (const std::string_view broker : every_broker) {
    const Design design = design_of(fmt::format(
        "{{use_case: pub_sub, requirements: {{}}, decisions: {{broker: {}}}}}", broker));
    for (const Sensitivity& one : design.sizing.sensitivity) {
      if (!one.measurable || one.field.starts_with("requirements.")) continue;
      EXPECT_FALSE(report::way_to_measure(one.field, broker).empty()) << broker << one.field;
    }
  }
  EXPECT_THAT(std::string(report::way_to_measure("workload.peak_factor", "sqs")),
              HasSubstr("NumberOfMessagesSent"));
}

TEST(MeasuredFirst, NamesTheFiguresAtWhichTheDesignChanges) {
  const Advice advice = advise({"a.yaml",
                                "event_context: {use_case: pub_sub, requirements: {throughput: "
                                "10K msg/s}, decisions: {broker: kafka}}",
                                "a"},
                               built_in_catalogue())
                            .front();
  const std::vector<report::Measurement> first = report::measurements(advice);
  const auto peak = std::ranges::find(first, "workload.peak_factor", &report::Measurement::field);
  ASSERT_NE(peak, first.end());
  EXPECT_THAT(peak->text, testing::AllOf(testing::StartsWith("assumed 2; at 1.6: "),
                                         HasSubstr("; at 2.4: "), HasSubstr("MessagesInPerSec")));
}

}  // namespace
}  // namespace eventarch
