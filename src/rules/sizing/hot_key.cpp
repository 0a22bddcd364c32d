#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/strain.hpp"
#include "rules/trial.hpp"
#include "rules/written.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule hot_key_rule{
    .name = "hot_key",
    .severity = Severity::warning,
    .summary = "The busiest key overloads its consumer, or its partition",
    .rationale =
        "All messages of a key go to one partition and one consumer of a group, however many there "
        "are. More partitions take the other keys off that consumer, and nothing takes this one. "
        "The same holds for writing: a partition is planned to take so many messages and bytes a "
        "second, and the key with its part of the others may bring more. Where the figure is a "
        "planning value of the catalogue that is a warning, since measuring may show more; where "
        "it is a quota or a measurement, and the key alone passes it today, it is an error.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: "
        "partition}, workload: {hot_key_share: 5 %, processing_time: 20 ms}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: "
        "partition}, workload: {hot_key_share: 0.1 %, processing_time: 20 ms}}",
    .source = "a key lives on one partition: ordered throughput is capped at capacity / share",
};

/// What its consumer has to do for it at the peak, with growth, as a share of its time.
double busy_by_key(const RuleInput& input) {
  return hot_key_load(input) * input.context->workload.growth_factor.value;
}

bool is_hot(const RuleInput& input) {
  // A share that was calculated to fit must fit.
  constexpr double rounding = 1 + 1e-9;
  return busy_by_key(input) > input.context->capacity.utilization_target.value * rounding;
}

/// Its consumer keeps up, though it may have more to do than the others, and its partition takes
/// what is written.
bool fits(const RuleInput& input) {
  const Strain strain = strain_of(input);
  return !is_hot(input) && overfull_writes(input).empty() &&
         (strain == Strain::none || strain == Strain::uneven_share);
}

bool fits_in_time(const RuleInput& input) {
  return fits(input) && (input.sizing->latency.met || !input.sizing->latency.attainable);
}

/// "split the key into 4 parts or more (...)", and how busy its consumer is then, where that is
/// more than the target still.
std::string splitting_hot_key(const RuleInput& input, std::uint64_t parts) {
  const double share = input.context->workload.hot_key_share->value / static_cast<double>(parts);
  const double busy =
      sized_with(input,
                 [share](EventContext& context) { context.workload.hot_key_share->value = share; })
          .consumers.front()
          .utilization;
  constexpr double rounding = 1 + 1e-9;
  const bool over = busy > input.context->capacity.utilization_target.value * rounding;
  return splitting(input, parts) +
         (over ? fmt::format(", which leaves its consumer {} busy, with the other keys of its {}",
                             notation::percent(busy), input.sizing->unit)
               : "");
}

/// Each way was tried. Empty where none is found.
std::string ways_out(const RuleInput& input, Condition condition) {
  std::vector<std::string> ways;
  if (const auto largest = largest_hot_key_share(input, condition)) {
    const double parts = input.context->workload.hot_key_share->value / *largest;
    ways.push_back(fmt::format("up to {} of the traffic fits: {}", declared_share(*largest),
                               splitting_hot_key(input, notation::guarded_ceil(parts))));
  }
  if (auto raised = raising_number(input, condition)) ways.push_back(std::move(*raised));
  if (const auto shorter = shorter_processing(input, condition)) {
    ways.push_back(shortening(*shorter));
  }
  if (auto spread = spreading_others(input, condition)) ways.push_back(std::move(*spread));
  if (auto measured = measuring_writes(input, condition)) ways.push_back(std::move(*measured));
  return fmt::format("{}", fmt::join(ways, ", or "));
}

std::string help_of_hot_key(const RuleInput& input) {
  for (const Condition condition : {fits_in_time, fits}) {
    std::string ways = ways_out(input, condition);
    if (!ways.empty()) return ways;
  }
  return "split the key into many parts, where order allows";
}

