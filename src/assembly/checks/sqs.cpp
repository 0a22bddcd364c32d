#include <fmt/format.h>

#include <array>

#include "assembly/check_unit.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

constexpr double largest_batch = 10;

bool fifo(const Watched& watched) { return watched.input.mode.id != "standard"; }

Verdict in_flight_within_limit(const Watched& watched) {
  const double limit = watched.input.mode.number(FactKey::in_flight_max);
  const double held = static_cast<double>(watched.group().instances) *
                      setting_number(watched.design.consumer.settings, "MaxNumberOfMessages")
                          .value_or(largest_batch);
  return {held <= limit ? satisfied : missing,
          fmt::format("{} with a batch each hold at most {}; a queue allows {} received and "
                      "not deleted",
                      counted(watched.group().instances, "instance"),
                      notation::counted_number(held, "message"), notation::number(limit, 6))};
}

Verdict visibility_covers_batch(const Watched& watched) {
  const auto timeout = setting_number(config_of(watched, "event"), "VisibilityTimeout");
  if (!timeout) return {unknown, "the design sets no visibility timeout; the default is 30 s"};
  const double batch = setting_number(watched.design.consumer.settings, "MaxNumberOfMessages")
                           .value_or(largest_batch);
  const double work = batch * watched.input.processing_ms();
  return {work < *timeout * 1000 ? satisfied : missing,
          fmt::format("a batch of {} takes {}, the visibility timeout is {}",
                      notation::number(batch), notation::duration(Duration{work}),
                      notation::duration(Duration{*timeout * 1000}))};
}

/// Why there are no dead letters; empty where there are.
std::string_view no_dead_letters(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return "delivery is at_most_once: there is no dead-letter queue";
  }
  if (!watched.design.consumer.dead_letter.enabled) {
    return "decisions.dead_letter_queue is false: there is no dead-letter queue";
  }
  return {};
}

Verdict redrive_allowed(const Watched& watched) {
  const std::string_view none = no_dead_letters(watched);
  if (!none.empty()) return {not_applicable, std::string(none)};
  if (is_set(config_of(watched, "dead_letter"), "RedriveAllowPolicy.redrivePermission",
             "byQueue")) {
    return {
        satisfied,
        "RedriveAllowPolicy.redrivePermission is byQueue with the source queue; whoever replays "
        "needs sqs:StartMessageMoveTask besides"};
  }
  return {unknown, fmt::format("{} takes messages from any queue of the account by default "
                               "(RedriveAllowPolicy allowAll)",
                               watched.design.consumer.groups.front().dead_letter)};
}

Verdict deduplication_window(const Watched& watched) {
  if (!fifo(watched)) {
    return {not_applicable, "standard queues do not deduplicate: consumers must"};
  }
  constexpr double window_minutes = 5;
  const Duration window = minutes(window_minutes);
  const Duration outage = watched.input.context.workload.outage;
  return {
      outage.milliseconds <= window.milliseconds ? satisfied : unknown,
      fmt::format("the same MessageDeduplicationId is dropped for {}; a producer that repeats a "
                  "send after an outage of {} is {}",
                  notation::duration(window), notation::duration(outage),
                  outage.milliseconds <= window.milliseconds ? "within it" : "beyond it")};
}

Verdict dead_letters_outlive_source(const Watched& watched) {
  const std::string_view none = no_dead_letters(watched);
  if (!none.empty()) return {not_applicable, std::string(none)};
  const auto letters = setting_number(config_of(watched, "dead_letter"), "MessageRetentionPeriod");
  const auto source = setting_number(config_of(watched, "event"), "MessageRetentionPeriod");
  if (!letters || !source) return {unknown, "the design does not set both retention periods"};
  if (fifo(watched)) {
    return {satisfied,
            fmt::format("dead letters are kept for {} from their arrival: on FIFO queues the age "
                        "starts anew there",
                        notation::duration(Duration{*letters * 1000}))};
  }
  const bool equal_at_most = *letters == *source;
  return {*letters > *source ? satisfied
          : equal_at_most    ? unknown
                             : missing,
          fmt::format("dead letters are kept for {}, the queue keeps {}, and on standard queues "
                      "the age counts from the first send{}",
                      notation::duration(Duration{*letters * 1000}),
                      notation::duration(Duration{*source * 1000}),
                      equal_at_most ? ": a message that failed late has little left" : "")};
}

constexpr std::string_view quotas =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html";
constexpr std::string_view attributes =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"
    "API_SetQueueAttributes.html";

constexpr std::array sqs_check_list{
    CheckUnit{
        .name = "in_flight_within_limit",
        .item = "Messages in flight within the limit",
        .why = "A queue hands out no more while 120,000 messages are received and not deleted.",
        .remedy = "delete messages as soon as they are processed, and shorten the visibility "
                  "timeout; watch InFlightNearLimit",
        .source = quotas,
        .verdict = in_flight_within_limit,
    },
    CheckUnit{
        .name = "visibility_covers_batch",
        .item = "Visibility timeout covers a batch",
        .why = "A message whose timeout ends while it is processed is given to somebody else: done "
               "twice, and counted as an attempt.",
        .remedy = "raise VisibilityTimeout above the time of a whole batch, or extend it with "
                  "ChangeMessageVisibility",
        .source = attributes,
        .verdict = visibility_covers_batch,
    },
    CheckUnit{
        .name = "redrive_permissions",
        .item = "Redrive permissions narrowed",
        .why = "With allowAll any queue of the account and region may send its dead letters here; "
               "a replay needs permission of its own.",
        .remedy = "set RedriveAllowPolicy to byQueue with the source queue (10 at most), and grant "
                  "sqs:StartMessageMoveTask to whom replays",
        .source = attributes,
        .verdict = redrive_allowed,
    },
    CheckUnit{
        .name = "deduplication_window_covers_retries",
        .item = "Producers repeat within the deduplication window",
        .why = "A FIFO queue knows a deduplication id for 5 minutes; a repetition after that is a "
               "new message.",
        .remedy = "give up a send before 5 minutes are over, and keep consumers idempotent",
        .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
                  "using-messagededuplicationid-property.html",
        .verdict = deduplication_window,
    },
    CheckUnit{
        .name = "dead_letters_outlive_source",
        .item = "Dead letters are kept longer than the queue",
        .why =
            "On standard queues a dead letter keeps its first timestamp: with equal retention, "
            "what failed on the last day is deleted the next. On FIFO queues its age starts anew.",
        .remedy = "set MessageRetentionPeriod of the dead-letter queue to 14 days, and that of the "
                  "queue to less",
        .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
                  "sqs-dead-letter-queues.html",
        .verdict = dead_letters_outlive_source,
    },
};

}  // namespace

extern const std::span<const CheckUnit> sqs_checks;
constinit const std::span<const CheckUnit> sqs_checks{sqs_check_list};

}  // namespace eventarch::assembly
