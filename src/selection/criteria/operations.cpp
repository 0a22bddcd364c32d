#include "selection/criteria/criteria.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include "support/text.hpp"

namespace eventarch::selection::criteria {
namespace {

enum Effort : std::size_t { very_low, low, medium, high };

Effort effort(const Fact& fact) {
  if (fact.is(Word::very_low)) return very_low;
  if (fact.is(Word::low)) return low;
  return fact.is(Word::medium) ? medium : high;
}

/// How well a team of a size copes with an effort. Not stated: a team that has other things to do.
double comfort(Effort effort, const std::optional<OperationsCapacity>& capacity) {
  static constexpr std::array small{1.0, 0.9, 0.6, 0.0};
  static constexpr std::array middling{1.0, 0.95, 0.8, 0.5};
  static constexpr std::array large{1.0, 1.0, 0.95, 0.85};
  static constexpr std::array unstated{1.0, 0.9, 0.7, 0.35};
  if (!capacity) return unstated[effort];
  switch (*capacity) {
    case OperationsCapacity::small: return small[effort];
    case OperationsCapacity::medium: return middling[effort];
    case OperationsCapacity::large: break;
  }
  return large[effort];
}

bool self_managed(const Subject& subject) {
  const Deployment deployment = subject.context.constraints.deployment;
  if (deployment == Deployment::self_managed) return true;
  if (deployment != Deployment::any) return false;
  return subject.context.constraints.cloud == Cloud::on_premises ||
         !subject.fact(FactKey::deployments).is(Word::managed);
}

const Fact& effort_fact(const Subject& subject) {
  return subject.fact(self_managed(subject) ? FactKey::operations_effort : FactKey::managed_effort);
}

double operations_rate(const Subject& subject) {
  double value =
      comfort(effort(effort_fact(subject)), subject.context.constraints.operations_capacity);
  const double kinds = subject.number(FactKey::component_kinds);
  if (self_managed(subject) && kinds > 1) {
    // Each further kind of process is one more to upgrade, watch and size.
    constexpr double price_of_a_kind = 0.08;
    value -= price_of_a_kind * (kinds - 1);
  }
  return std::clamp(value, 0.0, 1.0);
}

std::string operations_reason(const Subject& subject) {
  const bool own = self_managed(subject);
  std::string text = fmt::format("{} effort {}", text::spoken(effort_fact(subject).text),
                                 own ? "to run oneself" : "when managed");
  const double kinds = subject.number(FactKey::component_kinds);
  if (own && kinds > 1) text += fmt::format(", {} kinds of processes", kinds);
  return text;
}

}  // namespace

constinit const Assessment operations{operations_rate, operations_reason};

}  // namespace eventarch::selection::criteria
