#include "simulation/invariants/invariant_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "simulation/invariants/observers.hpp"

namespace eventarch::simulation {
namespace {

template <class Tuple>
struct RowsOf;

template <class... All>
struct RowsOf<std::tuple<All...>> {
  static constexpr std::array<Invariant, sizeof...(All)> rows{All::row...};
};

constexpr const auto& all_rows = RowsOf<Observers>::rows;

constexpr bool names_are_unique() {
  for (std::size_t one = 0; one < all_rows.size(); ++one) {
    for (std::size_t other = one + 1; other < all_rows.size(); ++other) {
      if (all_rows[one].name == all_rows[other].name) return false;
    }
  }
  return true;
}
static_assert(names_are_unique());

}  // namespace

std::span<const Invariant> invariant_table() { return all_rows; }

std::optional<std::size_t> find_invariant(std::string_view name) {
  const auto* const row = std::ranges::find(all_rows, name, &Invariant::name);
  if (row == all_rows.end()) return std::nullopt;
  return static_cast<std::size_t>(row - all_rows.begin());
}

}  // namespace eventarch::simulation
