/// What `diff` calls the changes that it tells.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "app/explanation.hpp"
#include "eventarch/diff.hpp"

namespace eventarch {
namespace {

using report::TextPage;

std::vector<IndexRow> change_rows() {
  std::vector<IndexRow> all;
  for (const ChangeRule* rule : change_rules()) {
    all.push_back(
        {std::string(rule->name), fmt::format("{}: {}", name_of(rule->impact), rule->reason)});
  }
  return all;
}

std::string_view meaning_of(Impact impact) {
  switch (impact) {
    case Impact::breaking:
      return "messages are lost, doubled or out of order for somebody who did nothing wrong, or "
             "something that is in use is gone; `eventarch diff` ends with status 1 unless "
             "--fail-on says otherwise";
    case Impact::risky:
      return "it needs care, or the file alone cannot tell; `eventarch diff --fail-on risky` ends "
             "with status 1";
    case Impact::safe: break;
  }
  return "nobody has to be asked first";
}

std::string page_of(const ChangeRule& rule) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (change, {})", rule.name, name_of(rule.impact)));
  print_part(page, "WHY", rule.reason);
  if (!rule.safely.empty()) print_part(page, "HOW TO DO IT SAFELY", rule.safely);
  print_part(page, "WHAT THE CLASS MEANS", meaning_of(rule.impact));
  print_part(
      page, "SOURCE",
      rule.source.empty() ? "a judgement of ours; docs/diff.md lists all changes" : rule.source);
  return page.take();
}

std::vector<std::string> change_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const ChangeRule* rule : change_rules()) {
    if (rule->name == name) found.push_back(page_of(*rule));
  }
  return found;
}

}  // namespace

ExplainedKind change_kind() { return {"change", "Changes (diff)", change_rows, change_pages}; }

}  // namespace eventarch
