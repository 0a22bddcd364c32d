/// Troubleshooting entries and checklist items.

#include <fmt/format.h>

#include <array>
#include <vector>

#include "app/explanation.hpp"
#include "assembly/alert.hpp"
#include "assembly/check_unit.hpp"
#include "assembly/troubleshooting_unit.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using assembly::CheckFamily;
using assembly::CheckUnit;
using assembly::TroubleshootingUnit;
using report::TextPage;

std::vector<IndexRow> troubleshooting_rows() {
  std::vector<IndexRow> all;
  all.reserve(assembly::troubleshooting_units().size());
  for (const TroubleshootingUnit& unit : assembly::troubleshooting_units()) {
    all.push_back({std::string(unit.name), fmt::format("{}: {}", unit.issue, unit.shows_as)});
  }
  return all;
}

std::string name_of_broker(std::string_view id) {
  const Broker* broker = built_in_catalogue().find(id);
  return std::string(broker == nullptr ? id : broker->name);
}

/// The command without a design, whose names stand for themselves.
std::string general_command(std::string_view command) {
  struct Stand {
    std::string_view placeholder;
    std::string_view word;
  };
  constexpr std::array stands{
      Stand{"{topic}", "TOPIC"},
      Stand{"{group}", "GROUP"},
      Stand{"{dead_letter}", "DEAD_LETTERS"},
      Stand{"{dead_letter_part}", "DEAD_LETTERS"},
      Stand{"{stats}", "partitioned-stats"},
  };
  std::string out(command);
  for (const Stand& stand : stands) {
    for (auto at = out.find(stand.placeholder); at != std::string::npos;
         at = out.find(stand.placeholder)) {
      out.replace(at, stand.placeholder.size(), stand.word);
    }
  }
  return out;
}

/// Broken between words, so that it may be copied.
void print_command(TextPage& page, std::string_view command) {
  constexpr std::size_t width = 68;
  const std::vector<std::string> lines = text::wrap(command, width);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    page.paragraph(lines[i] + (last ? "" : " \\"), i == 0 ? 4 : 8);
  }
}

void print_commands(TextPage& page, const TroubleshootingUnit& unit) {
  page.heading("RUN FIRST (a report fills in the names of its design)");
  for (const assembly::Diagnosis& broker : assembly::diagnoses()) {
    for (const assembly::FirstCommand& row : broker.commands) {
      if (row.issue != unit.kind) continue;
      const std::string mode = row.mode.empty() ? "" : fmt::format(" ({})", row.mode);
      page.paragraph(name_of_broker(broker.broker) + mode);
      print_command(page, general_command(row.command));
    }
  }
}

std::string troubleshooting_page(const TroubleshootingUnit& unit) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (troubleshooting entry {})", unit.issue, unit.name));
  page.row("Cause", unit.cause, 12, 0);
  page.row("Resolution", unit.resolution, 12, 0);
  print_part(page, "SHOWS AS", unit.shows_as);
  print_part(page, "WHAT TO DO", unit.steps);
  std::vector<std::string_view> alerts;
  for (const assembly::AlertUnit& alert : assembly::alert_units()) {
    if (alert.leads_to == unit.issue) alerts.push_back(alert.name);
  }
  print_part(page, "ALERTS THAT LEAD HERE", fmt::format("{}", fmt::join(alerts, ", ")));
  print_commands(page, unit);
  print_part(
      page, "SOURCE",
      "issue, cause and resolution are the same in every report; commands: the tools that come "
      "with each broker. Where to look in a design: eventarch design FILE -v");
  return page.take();
}

std::vector<std::string> troubleshooting_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const TroubleshootingUnit& unit : assembly::troubleshooting_units()) {
    if (unit.name == name || unit.issue == name) found.push_back(troubleshooting_page(unit));
  }
  return found;
}

std::string scope_of(const CheckFamily& family) {
  return family.broker.empty() ? "every design" : name_of_broker(family.broker);
}

std::vector<IndexRow> checklist_rows() {
  std::vector<IndexRow> all;
  for (const CheckFamily& family : assembly::check_families()) {
    for (const CheckUnit& unit : family.checks) {
      all.push_back({std::string(unit.name), fmt::format("{}: {}", scope_of(family), unit.item)});
    }
  }
  return all;
}

std::string check_page(const CheckFamily& family, const CheckUnit& unit) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (checklist item {}, {})", unit.item, unit.name, scope_of(family)));
  print_part(page, "WHY", unit.why);
  print_part(page, "WHERE IT IS MISSING OR UNKNOWN", unit.remedy);
  print_part(page, "SOURCE", unit.source);
  return page.take();
}

std::vector<std::string> checklist_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const CheckFamily& family : assembly::check_families()) {
    for (const CheckUnit& unit : family.checks) {
      if (unit.name == name || unit.item == name) found.push_back(check_page(family, unit));
    }
  }
  return found;
}

}  // namespace

ExplainedKind troubleshooting_kind() {
  return {"troubleshooting entry", "Troubleshooting", troubleshooting_rows, troubleshooting_pages};
}

ExplainedKind checklist_kind() {
  return {"checklist item", "Checklist", checklist_rows, checklist_pages};
}

}  // namespace eventarch
