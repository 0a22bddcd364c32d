#include <fmt/format.h>

#include <algorithm>

#include "assembly/dialect.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

bool fifo(const DesignInput& input) { return input.mode.id != "standard"; }

/// Letters, digits, dashes and underscores, at most 80 characters with the suffix `.fifo`.
std::string queue_name(const DesignInput& input, std::string_view rest, std::string_view suffix) {
  constexpr std::size_t longest = 80;
  std::string name = fmt::format("{}{}{}", input.context.name, rest.empty() ? "" : "-", rest);
  std::ranges::replace(name, '.', '-');
  const std::string_view ending = fifo(input) ? ".fifo" : "";
  const std::size_t room = longest - suffix.size() - ending.size();
  if (name.size() > room) name = name.substr(0, room - 9) + "-" + text::short_hash(name);
  return fmt::format("{}{}{}", name, suffix, ending);
}

std::string main_queue(const DesignInput& input, std::string_view consumer) {
  return queue_name(input, group_name(consumer), "");
}
std::string dead_letter_name(const DesignInput& input, std::string_view consumer) {
  return queue_name(input, group_name(consumer), "-dlq");
}

/// Several consumers need a copy each, and only SNS makes copies.
bool with_sns(const DesignInput& input) { return input.context.consumers.size() > 1; }

double visibility_seconds(const DesignInput& input) {
  constexpr double batch = 10;
  constexpr double least = 30;
  constexpr double most = 43'200;
  return std::clamp(std::ceil(6 * batch * input.processing_ms() / 1000), least, most);
}

void fifo_settings(const DesignInput& input, Settings& settings) {
  if (!fifo(input)) return;
  settings.set("FifoQueue", true, "order per message group");
  settings.set("ContentBasedDeduplication", false,
               "the producer sends MessageDeduplicationId = event_id");
  const bool high = input.mode.id == "fifo_high_throughput";
  settings.set_if(high, "DeduplicationScope", text_value("messageGroup"),
                  "required for high throughput");
  settings.set_if(high, "FifoThroughputLimit", text_value("perMessageGroupId"),
                  "the limit then holds per group instead of per queue");
}

std::vector<Setting> queue_config(const DesignInput& input, std::string_view consumer) {
  constexpr double longest_s = 1'209'600;
  Settings settings(input);
  settings.set("MessageRetentionPeriod",
               whole(std::clamp(input.context.requirements.retention.seconds(), 60.0, longest_s)),
               "requirements.retention in seconds; 14 days at most");
  settings.set("VisibilityTimeout", whole(visibility_seconds(input)),
               "six times the processing of a batch of 10, at least the default of 30 s");
  settings.set("ReceiveMessageWaitTimeSeconds", whole(20),
               "long polling: fewer empty answers, lower latency; the default polls in vain");
  settings.set("SqsManagedSseEnabled", true, "encrypted at rest");
  fifo_settings(input, settings);
  if (!input.at_most_once()) {
    settings.set("RedrivePolicy.deadLetterTargetArn",
                 text_value(fmt::format("<arn of {}>", dead_letter_name(input, consumer))),
                 "of the same type: FIFO to FIFO, standard to standard");
    settings.set("RedrivePolicy.maxReceiveCount", whole(input.max_attempts()),
                 "attempts in all; the default is 10");
  }
  return settings.take();
}

Topic queue(const DesignInput& input, std::string name, std::string kind, std::string_view consumer,
            std::string purpose) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = fifo(input) ? "SQS FIFO queue" : "SQS standard queue",
          .partitions = input.sizing.partitions,
          .replication_factor = 0,
          .retention_hours = std::min(input.context.requirements.retention.hours(), 14.0 * 24),
          .key = input.ordered() ? fmt::format("MessageGroupId = {}", input.key()) : "none",
          .purpose = std::move(purpose),
          .config = queue_config(input, consumer)};
}

Topic sns_topic(const DesignInput& input) {
  Settings settings(input);
  settings.set_if(fifo(input), "FifoTopic", true, "order goes through to FIFO queues only");
  settings.set("RawMessageDelivery", true, "queues get the message without an SNS wrapper");
  constexpr double default_bytes = 262'144;
  settings.set_if(input.context.workload.message_size.bytes > default_bytes, "MaximumMessageSize",
                  whole(1'048'576), "256 KiB is the default, 1 MiB must be asked for");
  return {.name = queue_name(input, "", ""),
          .kind = "exchange",
          .resource = fifo(input) ? "SNS FIFO topic" : "SNS topic",
          .partitions = 0,
          .replication_factor = 0,
          .retention_hours = {},
          .key = input.ordered() ? fmt::format("MessageGroupId = {}", input.key()) : "none",
          .purpose = "where producers publish; copies go to a queue per consumer",
          .config = settings.take()};
}

