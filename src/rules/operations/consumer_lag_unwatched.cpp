#include <fmt/format.h>

#include <string>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule consumer_lag_unwatched_rule{
    .name = "consumer_lag_unwatched",
    .severity = Severity::warning,
    .summary = "Nobody is told that consumers fall behind",
    .rationale =
        "A consumer that stands still raises no error: the lag is all there is to see. Where old "
        "messages are deleted, it is a loss of data as soon as it is as old as they become.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "retention: 3 days, delivery: at_least_once}, producers: [shop], consumers: [billing, "
        "search], decisions: {lag_monitoring: false}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "retention: 3 days, delivery: at_least_once}, producers: [shop], consumers: [billing, "
        "search], decisions: {lag_monitoring: true}}",
    .source = "Apache Kafka documentation, monitoring: consumer lag (records-lag-max)",
};

void check_consumer_lag_unwatched(const RuleInput& input, Findings& findings) {
  const auto& watched = input.declaration.decisions.lag_monitoring;
  const auto& retention = input.declaration.requirements.retention;
  if (!watched || watched->value) return;
  auto& finding = findings.add(
      consumer_lag_unwatched_rule, watched->where,
      retention ? fmt::format("without monitoring of the lag nobody learns that a consumer is "
                              "behind, until what is older than {} is gone",
                              notation::duration(retention->value))
                : std::string("without monitoring of the lag nobody learns that a consumer is "
                              "behind or stands still"),
      "set `lag_monitoring: true`, and alert on the lag of each consumer group; the design states "
      "the thresholds");
  finding.label = "the lag is not watched";
  if (retention) finding.related.push_back({retention->where, "messages are kept so long"});
}

}  // namespace

extern const Check consumer_lag_unwatched;
constinit const Check consumer_lag_unwatched{&consumer_lag_unwatched_rule,
                                             check_consumer_lag_unwatched};

}  // namespace eventarch::rules
