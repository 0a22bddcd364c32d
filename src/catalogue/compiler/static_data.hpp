#pragma once

/// A catalogue as C++ source: constant tables that need no code to set up.

#include <span>
#include <string>

#include "eventarch/catalogue.hpp"

namespace eventarch::catalogue {

/// A source file that defines `built_in_catalogue()`. Requires brokers in the order of their ids.
[[nodiscard]] std::string static_data(std::span<const Broker> brokers);

}  // namespace eventarch::catalogue
