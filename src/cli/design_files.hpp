#pragma once

/// Advice on every design of the files that a command names.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/catalogues.hpp"
#include "cli/streams.hpp"
#include "eventarch/advise.hpp"
#include "eventarch/suppression.hpp"

namespace eventarch::cli {

enum class FilesRead : std::uint8_t {
  all,
  not_all,  ///< one could not be read
  none,     ///< a configuration is wrong: nothing can be said
};

/// What comments of the files may accept.
struct Acceptance {
  Date today;                       ///< suppressions end `until` it
  bool honour_suppressions = true;  ///< false: `--no-ignores`, for auditors
};

/// Calls `take` for each design, in order, with the path that was named and what holds for it. The
/// levels that the repository sets and the comments of the files hold, as they do for `check`. What
/// cannot be read is told.
[[nodiscard]] FilesRead advise_files(
    const std::vector<std::string>& files, const std::vector<Override>& overrides,
    const DesignPreferences& preferences, Catalogues& catalogues, Acceptance acceptance,
    const Streams& io,
    const std::function<void(const std::string&, const RepositorySettings&, Advice)>& take);

}  // namespace eventarch::cli
