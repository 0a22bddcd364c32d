#include "report/simulation_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/summary.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace report {
namespace {

std::vector<std::string> names_with(const SimulationResult& result, GuaranteeStatus status) {
  std::vector<std::string> names;
  for (const GuaranteeVerdict& one : result.guarantees) {
    if (one.status == status) names.push_back(one.name);
  }
  return names;
}

std::string seeds_text(const SimulationResult& result) {
  return notation::counted(result.seeds, "seed");
}

const GuaranteeVerdict* first_broken(const SimulationResult& result) {
  const auto found =
      std::ranges::find(result.guarantees, GuaranteeStatus::violated, &GuaranteeVerdict::status);
  return found == result.guarantees.end() ? nullptr : &*found;
}

const RequirementVerdict* first_missed(const SimulationResult& result) {
  if (!result.performance) return nullptr;
  for (const RequirementVerdict& one : result.performance->requirements) {
    if (one.counts && one.status == RequirementStatus::missed) return &one;
  }
  return nullptr;
}

std::string broken_text(const SimulationResult& result) {
  std::string out;
  if (const GuaranteeVerdict* broken = first_broken(result)) {
    out = fmt::format("{} breaks {}, in {} of {}", broken->name,
                      broken->fault == "none" ? "without any fault" : "under " + broken->fault,
                      broken->seeds_violated, seeds_text(result));
    const auto others = counts_of(result).broken - 1;
    if (others > 0) out += fmt::format(", and {} more", notation::counted(others, "guarantee"));
  }
  if (const RequirementVerdict* missed = first_missed(result)) {
    if (!out.empty()) out += "; ";
    out += fmt::format("{} is missed: {}, with {} asked", missed->requirement, missed->measured,
                       missed->required);
  }
  return out;
}

/// "all 22 promised guarantees", "3 of 4 promised guarantees"
std::string share_text(std::uint64_t part, std::uint64_t all, std::string_view noun) {
  if (part != all) return fmt::format("{} of {}", part, notation::counted(all, noun));
  if (all == 1) return fmt::format("the {}", noun);
  return fmt::format("all {}", notation::counted(all, noun));
}

/// What became of those that were not kept: " (1 not put to the test, 2 undecided)".
std::string open_text(const SimulationCounts& counts) {
  std::vector<std::string> parts;
  if (counts.untested > 0) parts.push_back(fmt::format("{} not put to the test", counts.untested));
  if (counts.undecided > 0) parts.push_back(fmt::format("{} undecided", counts.undecided));
  return parts.empty() ? std::string() : fmt::format(" ({})", fmt::join(parts, ", "));
}

/// "all 19 promised guarantees under 22 faults and all 3 requirements at peak, in 20 seeds"
std::string kept_text(const SimulationResult& result) {
  const SimulationCounts counts = counts_of(result);
  std::vector<std::string> parts;
  if (!result.guarantees.empty()) {
    parts.push_back(
        fmt::format("{}{} {}", share_text(counts.kept, counts.promised, "promised guarantee"),
                    open_text(counts),
                    result.faults.empty() ? "without faults"
                                          : "under " + notation::counted(counts.struck, "fault")));
  }
  if (result.performance) {
    parts.push_back(
        fmt::format("{} at peak", share_text(counts.met, counts.required, "requirement")));
  }
  return fmt::format("{}, in {}", text::list_of(parts), seeds_text(result));
}

std::string undecided_text(const SimulationResult& result) {
  if (result.interrupted) {
    return fmt::format("interrupted, and nothing was broken by then: {}", kept_text(result));
  }
  if (result.performance && result.performance->suspect()) {
    return "the simulation does not pass its own audit, see AUDIT";
  }
  std::vector<std::string> open = names_with(result, GuaranteeStatus::undecided);
  if (result.performance) {
    for (const RequirementVerdict& one : result.performance->requirements) {
      if (one.counts && one.status == RequirementStatus::undecided) {
        open.push_back(one.requirement);
      }
    }
  }
  if (open.empty()) return fmt::format("nothing was put to the test: {}", kept_text(result));
  return fmt::format("{}; otherwise {}", text::list_of(open), kept_text(result));
}

std::string latency_line(const Performance& performance) {
  const GroupPerformance* group = slowest_group(performance);
  if (group == nullptr) return {};
  if (group->stability == StabilityVerdict::unstable) {
    return fmt::format("{} falls behind at peak: {}", group->group, group->stability_reason);
  }
  const LatencyQuantile* p99 = quantile_of(*group, 0.99);
  std::string line = p99 != nullptr && p99->ms
                         ? fmt::format("p99 {}", time_estimate(*p99->ms))
                         : fmt::format("mean {}", time_estimate(group->mean_latency_ms));
  for (const RequirementVerdict& one : performance.requirements) {
    if (one.requirement == "latency") line += fmt::format(", asked for {}", one.required);
  }
  const auto busiest = std::ranges::max_element(
      performance.groups, {},
      [](const GroupPerformance& one) { return one.busiest_utilization.value; });
  return line + fmt::format("; the busiest instance is {} busy",
                            notation::percent(busiest->busiest_utilization.value));
}

std::string untested_line(const SimulationResult& result) {
  const auto names = names_with(result, GuaranteeStatus::not_exercised);
  if (names.empty()) return {};
  constexpr std::size_t shown = 4;
  std::vector<std::string> first(
      names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())));
  if (names.size() > shown) first.push_back(fmt::format("{} more", names.size() - shown));
  return fmt::format("not exercised, so not shown to hold: {}", text::list_of(first));
}

