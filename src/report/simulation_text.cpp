/// A simulation for people: the answer first, then what breaks and what mends it, then how that is
/// known.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "eventarch/simulation_report.hpp"
#include "eventarch/version.hpp"
#include "report/simulation_text_parts.hpp"
#include "report/simulation_words.hpp"
#include "report/summary.hpp"
#include "report/text_sections.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace report {
namespace {

Tone tone_of(SimulationAnswer answer) {
  switch (answer) {
    case SimulationAnswer::holds: return Tone::good;
    case SimulationAnswer::does_not_hold: return Tone::bad;
    case SimulationAnswer::undecided: return Tone::open;
    case SimulationAnswer::no_design:
    case SimulationAnswer::replayed: break;
  }
  return Tone::plain;
}

void print_head(TextPage& page, const SimulationReport& report) {
  page.title(simulation_headline(report), tone_of(answer_of(report)));
  for (const std::string& line : second_lines(report)) page.paragraph(line, 0);
}

void print_assumed(TextPage& page, const SimulationResult& result) {
  page.heading("WHAT THIS ASSUMES");
  page.bullet(fmt::format("{} is simulated as {}{}", result.broker.broker, result.broker.model,
                          result.broker.nearest ? ", the nearest model that there is" : ""));
  if (!result.broker.note.empty()) page.bullet(result.broker.note);
  for (const std::string& assumption : result.assumptions) page.bullet(assumption);
}

void print_repeat(TextPage& page, const SimulationReport& report) {
  const SimulationResult& result = *report.result;
  page.heading("AGAIN, WITH THE SAME RESULT");
  page.verbatim(repeat_command(report), 2);
  const std::string last = result.seeds > 1
                               ? fmt::format(" to {}", result.first_seed + result.seeds - 1)
                               : std::string();
  const std::string seeds = fmt::format("eventarch {}, seed{} {}{}", version(),
                                        result.seeds > 1 ? "s" : "", result.first_seed, last);
  if (report.options.trace_fault) {
    page.paragraph(seeds);
    return;
  }
  // How far an interrupted run came is chance, and so is its hash.
  const std::string hash = result.interrupted ? std::string("interrupted, so without a hash")
                                              : "history " + hash_text(result.history_hash);
  page.paragraph(fmt::format("{}, {} events, {}", seeds, count_text(result.history_events), hash));
}

void print_replay(TextPage& page, const SimulationReport& report) {
  const SimulationResult& result = *report.result;
  page.heading("HISTORY (time since the start, what happened)");
  const HistoryClock clock = clock_of(result.trace);
  // An event a line, however long, so that a history can be searched.
  for (const HistoryLine& line : result.trace) {
    page.verbatim(fmt::format("{}  {}", history_time(line.time_ms, clock), line.text), 2);
  }
  if (result.trace.empty()) page.paragraph("Nothing happened.");
  if (result.trace_cut) {
    page.paragraph(
        fmt::format("... cut after {}; the run goes on, and --trace-events shows more of it.",
                    notation::counted(result.trace.size(), "event")));
  }
  print_repeat(page, report);
}

void print_all(TextPage& page, const SimulationReport& report, Detail detail) {
  const SimulationResult& result = *report.result;
  print_broken(page, report);
  print_guarantees(page, report, detail);
  print_faults(page, result, detail);
  print_fault_costs(page, result);
  if (result.performance) {
    print_load(page, *result.performance, result.seeds, detail);
    if (result.performance->capacity) {
      print_capacity(page, *result.performance->capacity, result.peak_per_second);
    }
    print_cross_check(page, *result.performance, detail);
    print_audit(page, *result.performance, detail);
  }
  print_findings(page, report.advice);
  print_assumed(page, result);
  print_repeat(page, report);
}

}  // namespace
}  // namespace report

std::string render_simulation_text(const SimulationReport& report,
                                   const SimulationTextOptions& options) {
  if (!report.result) return render_text(report.advice, {options.color, options.detail, {}});
  report::TextPage page(options.color);
  if (options.detail == Detail::brief && !report.options.trace_fault) {
    page.verbatim(simulation_headline(report), 0);
    return page.take();
  }
  report::print_head(page, report);
  if (report.options.trace_fault) {
    report::print_replay(page, report);
  } else {
    report::print_all(page, report, options.detail);
  }
  return page.take();
}

}  // namespace eventarch
