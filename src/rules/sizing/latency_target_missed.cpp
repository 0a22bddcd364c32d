#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/strain.hpp"
#include "rules/trial.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule latency_target_missed_rule{
    .name = "latency_target_missed",
    .severity = Severity::warning,
    .summary = "The expected latency is above the target",
    .rationale =
        "The 99th percentiles of broker, queue and processing add up to an upper bound that passes "
        "the target at peak.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: "
        "100ms, delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], "
        "workload: {processing_time: 90 ms}, decisions: {broker: rabbitmq}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 2 s, "
        "delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], workload: "
        "{processing_time: 90 ms}, decisions: {broker: rabbitmq}}",
    .source = "the latency budget of the report",
};

/// What the parts take at the 99th percentile that more consumers cannot shorten: all but waiting.
Duration without_waiting(const LatencyBudget& latency) {
  Duration sum;
  for (const LatencyTerm& term : latency.terms) {
    if (term.name != "queueing") sum.milliseconds += term.p99_ms;
  }
  return sum;
}

Duration processing_of(const LatencyBudget& latency) {
  const auto found = std::ranges::find(latency.terms, "processing", &LatencyTerm::name);
  return {found == latency.terms.end() ? 0 : found->p99_ms};
}

/// Less is no part of what is too long.
constexpr double negligible_ms = 0.1;

/// "batch 5 ms + broker 20 ms": p99 of each part; together they are an upper bound.
std::string parts_of(const LatencyBudget& latency) {
  std::string out = "p99 of the parts: ";
  std::string_view joint;
  for (const LatencyTerm& term : latency.terms) {
    if (term.p99_ms < negligible_ms) continue;
    out += joint;
    joint = " + ";
    out += fmt::format("{} {}", term.name, notation::about(Duration{term.p99_ms}));
  }
  return out;
}

/// What would meet a target that the sizing held for not worth it; empty where nothing does.
std::string dear_way(const Sizing& sizing) {
  const LatencyBudget& latency = sizing.latency;
  const PartitionNeed* need = need_named(sizing, "latency");
  if (latency.attainable || need == nullptr) return {};
  const double before_ms =
      without_waiting(latency).milliseconds - processing_of(latency).milliseconds;
  const double left_ms = latency.target_ms - before_ms;
  const double busy = 1 - processing_of(latency).milliseconds / left_ms;
  if (left_ms <= 0 || busy <= 0.001) return {};
  const double load = input_of(*need, "rate") * input_of(*need, "service_time");
  const double number = std::ceil(load / busy);
  return fmt::format(
      "pay for many that are hardly busy (`decisions.partitions: {:.0f}`, each {} busy)", number,
      notation::percent(busy));
}

bool is_met(const RuleInput& input) { return input.sizing->latency.met; }

/// What can be done where the largest part is none of processing and waiting.
std::string_view remedy_of_latency_target_missed(std::string_view part) {
  if (part == "transaction_commit") return "commit more often";
  if (part == "batch") return "let producers wait less for a batch";
  if (part == "fan_out") return "choose a broker that copies to several groups itself";
  if (part == "fetch") return "choose a faster mode or broker";
  return {};
}

/// The target is met, and the units take what is written to them.
bool is_met_by_enough_units(const RuleInput& input) {
  const PartitionNeed* own = largest_own_need(*input.sizing);
  return is_met(input) && (own == nullptr || own->partitions <= input.sizing->partitions);
}

/// How many messages a consumer takes at once is as few as the broker lets it already. Where it has
/// one of each unit in hand, fewer units help.
std::optional<std::string> fewer_units(const RuleInput& input) {
  constexpr std::array<std::uint64_t, 8> counts{24, 18, 12, 6, 4, 3, 2, 1};
  for (const std::uint64_t count : counts) {
    if (count >= input.sizing->partitions) continue;
    const auto pin = [count](EventContext& context) {
      context.decisions.partitions = Given<Count>{{count}, {}, {}};
    };
    if (!holds_with(input, pin, is_met_by_enough_units)) continue;
    return fmt::format("pin fewer {} (`decisions.partitions: {}`)",
                       notation::noun_for(2, input.sizing->unit), count);
  }
  return std::nullopt;
}

/// What holds messages back behind others, and that no setting changes it.
std::optional<std::string> in_hand_of(const Sizing& sizing) {
  if (sizing.taken_at_once < 2) return std::nullopt;
  const bool one_of_each = sizing.partitions > 1 && sizing.taken_at_once == sizing.partitions;
  return one_of_each
             ? fmt::format(
                   "a consumer has one message of each of {} in hand: no setting makes "
                   "that fewer",
                   notation::counted(sizing.partitions, sizing.unit))
             : fmt::format("a consumer takes {} at once, as few as the broker's calls allow",
                           notation::counted(sizing.taken_at_once, "message"));
}

std::string help_of_latency_target_missed(const RuleInput& input, const LatencyTerm& largest) {
  std::vector<std::string> ways;
  if (auto raised = raising_number(input, is_met)) ways.push_back(std::move(*raised));
  if (const auto target = latency_target_that_is_met(input, is_met)) {
    ways.push_back(fmt::format("allow more time (`requirements.latency: {}`)",
                               notation::declared_latency(*target)));
  }
  if (const auto shorter = shorter_processing(input, is_met)) ways.push_back(shortening(*shorter));
  if (const auto parts = parts_of_hot_key(input, is_met)) ways.push_back(splitting(input, *parts));
  if (std::string dear = dear_way(*input.sizing); !dear.empty()) ways.push_back(std::move(dear));
  if (largest.name == "in_hand") {
    if (auto fewer = fewer_units(input)) ways.push_back(std::move(*fewer));
  }
  const std::string_view remedy = remedy_of_latency_target_missed(largest.name);
  if (!remedy.empty()) ways.emplace_back(remedy);
  if (ways.empty()) return "no value of the file is known that meets it";
  return text::list_of(ways, "or");
}

void check_latency_target_missed(const RuleInput& input, Findings& findings) {
  const LatencyBudget& latency = input.sizing->latency;
  if (!latency.p99_ms || latency.met || caused_by_pinned_number(input, is_met)) return;
  const Declaration& file = input.declaration;
  const auto largest = std::ranges::max_element(latency.terms, {}, &LatencyTerm::p99_ms);
  auto& finding =
      findings.add(latency_target_missed_rule, place_of(file.requirements.latency, file),
                   fmt::format("p99 at peak is up to {}, {} is the target; most of it is {} ({})",
                               notation::at_most(Duration{*latency.p99_ms}),
                               notation::duration(Duration{latency.target_ms}), largest->name,
                               notation::about(Duration{largest->p99_ms})),
                   help_of_latency_target_missed(input, *largest));
  finding.label = "missed";
  finding.notes.push_back(parts_of(latency));
  if (const auto held = in_hand_of(*input.sizing); held && largest->name == "in_hand") {
    finding.notes.push_back(*held);
  }
  add_cause(finding, file.workload.processing_time, "the time for each message");
}

}  // namespace

extern const Check latency_target_missed;
constinit const Check latency_target_missed{&latency_target_missed_rule,
                                            check_latency_target_missed, Stage::sized};

}  // namespace eventarch::rules
