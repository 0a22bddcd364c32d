#include "assembly/dialects/sqs_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/largest_message.hpp"
#include "assembly/figure.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly::sqs {
namespace {

constexpr double sqs_longest_retention_s = 1'209'600;
constexpr double longest_visibility_s = 43'200;

struct Chosen {
  double value = 0;
  std::string why;
};

Chosen batch(const DesignInput& input) {
  const auto messages = static_cast<double>(input.sizing.taken_at_once);
  const std::string each = notation::duration(input.context.workload.processing_time);
  constexpr double fifo_calls = 300;
  if (fifo(input) && !high_throughput(input) && input.sizing.traffic.peak.per_second > fifo_calls) {
    return {messages, fmt::format("the peak of {} is above the 300 calls a second of a FIFO queue: "
                                  "calls must carry several; those behind the first wait in one "
                                  "consumer, which the latency budget counts",
                                  notation::rate(input.sizing.traffic.peak))};
  }
  if (messages < 2) {
    return {1,
            fmt::format("one job takes {}: a second one in hand would wait where others are free",
                        each)};
  }
  return {messages,
          fmt::format("{} each: no more than a second of work, within 10, and within what the "
                      "latency target of {} leaves; what a worker has in hand the others cannot "
                      "take",
                      each, notation::duration({input.sizing.latency.target_ms}))};
}

/// AWS advises six times the time that a batch takes; never below the default.
Chosen visibility(const DesignInput& input) {
  constexpr double default_s = 30;
  const Chosen messages = batch(input);
  const double batch_s = messages.value * input.processing_ms() / 1000;
  const auto advised = figure("visibility_timeout_seconds", formulas::visibility_timeout,
                              {{"function_timeout", batch_s}, {"batching_window", 0}});
  const double seconds = std::ceil(advised ? advised->value : longest_visibility_s);
  const std::string how = fmt::format("six times the {} that a batch of {} takes at {} each",
                                      notation::duration({batch_s * 1000}), messages.value,
                                      notation::duration(input.context.workload.processing_time));
  if (seconds < default_s) return {default_s, how + "; raised to the default of 30 s"};
  return {seconds, how + (seconds >= longest_visibility_s
                              ? "; cut to 43,200 s, the most: the consumer must finish within it"
                              : "")};
}

/// Those of every FIFO queue, dead-letter queues included.
void set_fifo(const DesignInput& input, Settings& settings) {
  if (!fifo(input)) return;
  settings.set("FifoQueue", true, "order per message group");
  settings.set("ContentBasedDeduplication", false,
               "the producer sends MessageDeduplicationId = event_id, which says more than a hash "
               "of the body");
  settings.set_if(high_throughput(input), "DeduplicationScope", text_value("messageGroup"),
                  "high throughput requires it");
  settings.set_if(high_throughput(input), "FifoThroughputLimit", text_value("perMessageGroupId"),
                  "the 300 calls a second then hold for each partition of groups, not the queue");
}

void set_message_size(const DesignInput& input, Settings& settings, double default_bytes) {
  constexpr double most_bytes = 1'048'576;
  if (largest_message(input) <= default_bytes) return;
  settings.set(
      "MaximumMessageSize", whole(most_bytes),
      fmt::format(
          "the largest messages are several times the mean of {} "
          "(workload.message_size): {}{}",
          notation::size(input.context.workload.message_size),
          default_bytes < most_bytes ? "256 KiB is the default of SNS, 1 MiB must be asked for"
                                     : "1 MiB is all that the service takes",
          largest_message(input) > most_bytes ? ", so larger ones need a claim check" : ""));
}

void set_retention(const DesignInput& input, Settings& settings) {
  constexpr double least_s = 60;
  const Fitted fitted = fit(std::ceil(input.context.requirements.retention.seconds()), least_s,
                            sqs_longest_retention_s, "s");
  settings.set("MessageRetentionPeriod", whole(fitted.value),
               fmt::format("{}; what is deleted after processing is gone at once{}",
                           retention_reason(input), fitted.note));
}

void set_redrive(const DesignInput& input, std::string_view owner, Settings& settings) {
  if (!input.dead_letters()) return;
  constexpr double most_receives = 1000;
  const Fitted receives = fit(input.max_attempts(), 1, most_receives, "receives");
  settings.set("RedrivePolicy.deadLetterTargetArn",
               text_value(fmt::format("<arn of {}>", dead_letter_name(input, owner))),
               "of the same type: FIFO to FIFO, standard to standard");
  settings.set("RedrivePolicy.maxReceiveCount", whole(receives.value),
               fmt::format("{}; a receive that crashes or times out counts as well{}",
                           attempts_reason(input), receives.note));
}

std::string group_id(const DesignInput& input) {
  if (!input.ordered()) return "event_id";
  return input.keys();
}

}  // namespace

