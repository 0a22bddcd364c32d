#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule target_leaves_no_headroom_rule{
    .name = "target_leaves_no_headroom",
    .severity = Severity::warning,
    .summary = "The utilization target leaves no room for chance and failure",
    .rationale =
        "Waiting grows with 1 / (1 - utilization): near 100 % a small burst, a slow disk or a lost "
        "instance makes a queue that hardly ever empties. The same share is what is left to work "
        "off a backlog.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s}, capacity: "
        "{utilization_target: 98 %}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s}, capacity: "
        "{utilization_target: 70 %}}",
    .source = "Kingman, The single server queue in heavy traffic, 1961",
};

/// Ten times the wait of an idle system, and more.
constexpr double most = 0.9;

void check_target_leaves_no_headroom(const RuleInput& input, Findings& findings) {
  const auto& target = input.declaration.capacity.utilization_target;
  if (!target || target->value.value <= most) return;
  const double free = 1 - target->value.value;
  const std::string shown = notation::percent(target->value.value);
  auto& finding =
      findings.add(target_leaves_no_headroom_rule, target->where,
                   fmt::format("at {} busy {} is left for bursts, failures and backlogs", shown,
                               free > 0 ? notation::percent(free) : std::string("nothing")),
                   "plan with 70 % or less, and with 50 % where one of three brokers may be lost");
  finding.label = "no headroom";
  if (free > 0) {
    finding.notes.push_back(
        fmt::format("time in the system over processing time, M/M/1: 1 / (1 - {}) = {}",
                    notation::number(target->value.value), notation::number(1 / free, 2)));
  }
}

}  // namespace

extern const Check target_leaves_no_headroom;
constinit const Check target_leaves_no_headroom{&target_leaves_no_headroom_rule,
                                                check_target_leaves_no_headroom};

}  // namespace eventarch::rules
