#pragma once

/// The program behind `main`: arguments and streams in, exit status out.

#include <span>
#include <string>

#include "cli/streams.hpp"

namespace eventarch::cli {

/// `arguments` without the program's name. Never throws.
[[nodiscard]] ExitStatus run(std::span<const std::string> arguments, const Streams& io,
                             const Environment& environment);

}  // namespace eventarch::cli
