#pragma once

/// From arguments to a request. The only file that knows CLI11.

#include <span>
#include <string>

#include "cli/options.hpp"

namespace eventarch::cli {

/// `arguments` without the program's name. Never throws on account of them.
[[nodiscard]] Request parse_command_line(std::span<const std::string> arguments);

}  // namespace eventarch::cli
