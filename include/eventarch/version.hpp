#pragma once

/// The version of the library.

#include <string_view>

namespace eventarch {

/// As `eventarch --version` prints it: major.minor.patch.
[[nodiscard]] std::string_view version();

}  // namespace eventarch
