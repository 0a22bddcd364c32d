/// Producer and consumer settings of Pulsar, as the builders of its clients take them. Times in
/// milliseconds.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialects/compression.hpp"
#include "assembly/dialects/largest_message.hpp"
#include "assembly/dialects/pulsar_family.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly::pulsar_family {
namespace {

constexpr double message_limit = 5'242'880;  // maxMessageSize
constexpr double pulsar_default_batch = 131'072;

bool chunked(const DesignInput& input) { return largest_message(input) > message_limit; }

/// What gathers for one producer and partition in the wait, before compression.
double gathered_bytes(const DesignInput& input) {
  const auto producers =
      static_cast<double>(std::max<std::size_t>(input.context.producers.size(), 1));
  return input.sizing.traffic.peak.per_second / producers / partitions(input) *
         input.sizing.batch_wait.seconds() * input.context.workload.message_size.bytes;
}

void pulsar_batching(const DesignInput& input, Settings& settings) {
  const double wait = input.sizing.batch_wait.milliseconds;
  const Duration target = input.context.requirements.latency;
  const bool batched = !chunked(input) && wait >= 1;
  settings.set("enableBatching", batched,
               chunked(input) ? "chunks and batches exclude each other"
               : batched
                   ? fmt::format("{} gather for each producer and partition at peak{}",
                                 about_size(gathered_bytes(input)),
                                 input.context.constraints.delayed_delivery
                                     ? "; delayed messages are sent alone all the same"
                                     : "")
                   : fmt::format("the latency target of {} leaves no room to wait for a batch",
                                 notation::duration(target)));
  settings.set_if(
      chunked(input), "enableChunking", true,
      fmt::format("a mean of {} (workload.message_size) means messages beyond the {} of "
                  "maxMessageSize",
                  notation::size(input.context.workload.message_size),
                  notation::size(ByteSize{message_limit})));
  if (!batched) return;
  settings
      .set("batchingMaxPublishDelay", whole(wait),
           fmt::format("{} of the {} of requirements.latency",
                       notation::percent(wait / target.milliseconds), notation::duration(target)))
      .set("batchingMaxBytes",
           whole(std::clamp(std::ceil(gathered_bytes(input)), pulsar_default_batch,
                            message_limit / 2)),
           gathered_bytes(input) > pulsar_default_batch
               ? "what gathers in the wait, at most half of maxMessageSize"
               : "the default holds what gathers in the wait")
      .set_if(
          key_shared(input), "batcherBuilder", text_value("KEY_BASED"),
          "a batch goes to one consumer whole: with the default batcher, messages of other keys "
          "go along and the keys are no longer shared out");
}

/// Half a second of work in hand keeps a consumer busy and shows soon that it is slow.
constexpr double ahead_ms = 500;

void redelivery(const DesignInput& input, Settings& settings) {
  const bool comes_back = retry_letters(input) || negative_acknowledgements(input);
  if (!comes_back) {
    settings.set("ackTimeout", whole(0),
                 input.max_attempts() < 2
                     ? "off: nothing is tried a second time"
                     : "off: a redelivery would come out of order; the consumer "
                       "retries in place");
    return;
  }
  constexpr double least = 30'000;  // an estimate: longer than any pause of a healthy consumer
  const double timeout = std::max(least, std::ceil(6 * input.processing_ms()));
  settings.set(
      "ackTimeout", whole(timeout),
      fmt::format("a message that hangs comes back after six times the processing of {}, no "
                  "less than 30 s; the default waits until the consumer is gone",
                  notation::duration(input.context.workload.processing_time)));
  const RetryPolicy policy = retry_policy(input, {}, {});
  settings.set_if(
      negative_acknowledgements(input), "negativeAckRedeliveryBackoff",
      text_value(fmt::format("MultiplierRedeliveryBackoff: minDelayMs {}, maxDelayMs {}, "
                             "multiplier {}",
                             policy.initial_delay_ms, policy.max_delay_ms, policy.multiplier)),
      "the retry schedule of this design, without its jitter; the default is 1 min each "
      "time");
  settings.set_if(retry_letters(input), "enableRetry", true,
                  "reconsumeLater(message, delay) with the delay of the schedule");
  settings.set_if(retry_letters(input), "deadLetterPolicy.retryLetterTopic",
                  text_value(retry_name(input, each_group(input))),
                  "created beforehand, so that its policies hold");
}

std::string attempts_from(const DesignInput& input) {
  return input.context.decisions.max_attempts
             ? fmt::format("decisions.max_attempts is {}", input.max_attempts())
             : fmt::format("{} in all", counted(input.max_attempts(), "attempt"));
}

void dead_letters(const DesignInput& input, Settings& settings) {
  if (!client_dead_letters(input)) return;
  settings
      .set("deadLetterPolicy.maxRedeliverCount", whole(input.max_attempts() - 1.0),
           fmt::format("{}: so many redeliveries after the first", attempts_from(input)))
      .set("deadLetterPolicy.deadLetterTopic",
           text_value(dead_letter_name(input, each_group(input))),
           "created beforehand, so that its policies hold")
      .set("deadLetterPolicy.initialSubscriptionName", text_value(dead_letter_keeper),
           "without a subscription the topic keeps nothing, and dead letters are gone at once");
}

/// When a message counts as done.
std::string acknowledging(const DesignInput& input) {
  const auto& decided = input.context.decisions.offset_commit;
  const std::string_view from = decided ? "decisions.offset_commit; " : "";
  if (decided && decided->value == OffsetCommit::automatic) {
    return "decisions.offset_commit is auto and has no counterpart here: acknowledge after "
           "processing";
  }
  return fmt::format("{}acknowledge {} processing", from,
                     acknowledges_before(input) ? "before" : "after");
}

/// An acknowledgement that is still with the client when it crashes brings the message back: before
/// the work it must have reached the broker.
void acknowledgements(const DesignInput& input, Settings& settings) {
  const bool first = acknowledges_before(input);
  constexpr double usual_ms = 100;
  settings.set(
      "acknowledgmentGroupTime", whole(first || input.exactly_once() ? 0 : usual_ms),
      fmt::format(
          "{}; {}", acknowledging(input),
          input.exactly_once() ? "acknowledgements belong to a transaction and are not held back"
          : first              ? "each acknowledgement is sent at once: one still held back in a "
                                 "crash would bring a processed message a second time"
                  : "acknowledgements travel together every 100 ms, so a crash repeats what "
                    "was finished since"));
  settings.set_if(first && !input.exactly_once(), "isAckReceiptEnabled", true,
                  "acknowledge() returns when the broker has it: await that, and only then begin "
                  "the work");
}

std::string fetched_ahead_why(const DesignInput& input) {
  const double queue = receiver_queue(input);
  const std::string each = notation::duration(input.context.workload.processing_time);
  const std::string_view more = shared(input)
                                    ? "more would wait here while other consumers are idle"
                                    : "more would take memory and make nothing faster";
  if (queue * input.processing_ms() > ahead_ms) {
    return fmt::format("one message takes {}, so that none is fetched beyond the next one; {}",
                       each, more);
  }
  return fmt::format("{} at {} each are {} of work for each partition; {}", notation::number(queue),
                     each, notation::about(Duration{queue * input.processing_ms()}), more);
}

}  // namespace

