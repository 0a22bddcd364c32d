#include <algorithm>
#include <array>

#include "formulas/formula.hpp"

namespace eventarch {
namespace {

// By name.
constexpr std::array all{
    &formulas::drain_time,
};

}  // namespace

std::span<const Formula* const> formula_table() { return all; }

const Formula* find_formula(std::string_view name) {
  const auto found =
      std::ranges::find_if(all, [&](const Formula* formula) { return formula->name == name; });
  return found == all.end() ? nullptr : *found;
}

}  // namespace eventarch