std::string queue_name(const DesignInput& input, std::string_view rest, std::string_view suffix) {
  constexpr std::size_t longest = 80;
  const std::string_view ending = fifo(input) ? ".fifo" : "";
  std::string name = rest.empty() ? input.context.name
                                  : fmt::format("{}-{}", input.context.name, group_name(rest));
  return fmt::format(
      "{}{}{}", fitted_name(without_dots(std::move(name)), longest - suffix.size() - ending.size()),
      suffix, ending);
}

std::string dead_letter_name(const DesignInput& input, std::string_view owner) {
  return queue_name(input, owner, "-dlq");
}

std::string undelivered_name(const DesignInput& input, std::string_view consumer) {
  return queue_name(input, consumer, "-sns-dlq");
}

double dead_letter_hours(const DesignInput& input) {
  constexpr double hour_s = 3'600;
  return fifo(input) ? dead_letter_retention_hours : sqs_longest_retention_s / hour_s;
}

double visibility_seconds(const DesignInput& input) { return visibility(input).value; }

std::vector<Setting> queue_settings(const DesignInput& input, std::string_view owner) {
  const Chosen hidden = visibility(input);
  Settings settings(input);
  set_retention(input, settings);
  settings.set("VisibilityTimeout", whole(hidden.value), hidden.why);
  settings.set("ReceiveMessageWaitTimeSeconds", whole(20),
               "long polling: fewer empty answers, lower latency; the default polls in vain");
  set_message_size(input, settings, 1'048'576);
  settings.set("SqsManagedSseEnabled", true, "encrypted at rest, without keys of your own");
  set_fifo(input, settings);
  set_redrive(input, owner, settings);
  settings.set_if(input.context.constraints.delayed_delivery && fifo(input), "DelaySeconds",
                  whole(0),
                  "constraints.delayed_delivery: a FIFO queue delays all messages alike, by 900 s "
                  "at most; single messages need a scheduler in front");
  return settings.take();
}

std::vector<Setting> dead_letter_settings(const DesignInput& input, std::string_view source) {
  const double kept_s =
      std::min(input.context.requirements.retention.seconds(), sqs_longest_retention_s);
  const double left_s = sqs_longest_retention_s - kept_s;
  constexpr double hour_s = 3'600;
  Settings settings(input);
  settings.set(
      "MessageRetentionPeriod", whole(dead_letter_hours(input) * hour_s),
      fifo(input)
          ? "a week to look at it: on FIFO queues the age starts anew when a message moves here"
          : fmt::format("the longest there is: the age of a dead letter counts from the first "
                        "send; one that waited the whole retention of its source has {} left{}",
                        left_s > 0 ? notation::duration({left_s * 1000}) : "no time",
                        left_s > 0 ? "" : ", so lower the retention of the source"));
  settings.set("RedriveAllowPolicy.redrivePermission", text_value("byQueue"),
               "no other queue may send its dead letters here");
  settings.set("RedriveAllowPolicy.sourceQueueArns", text_value(fmt::format("<arn of {}>", source)),
               "the queue that it belongs to");
  settings.set("SqsManagedSseEnabled", true, "encrypted at rest as its source is");
  set_fifo(input, settings);
  return settings.take();
}

std::vector<Setting> undelivered_settings(const DesignInput& input) {
  constexpr double week_s = dead_letter_retention_hours * 3'600;
  Settings settings(input);
  settings.set("MessageRetentionPeriod", whole(week_s),
               "a week to look at it, counted from the arrival here: SNS sends it anew");
  settings.set("RedriveAllowPolicy.redrivePermission", text_value("denyAll"),
               "SNS alone sends here, no queue moves its dead letters here");
  settings.set("SqsManagedSseEnabled", true, "encrypted at rest as the other queues are");
  set_fifo(input, settings);
  return settings.take();
}

