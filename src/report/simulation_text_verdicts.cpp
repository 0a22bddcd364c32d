/// Guarantees and faults.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "report/simulation_text_parts.hpp"
#include "report/simulation_words.hpp"
#include "report/summary.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

constexpr std::size_t part_width = 9;
constexpr std::size_t time_width = 17;  ///< hundreds of hours, with microseconds

/// The verdict that needs the reader first.
constexpr std::array in_order{GuaranteeStatus::violated, GuaranteeStatus::undecided,
                              GuaranteeStatus::not_exercised, GuaranteeStatus::holds,
                              GuaranteeStatus::not_applicable};

std::string under(const GuaranteeVerdict& one) {
  return one.fault == "none" ? std::string("without any fault") : "under " + one.fault;
}

bool is_on_request(std::string_view name) {
  for (const SimulationFault& fault : simulation_faults()) {
    if (fault.name == name) return !fault.by_default;
  }
  return false;
}

void print_broken_guarantee(TextPage& page, const SimulationReport& report,
                            const GuaranteeVerdict& one) {
  page.paragraph(fmt::format("{}: {}", one.name, one.statement));
  page.row("Cause", fmt::format("{} ({})", one.cause, one.cause_name), part_width, 4);
  page.row("Seen",
           fmt::format("in {} of {} and {} of {}; first with seed {}, {}", one.seeds_violated,
                       notation::counted(report.result->seeds, "seed"), one.runs_violated,
                       notation::counted(one.runs, "run"), one.seed, under(one)),
           part_width, 4);
  page.row("Mend", one.remedy, part_width, 4);
  if (is_on_request(one.fault)) {
    page.row("Note", "this fault is injected on request alone: not every sound design survives it",
             part_width, 4);
  }
  if (!one.witness.empty()) {
    const HistoryClock clock = clock_of(one.witness);
    const std::string since = clock == HistoryClock::milliseconds
                                  ? std::string()
                                  : fmt::format("; {} since the start", clock_name(clock));
    page.paragraph(
        fmt::format("Witness ({}{})",
                    one.witness_minimal ? "these events alone break it"
                                        : "an excerpt: it breaks by more events than ten",
                    since),
        4);
    print_history(page, one.witness, 6);
  }
  page.paragraph("Replay", 4);
  page.verbatim(replay_command(report, one.trace, one.seed), 6);
}

/// Where most of a latency goes; empty where nothing is known of it.
std::string largest_stage(const Performance& performance, const std::string& name) {
  const auto group = std::ranges::find(performance.groups, name, &GroupPerformance::group);
  if (group == performance.groups.end() || group->stages.empty()) return {};
  const auto stage = std::ranges::max_element(
      group->stages, {}, [](const LatencyStage& one) { return one.mean_ms.value; });
  return fmt::format("most of the mean of {} is {} ({}): {}",
                     time_text(group->mean_latency_ms.value), stage->name, stage->meaning,
                     time_text(stage->mean_ms.value));
}

void print_missed_requirement(TextPage& page, const Performance& performance,
                              const RequirementVerdict& one) {
  page.paragraph(fmt::format("{}: {}{}", one.requirement, one.required,
                             one.group.empty() ? "" : ", for " + one.group));
  page.row("Measured", one.measured, part_width, 4);
  page.row("Because", one.reason, part_width, 4);
  const std::string stage =
      one.requirement == "latency" ? largest_stage(performance, one.group) : std::string();
  if (!stage.empty()) page.row("Where", stage, part_width, 4);
}

std::vector<const RequirementVerdict*> missed_requirements(const SimulationResult& result) {
  std::vector<const RequirementVerdict*> all;
  if (!result.performance) return all;
  for (const RequirementVerdict& one : result.performance->requirements) {
    if (one.counts && one.status == RequirementStatus::missed) all.push_back(&one);
  }
  return all;
}

