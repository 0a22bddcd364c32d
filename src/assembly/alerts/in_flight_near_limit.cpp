#include <fmt/format.h>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

constexpr double in_flight_near_limit_alarming_share = 0.8;

bool in_flight_near_limit_applies(const Watched& watched) {
  return watched.input.broker.id == "sqs" &&
         !watched.input.fact(FactKey::in_flight_max).unlimited();
}

AlertText in_flight_near_limit_text(const Watched& watched) {
  const double limit = watched.input.mode.number(FactKey::in_flight_max);
  return {.expression =
              fmt::format("max by (queue_name) "
                          "(aws_sqs_approximate_number_of_messages_not_visible_maximum{{{}}}) > {}",
                          event_topics(watched.design, "queue_name"),
                          plain_number(limit * in_flight_near_limit_alarming_share)),
          .hold = "5m",
          .why = fmt::format(
              "{} of the {} messages that a queue may have received and not deleted; "
              "at the limit it hands out no more. The name is that of the CloudWatch "
              "exporter of the Prometheus project",
              notation::percent(in_flight_near_limit_alarming_share), notation::number(limit))};
}

}  // namespace

extern const AlertUnit in_flight_near_limit;
constinit const AlertUnit in_flight_near_limit{
    .name = "InFlightNearLimit",
    .severity = "warning",
    .leads_to = "Consumer lag",
    .meaning =
        "Nearly as many messages are received and not deleted as a queue allows: consumers "
        "hold messages without finishing them.",
    .action =
        "Look for consumers that crash or forget to delete; a shorter visibility timeout "
        "gives such messages back sooner.",
    .source =
        "CloudWatch metric ApproximateNumberOfMessagesNotVisible through "
        "prometheus/cloudwatch_exporter; the limit is that of the SQS quotas",
    .applies = in_flight_near_limit_applies,
    .text = in_flight_near_limit_text,
};

}  // namespace eventarch::assembly
