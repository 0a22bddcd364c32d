#include <fmt/format.h>

#include <array>
#include <string>

#include "eventarch/formulas.hpp"
#include "rules/rule.hpp"
#include "rules/strain.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule message_group_waits_rule{
    .name = "message_group_waits",
    .severity = Severity::warning,
    .summary = "One message group has too little time left between its batches",
    .rationale =
        "While messages of a group are in flight SQS gives out no more of it, so one batch follows "
        "the other, and between them lies the call that deletes the last of it. A consumer that "
        "has half of its time left for the work can have none left beside these calls, and more "
        "consumers do not help: under a global order all messages are of one group. "
        "The time of a call is an estimate, half of the planned median way through the queue; the "
        "simulation counts with the same.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 60 msg/s, latency: 2 s, "
        "ordering: global}, workload: {peak_factor: 2, processing_time: 5 ms}, constraints: "
        "{allowed_brokers: [sqs]}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 40 msg/s, latency: 2 s, "
        "ordering: global}, workload: {peak_factor: 2, processing_time: 5 ms}, constraints: "
        "{allowed_brokers: [sqs]}}",
    .source = "Amazon SQS Developer Guide, FIFO delivery logic; message_group_rate",
};

/// The most messages that one call receives and another deletes.
constexpr double full_batch = 10;

/// What a full batch takes from being received until all of it is deleted.
Duration time_of_batch(Duration processing, Duration call) {
  return {full_batch * processing.milliseconds + call.milliseconds};
}

MessageRate rate_of_batches(Duration batch) {
  const std::array inputs{full_batch, batch.seconds()};
  return {find_formula("message_group_rate")->evaluate(inputs).value_or(0)};
}

void check_message_group_waits(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || !chosen->mode->fact(FactKey::unit).is(Word::message_group)) return;
  if (input.context->requirements.ordering != Ordering::global) return;
  // Where the work alone is too much, that is what is said.
  const Strain strain = strain_of(input);
  if (strain == Strain::unstable || strain == Strain::over_target) return;
  const Workload& workload = input.context->workload;
  const Duration call{chosen->mode->number(FactKey::latency_p50) / 2};
  const MessageRate most = rate_of_batches(time_of_batch(workload.processing_time, call));
  const MessageRate peak = input.sizing->traffic.peak;
  if (most.per_second <= 0 || peak.per_second <= most.per_second * most_of_target(input)) return;
  const std::string taken = notation::percent(peak.per_second / most.per_second);
  auto& finding = findings.add(
      message_group_waits_rule,
      place_of(input.declaration.requirements.ordering, input.declaration),
      fmt::format("at the peak of {} one message group has {} of what full batches pass on, {}{}",
                  notation::rate(peak), taken, notation::rate(most),
                  peak >= most ? ", and falls behind" : ""),
      "order by key (`requirements.ordering: partition`), so that groups are worked on side by "
      "side, shorten the processing, or choose a broker that hands out the next message while "
      "earlier ones are confirmed");
  finding.label = "one message group for all";
  finding.notes.push_back(
      fmt::format("{} messages / ({} x {} + {} for the call that deletes them) = {}",
                  notation::number(full_batch), notation::number(full_batch),
                  notation::duration(workload.processing_time), notation::duration(call),
                  notation::rate(most)));
  add_cause(finding, input.declaration.workload.processing_time, "the time for each message");
  // What rests on an assumed processing time is a suspicion.
  if (!workload.processing_declared) finding.severity = Severity::info;
}

}  // namespace

extern const Check message_group_waits;
constinit const Check message_group_waits{&message_group_waits_rule, check_message_group_waits,
                                          Stage::sized};

}  // namespace eventarch::rules