/// "all 22 kept", "3 of 4 kept, 1 not exercised"
std::string kept_of(const SimulationCounts& counts) {
  if (counts.kept == counts.promised) return fmt::format("all {} kept", counts.kept);
  std::string out = fmt::format("{} of {} kept", counts.kept, counts.promised);
  if (counts.broken > 0) out += fmt::format(", {} violated", counts.broken);
  if (counts.undecided > 0) out += fmt::format(", {} undecided", counts.undecided);
  if (counts.untested > 0) out += fmt::format(", {} not exercised", counts.untested);
  return out;
}

/// Which runs were cut, so that what is judged at rest is not known of them.
std::string cut_text(const SimulationResult& result) {
  std::vector<std::string> faults;
  for (const FaultOutcome& one : result.faults) {
    if (one.runs_cut > 0) faults.push_back(one.name);
  }
  return faults.empty()
             ? std::string("runs ended before they had come to rest")
             : fmt::format("runs under {} ended before they had come to rest, see FAULTS",
                           text::list_of(faults));
}

std::string tested_text(const GuaranteeVerdict& one, const SimulationResult& result) {
  std::string times =
      fmt::format("tested {} time{} in {}", count_text(one.exercised),
                  one.exercised == 1 ? "" : "s", notation::counted(one.runs, "run"));
  switch (one.status) {
    case GuaranteeStatus::violated:
      return fmt::format("{}, broken in {}", times, notation::counted(one.runs_violated, "run"));
    case GuaranteeStatus::not_exercised: return "no run came near to breaking it";
    case GuaranteeStatus::undecided: return fmt::format("{}; {}", times, cut_text(result));
    case GuaranteeStatus::holds:
    case GuaranteeStatus::not_applicable: break;
  }
  return times;
}

void print_guarantee(TextPage& page, const GuaranteeVerdict& one, const SimulationResult& result,
                     Detail detail) {
  const std::string status = text::spoken(name_of(one.status));
  if (one.status == GuaranteeStatus::not_applicable) {
    page.row(status, fmt::format("{} ({})", one.name, one.why_promised), status_width);
    return;
  }
  page.row(status, fmt::format("{}: {}", one.name, tested_text(one, result)), status_width);
  if (detail != Detail::verbose) return;
  page.row("", one.statement, status_width);
  page.row("", "stands and falls with: " + one.why_promised, status_width);
}

/// How often it struck where it does harm; of all strikes, where it never did.
std::string struck_text(const FaultOutcome& one) {
  if (one.window_hits > 0) return count_text(one.window_hits);
  return fmt::format("0 of {}", count_text(one.struck));
}

std::string rest_text(const FaultOutcome& one) {
  if (one.runs_cut > 0) return fmt::format("not in {} of {} runs", one.runs_cut, one.runs);
  return one.recovery_ms ? time_text(*one.recovery_ms) : "-";
}

std::string_view fault_status(const FaultOutcome& one) {
  if (!one.applies) return "not applicable";
  if (!one.broke.empty()) return "breaks";
  if (one.runs_cut > 0) return "undecided";
  return one.window_hits > 0 ? "survived" : "not exercised";
}

/// Why it is not known whether a fault was survived, and what would tell.
void print_cut(TextPage& page, const SimulationResult& result, const FaultOutcome& one) {
  constexpr std::uint64_t fewest = 100;  // that the option takes
  const std::uint64_t fewer = result.fault_messages / 4;
  const std::string way_out =
      fewer >= fewest
          ? fmt::format(
                "What is worked off slowly comes to rest sooner with fewer messages: try "
                "`--fault-messages {}`",
                fewer)
          : fmt::format("`--trace {}` shows what goes round in circles", one.name);
  page.paragraph(
      fmt::format("{} {}: {} of {} were cut after {} events, before all had come to rest. {}.",
                  one.name, one.broke.empty() ? "is undecided" : "may break more", one.runs_cut,
                  notation::counted(one.runs, "run"),
                  count_text(result.fault_messages * fault_events_per_message), way_out));
}

/// What no fault is needed for.
std::vector<std::string> broken_by_themselves(const SimulationResult& result) {
  std::vector<std::string> names;
  for (const GuaranteeVerdict& one : result.guarantees) {
    if (one.breaks_without_fault) names.push_back(one.name);
  }
  return names;
}