std::string message_of_hot_key(const RuleInput& input, double busy) {
  const double target = input.context->capacity.utilization_target.value;
  const double whole = input.sizing->consumers.front().utilization;
  const bool grown = input.context->workload.growth_factor.value > 1;
  const bool shared = input.sizing->keys_needed.has_value();
  const std::string_view unit = input.sizing->unit;
  std::string text = fmt::format("at peak{} the busiest key alone keeps its consumer {} busy",
                                 grown ? ", grown as planned," : "", notation::percent(busy));
  if (busy > target) {
    text +=
        fmt::format(", {} is the target: no number of {} changes that", notation::percent(target),
                    notation::noun_for(2, shared ? "consumer" : unit));
  }
  if (shared) return busy >= 1 ? text + "; its messages fall behind" : text;
  if (whole >= 1) {
    text += fmt::format("; {}with the other keys of its {} it is {}, and falls behind",
                        grown ? "today " : "", unit, notation::percent(whole));
  }
  return text;
}

std::string arithmetic_hot_key(const RuleInput& input, double busy) {
  const Workload& workload = input.context->workload;
  const double growth = workload.growth_factor.value;
  return fmt::format("{}{} x {} x {} = {}", notation::rate(input.sizing->traffic.peak),
                     growth > 1 ? fmt::format(" x {} (growth)", notation::number(growth)) : "",
                     notation::duration(workload.processing_time),
                     notation::percent(workload.hot_key_share->value), notation::percent(busy));
}

/// "its partition has 62K msg/s written to it at peak; one is planned to take 10K msg/s"
std::string writing_of_hot_key(const RuleInput& input, const std::vector<WrittenFlow>& flows) {
  const std::string_view unit = input.sizing->unit;
  const bool grown = input.context->workload.growth_factor.value > 1;
  const bool estimate = std::ranges::all_of(
      flows, [](const WrittenFlow& one) { return one.basis == CapacityBasis::estimate; });
  const bool inside = input.sizing->keys_needed.has_value();
  return fmt::format(
      "the {} at peak{}; {} {} {}",
      inside ? fmt::format("busiest key has {} written to its group or session", brought_by(flows))
             : fmt::format("{} of the busiest key has {} written to it", unit, brought_by(flows)),
      grown ? ", grown as planned" : "", inside ? "one" : fmt::format("a {}", unit),
      estimate ? "is planned to take" : "takes", planned_of(flows));
}

void check_hot_key(const RuleInput& input, Findings& findings) {
  const auto& share = input.declaration.workload.hot_key_share;
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!share || !keyed) return;
  const bool consumer = is_hot(input) || strain_of(input) == Strain::hot_key;
  const std::vector<WrittenFlow> flows = overfull_writes(input);
  if (!consumer && flows.empty()) return;
  const double busy = busy_by_key(input);
  std::vector<std::string> parts;
  if (consumer) parts.push_back(message_of_hot_key(input, busy));
  if (!flows.empty()) parts.push_back(writing_of_hot_key(input, flows));
  auto& finding = findings.add(hot_key_rule, share->where,
                               fmt::format("{}", fmt::join(parts, "; ")), help_of_hot_key(input));
  finding.label = "one key";
  if (consumer) {
    finding.notes.push_back(arithmetic_hot_key(input, busy));
    add_cause(finding, input.declaration.workload.processing_time, "the time for each message");
  }
  for (const WrittenFlow& one : flows) finding.notes.push_back(arithmetic_of(input, one));
  // Today's peak is more than its consumer can do: it falls behind, whatever else is right.
  const bool overloaded =
      consumer && std::max(hot_key_load(input), input.sizing->consumers.front().utilization) >= 1;
  if ((overloaded && input.context->workload.processing_declared) ||
      std::ranges::any_of(flows, &WrittenFlow::refused)) {
    finding.severity = Severity::error;
  }
}

}  // namespace

extern const Check hot_key;
constinit const Check hot_key{&hot_key_rule, check_hot_key, Stage::sized};

}  // namespace eventarch::rules
