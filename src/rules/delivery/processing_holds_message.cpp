#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule processing_holds_message_rule{
    .name = "processing_holds_message",
    .severity = Severity::info,
    .summary = "Processing takes longer than the broker's default lets a consumer hold messages",
    .rationale =
        "Brokers take a consumer that holds messages for too long for dead, and give them to "
        "another one: they are processed twice, while the first consumer still works on them, and "
        "again and again where all take as long.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 10 msg/s, latency: 300 "
        "s, delivery: at_least_once}, workload: {processing_time: 45 s}, decisions: {broker: sqs}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 10 msg/s, latency: 300 "
        "s, delivery: at_least_once}, workload: {processing_time: 25 s}, decisions: {broker: sqs}}",
    .source =
        "AWS SDK, SetQueueAttributes; RabbitMQ 4.3 documentation, acknowledgement timeout; Apache "
        "Kafka, consumer and share group configuration; Microsoft, properties of Service Bus "
        "queues; NATS documentation, consumers",
};

/// What holds by default. The catalogue states what a broker can do, not what it does unasked.
struct DefaultHold {
  std::string_view broker;
  std::string_view mode;  ///< empty: all of them
  double messages;        ///< that a consumer is handed at once, all to be done within the limit
  Duration limit;
  bool until_acknowledged;  ///< who acknowledges before processing holds nothing
  std::string_view consequence;
  std::string_view remedy;
  Duration most = {};            ///< that the limit can be raised to; 0: any
  std::string_view beyond = {};  ///< the remedy for what takes longer than that
};

constexpr std::string_view poll_remedy =
    "lower max.poll.records or raise max.poll.interval.ms in the consumer's settings";

// Where a client renews what it holds by itself, nothing bites: Pub/Sub and Kinesis have no row.
constexpr std::array holds{
    DefaultHold{"azure_service_bus", "", 1, minutes(1), true, "a lock (lockDuration) lasts",
                "raise lockDuration, to 5 min at most, or renew the lock meanwhile", minutes(5),
                "renew the lock meanwhile: lockDuration takes 5 min at most"},
    DefaultHold{
        "kafka", "share_group", 1, seconds(30), true,
        "a record's lock (share.record.lock.duration.ms) lasts",
        "renew the lock meanwhile (acknowledge with RENEW), or raise it, to 60 s at most by "
        "default",
        minutes(1),
        "renew the lock meanwhile (acknowledge with RENEW): it can be set to 60 s at most "
        "by default"},
    DefaultHold{"kafka", "topic", 500, minutes(5), false,
                "a consumer may go without a poll (max.poll.interval.ms) for", poll_remedy},
    DefaultHold{"nats_jetstream", "", 1, seconds(30), true,
                "a message comes again without an acknowledgement (AckWait) after",
                "raise AckWait, or report progress meanwhile"},
    DefaultHold{"rabbitmq", "quorum_queue", 1, minutes(30), true,
                "a consumer may hold a delivery (consumer-timeout) for",
                "raise consumer-timeout for this queue, and keep the prefetch small: what is "
                "prefetched ages as well"},
    DefaultHold{"redpanda", "topic", 500, minutes(5), false,
                "a consumer may go without a poll (max.poll.interval.ms) for", poll_remedy},
    DefaultHold{
        "sqs", "", 1, seconds(30), true, "a message stays invisible (VisibilityTimeout) for",
        "raise VisibilityTimeout above the processing of all messages of a receive, or extend "
        "it meanwhile with ChangeMessageVisibility"},
};

const DefaultHold* hold_of(const Candidate& chosen) {
  const auto* const found = std::ranges::find_if(holds, [&](const DefaultHold& one) {
    return one.broker == chosen.broker->id && (one.mode.empty() || one.mode == chosen.mode->id);
  });
  return found == holds.end() ? nullptr : found;
}

std::string_view remedy_of_processing_holds_message(const DefaultHold& hold, Duration each) {
  const bool too_long = hold.most.milliseconds > 0 && each > hold.most;
  return too_long ? hold.beyond : hold.remedy;
}

std::string work_text(const DefaultHold& hold, Duration each) {
  if (hold.messages == 1) return fmt::format("processing takes {}", notation::duration(each));
  return fmt::format(
      "a poll of {} records takes {} to process at {} each", notation::number(hold.messages),
      notation::duration(Duration{each.milliseconds * hold.messages}), notation::duration(each));
}

void check_processing_holds_message(const RuleInput& input, Findings& findings) {
  const auto& processing = input.declaration.workload.processing_time;
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || !processing) return;
  const DefaultHold* hold = hold_of(*chosen);
  const bool at_most_once = input.context->requirements.delivery == Delivery::at_most_once;
  if (hold == nullptr || (at_most_once && hold->until_acknowledged)) return;
  if (processing->value.milliseconds * hold->messages <= hold->limit.milliseconds) return;
  auto& finding =
      findings.add(processing_holds_message_rule, processing->where,
                   fmt::format("{}; by default {} {}", work_text(*hold, processing->value),
                               hold->consequence, notation::duration(hold->limit)),
                   std::string(remedy_of_processing_holds_message(*hold, processing->value)));
  finding.label = "longer than the default allows";
  finding.notes.push_back(
      fmt::format("{} x {} = {}, more than {}", notation::number(hold->messages),
                  notation::duration(processing->value),
                  notation::duration(Duration{processing->value.milliseconds * hold->messages}),
                  notation::duration(hold->limit)));
  add_cause(finding, input.declaration.decisions.broker, "the broker");
}

}  // namespace

extern const Check processing_holds_message;
constinit const Check processing_holds_message{&processing_holds_message_rule,
                                               check_processing_holds_message, Stage::decided};

}  // namespace eventarch::rules
