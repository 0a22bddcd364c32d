/// What the report of a simulation names: guarantees, faults, causes and mistakes.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "app/explanation.hpp"
#include "eventarch/simulation.hpp"
#include "simulation/faults/fault_table.hpp"
#include "simulation/invariants/cause.hpp"
#include "simulation/invariants/invariant_table.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using report::TextPage;
using simulation::CauseText;
using simulation::Fault;
using simulation::Invariant;

std::string sentence(std::string_view text) { return fmt::format("{}.", text); }

std::string names_of(const std::vector<std::string_view>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

/// What belongs to all pages of a kind.
constexpr std::string_view guarantees_source =
    "judged on the history of every fault run of eventarch simulate; docs/simulate.md lists all "
    "guarantees";
constexpr std::string_view faults_source =
    "injected by eventarch simulate; docs/simulate.md lists all faults";

std::vector<IndexRow> guarantee_rows() {
  std::vector<IndexRow> all;
  for (const Invariant& one : simulation::invariant_table()) {
    all.push_back({std::string(one.name), std::string(one.statement)});
  }
  return all;
}

std::string guarantee_page(const Invariant& one) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (guarantee)", one.name));
  page.paragraph(sentence(one.statement), 0);
  print_part(page, "WHAT OF THE DESIGN STANDS AND FALLS WITH IT", one.guarantee);
  print_part(page, "HOW OFTEN IT IS PUT TO THE TEST",
             fmt::format("counted by {}; without any the verdict is `not exercised`, not `holds`",
                         one.exercise));
  print_part(page, "WHEN IT IS JUDGED",
             one.judged == simulation::Judged::at_rest
                 ? "when the run has come to rest, after the fault is over; a run that does not "
                   "leaves it undecided"
                 : "at each event of the history");
  print_part(page, "FAULTS THAT ENDANGER IT",
             names_of({one.endangered_by.begin(), one.endangered_by.end()}));
  std::vector<std::string_view> mistakes;
  for (const SimulationMistake& mistake : simulation_mistakes()) {
    if (mistake.expected_guarantee == one.name) mistakes.push_back(mistake.name);
  }
  print_part(page, "MISTAKES THAT BREAK IT (simulate --mistake NAME)", names_of(mistakes));
  print_part(page, "SOURCE", guarantees_source);
  return page.take();
}

std::vector<std::string> guarantee_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const Invariant& one : simulation::invariant_table()) {
    if (one.name == name) found.push_back(guarantee_page(one));
  }
  return found;
}

std::vector<IndexRow> fault_rows() {
  std::vector<IndexRow> all;
  for (const Fault& one : simulation::fault_table()) {
    all.push_back({std::string(one.name), std::string(one.summary)});
  }
  return all;
}

std::string fault_page(const Fault& one) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (fault)", one.name));
  page.paragraph(sentence(one.summary), 0);
  print_part(
      page, "WHEN IT IS INJECTED",
      one.set == simulation::FaultSet::by_default
          ? "by default: a sound design has to live with it"
          : "only where it is asked for (simulate --faults all, or by name): not every sound "
            "design survives it");
  std::vector<std::string_view> endangers;
  for (const Invariant& guarantee : simulation::invariant_table()) {
    for (const std::string_view fault : guarantee.endangered_by) {
      if (fault == one.name) endangers.push_back(guarantee.name);
    }
  }
  print_part(page, "GUARANTEES THAT IT ENDANGERS", names_of(endangers));
  page.heading("SEE IT HAPPEN");
  page.verbatim(fmt::format("eventarch simulate FILE --seed 1 --trace {}", one.name), 2);
  print_part(page, "SOURCE", faults_source);
  return page.take();
}

std::vector<std::string> fault_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const Fault& one : simulation::fault_table()) {
    if (one.name == name) found.push_back(fault_page(one));
  }
  return found;
}

std::vector<IndexRow> cause_rows() {
  std::vector<IndexRow> all;
  for (const CauseText& one : simulation::cause_table()) {
    all.push_back({std::string(one.name), std::string(one.says)});
  }
  return all;
}

std::vector<std::string> cause_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const CauseText& one : simulation::cause_table()) {
    if (one.name != name) continue;
    TextPage page(Color::off);
    page.title(fmt::format("{} (cause of a broken guarantee)", one.name));
    page.paragraph(sentence(one.says), 0);
    print_part(page, "WHAT MENDS IT", one.mends);
    print_part(page, "SOURCE",
               "found by eventarch simulate in the history of the run that broke a guarantee");
    found.push_back(page.take());
  }
  return found;
}

std::vector<IndexRow> mistake_rows() {
  std::vector<IndexRow> all;
  for (const SimulationMistake& one : simulation_mistakes()) {
    all.push_back({std::string(one.name), std::string(one.summary)});
  }
  return all;
}

std::vector<std::string> mistake_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const SimulationMistake& one : simulation_mistakes()) {
    if (one.name != name) continue;
    TextPage page(Color::off);
    page.title(fmt::format("{} (mistake)", one.name));
    page.paragraph(sentence(one.summary), 0);
    print_part(page, "WHAT IT SHOULD BREAK", one.expected_guarantee);
    page.heading("SEE WHAT IT COSTS");
    page.verbatim(fmt::format("eventarch simulate FILE --mistake {}", one.name), 2);
    print_part(page, "SOURCE",
               "a known mistake, by which eventarch simulate weakens a design on purpose; "
               "docs/simulate.md lists all of them");
    found.push_back(page.take());
  }
  return found;
}

}  // namespace

ExplainedKind guarantee_kind() {
  return {"guarantee", "Guarantees (simulate)", guarantee_rows, guarantee_pages};
}

ExplainedKind fault_kind() { return {"fault", "Faults (simulate)", fault_rows, fault_pages}; }

ExplainedKind cause_kind() {
  return {"cause", "Causes of broken guarantees (simulate)", cause_rows, cause_pages};
}

ExplainedKind mistake_kind() {
  return {"mistake", "Mistakes (simulate)", mistake_rows, mistake_pages};
}

}  // namespace eventarch
