#include "simulation/run/option_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "simulation/faults/fault_table.hpp"
#include "simulation/plan/mistake.hpp"
#include "simulation/run/fault_runs.hpp"
#include "support/text.hpp"

namespace eventarch::simulation {
namespace {

std::optional<SimulationRefusal> outside(std::string_view what, double value, double least,
                                         double most) {
  if (value >= least && value <= most) return std::nullopt;
  return SimulationRefusal{fmt::format("{} is {}, and must be {} to {}", what, value, least, most),
                           ""};
}

SimulationRefusal unknown(std::string_view what, std::string_view name,
                          const std::vector<std::string>& known) {
  return {fmt::format("there is no {} called `{}`", what, text::printable(name)),
          fmt::format("one of: {}", fmt::join(known, ", "))};
}

std::vector<std::string> fault_names() {
  std::vector<std::string> names{"none", "default", "all"};
  for (const Fault& fault : fault_table()) names.emplace_back(fault.name);
  return names;
}

/// Which faults a word stands for; empty for an unknown word.
std::optional<std::vector<std::uint32_t>> faults_of(std::string_view word) {
  std::vector<std::uint32_t> all;
  if (word == "none") return all;
  if (word != "default" && word != "all") {
    const auto found = find_fault(word);
    if (!found) return std::nullopt;
    return std::vector<std::uint32_t>{*found};
  }
  for (std::uint32_t i = 0; i < fault_table().size(); ++i) {
    if (word == "all" || fault_table()[i].set == FaultSet::by_default) all.push_back(i);
  }
  return all;
}

}  // namespace

std::optional<SimulationRefusal> refused_options(const SimulationOptions& options) {
  const auto as_double = [](auto value) { return static_cast<double>(value); };
  constexpr double seeds_most = 100'000;
  constexpr double messages_most = 50e6;
  if (auto refusal = outside("the number of seeds", as_double(options.seeds), 1, seeds_most)) {
    return refusal;
  }
  if (auto refusal =
          outside("the number of messages", as_double(options.messages), 100, messages_most)) {
    return refusal;
  }
  if (auto refusal = outside("the number of messages of a fault run",
                             as_double(options.fault_messages), 100, 1e6)) {
    return refusal;
  }
  if (auto refusal =
          outside("the number of events shown", as_double(options.trace_lines), 1, 1e7)) {
    return refusal;
  }
  if (options.duration && !(options.duration->milliseconds >= 1)) {
    return SimulationRefusal{"the duration is shorter than 1 ms", "there would be nothing to see"};
  }
  if (!(options.service_variation >= 0 && options.service_variation <= 10)) {
    return SimulationRefusal{
        fmt::format("the variation of processing times is {}, and must be 0 to 10",
                    options.service_variation),
        "it is the standard deviation over the mean: 1 for exponential times"};
  }
  return std::nullopt;
}

std::variant<std::vector<ChosenFault>, SimulationRefusal> chosen_faults(
    const SimulationPlan& plan, const SimulationOptions& options) {
  std::set<std::uint32_t> wanted;
  for (const std::string& word : options.faults) {
    const auto faults = faults_of(word);
    if (!faults) return unknown("fault", word, fault_names());
    const bool by_name = word != "none" && word != "default" && word != "all";
    if (by_name) {
      if (const std::string why = why_not_applicable(plan, faults->front()); !why.empty()) {
        return SimulationRefusal{fmt::format("the fault `{}` cannot be injected: {}", word, why),
                                 "`all` injects every fault that applies"};
      }
    }
    wanted.insert(faults->begin(), faults->end());
  }
  std::vector<ChosenFault> all;
  all.reserve(wanted.size());
  for (const std::uint32_t fault : wanted) all.push_back({fault, why_not_applicable(plan, fault)});
  return all;
}

std::optional<SimulationRefusal> apply_mistake(SimulationPlan& plan,
                                               const SimulationOptions& options) {
  if (!options.mistake) return std::nullopt;
  const Mistake* mistake = find_mistake(*options.mistake);
  if (mistake == nullptr) {
    std::vector<std::string> names;
    for (const Mistake& one : mistakes()) names.emplace_back(one.page.name);
    return unknown("mistake", *options.mistake, names);
  }
  if (const std::string_view why = mistake->refusal(plan); !why.empty()) {
    return SimulationRefusal{
        fmt::format("this design cannot make the mistake `{}`: {}", mistake->page.name, why), ""};
  }
  mistake->apply(plan);
  return std::nullopt;
}

}  // namespace eventarch::simulation
