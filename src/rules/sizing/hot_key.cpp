#include <fmt/format.h>

#include "rules/trial.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "hot_key",
    .severity = Severity::warning,
    .summary = "The busiest key overloads its consumer",
    .rationale =
        "All messages of a key go to one partition and one consumer of a group, however many there "
        "are. More partitions take the other keys off that consumer, and nothing takes this one.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: "
        "partition}, workload: {hot_key_share: 5 %, processing_time: 20 ms}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: "
        "partition}, workload: {hot_key_share: 0.1 %, processing_time: 20 ms}}",
    .source = "a key lives on one partition: ordered throughput is capped at capacity / share",
};

/// Busy consumers' worth of work that one share of the traffic brings at the peak, with growth.
double consumers_at_peak(const RuleInput& input) {
  return input.sizing->traffic.peak.per_second * input.context->workload.growth_factor.value *
         input.context->workload.processing_time.seconds();
}

void run(const RuleInput& input, Findings& findings) {
  const auto& share = input.declaration.workload.hot_key_share;
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!share || !keyed) return;
  const Workload& workload = input.context->workload;
  const bool grown = workload.growth_factor.value > 1;
  const double busy = consumers_at_peak(input) * share->value.value;
  const double target = input.context->capacity.utilization_target.value;
  // A share that was calculated to fit must fit.
  constexpr double rounding = 1e-9;
  if (busy <= target * (1 + rounding)) return;
  const auto parts = notation::guarded_ceil(busy / target);
  auto& finding = findings.add(
      rule, share->where,
      fmt::format(
          "at peak{} the busiest key alone keeps its consumer {} busy, {} is the target: no "
          "number of {} changes that",
          grown ? ", grown as planned," : "", notation::percent(busy), notation::percent(target),
          notation::noun_for(2, input.sizing->unit)),
      fmt::format("at most {} of the traffic would fit: {}, or {}",
                  declared_share(target / consumers_at_peak(input)), splitting(input, parts),
                  shortening({workload.processing_time.milliseconds * target / busy})));
  finding.label = "one key";
  finding.notes.push_back(fmt::format(
      "{}{} x {} x {} = {}", notation::rate(input.sizing->traffic.peak),
      grown ? fmt::format(" x {} (growth)", notation::number(workload.growth_factor.value)) : "",
      notation::duration(workload.processing_time), notation::percent(share->value.value),
      notation::percent(busy)));
  add_cause(finding, input.declaration.workload.processing_time, "the time for each message");
  // Today's peak is more than its consumer can do: it falls behind, whatever else is right.
  const bool overloaded = busy / workload.growth_factor.value >= 1;
  if (overloaded && workload.processing_declared) finding.severity = Severity::error;
}

}  // namespace

extern const Check hot_key;
constinit const Check hot_key{&rule, run, Stage::sized};

}  // namespace eventarch::rules
