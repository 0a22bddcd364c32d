#include "assembly/check_unit.hpp"
#include "assembly/sections.hpp"

namespace eventarch::assembly {
namespace {

ChecklistItem evaluated(const CheckUnit& unit, std::string scope, const Watched& watched) {
  Verdict verdict = unit.verdict(watched);
  const bool open = verdict.status == missing || verdict.status == unknown;
  return {.item = std::string(unit.item),
          .status = std::string(verdict.status),
          .evidence = std::move(verdict.evidence),
          .scope = std::move(scope),
          .remedy = open ? std::string(unit.remedy) : std::string{}};
}

}  // namespace

std::vector<ChecklistItem> checklist(const DesignInput& input, const Design& design) {
  const Watched watched{input, design};
  std::vector<ChecklistItem> items;
  for (const CheckFamily& family : check_families()) {
    if (!family.broker.empty() && family.broker != input.broker.id) continue;
    for (const CheckUnit& unit : family.checks) {
      items.push_back(evaluated(
          unit, family.broker.empty() ? "every design" : std::string(input.broker.name), watched));
    }
  }
  return items;
}

}  // namespace eventarch::assembly