/// Flags of what differs from the default and shapes every run.
std::string shaping_flags(const SimulationOptions& options) {
  const SimulationOptions usual;
  std::string out;
  if (options.mistake) out += fmt::format(" --mistake {}", *options.mistake);
  if (options.fault_messages != usual.fault_messages) {
    out += fmt::format(" --fault-messages {}", options.fault_messages);
  }
  if (options.arrivals != usual.arrivals) {
    out += fmt::format(" --arrivals {}", name_of(options.arrivals));
  }
  if (options.service != usual.service) {
    out += fmt::format(" --service {}", name_of(options.service));
  }
  if (options.service_variation != usual.service_variation) {
    out += fmt::format(" --service-variation {}", options.service_variation);
  }
  return out;
}

template <class Verdict, class Status>
std::size_t with_status(const std::vector<Verdict>& verdicts, Status status) {
  return static_cast<std::size_t>(std::ranges::count(verdicts, status, &Verdict::status));
}

void count_guarantees(const std::vector<GuaranteeVerdict>& all, SimulationCounts& counts) {
  counts.guarantees_out = with_status(all, GuaranteeStatus::not_applicable);
  counts.promised = all.size() - counts.guarantees_out;
  counts.kept = with_status(all, GuaranteeStatus::holds);
  counts.broken = with_status(all, GuaranteeStatus::violated);
  counts.untested = with_status(all, GuaranteeStatus::not_exercised);
  counts.undecided = with_status(all, GuaranteeStatus::undecided);
}

void count_faults(const std::vector<FaultOutcome>& all, SimulationCounts& counts) {
  for (const FaultOutcome& one : all) {
    if (!one.applies) {
      ++counts.faults_out;
    } else if (one.window_hits > 0) {
      ++counts.struck;
    } else {
      ++counts.missed_their_moment;
    }
  }
}

void count_requirements(std::vector<RequirementVerdict> all, SimulationCounts& counts) {
  std::erase_if(all, [](const RequirementVerdict& one) {
    return !one.counts || one.status == RequirementStatus::not_applicable;
  });
  counts.required = all.size();
  counts.met = with_status(all, RequirementStatus::met);
  counts.missed = with_status(all, RequirementStatus::missed);
  counts.unanswered = with_status(all, RequirementStatus::undecided);
}

}  // namespace

SimulationCounts counts_of(const SimulationResult& result) {
  SimulationCounts counts;
  count_guarantees(result.guarantees, counts);
  count_faults(result.faults, counts);
  if (result.performance) count_requirements(result.performance->requirements, counts);
  return counts;
}

std::vector<std::string> second_lines(const SimulationReport& report) {
  std::vector<std::string> lines;
  const SimulationResult& result = *report.result;
  if (result.interrupted && answer_of(report) == SimulationAnswer::does_not_hold) {
    lines.emplace_back("interrupted: what follows is what was known by then");
  }
  if (result.mistake) {
    lines.push_back(fmt::format("weakened by {} ({}), which should break {}", result.mistake->name,
                                result.mistake->summary, result.mistake->expected_guarantee));
  }
  if (result.performance) lines.push_back(latency_line(*result.performance));
  if (!result.interrupted) lines.push_back(untested_line(result));
  if (result.broker.nearest) {
    lines.push_back(fmt::format("{} has no model of its own: {} stands for it",
                                result.broker.broker, result.broker.model));
  }
  std::erase(lines, std::string());
  return lines;
}

std::pair<bool, double> slowness_of(const GroupPerformance& group) {
  const LatencyQuantile* p99 = quantile_of(group, 0.99);
  const double ms = p99 != nullptr && p99->ms ? p99->ms->value : group.mean_latency_ms.value;
  return {group.stability == StabilityVerdict::unstable, ms};
}

