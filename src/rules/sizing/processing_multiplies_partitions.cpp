#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/strain.hpp"
#include "sizing/stages.hpp"
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
        "traffic: each still costs files, memory, replicas and time to fail over. A queue hands "
        "single messages to many consumers; and a consumer that passes messages on to workers of "
        "its own needs no partition for each of them. The design has no figure for such workers: "
        "its latency and utilization are those of one message at a time.",
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

bool rules_out(const Candidate& one, std::string_view but_for) {
  return std::ranges::any_of(one.exclusions,
                             [&](const Exclusion& out) { return out.constraint != but_for; });
}

/// A mode that hands single messages to as many consumers as it takes, is in time, and whose broker
/// leads to nothing else where the file names it. It qualifies, but for that one constraint.
const Candidate* without_partitions(const RuleInput& input, std::string_view but_for) {
  const auto& all = input.decision->candidates;
  const auto leads_elsewhere = [&](const Candidate& one) {
    return std::ranges::any_of(all, [&](const Candidate& other) {
      return other.broker == one.broker && !rules_out(other, but_for) &&
             feeds_one_each(*other.mode);
    });
  };
  const auto found = std::ranges::find_if(all, [&](const Candidate& one) {
    if (rules_out(one, but_for) || feeds_one_each(*one.mode) || leads_elsewhere(one)) return false;
    return sizing::size_once(*input.context, one, sizing::Account::numbers_only).latency.met;
  });
  return found == all.end() ? nullptr : &*found;
}

std::string_view what_it_does(bool keyed) {
  return keyed ? "feeds as many consumers as that takes and keeps the order of a key"
               : "hands single messages to as many consumers as that takes";
}

std::string another_broker(const RuleInput& input, bool keyed) {
  if (const Candidate* other = without_partitions(input, "")) {
    return fmt::format("; {}, which {} (`decisions.broker: {}`), qualifies as well",
                       other->display_name(), what_it_does(keyed), other->broker->id);
  }
  const bool pinned = input.decision->pinned;
  if (const Candidate* other = pinned ? nullptr : without_partitions(input, "allowed_brokers")) {
    return fmt::format(
        "; {}, which {}, would qualify if it were allowed (`constraints.allowed_brokers: [{}]`)",
        other->display_name(), what_it_does(keyed), other->broker->id);
  }
  return {};
}

std::string help_of_processing_multiplies_partitions(const RuleInput& input) {
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  return fmt::format(
      "let each consumer pass messages on to workers of its own{} and commit what they have done: "
      "far fewer partitions are then enough, though no figure here is of such workers{}",
      keyed ? ", those of one key to the same one," : "", another_broker(input, keyed));
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
  finding.notes.push_back(work_at_peak(input));
  finding.notes.push_back(arithmetic_of(*work));
  if (traffic != nullptr) finding.notes.push_back(arithmetic_of(*traffic));
  add_cause(finding, input.declaration.requirements.throughput, "the rate");
  // What rests on an assumed processing time is a hint.
  if (!input.context->workload.processing_declared) finding.severity = Severity::info;
}

}  // namespace

extern const Check processing_multiplies_partitions;
constinit const Check processing_multiplies_partitions{&processing_multiplies_partitions_rule,
                                                       check_processing_multiplies_partitions,
                                                       Stage::sized, Quotes::decision};

}  // namespace eventarch::rules
