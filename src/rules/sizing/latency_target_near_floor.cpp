#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rules/rule.hpp"
#include "rules/strain.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule latency_target_near_floor_rule{
    .name = "latency_target_near_floor",
    .severity = Severity::warning,
    .summary =
        "The latency target lies so near what processing alone takes that it multiplies the "
        "partitions",
    .rationale =
        "A queue that must answer in hardly more time than the work itself takes must stand nearly "
        "idle: as the target comes near the 99th percentile of the processing, the number of "
        "partitions and consumers grows without bound. A little more time, or a little less work "
        "per message, saves most of them.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, latency: 45ms}, "
        "workload: {processing_time: 4 ms}, decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, latency: 80ms}, "
        "workload: {processing_time: 4 ms}, decisions: {broker: kafka}}",
    .source = "M/M/1: the time in the system at utilization u is that of an idle server / (1 - u)",
};

/// Up to twice what the load needs is the price of answering in time.
constexpr double bearable = 2;
/// The target that as many partitions as the load needs would meet.
Duration target_for(const PartitionNeed& latency, double partitions, Duration asked) {
  const double service = input_of(latency, "service_time");
  const double left = input_of(latency, "target");
  const double utilization = input_of(latency, "rate") * service / partitions;
  const double tail = std::log(1 / (1 - input_of(latency, "percentile")));
  constexpr double per_second = 1000;
  return {asked.milliseconds + (service * tail / (1 - utilization) - left) * per_second};
}

void check_latency_target_near_floor(const RuleInput& input, Findings& findings) {
  const Sizing& sizing = *input.sizing;
  // Of a target out of reach latency_target_missed speaks.
  if (sizing.partitions_pinned || !sizing.latency.attainable) return;
  if (sizing.binding_constraint != "latency") return;
  const PartitionNeed* latency = need_named(sizing, "latency");
  const PartitionNeed* next = nullptr;
  for (const PartitionNeed& need : sizing.needs) {
    if (&need == latency) continue;
    if (next == nullptr || need.partitions > next->partitions) next = &need;
  }
  if (next == nullptr || latency->partitions <= harmless_partitions) return;
  const auto for_load = static_cast<double>(next->partitions);
  if (static_cast<double>(latency->partitions) <= bearable * for_load) return;
  const Duration asked = input.context->requirements.latency;
  // Rounded up to what a design file can say.
  const Duration enough{std::ceil(target_for(*latency, for_load, asked).milliseconds)};
  auto& finding = findings.add(
      latency_target_near_floor_rule,
      place_of(input.declaration.requirements.latency, input.declaration),
      fmt::format("{} at the 99th percentile takes {}; the load itself needs {} ({})",
                  notation::duration(asked), notation::counted(latency->partitions, sizing.unit),
                  next->partitions, next->name),
      fmt::format("allow more time: with `requirements.latency: {}` {} carry it; or shorten the "
                  "processing",
                  notation::declared_latency(enough),
                  notation::counted(next->partitions, sizing.unit)));
  finding.label = "dear";
  finding.notes.push_back(arithmetic_of(*latency));
  finding.notes.push_back(arithmetic_of(*next));
}

}  // namespace

extern const Check latency_target_near_floor;
constinit const Check latency_target_near_floor{
    &latency_target_near_floor_rule, check_latency_target_near_floor, Stage::sized, Quotes::sizing};

}  // namespace eventarch::rules