const GroupPerformance* slowest_group(const Performance& performance) {
  const auto found = std::ranges::max_element(performance.groups, {}, slowness_of);
  return found == performance.groups.end() ? nullptr : &*found;
}

const LatencyQuantile* quantile_of(const GroupPerformance& group, double share) {
  const auto found = std::ranges::find(group.latency, share, &LatencyQuantile::share);
  return found == group.latency.end() ? nullptr : &*found;
}

std::string repeat_command(const SimulationReport& report) {
  const SimulationOptions& options = report.options;
  const SimulationOptions usual;
  if (options.trace_fault) {
    std::string out = replay_command(report, *options.trace_fault, options.seed);
    if (options.trace_lines != usual.trace_lines) {
      out += fmt::format(" --trace-events {}", options.trace_lines);
    }
    return out;
  }
  std::string out = report.command + shaping_flags(options);
  if (options.faults != usual.faults) {
    out += fmt::format(" --faults {}", fmt::join(options.faults, ","));
  }
  if (options.duration) {
    out += fmt::format(" --duration {}ms", options.duration->milliseconds);
  } else if (options.messages != usual.messages) {
    out += fmt::format(" --messages {}", options.messages);
  }
  return out + fmt::format(" --seed {} --seeds {}", options.seed, options.seeds);
}

std::string replay_command(const SimulationReport& report, std::string_view fault,
                           std::uint64_t seed) {
  return fmt::format("{}{} --seed {} --trace {}", report.command, shaping_flags(report.options),
                     seed, fault);
}

}  // namespace report

std::string_view name_of(SimulationAnswer answer) {
  switch (answer) {
    case SimulationAnswer::no_design: return "no_design";
    case SimulationAnswer::replayed: return "replayed";
    case SimulationAnswer::does_not_hold: return "does_not_hold";
    case SimulationAnswer::undecided: return "undecided";
    case SimulationAnswer::holds: break;
  }
  return "holds";
}

SimulationAnswer answer_of(const SimulationReport& report) {
  if (!report.result) return SimulationAnswer::no_design;
  const SimulationResult& result = *report.result;
  if (report.options.trace_fault) return SimulationAnswer::replayed;
  if (result.guarantee_broken() || result.requirement_missed()) {
    return SimulationAnswer::does_not_hold;
  }
  const report::SimulationCounts counts = report::counts_of(result);
  const bool suspect = result.performance && result.performance->suspect();
  const bool open = counts.undecided + counts.unanswered > 0 || counts.kept + counts.met == 0;
  return result.interrupted || suspect || open ? SimulationAnswer::undecided
                                               : SimulationAnswer::holds;
}

bool left_untested(const SimulationResult& result) {
  const report::SimulationCounts counts = report::counts_of(result);
  return counts.untested + counts.missed_their_moment > 0;
}

namespace report {
namespace {

std::string answer_text(const SimulationReport& report) {
  switch (answer_of(report)) {
    case SimulationAnswer::no_design:
      return fmt::format("{}: no design, so nothing was simulated", report.advice.file);
    case SimulationAnswer::replayed:
      return fmt::format("{}: seed {} {}, {} shown", report.result->name, report.options.seed,
                         report.options.trace_fault->starts_with("none")
                             ? "without a fault"
                             : "under " + *report.options.trace_fault,
                         notation::counted(report.result->trace.size(), "event"));
    case SimulationAnswer::does_not_hold:
      return fmt::format("{} does not hold: {}", report.result->name, broken_text(*report.result));
    case SimulationAnswer::undecided:
      return fmt::format("{} is undecided: {}", report.result->name,
                         undecided_text(*report.result));
    case SimulationAnswer::holds: break;
  }
  return fmt::format("{} holds: {}", report.result->name, kept_text(*report.result));
}

/// What refuses the design whatever the simulation says of it: "; the file has an error: too_few".
std::string error_text(const Findings& findings) {
  std::vector<std::string> rules;
  for (const Diagnostic& one : findings.all()) {
    if (one.severity == Severity::error) rules.emplace_back(one.rule->name);
  }
  if (rules.empty()) return {};
  const std::string count =
      rules.size() == 1 ? "an error" : notation::counted(rules.size(), "error");
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  return fmt::format("; the file has {}: {}", count, text::list_of(rules));
}

}  // namespace
}  // namespace report

std::string simulation_headline(const SimulationReport& report) {
  const std::string answer = report::answer_text(report);
  return report.result ? answer + report::error_text(report.advice.findings) : answer;
}

}  // namespace eventarch
