/// The design at its peak: requirements, latency, stages, utilization, lag; formulas beside them,
/// and what the simulation knows of itself.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/simulation_text_parts.hpp"
#include "report/simulation_words.hpp"
#include "report/summary.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

constexpr std::size_t label_width = 10;
/// Groups that have a line of their own without -v, behind the slowest one.
constexpr std::size_t lines_most = 8;

std::string rate_text(double per_second) { return notation::number(per_second) + " msg/s"; }

/// A warm-up of less is not worth a word: no message of it waited for another.
constexpr double warm_up_share_least = 0.01;

std::string warm_up_text(const LoadSummary& load) {
  if (!load.warm_up_seconds) {
    return "No steady state was found, so the first half of each run is left out.";
  }
  if (*load.warm_up_seconds < load.simulated_seconds * warm_up_share_least) {
    return "The runs are steady from their start.";
  }
  return fmt::format("The first {} of each run are left out as warm-up.",
                     time_text(*load.warm_up_seconds * 1000));
}

std::string load_text(const LoadSummary& load, std::uint32_t seeds) {
  std::string text =
      fmt::format("{} messages at {}, without faults, in {} of {}.", count_text(load.messages),
                  rate_text(load.rate_per_second), notation::counted(seeds, "run"),
                  time_text(load.simulated_seconds * 1000));
  text += " " + warm_up_text(load);
  if (!load.note.empty()) text += fmt::format(" Simulated is {}.", load.note);
  return text + " Latency counts from when a message should have been sent.";
}

void print_requirement(TextPage& page, const RequirementVerdict& one, Detail detail) {
  std::string text = fmt::format("{}, {}: {}", one.requirement, one.required, one.measured);
  if (!one.group.empty()) text += fmt::format(" ({})", one.group);
  if (!one.counts && one.status == RequirementStatus::missed) text += "; a warning, no failure";
  const bool reasons = detail == Detail::verbose || one.status != RequirementStatus::met;
  if (reasons && !one.reason.empty()) text += "; " + one.reason;
  page.row(text::spoken(name_of(one.status)), text, status_width);
}

std::string short_latency(const GroupPerformance& group) {
  std::vector<std::string> parts;
  for (const LatencyQuantile& one : group.latency) {
    parts.push_back(fmt::format("{} {}", quantile_name(one.share),
                                one.ms ? time_text(one.ms->value) : "too few messages"));
  }
  parts.push_back(fmt::format("the largest seen {}", time_text(group.maximum_latency_ms.value)));
  return fmt::format("{}", fmt::join(parts, ", "));
}

TableRow quantile_row(const std::string& name, const Estimate& ms,
                      const std::optional<double>& budget, const TimeUnit& unit) {
  const auto figure = [&](double one) { return notation::number(one * unit.per_millisecond, 4); };
  const bool interval = ms.low && ms.high;
  return {name, figure(ms.value),
          interval ? fmt::format("{} to {}", figure(*ms.low), figure(*ms.high)) : "-",
          budget ? figure(*budget) : "-"};
}

void print_latency_table(TextPage& page, const GroupPerformance& group) {
  const TimeUnit unit = unit_of(group.mean_latency_ms.value);
  std::vector<TableRow> rows{
      {fmt::format("latency, {}", unit.name), "value", "95 % interval", "sized for"}};
  rows.push_back(quantile_row("mean", group.mean_latency_ms, std::nullopt, unit));
  for (const LatencyQuantile& one : group.latency) {
    if (one.ms) {
      rows.push_back(quantile_row(quantile_name(one.share), *one.ms, one.budget_ms, unit));
    } else {
      rows.push_back({quantile_name(one.share), "-", "too few messages", "-"});
    }
  }
  rows.push_back(quantile_row("largest seen", group.maximum_latency_ms, std::nullopt, unit));
  page.table(rows, 4);
}

std::string stages_text(const GroupPerformance& group) {
  constexpr double share_least = 0.0005;  // less would not show in three digits of the sum
  const TimeUnit unit = unit_of(group.mean_latency_ms.value);
  std::vector<std::string> parts;
  std::vector<std::string> negligible;
  std::string largest;
  for (const LatencyStage& one : group.stages) {
    if (one.mean_ms.value <= group.mean_latency_ms.value * share_least) {
      negligible.push_back(one.name);
    } else {
      largest = one.name;
      parts.push_back(fmt::format("{} {}", one.name,
                                  notation::number(one.mean_ms.value * unit.per_millisecond, 3)));
    }
  }
  const std::string whole = time_text(group.mean_latency_ms.value);
  std::string out = parts.size() == 1
                        ? fmt::format("{} on average, all of it {}", whole, largest)
                        : fmt::format("{} = {} on average", fmt::join(parts, " + "), whole);
  if (!negligible.empty()) {
    out += fmt::format("; next to nothing in {}", text::list_of(negligible));
  }
  return out;
}

