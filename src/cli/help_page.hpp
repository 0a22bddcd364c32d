#pragma once

/// A help page: examples first, then usage, commands, flags, exit statuses.

#include <string>
#include <vector>

namespace eventarch::cli {

struct HelpRow {
  std::string left;   ///< "-f, --format FORMAT"
  std::string right;  ///< what it does; wrapped
};

struct HelpPage {
  std::string command;  ///< empty for the root
  std::string about;
  std::vector<HelpRow> commands;
  std::vector<HelpRow> flags;
};

[[nodiscard]] std::string written(const HelpPage& page);

}  // namespace eventarch::cli