double receiver_queue(const DesignInput& input) {
  constexpr double most = 1'000;
  if (shared(input)) {
    const std::uint64_t of_each_partition = input.sizing.taken_at_once / input.sizing.partitions;
    return static_cast<double>(of_each_partition);
  }
  return std::clamp(std::floor(ahead_ms / input.processing_ms()), 1.0, most);
}

namespace {

std::string send_timeout_why(const DesignInput& input) {
  const auto& acks = input.context.decisions.producer_acks;
  return fmt::format(
      "{}{}",
      input.exactly_once() ? "transactions and deduplication require sends that never time out"
      : deduplicated(input)
          ? "off: the client repeats a send under its sequence id until it is confirmed; one that "
            "timed out and was repeated by the application would have a new id and be stored twice"
          : "then the send fails and the caller must know",
      acks && acks->value != ProducerAcks::all
          ? fmt::format("; decisions.producer_acks {} has no counterpart here: the ack quorum of "
                        "the topic decides, and sendAsync() without a look at its result is as "
                        "near as it gets",
                        name_of(acks->value))
          : "");
}

}  // namespace

std::vector<Setting> producer(const DesignInput& input) {
  const Compression chosen =
      compression(input, ByteSize{std::max(std::round(gathered_bytes(input)),
                                           input.context.workload.message_size.bytes)});
  Settings settings(input);
  settings
      .set_if(deduplicated(input), "producerName",
              text_value(fmt::format("{}-<instance>", input.context.name)),
              "one for each instance, the same after a restart: deduplication goes by it and the "
              "sequence id, and a generated name forgets what was sent; go on from "
              "getLastSequenceId()")
      .set("sendTimeout", whole(deduplicated(input) ? 0 : 30'000), send_timeout_why(input))
      .set("blockIfQueueFull", true,
           "the caller waits while the queue is full; by default the send fails");
  pulsar_batching(input, settings);
  settings.set("compressionType",
               text_value(chosen.codec == Codec::dense  ? "ZSTD"
                          : chosen.codec == Codec::fast ? "LZ4"
                                                        : "NONE"),
               chosen.why);
  settings
      .set_if(input.exactly_once(), "enableTransaction", true,
              "publishing and acknowledging become one step; individual acknowledgements only")
      .set_if(input.exactly_once(), "transactionCoordinatorEnabled", true,
              "on the brokers, with systemTopicEnabled=true: off by default");
  return settings.take();
}

std::vector<Setting> consumer(const DesignInput& input) {
  Settings settings(input);
  settings.set("subscriptionName", text_value(each_group(input)), "one subscription per consumer")
      .set("subscriptionType", text_value(subscription_type(input)),
           key_shared(input) ? "messages of a key go to one consumer, with any number of consumers"
           : shared(input)   ? "messages are shared out one by one, without order"
           : input.mode.id == "failover"
               ? "one active consumer per partition keeps order; another takes over when it is gone"
               : "one consumer for the whole topic; a second one is refused, so nobody takes over "
                 "by "
                 "itself")
      .set("subscriptionInitialPosition", text_value("Earliest"),
           "a new subscription starts with what is there; the default skips it")
      .set("receiverQueueSize", whole(receiver_queue(input)), fetched_ahead_why(input))
      .set_if(input.context.constraints.geo_replication, "replicateSubscriptionState", true,
              "constraints.geo_replication: the position follows to the other regions, a little "
              "behind: after a switch some messages come again; without it a group starts there "
              "with everything that is kept");
  acknowledgements(input, settings);
  redelivery(input, settings);
  dead_letters(input, settings);
  return settings.take();
}

}  // namespace eventarch::assembly::pulsar_family