void print_stages(TextPage& page, const GroupPerformance& group) {
  constexpr std::size_t name_width = 13;
  for (const LatencyStage& one : group.stages) {
    page.row(one.name, fmt::format("{}: {}", time_estimate(one.mean_ms), one.meaning), name_width,
             4);
  }
}

std::string busy_text(const GroupPerformance& group) {
  if (group.instances == 1) return share_estimate(group.utilization);
  if (group.busiest.starts_with("all ")) {
    return fmt::format("{}; {}", share_estimate(group.utilization), group.busiest);
  }
  return fmt::format("{} on average; the bottleneck, {}: {}", share_estimate(group.utilization),
                     group.busiest, share_estimate(group.busiest_utilization));
}

std::string lag_text(const GroupPerformance& group) {
  if (group.lag_growth_per_hour) {
    return fmt::format("grows by {} messages an hour",
                       notation::number(*group.lag_growth_per_hour, 3));
  }
  return fmt::format("{} messages on average, {} at most",
                     notation::number(group.lag_mean_messages, 3),
                     notation::number(group.lag_peak_messages, 3));
}

void print_group(TextPage& page, const GroupPerformance& group, Detail detail) {
  page.paragraph(fmt::format("{}, {}: {}", group.group,
                             notation::counted(group.instances, "instance"),
                             text::spoken(name_of(group.stability))));
  page.row("Stability", group.stability_reason, label_width, 4);
  page.row("Busy", busy_text(group), label_width, 4);
  page.row("Done", fmt::format("{} msg/s", notation::number(group.throughput_per_second.value, 4)),
           label_width, 4);
  page.row("Lag", lag_text(group), label_width, 4);
  if (group.latency.empty()) {
    page.row("Latency", "none: it would only tell how long one looked", label_width, 4);
    return;
  }
  if (detail != Detail::verbose) {
    page.row("Latency", short_latency(group), label_width, 4);
    page.row("Stages", stages_text(group), label_width, 4);
    return;
  }
  print_latency_table(page, group);
  page.paragraph("the mean by stage", 4);
  print_stages(page, group);
}

/// Where not all are shown the slowest comes first, as the verdict on latency names it.
std::vector<const GroupPerformance*> groups_in_order(const Performance& performance,
                                                     Detail detail) {
  std::vector<const GroupPerformance*> all;
  for (const GroupPerformance& group : performance.groups) all.push_back(&group);
  if (detail == Detail::verbose) return all;
  std::ranges::stable_sort(all, [](const GroupPerformance* one, const GroupPerformance* other) {
    return slowness_of(*one) > slowness_of(*other);
  });
  return all;
}

void print_others(TextPage& page, const std::vector<const GroupPerformance*>& groups) {
  page.blank();
  const std::size_t shown = std::min(lines_most, groups.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const GroupPerformance& group = *groups[i];
    const LatencyQuantile* p99 = quantile_of(group, 0.99);
    const std::string latency =
        p99 != nullptr && p99->ms ? fmt::format(", p99 {}", time_text(p99->ms->value)) : "";
    page.paragraph(fmt::format("{}, {}: {}{}, the busiest {} busy", group.group,
                               notation::counted(group.instances, "instance"),
                               text::spoken(name_of(group.stability)), latency,
                               notation::percent(group.busiest_utilization.value)));
  }
  if (shown < groups.size()) {
    page.paragraph(fmt::format("{} more, none of them slower; -v lists them.",
                               notation::counted(groups.size() - shown, "group")));
  }
}

/// A formula with the group that it was compared for.
struct Compared {
  const GroupPerformance* group = nullptr;
  const ClosedForm* form = nullptr;
};

std::vector<Compared> compared(const Performance& performance) {
  std::vector<Compared> all;
  for (const GroupPerformance& group : performance.groups) {
    for (const ClosedForm& form : group.closed_forms) all.push_back({&group, &form});
  }
  return all;
}

