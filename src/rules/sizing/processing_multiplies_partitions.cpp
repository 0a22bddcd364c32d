#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "rules/strain.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule processing_multiplies_partitions_rule{
    .name = "processing_multiplies_partitions",
    .severity = Severity::warning,
    .summary = "Long processing makes one partition for each message in hand",
    .rationale =
        "A partition feeds one consumer of a group, and that consumer has one message in hand at a "
        "time. Where a message takes long, partitions are made for waiting consumers and not for "
        "traffic: each still costs files, memory, replicas and time to fail over. A queue, a share "
        "group or message groups hand single messages to any number of consumers; and a consumer "
        "that passes messages on to workers of its own needs no partition for each of them.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10 msg/s, latency: 3600 s, "
        "ordering: none, retention: 3 days}, workload: {processing_time: 60 s, peak_factor: 3}, "
        "decisions: {broker: kinesis}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10 msg/s, latency: 3600 s, "
        "ordering: none, retention: 3 days}, workload: {processing_time: 50 ms, peak_factor: 3}, "
        "decisions: {broker: kinesis}}",
    .source =
        "Little, A Proof for the Queuing Formula L = lambda W, 1961; Apache Kafka documentation, "
        "introduction: a partition has one consumer of a group",
};

/// A mode that qualifies too and hands single messages to any number of consumers, where naming its
/// broker leads to nothing else.
const Candidate* without_partitions(const Decision& decision) {
  const auto leads_elsewhere = [&](const Candidate& one) {
    return std::ranges::any_of(decision.candidates, [&](const Candidate& other) {
      return other.broker == one.broker && other.eligible() && feeds_one_each(*other.mode);
    });
  };
  const auto found = std::ranges::find_if(decision.candidates, [&](const Candidate& one) {
    return one.eligible() && !feeds_one_each(*one.mode) && !leads_elsewhere(one);
  });
  return found == decision.candidates.end() ? nullptr : &*found;
}

std::string help_of_processing_multiplies_partitions(const RuleInput& input) {
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  // The hand-over is quick; what it takes is an example.
  std::string help = fmt::format(
      "let each consumer pass messages on to workers of its own{} and commit what they have done, "
      "and state what the hand-over takes (such as `workload.processing_time: 1 ms`)",
      keyed ? ", those of one key to the same one," : "");
  if (const Candidate* other = without_partitions(*input.decision)) {
    help += fmt::format("; {}, which {} (`decisions.broker: {}`), qualifies as well",
                        other->display_name(),
                        keyed ? "feeds any number of consumers and keeps the order of a key"
                              : "hands single messages to any number of consumers",
                        other->broker->id);
  } else if (!keyed) {
    help += "; a work queue or a share group hands single messages to any number of consumers";
  }
  return help;
}

void check_processing_multiplies_partitions(const RuleInput& input, Findings& findings) {
  if (input.decision->winner() == nullptr || !multiplied_by_processing(input)) return;
  const Sizing& sizing = *input.sizing;
  const PartitionNeed* work = need_named(sizing, "consumer_throughput");
  const PartitionNeed* traffic = largest_own_need(sizing);
  const std::uint64_t own = traffic == nullptr ? 1 : traffic->partitions;
  const Duration each = input.context->workload.processing_time;
  const double in_hand = sizing.traffic.peak.per_second * each.seconds();
  auto& finding = findings.add(
      processing_multiplies_partitions_rule,
      place_of(input.declaration.workload.processing_time, input.declaration),
      fmt::format(
          "a message takes {}, and a {} feeds one consumer at a time: the design has {} for "
          "the {} messages that are in hand at the peak, the traffic alone needs {}",
          notation::duration(each), sizing.unit, notation::counted(sizing.partitions, sizing.unit),
          notation::number(in_hand), own),
      help_of_processing_multiplies_partitions(input));
  finding.label = "one in hand for each";
  finding.notes.push_back(fmt::format("{} x {} = {} messages in hand at once",
                                      notation::rate(sizing.traffic.peak), notation::duration(each),
                                      notation::number(in_hand)));
  finding.notes.push_back(arithmetic_of(*work));
  if (traffic != nullptr) finding.notes.push_back(arithmetic_of(*traffic));
  add_cause(finding, input.declaration.requirements.throughput, "the rate");
  // What rests on an assumed processing time is a hint.
  if (!input.context->workload.processing_declared) finding.severity = Severity::info;
}

}  // namespace

extern const Check processing_multiplies_partitions;
constinit const Check processing_multiplies_partitions{
    &processing_multiplies_partitions_rule, check_processing_multiplies_partitions, Stage::sized};

}  // namespace eventarch::rules