void print_broken_by_themselves(TextPage& page, const std::vector<std::string>& names) {
  if (names.empty()) return;
  page.paragraph(fmt::format("{} {} without any fault: none of these is needed for it.",
                             text::list_of(names), names.size() == 1 ? "breaks" : "break"));
}

/// What broke under which fault; and with -v what each fault is, and why some do not apply.
void print_fault_details(TextPage& page, const SimulationResult& result, Detail detail) {
  const std::vector<std::string> by_themselves = broken_by_themselves(result);
  print_broken_by_themselves(page, by_themselves);
  for (const FaultOutcome& one : result.faults) {
    std::vector<std::string> broke = one.broke;
    std::erase_if(broke, [&](const std::string& name) {
      return std::ranges::find(by_themselves, name) != by_themselves.end();
    });
    if (!broke.empty()) {
      page.paragraph(fmt::format("{} breaks {}.", one.name, text::list_of(broke)));
    }
    if (one.runs_cut > 0) print_cut(page, result, one);
  }
  if (detail != Detail::verbose) return;
  page.blank();
  for (const FaultOutcome& one : result.faults) {
    const std::string& says = one.applies ? one.summary : one.why_not;
    page.row(one.applies ? "" : fault_status(one), fmt::format("{}: {}", one.name, says),
             status_width);
  }
}

}  // namespace

void print_history(TextPage& page, const std::vector<HistoryLine>& lines, std::size_t indent) {
  const HistoryClock clock = clock_of(lines);
  for (const HistoryLine& line : lines) {
    page.row(history_time(line.time_ms, clock), line.text, time_width, indent);
  }
}

void print_broken(TextPage& page, const SimulationReport& report) {
  const SimulationResult& result = *report.result;
  const auto missed = missed_requirements(result);
  if (!result.guarantee_broken() && missed.empty()) return;
  page.heading("WHAT BREAKS");
  bool first = true;
  const auto apart = [&] {
    if (!first) page.blank();
    first = false;
  };
  for (const GuaranteeVerdict& one : result.guarantees) {
    if (one.status != GuaranteeStatus::violated) continue;
    apart();
    print_broken_guarantee(page, report, one);
  }
  for (const RequirementVerdict* one : missed) {
    apart();
    print_missed_requirement(page, *result.performance, *one);
  }
}

void print_guarantees(TextPage& page, const SimulationReport& report, Detail detail) {
  const SimulationResult& result = *report.result;
  if (result.guarantees.empty()) return;
  const SimulationCounts counts = counts_of(result);
  page.heading(fmt::format("GUARANTEES ({})", kept_of(counts)));
  for (const GuaranteeStatus status : in_order) {
    const bool listed = status != GuaranteeStatus::not_applicable || detail == Detail::verbose;
    if (!listed) continue;
    for (const GuaranteeVerdict& one : result.guarantees) {
      if (one.status == status) print_guarantee(page, one, result, detail);
    }
  }
  if (detail == Detail::verbose || counts.guarantees_out == 0) return;
  page.paragraph(fmt::format("{} more {} not apply to this design; -v lists them.",
                             counts.guarantees_out, counts.guarantees_out == 1 ? "does" : "do"));
}

void print_faults(TextPage& page, const SimulationResult& result, Detail detail) {
  if (result.faults.empty()) return;
  const SimulationCounts counts = counts_of(result);
  page.heading(fmt::format("FAULTS ({} of {} struck where they do harm; how often, in all runs)",
                           counts.struck, counts.struck + counts.missed_their_moment));
  std::vector<TableRow> rows{{"", "fault", "struck", "at rest after"}};
  for (const FaultOutcome& one : result.faults) {
    if (!one.applies) continue;
    rows.push_back({std::string(fault_status(one)), one.name, struck_text(one), rest_text(one)});
  }
  page.table(rows, 2);
  print_fault_details(page, result, detail);
  if (detail == Detail::verbose || counts.faults_out == 0) return;
  page.paragraph(fmt::format("{} more {} not apply to this design; -v lists them.",
                             counts.faults_out, counts.faults_out == 1 ? "does" : "do"));
}

}  // namespace eventarch::report
