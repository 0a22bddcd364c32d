#pragma once

/// The sections of the simulation report for people.

#include "eventarch/simulation_report.hpp"
#include "report/text_page.hpp"

namespace eventarch::report {

/// The column of verdicts and states, so that those of all sections stand in line.
inline constexpr std::size_t status_width = 15;

/// Events with their times, an event a paragraph.
void print_history(TextPage& page, const std::vector<HistoryLine>& lines, std::size_t indent);

/// What breaks, each with cause, remedy, witness and the command that replays it.
void print_broken(TextPage& page, const SimulationReport& report);

/// Verdicts, with how often each guarantee was put to the test.
void print_guarantees(TextPage& page, const SimulationReport& report, Detail detail);

/// Each fault with how often it met its dangerous moment.
void print_faults(TextPage& page, const SimulationResult& result, Detail detail);

/// The design at its peak, in as many runs.
void print_load(TextPage& page, const Performance& performance, std::uint32_t seeds, Detail detail);

/// What the design could carry, and how it recovers from an outage.
void print_capacity(TextPage& page, const CarryingCapacity& capacity, double peak_per_second);

/// Retries, dead letters and the breaker under faults.
void print_fault_costs(TextPage& page, const SimulationResult& result);

/// Formulas beside what was simulated.
void print_cross_check(TextPage& page, const Performance& performance, Detail detail);

/// What the simulation knows of its own correctness.
void print_audit(TextPage& page, const Performance& performance, Detail detail);

}  // namespace eventarch::report
