#include "report/text_details.hpp"

#include <fmt/format.h>

#include <array>

#include "report/text_numbers.hpp"
#include "report/text_sections.hpp"

namespace eventarch::report {
namespace {

void print_broker(TextPage& page, const Advice& advice) {
  print_decision(page, *advice.decision);
  print_scores(page, *advice.decision);
}

void print_sizing(TextPage& page, const Advice& advice) {
  print_numbers(page, advice);
  print_number_details(page, advice.design->sizing);
}

void print_topology(TextPage& page, const Advice& advice) {
  print_topics(page, *advice.design);
  print_topic_settings(page, advice.design->topology);
}

void print_validation(TextPage& page, const Advice& advice) {
  print_findings(page, advice);
  if (!advice.findings.all().empty() || !advice.suppressed.empty()) return;
  page.heading("FINDINGS");
  page.paragraph("none");
}

struct TextSection {
  Section section;
  bool needs_design;
  void (*print)(TextPage&, const Advice&);
};

constexpr std::array sections{
    TextSection{Section::broker, false, print_broker},
    TextSection{Section::sizing, true, print_sizing},
    TextSection{Section::topology, true, print_topology},
    TextSection{Section::message_schema, true,
                [](TextPage& page, const Advice& advice) {
                  print_schema(page, advice.design->message_schema);
                }},
    TextSection{Section::producer_config, true,
                [](TextPage& page, const Advice& advice) {
                  print_producers(page, advice.design->producer);
                }},
    TextSection{Section::consumer_config, true,
                [](TextPage& page, const Advice& advice) {
                  print_consumers(page, advice.design->consumer);
                }},
    TextSection{Section::patterns, true,
                [](TextPage& page, const Advice& advice) {
                  print_patterns(page, advice.design->patterns);
                }},
    TextSection{Section::observability, true,
                [](TextPage& page, const Advice& advice) {
                  print_observability(page, advice.design->observability);
                }},
    TextSection{Section::checklist, true,
                [](TextPage& page, const Advice& advice) {
                  print_checklist(page, advice.design->checklist);
                }},
    TextSection{Section::troubleshooting, true,
                [](TextPage& page, const Advice& advice) {
                  print_troubleshooting(page, advice.design->troubleshooting);
                }},
    TextSection{Section::validation, false, print_validation},
    TextSection{Section::assumptions, false, print_assumptions},
    TextSection{Section::context, false,
                [](TextPage& page, const Advice& advice) { print_context(page, *advice.context); }},
};

static_assert(
    [] {
      for (std::size_t i = 0; i < sections.size(); ++i) {
        if (sections.at(i).section != static_cast<Section>(i)) return false;
      }
      return sections.size() == static_cast<std::size_t>(Section::context) + 1;
    }(),
    "a section is found by its number");

}  // namespace

void print_section(TextPage& page, const Advice& advice, Section section) {
  const TextSection& wanted = sections.at(static_cast<std::size_t>(section));
  if (advice.design || !wanted.needs_design) {
    wanted.print(page, advice);
    // Asked for alone, the schemas come whole; among all sections they would drown the rest.
    if (section == Section::message_schema) {
      print_schema_documents(page, advice.design->message_schema);
    }
    return;
  }
  page.blank();
  page.paragraph(fmt::format("{} is not there: no broker qualifies. `--section broker` says why.",
                             name_of(section)),
                 0);
}

void print_details(TextPage& page, const Advice& advice) {
  for (const TextSection& one : sections) {
    if (one.section == Section::context) continue;
    if (one.section == Section::validation && advice.findings.all().empty() &&
        advice.suppressed.empty())
      continue;
    if (advice.design || !one.needs_design) one.print(page, advice);
  }
}

}  // namespace eventarch::report
