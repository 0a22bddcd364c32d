#pragma once

/// The invariants that a history is judged by.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

/// All invariants, in the order of reports. The evidence of a run has the same order.
std::span<const Invariant> invariant_table();

/// The place of an invariant in the table; nothing for an unknown name.
std::optional<std::size_t> find_invariant(std::string_view name);

}  // namespace eventarch::simulation