/// "mean wait", and its figure as "2.09 ms"; "busiest utilization", and "58.33 %".
std::string quantity_text(const ClosedForm& form) {
  std::string_view name = form.quantity;
  if (name.ends_with("_ms")) name.remove_suffix(std::string_view("_ms").size());
  return text::spoken(name);
}
std::string figure_text(const ClosedForm& form, double value) {
  if (form.quantity.ends_with("_ms")) return notation::duration(Duration{value});
  return notation::number(value * 100, 4) + " %";
}

std::string difference_text(const ClosedForm& form) {
  constexpr double least = 0.0001;  // less is chance, and no figure
  return form.relative_difference < least ? std::string("under 0.01 %")
                                          : notation::percent(form.relative_difference);
}

std::string form_text(const ClosedForm& form) {
  return form.formula.empty() ? form.expression : form.formula;
}

void print_form(TextPage& page, const ClosedForm& form) {
  constexpr std::size_t name_width = 21;
  const Estimate& simulated = form.simulated;
  const std::string interval = simulated.low && simulated.high
                                   ? fmt::format(" ({} to {})", figure_text(form, *simulated.low),
                                                 figure_text(form, *simulated.high))
                                   : std::string();
  page.row(quantity_text(form),
           fmt::format("{} by {}; {}{} simulated, off by {}", figure_text(form, form.expected),
                       form_text(form), figure_text(form, simulated.value), interval,
                       difference_text(form)),
           name_width, 4);
}

}  // namespace

void print_load(TextPage& page, const Performance& performance, std::uint32_t seeds,
                Detail detail) {
  page.heading("LOAD (at peak)");
  page.paragraph(load_text(performance.load, seeds));
  for (const RequirementVerdict& one : performance.requirements) {
    print_requirement(page, one, detail);
  }
  const auto groups = groups_in_order(performance, detail);
  const std::size_t in_full =
      detail == Detail::verbose ? groups.size() : std::min<std::size_t>(1, groups.size());
  for (std::size_t i = 0; i < in_full; ++i) {
    page.blank();
    print_group(page, *groups[i], detail);
  }
  if (in_full < groups.size()) print_others(page, {groups.begin() + 1, groups.end()});
}

void print_cross_check(TextPage& page, const Performance& performance, Detail detail) {
  const auto all = compared(performance);
  if (all.empty()) return;
  page.heading("CROSS-CHECK (formulas beside what was simulated)");
  const auto farthest = std::ranges::max_element(
      all, {}, [](const Compared& one) { return one.form->relative_difference; });
  const auto inside =
      std::ranges::count_if(all, [](const Compared& one) { return one.form->inside_interval; });
  page.paragraph(fmt::format(
      "{} of {} within the 95 % interval of the simulation; farthest off: {} of {}, {} by {} and "
      "{} simulated, a difference of {}.",
      inside, notation::counted(all.size(), "formula"), quantity_text(*farthest->form),
      farthest->group->group, figure_text(*farthest->form, farthest->form->expected),
      form_text(*farthest->form), figure_text(*farthest->form, farthest->form->simulated.value),
      difference_text(*farthest->form)));
  if (detail != Detail::verbose) return;
  for (const GroupPerformance& group : performance.groups) {
    if (group.closed_forms.empty()) continue;
    page.paragraph(group.group);
    for (const ClosedForm& form : group.closed_forms) print_form(page, form);
  }
}

void print_audit(TextPage& page, const Performance& performance, Detail detail) {
  if (performance.audit.empty()) return;
  const auto passed = std::ranges::count_if(performance.audit, &AuditRow::passed);
  page.heading(fmt::format("AUDIT ({} of {} passed)", passed, performance.audit.size()));
  const bool all = detail == Detail::verbose || performance.suspect();
  if (performance.suspect()) {
    page.paragraph("The simulation contradicts itself: do not rely on this run, and report it.");
  }
  if (!all) {
    page.paragraph(
        "The simulation agrees with itself: what was sent, waited and was worked on adds up; -v "
        "shows how closely.");
    return;
  }
  for (const AuditRow& row : performance.audit) {
    page.row(row.passed ? "passed" : "FAILED",
             fmt::format("{}: {}; off by {}, {} allowed", row.name, row.statement,
                         notation::number(row.residual, 3), notation::number(row.limit, 3)),
             status_width);
  }
}

}  // namespace eventarch::report
