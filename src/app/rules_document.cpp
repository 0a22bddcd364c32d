/// The pages about the rules: docs/rules/ is what they return, and a test compares.

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "app/example_layout.hpp"
#include "app/explanation.hpp"
#include "eventarch/explain.hpp"
#include "rules/rule.hpp"

namespace eventarch {
namespace {

constexpr std::string_view rules_introduction =
    "# Rules\n"
    "\n"
    "What `eventarch check` and `eventarch design` find in a design file. `eventarch explain "
    "RULE`\n"
    "prints the same page in a terminal. These pages are written by the program from its own "
    "table.\n"
    "\n"
    "The severity is the usual one: a rule may speak louder or softer where the file gives reason "
    "to.\n"
    "\n"
    "| rule | severity | finds |\n"
    "|---|---|---|\n";

std::string index() {
  std::string out(rules_introduction);
  for (const Rule* rule : rules::all_rules()) {
    out += fmt::format("| [`{0}`]({0}.md) | {1} | {2} |\n", rule->name, name_of(rule->severity),
                       rule->summary);
  }
  return out;
}

std::string example(std::string_view heading, std::string_view text) {
  if (text.empty()) return {};
  const std::string shown = laid_out(text);
  return fmt::format("\n## {}\n\n```yaml\n{}{}```\n", heading, shown,
                     shown.ends_with('\n') ? "" : "\n");
}

std::string page(const Rule& rule) {
  std::string out = fmt::format("# {}\n\n{}. ({})\n\n{}\n", rule.name, rule.summary,
                                name_of(rule.severity), rule.rationale);
  out += example("Found", rule.flagged);
  out += example("Mended", rule.accepted);
  if (!rule.source.empty()) out += fmt::format("\n## Source\n\n{}\n", rule.source);
  // What the file format itself forbids cannot be accepted: nothing can be said of such a file.
  if (is_check(rule)) {
    out += fmt::format(
        "\n## Suppress\n\nAt the end of the line that it is found in, or alone in the line "
        "above:\n\n```yaml\n# eventarch: ignore={} -- why this is accepted here\n```\n",
        rule.name);
  }
  return out + "\n[All rules](README.md)\n";
}

}  // namespace

bool is_check(const Rule& rule) {
  for (const rules::Check& check : rules::checks()) {
    if (check.rule == &rule) return true;
  }
  return false;
}

std::vector<DocumentPage> rules_documents() {
  std::vector<DocumentPage> pages{{"README.md", index()}};
  for (const Rule* rule : rules::all_rules()) {
    pages.push_back({fmt::format("{}.md", rule->name), page(*rule)});
  }
  return pages;
}

}  // namespace eventarch
