#pragma once

/// The parts of the help pages that are plain text. `command` is a command's name; empty for the
/// root.

#include <string>
#include <string_view>

namespace eventarch::cli {

[[nodiscard]] std::string exit_statuses(std::string_view command);
[[nodiscard]] std::string_view usage_of(std::string_view command);
[[nodiscard]] std::string_view examples_of(std::string_view command);

}  // namespace eventarch::cli