std::vector<Setting> sns_settings(const DesignInput& input) {
  constexpr double default_bytes = 262'144;
  constexpr double most_archive_days = 365;
  Settings settings(input);
  settings.set_if(fifo(input), "FifoTopic", true, "order goes through to FIFO queues only");
  settings.set_if(fifo(input), "ContentBasedDeduplication", false,
                  "the producer sends MessageDeduplicationId = event_id");
  settings.set_if(high_throughput(input), "FifoThroughputScope", text_value("MessageGroup"),
                  "beyond the 3,000 msg/s or 20 MB/s of a topic; cannot be switched back");
  set_message_size(input, settings, default_bytes);
  if (fifo(input) && input.context.needs_replay()) {
    const Fitted days = fit(std::ceil(input.context.requirements.retention.hours() / 24), 1,
                            most_archive_days, "days");
    settings.set("ArchivePolicy.MessageRetentionPeriod", whole(days.value),
                 fmt::format("{}: a subscription replays a time window of the archive (its "
                             "ReplayPolicy); SQS itself keeps no history{}",
                             retention_reason(input), days.note));
  }
  settings.set("RawMessageDelivery", true,
               "of each subscription: queues get the message without an SNS wrapper");
  if (input.context.constraints.complex_routing) {
    settings.set("FilterPolicy", text_value(R"({"event_type": ["<types of the consumer>"]})"),
                 "of each subscription; constraints.complex_routing: its queue gets only these, by "
                 "message attribute");
  }
  settings.set_if(input.dead_letters(), "RedrivePolicy.deadLetterTargetArn",
                  text_value("<arn of the consumer's queue ...-sns-dlq>"),
                  "of each subscription: what SNS cannot hand to the queue, such as after a "
                  "mistake in its access policy, is kept as well; a queue of its own, as "
                  "start-message-move-task refuses dead letters that SNS has sent");
  auto all = with_source(settings.take(), {"ContentBasedDeduplication"},
                         "https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html");
  return with_source(
      std::move(all), {"RedrivePolicy.deadLetterTargetArn"},
      "https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html");
}

std::vector<Setting> producer_settings(const DesignInput& input) {
  Settings settings(input);
  settings.set(with_sns(input) ? "PublishBatch" : "SendMessageBatch",
               text_value("up to 10 messages"),
               fmt::format("ten messages for the price of one call; {}",
                           confirmation_reason(input,
                                               "each entry may fail by itself, and is sent again "
                                               "until the service has taken it")));
  if (fifo(input)) {
    settings.set("MessageGroupId", text_value(group_id(input)),
                 input.ordered() ? "messages of a group stay in order; groups run in parallel"
                                 : "no order is asked for: every message is a group of its own, so "
                                   "that none waits for another");
    settings.set("MessageDeduplicationId", text_value("event_id"),
                 "the same id within 5 minutes is accepted and not delivered again");
  }
  settings.set_if(input.context.constraints.delayed_delivery && !fifo(input), "DelaySeconds",
                  whole(0),
                  "constraints.delayed_delivery: set with each message that has to wait, 900 s at "
                  "most; beyond it a scheduler sends");
  return settings.take();
}

std::vector<Setting> consumer_settings(const DesignInput& input) {
  const bool first = acknowledges_first(input);
  const Chosen messages = batch(input);
  const double hidden_s = visibility_seconds(input);
  constexpr double share_of_timeout = 0.5;
  Settings settings(input);
  settings.set("MaxNumberOfMessages", whole(messages.value), messages.why);
  settings.set("WaitTimeSeconds", whole(20), "long polling, the longest");
  settings.set("DeleteMessageBatch", text_value(first ? "before processing" : "after processing"),
               acknowledgement_reason(input));
  settings.set_if(
      !first, "ChangeMessageVisibility",
      text_value(fmt::format("every {:.0f} s at work", std::floor(hidden_s * share_of_timeout))),
      fmt::format("a heartbeat at half of VisibilityTimeout for messages that take unusually long, "
                  "up to 12 hours in all; and the delay before a retry. {} are in flight at the "
                  "peak, 120,000 is the most of a queue",
                  notation::number(std::ceil(input.sizing.traffic.peak.per_second *
                                             input.processing_ms() / 1000))));
  return settings.take();
}

}  // namespace eventarch::assembly::sqs
