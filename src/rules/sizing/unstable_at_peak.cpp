#include <fmt/format.h>

#include <string>
#include <utility>

#include "model/resolve.hpp"
#include "rules/rule.hpp"
#include "rules/strain.hpp"
#include "rules/trial.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule unstable_at_peak_rule{
    .name = "unstable_at_peak",
    .severity = Severity::error,
    .summary = "The consumers cannot keep up with the peak",
    .rationale =
        "More arrives than can be processed, so the queue grows without bound and latency with it.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: "
        "{processing_time: 5 ms}, decisions: {broker: kafka, partitions: 12}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: "
        "{processing_time: 5 ms}, decisions: {broker: kafka, partitions: 150}}",
    .source = "queueing theory: a queue is stable below full utilization only",
};

/// What partitions of their own write and send takes more of them, whatever the consumers do.
bool too_few_by_themselves(const RuleInput& input) {
  const PartitionNeed* own = largest_own_need(*input.sizing);
  return input.declaration.decisions.partitions &&
         input.context->requirements.ordering != Ordering::global && own != nullptr &&
         own->partitions > input.sizing->partitions;
}

/// A way out that leaves the next fault standing is none.
bool meets_all_targets(const RuleInput& input) {
  return strain_of(input) == Strain::none && !too_few_by_themselves(input);
}

/// ", which still misses the latency target (up to 33 ms, 20 ms asked)"; empty where it does not.
std::string still_late(const Sizing& then) {
  if (!then.latency.p99_ms || then.latency.met) return {};
  return fmt::format(", which still misses the latency target (up to {}, {} asked)",
                     notation::at_most(Duration{*then.latency.p99_ms}),
                     notation::duration(Duration{then.latency.target_ms}));
}

std::string less_work_at_peak(const RuleInput& input) {
  const auto shorter = shorter_processing(input, meets_all_targets);
  if (!shorter) return "shorten the processing by far";
  const Sizing then = sized_with(input, [&](EventContext& context) {
    context = model::with_processing_time(std::move(context), *shorter);
  });
  return shortening(*shorter) + still_late(then);
}

std::string help_of_unstable_at_peak(const RuleInput& input) {
  std::string less_work = less_work_at_peak(input);
  if (input.declaration.decisions.partitions &&
      holds_with(input, leave_out_number, multiplied_by_processing)) {
    return fmt::format(
        "pass messages on to workers in each consumer, which no figure here is of, or choose a "
        "queue, whose consumers share it: as many {} as messages in hand are no way out; or {}",
        notation::noun_for(2, input.sizing->unit), less_work);
  }
  if (input.declaration.decisions.partitions) {
    const Sizing unpinned = sized_with(input, leave_out_number);
    if (unpinned.latency.p99_ms && too_few_by_themselves(input)) {
      return fmt::format(
          "raise it (`decisions.partitions: {}`) or leave it out{}; shorter processing alone would "
          "not do",
          unpinned.partitions, still_late(unpinned));
    }
    if (unpinned.latency.p99_ms) {
      return fmt::format("raise it (`decisions.partitions: {}`) or leave it out{}, or {}",
                         unpinned.partitions, still_late(unpinned), less_work);
    }
  }
  if (input.context->requirements.ordering == Ordering::global) {
    return fmt::format("order by key (`ordering: partition`), or {}", less_work);
  }
  return less_work;
}

/// "4K msg/s x 10 ms = 40 consumers' work at once, and 12 partitions feed 12"
std::string arithmetic_unstable_at_peak(const RuleInput& input) {
  const std::uint64_t units = input.sizing->partitions;
  return fmt::format("{}; {} for {}", work_at_peak(input),
                     notation::counted(units, input.sizing->unit),
                     units == 1 ? "them all" : "them, each with one consumer of a group");
}

void check_unstable_at_peak(const RuleInput& input, Findings& findings) {
  if (strain_of(input) != Strain::unstable) return;
  const Declaration& file = input.declaration;
  const ConsumerGroup& group = input.sizing->consumers.front();
  // What rests on an assumed processing time is a suspicion, not a verdict.
  const bool assumed = !input.context->workload.processing_declared;
  const std::string each = notation::duration(input.context->workload.processing_time);
  auto& finding = findings.add(
      unstable_at_peak_rule, place_of_units(input),
      fmt::format("at the peak of {} the fullest consumer would be {} busy{}",
                  notation::rate(input.sizing->traffic.peak), notation::percent(group.utilization),
                  assumed ? fmt::format(", with a processing time of {} that is assumed", each)
                          : std::string()),
      help_of_unstable_at_peak(input));
  if (assumed) {
    finding.severity = Severity::warning;
    finding.notes.emplace_back(
        "a warning and no error, since it rests on an assumption: state "
        "`workload.processing_time` as measured, and it is an error or gone");
  }
  finding.label = "falls behind";
  finding.notes.push_back(arithmetic_unstable_at_peak(input));
  if (too_few_by_themselves(input)) {
    finding.notes.push_back(
        fmt::format("beside the consumers, {}", arithmetic_of(*largest_own_need(*input.sizing))));
  }
  if (file.decisions.partitions) add_cause(finding, file.requirements.throughput, "the rate");
  add_cause(finding, file.workload.processing_time, "the time for each message");
}

}  // namespace

extern const Check unstable_at_peak;
constinit const Check unstable_at_peak{&unstable_at_peak_rule, check_unstable_at_peak, Stage::sized,
                                       Quotes::sizing};

}  // namespace eventarch::rules
