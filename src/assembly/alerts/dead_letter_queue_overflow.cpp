#include <fmt/format.h>

#include "assembly/alert.hpp"

namespace eventarch::assembly {
namespace {

bool dead_letter_queue_overflow_applies(const Watched& watched) {
  return !watched.input.at_most_once() && !dead_letter_topics(watched.design).empty() &&
         watched.design.consumer.dead_letter.enabled;
}

AlertText dead_letter_queue_overflow_text(const Watched& watched) {
  const DeadLetterCount letters = dead_letter_count(watched);
  const std::uint32_t threshold = watched.design.consumer.dead_letter.alert_threshold;
  const double cleared = threshold * 0.8;
  return {
      .expression = fmt::format(
          R"({} >= {} or ({} >= {} and on ({}) ALERTS{{alertname="DeadLetterQueueOverflow", alertstate="firing"}}))",
          letters.expression, threshold, letters.expression, plain_number(cleared), letters.label),
      .hold = "0m",
      .why = fmt::format(
          "{} dead letters {} are no single bad message; once it rings it stays until there are "
          "fewer than {}, so that a replay around the threshold rings once; {}",
          threshold, letters.depth ? "in one place" : "within an hour", plain_number(cleared),
          letters.source)};
}

}  // namespace

extern const AlertUnit dead_letter_queue_overflow;
constinit const AlertUnit dead_letter_queue_overflow{
    .name = "DeadLetterQueueOverflow",
    .severity = "critical",
    .leads_to = "DLQ overflow",
    .meaning =
        "So many messages failed for good that the cause is a defect or a dependency, and no "
        "single bad message.",
    .action =
        "Read one message of each kind of error (error_type, where consumers count), mend, then "
        "replay. Dead letters have a retention too: what is not replayed in time is lost.",
    .source =
        "threshold 100 of the dead-letter policy. Consumers that publish dead letters count them "
        "in "
        "dlq_messages_total, which must exist at 0, since increase() does not see the first value "
        "of a new series; where the broker moves messages: rabbitmq_queue_messages of "
        "rabbitmq_prometheus, aws_sqs_approximate_number_of_messages_visible_maximum of the "
        "CloudWatch exporter, kafka_topic_partition_current_offset of kafka_exporter",
    .applies = dead_letter_queue_overflow_applies,
    .text = dead_letter_queue_overflow_text,
};

}  // namespace eventarch::assembly
