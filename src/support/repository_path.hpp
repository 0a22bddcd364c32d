#pragma once

/// What a file is called from the root of its repository: in the reports for services that show
/// findings beside the code, and in what a finding is known by.

#include <string>
#include <string_view>

namespace eventarch::text {

/// The name of a file seen from the folder that `prefix` is the way to from the repository's root:
/// no `./`, no `..` that can be resolved. Absolute names and `-` stay as they are.
[[nodiscard]] std::string repository_path(std::string_view prefix, std::string_view name);

}  // namespace eventarch::text
