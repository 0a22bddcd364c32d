#include <fmt/format.h>

#include <algorithm>

#include "eventarch/counted_load.hpp"
#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule peak_beyond_limit_rule{
    .name = "peak_beyond_limit",
    .severity = Severity::warning,
    .summary = "The assumed peak is beyond what the choice carries",
    .rationale =
        "The file states no peak, so the declared rate decides who qualifies. At the peak that is "
        "assumed for sizing the winner would not qualify any more.",
    .flagged =
        "event_context: {use_case: cqrs, requirements: {throughput: 700K msg/s, retention: 6 "
        "hours}, constraints: "
        "{allowed_brokers: [rabbitmq]}}",
    .accepted =
        "event_context: {use_case: cqrs, requirements: {throughput: 300K msg/s, retention: 6 "
        "hours}, constraints: "
        "{allowed_brokers: [rabbitmq]}}",
    .source = "",
};

void check_peak_beyond_limit(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || input.context->workload.peak_declared) return;
  const MessageRate peak = input.context->peak_rate();
  const bool global = input.context->requirements.ordering == Ordering::global;
  const auto& measured = input.context->capacity.partition_throughput;
  const double ordered =
      measured ? measured->per_second : chosen->mode->number(FactKey::ordered_message_rate);
  const MessageRate whole = counted_message_limit(*chosen->broker, *chosen->mode);
  const MessageRate load = counted_load(*chosen->broker, *chosen->mode, *input.context, peak);
  const bool unit_full = global && peak.per_second > ordered && ordered <= whole.per_second;
  if (!unit_full && load <= whole) return;
  const MessageRate limit = unit_full ? MessageRate{ordered} : whole;
  auto& finding =
      findings.add(peak_beyond_limit_rule,
                   place_of(input.declaration.requirements.throughput, input.declaration),
                   fmt::format("at the assumed peak of {} {} would have to carry more than its {}",
                               notation::rate(peak), chosen->display_name(), notation::rate(limit)),
                   "state workload.peak_factor: the choice then follows from the real peak");
  finding.label = "too much at the assumed peak";
  finding.notes.push_back(fmt::format(
      "{} x {} (assumed peak factor) = {}", notation::rate(input.context->requirements.throughput),
      notation::number(input.context->workload.peak_factor.value), notation::rate(peak)));
  const std::string counted =
      counted_in_words(*chosen->broker, *chosen->mode, *input.context, peak);
  if (!unit_full && !counted.empty()) finding.notes.push_back(counted);
}

}  // namespace

extern const Check peak_beyond_limit;
constinit const Check peak_beyond_limit{&peak_beyond_limit_rule, check_peak_beyond_limit,
                                        Stage::decided};

}  // namespace eventarch::rules
