#include <fmt/format.h>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

/// Half of the time is left to react, to mend and to catch up.
constexpr double lag_near_retention_alarming_share = 0.5;

bool lag_near_retention_applies(const Watched& watched) { return watched.expires(); }

/// Lag over the rate of arrival. Where producers write to an exchange and groups read queues, all
/// of a group's queues together hold what was written.
std::string age_of_oldest(const Watched& watched) {
  const std::string read = event_topics(watched.design);
  const std::string written = produced_topic(watched.design);
  // Nothing arrives: the quotient says nothing, and ConsumerStalled speaks up.
  if (read == written) {
    return fmt::format(
        "sum by (topic, consumer_group) (consumer_lag{{{}}}) / on (topic) group_left () (sum by "
        "(topic) (rate(messages_produced_total{{{}}}[1h])) > 0)",
        read, written);
  }
  return fmt::format(
      "sum by (consumer_group) (consumer_lag{{{}}}) / on () group_left () (sum "
      "(rate(messages_produced_total{{{}}}[1h])) > 0)",
      read, written);
}

AlertText lag_near_retention_text(const Watched& watched) {
  const double kept = watched.unread_kept_seconds().value_or(0);
  const double threshold = kept * lag_near_retention_alarming_share;
  const std::string half = fmt::format("half of the {} that a message is kept for",
                                       notation::duration(Duration{kept * 1000}));
  if (watched.input.broker.id == "sqs") {
    return {.expression =
                fmt::format("max by (queue_name) "
                            "(aws_sqs_approximate_age_of_oldest_message_maximum{{{}}}) > {}",
                            event_topics(watched.design, "queue_name"), plain_number(threshold)),
            .hold = "15m",
            .why = fmt::format("the oldest message has waited {}, {}; the name is that of the "
                               "CloudWatch exporter of the Prometheus project",
                               notation::duration(Duration{threshold * 1000}), half)};
  }
  return {.expression = fmt::format("{} > {}", age_of_oldest(watched), plain_number(threshold)),
          .hold = "15m",
          .why = fmt::format(
              "lag over the rate of arrival is the age of the oldest unread message; "
              "over {} it has used {}, and what passes the rest is {}",
              notation::duration(Duration{threshold * 1000}), half, watched.fate_of_expired())};
}

}  // namespace

extern const AlertUnit lag_near_retention;
constinit const AlertUnit lag_near_retention{
    .name = "LagNearRetention",
    .severity = "critical",
    .leads_to = "Message loss",
    .meaning =
        "The oldest unread message has used half of the time that it is kept for. What nobody "
        "reads "
        "in the other half is gone from there, and no error says so.",
    .action =
        "Raise the retention first, which takes effect at once, then find out why nobody "
        "reads.",
    .source =
        "metrics of the design itself; for SQS the CloudWatch metric "
        "ApproximateAgeOfOldestMessage through the exporter prometheus/cloudwatch_exporter",
    .applies = lag_near_retention_applies,
    .text = lag_near_retention_text,
};

}  // namespace eventarch::assembly
