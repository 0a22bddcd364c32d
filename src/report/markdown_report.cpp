/// The report for a pull request: the decision, what is wrong and what is open, then the numbers
/// and a picture; everything else folded.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/markdown_page.hpp"
#include "report/markdown_sections.hpp"
#include "report/markdown_text.hpp"
#include "report/summary.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using report::Extent;
using report::MarkdownBlocks;
using report::MarkdownPage;
using report::markdown::code;
using report::markdown::name_longest;
using report::markdown::prose;

struct MarkdownSection {
  Section section;
  bool needs_design;
  void (*add)(MarkdownBlocks&, const Advice&, const Extent&);
};

/// In the order of the page: a reviewer decides by the first ones.
constexpr std::array sections{
    MarkdownSection{Section::validation, false, report::add_findings},
    MarkdownSection{Section::checklist, true, report::add_checklist},
    MarkdownSection{Section::broker, false, report::add_decision},
    MarkdownSection{Section::topology, true, report::add_topology},
    MarkdownSection{Section::sizing, true, report::add_sizing},
    MarkdownSection{Section::producer_config, true, report::add_producers},
    MarkdownSection{Section::consumer_config, true, report::add_consumers},
    MarkdownSection{Section::message_schema, true, report::add_messages},
    MarkdownSection{Section::patterns, true, report::add_patterns},
    MarkdownSection{Section::observability, true, report::add_observability},
    MarkdownSection{Section::troubleshooting, true, report::add_troubleshooting},
    MarkdownSection{Section::assumptions, false, report::add_assumptions},
    MarkdownSection{Section::context, false, report::add_context},
};
static_assert(sections.size() == static_cast<std::size_t>(Section::context) + 1);

bool readable(const Advice& advice) { return advice.context && advice.decision; }

std::string design_name(const Advice& advice) {
  return advice.context ? advice.context->name : advice.file;
}

/// Lets a script that posts comments find the one of this design again.
std::string marker(const Advice& advice) {
  const std::string id = fmt::format("{}#{}", advice.file, advice.document);
  return fmt::format("<!-- eventarch design {} -->\n", text::short_hash(id));
}

std::string outcome(const Advice& advice) {
  if (readable(advice)) return report::decided(advice);
  return fmt::format("no design, {}", report::findings_verdict(advice));
}

std::string title(const Advice& advice, std::string_view rest) {
  return fmt::format("{}## {}: {}\n", marker(advice), prose(design_name(advice), name_longest),
                     prose(rest, name_longest));
}

std::string head(const Advice& advice) {
  std::string out = title(advice, outcome(advice)) + "\n";
  if (!readable(advice)) {
    return out + fmt::format(
                     "{} cannot be designed from. `eventarch schema input` describes the "
                     "file.\n",
                     code(advice.file));
  }
  out += prose(report::asked_for(*advice.context)) + "\n";
  if (advice.design) out += fmt::format("\n**{}**\n", prose(report::verdict(advice)));
  return out;
}

MarkdownPage whole_page(const Advice& advice, const MarkdownOptions& options, std::size_t rows) {
  MarkdownPage page{head(advice), {}};
  const Extent extent{rows, options.detail == Detail::verbose};
  for (const MarkdownSection& one : sections) {
    const bool there = one.section == Section::validation || readable(advice);
    const bool wanted = options.detail != Detail::brief || one.section == Section::validation;
    if (there && wanted && (advice.design || !one.needs_design)) {
      one.add(page.blocks, advice, extent);
    }
  }
  return page;
}

MarkdownPage partial_page(const Advice& advice, const Sections& wanted, std::size_t rows) {
  MarkdownPage page;
  std::string names;
  for (const Section section : wanted) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", name_of(section));
    const auto* const one = std::ranges::find(sections, section, &MarkdownSection::section);
    if (advice.design || !one->needs_design) {
      one->add(page.blocks, advice, {rows, true});
    } else {
      page.blocks.push_back({section, report::Importance::findings, std::string(name_of(section)),
                             "Not there: no broker qualifies.\n"});
    }
  }
  page.head = title(advice, names);
  // Whoever asks for a section wants to see it.
  for (report::MarkdownBlock& block : page.blocks) block.folded = false;
  return page;
}

MarkdownPage page_of(const Advice& advice, const MarkdownOptions& options, std::size_t rows) {
  const bool partial = !options.sections.empty() && readable(advice);
  return partial ? partial_page(advice, options.sections, rows) : whole_page(advice, options, rows);
}

/// Shorter tables first; then whole blocks go.
std::string rendered(const Advice& advice, const MarkdownOptions& options, std::size_t budget) {
  constexpr std::array<std::size_t, 3> rows{200, 50, 12};
  for (const std::size_t most : rows) {
    const MarkdownPage page = page_of(advice, options, most);
    if (most == rows.back() || report::size_of(page) <= budget) return within(page, budget);
  }
  return {};
}

constexpr std::size_t overview_rows = 20;

std::string overview(std::span<const Advice> designs) {
  report::markdown::Table rows{{"design", "outcome"}, {}};
  for (const Advice& advice : designs) {
    rows.rows.push_back({code(design_name(advice), 80), prose(outcome(advice), 160)});
  }
  return fmt::format("## {}\n\n{}", notation::counted(designs.size(), "design"),
                     table(rows, overview_rows, "`-f jsonl`"));
}

}  // namespace

std::string render_markdown(std::span<const Advice> designs, const MarkdownOptions& options) {
  // A page that is smaller than this says nothing; the remaining designs are then only counted.
  constexpr std::size_t smallest = 5000;
  constexpr std::string_view rule = "\n---\n\n";
  constexpr std::size_t reserve = 500;  // of the sentence at the end
  std::string out = designs.size() > 1 ? overview(designs) : std::string();
  for (std::size_t i = 0; i < designs.size(); ++i) {
    const std::size_t left = markdown_longest - reserve - out.size();
    const std::size_t share = left / (designs.size() - i);
    if (left < smallest + rule.size()) {
      return out + fmt::format(
                       "{}_Left out, to keep within the size of a comment: {}. "
                       "`eventarch design FILE -f markdown` prints a page for each file._\n",
                       rule, notation::counted(designs.size() - i, "further design"));
    }
    if (!out.empty()) out += rule;
    out += rendered(designs[i], options, std::max(share, smallest) - rule.size());
  }
  return out;
}

}  // namespace eventarch
