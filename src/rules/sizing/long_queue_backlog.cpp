#include <fmt/format.h>

#include <algorithm>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule long_queue_backlog_rule{
    .name = "long_queue_backlog",
    .severity = Severity::warning,
    .summary = "An outage leaves more messages in a queue than it should hold",
    .rationale =
        "A queue is made to be nearly empty. Beyond the advised length it takes memory and disk "
        "for each waiting message, recovers slowly after a restart, and slows down the moment the "
        "consumers come back and need it most.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 2K msg/s}, workload: "
        "{processing_time: 5 ms, outage: 60 min, recover_within: 120 min}, decisions: {broker: "
        "rabbitmq}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 2K msg/s}, workload: "
        "{processing_time: 5 ms, outage: 30 min, recover_within: 120 min}, decisions: {broker: "
        "rabbitmq}}",
    .source = "RabbitMQ 4.3 documentation, quorum queues: when not to use them",
};

/// Queues that share what waits. Sessions and message groups are parts of one queue.
std::uint64_t queue_count(const RuleInput& input, const Mode& mode) {
  const bool counted = mode.fact(FactKey::unit).is(Word::queue);
  return counted ? std::max<std::uint64_t>(1, input.sizing->partitions) : 1;
}

void check_long_queue_backlog(const RuleInput& input, Findings& findings) {
  const auto& outage = input.declaration.workload.outage;
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || !outage) return;
  const double most = chosen->mode->number(FactKey::backlog_max);
  const std::uint64_t queues = queue_count(input, *chosen->mode);
  const double each = input.sizing->recovery.backlog_messages / static_cast<double>(queues);
  if (each <= most) return;
  // What expires meanwhile is not there any more.
  const Duration gathered{std::min(
      outage->value.milliseconds,
      input.sizing->recovery.backlog_messages / input.sizing->traffic.average.per_second * 1000)};
  auto& finding = findings.add(
      long_queue_backlog_rule, outage->where,
      fmt::format("{} x {}{} = {} wait in a queue at the end of the outage, {} should be "
                  "the most",
                  notation::rate(input.sizing->traffic.average), notation::duration(gathered),
                  queues == 1 ? "" : fmt::format(" / {}", notation::counted(queues, "queue")),
                  notation::counted_number(each, "message"), notation::number(most)),
      "bring the consumers back sooner, spread the messages over more queues, or use a log, which "
      "is made for long backlogs (a stream, a topic)");
  finding.label = "piles up";
  add_cause(finding, input.declaration.requirements.throughput, "the rate at which messages come");
}

}  // namespace

extern const Check long_queue_backlog;
constinit const Check long_queue_backlog{&long_queue_backlog_rule, check_long_queue_backlog,
                                         Stage::sized};

}  // namespace eventarch::rules
