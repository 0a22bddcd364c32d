#include <fmt/format.h>

#include "assembly/alert.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const Watched& watched) {
  return !watched.input.at_most_once() && !dead_letter_topics(watched.design).empty() &&
         watched.design.consumer.dead_letter.enabled;
}

AlertText text(const Watched& watched) {
  const std::string letters = fmt::format("sum by (topic) (increase(dlq_messages_total{{{}}}[1h]))",
                                          dead_letter_topics(watched.design));
  const std::uint32_t threshold = watched.design.consumer.dead_letter.alert_threshold;
  const double cleared = threshold * 0.8;
  return {
      .expression = fmt::format(
          R"({} >= {} or ({} >= {} and on (topic) ALERTS{{alertname="DeadLetterQueueOverflow", alertstate="firing"}}))",
          letters, threshold, letters, plain_number(cleared)),
      .hold = "0m",
      .why = fmt::format(
          "{} dead letters within an hour are no single bad message; once it rings it stays until "
          "there are fewer than {}, so that a replay around the threshold rings once",
          threshold, plain_number(cleared))};
}

}  // namespace

extern const AlertUnit dead_letter_queue_overflow;
constinit const AlertUnit dead_letter_queue_overflow{
    .name = "DeadLetterQueueOverflow",
    .severity = "critical",
    .leads_to = "DLQ overflow",
    .meaning =
        "So many messages failed for good within an hour that the cause is a defect or a "
        "dependency, and no single bad message.",
    .action =
        "Group dlq_messages_total by error_type, read one message of each kind, mend, then "
        "replay. Dead letters have a retention too: what is not replayed in time is lost.",
    .source =
        "threshold 100 of the dead-letter policy; the counter must exist at 0, since "
        "increase() does not see the first value of a new series",
    .applies = applies,
    .text = text,
};

}  // namespace eventarch::assembly