std::vector<Topic> topics(const DesignInput& input) {
  std::vector<Topic> all;
  if (with_sns(input)) all.push_back(sns_topic(input));
  for (const std::string& consumer : input.context.consumers) {
    all.push_back(queue(input, main_queue(input, consumer), "event", consumer,
                        fmt::format("the events, for {}", group_name(consumer))));
  }
  for (const SideFlow& flow : side_flows(input.context)) {
    if (flow.compacted) continue;  // queues keep no latest state
    Topic side =
        queue(input, queue_name(input, flow.suffix, ""), flow.kind, flow.suffix, flow.purpose);
    std::erase_if(side.config, [](const Setting& s) { return s.key.starts_with("Redrive"); });
    all.push_back(std::move(side));
  }
  if (input.at_most_once()) return all;
  for (const std::string& consumer : input.context.consumers) {
    Topic dead = queue(input, dead_letter_name(input, consumer), "dead_letter", consumer,
                       fmt::format("what {} could not process", group_name(consumer)));
    constexpr double longest_hours = 14 * 24;
    dead.retention_hours = longest_hours;
    Settings settings(input);
    settings.set("MessageRetentionPeriod", whole(longest_hours * 3600),
                 "a dead letter keeps its age: the time in the main queue counts, so the longest "
                 "retention leaves the week that is wanted");
    fifo_settings(input, settings);
    dead.config = settings.take();
    all.push_back(std::move(dead));
  }
  return all;
}

std::vector<GroupResources> groups(const DesignInput& input) {
  std::vector<GroupResources> all;
  for (const std::string& consumer : input.context.consumers) {
    all.push_back({consumer, main_queue(input, consumer),
                   input.at_most_once() ? std::string{} : dead_letter_name(input, consumer)});
  }
  return all;
}

std::vector<Setting> producer(const DesignInput& input) {
  return Settings(input)
      .set("batch", whole(10),
           fmt::format("{}Batch sends up to 10 messages for the price of one call",
                       with_sns(input) ? "Publish" : "SendMessage"))
      .set("retries", text_value("SDK standard mode"), "a failed call is repeated with backoff")
      .set_if(fifo(input), "MessageGroupId", text_value(input.key()),
              "messages of a group stay in order; groups run in parallel")
      .set_if(fifo(input), "MessageDeduplicationId", text_value("event_id"),
              "the same id within 5 minutes is accepted and not delivered again")
      .take();
}

std::vector<Setting> consumer(const DesignInput& input) {
  return Settings(input)
      .set("MaxNumberOfMessages", whole(10), "ten messages for the price of one call")
      .set("WaitTimeSeconds", whole(20), "long polling")
      .set("delete", text_value(input.at_most_once() ? "before processing" : "after processing"),
           input.at_most_once() ? "nothing is processed twice" : "nothing is lost")
      .set("ChangeMessageVisibility", text_value("at half the timeout"),
           "a heartbeat for messages that take long, so that nobody else gets them")
      .take();
}

RetryPolicy retry(const DesignInput& input) {
  return retry_policy(
      input, "broker_redelivery",
      fmt::format("a message that is not deleted comes back after its visibility timeout ({} s); "
                  "the consumer sets the delay of the schedule with ChangeMessageVisibility{}",
                  visibility_seconds(input),
                  fifo(input) ? "; its message group waits meanwhile, so that order is kept" : ""));
}

std::string dead_letter_mechanism(const DesignInput& /*input*/) {
  return "the service moves it after maxReceiveCount receives (RedrivePolicy)";
}

std::string group_strategy(const DesignInput& input) {
  return fmt::format("one queue per consumer{}; any number of instances poll it{}",
                     with_sns(input) ? ", subscribed to the SNS topic" : "",
                     fifo(input) ? ", one batch of a message group at a time" : "");
}

std::string pause(const DesignInput& /*input*/) {
  return "call ReceiveMessage no more: a message that is not received counts no receive towards "
         "maxReceiveCount; extend the visibility of those in hand (ChangeMessageVisibility)";
}

std::string first_command(const DesignInput& input) {
  return fmt::format("aws sqs get-queue-attributes --queue-url <url of {}> --attribute-names All",
                     main_queue(input, input.context.consumers.front()));
}

}  // namespace

Dialect sqs_dialect() {
  return {.broker = "sqs",
          .topics = topics,
          .groups = groups,
          .producer = producer,
          .consumer = consumer,
          .retry = retry,
          .dead_letter_mechanism = dead_letter_mechanism,
          .group_strategy = group_strategy,
          .first_command = first_command,
          .pause = pause};
}

}  // namespace eventarch::assembly
