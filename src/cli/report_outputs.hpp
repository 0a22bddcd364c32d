#pragma once

/// A report must not take the place of what it is about, nor of another report.

#include <optional>
#include <string>
#include <vector>

#include "cli/files.hpp"

namespace eventarch::cli {

/// Nothing where each output is a file of its own. Files are compared by what they are, not by how
/// they are spelt; devices and pipes may be named more than once.
[[nodiscard]] std::optional<FileError> overwritten(const std::vector<std::string>& outputs,
                                                   const std::vector<std::string>& inputs);

/// The paths of the outputs of any command.
template <class Outputs>
[[nodiscard]] std::vector<std::string> paths_of(const Outputs& outputs) {
  std::vector<std::string> paths;
  for (const auto& output : outputs) paths.push_back(output.path);
  return paths;
}

}  // namespace eventarch::cli
