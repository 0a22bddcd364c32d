#pragma once

/// From what was named on the command line to the files to check.

#include <string>
#include <vector>

#include "cli/files.hpp"

namespace eventarch::cli {

struct InputFile {
  std::string name;  ///< as of name_of_path
  /// The name alone does not say that it is a design file: its text has to.
  bool is_candidate = false;
};

struct InputFiles {
  std::vector<InputFile> files;   ///< by name, each once, by whatever links it is reached
  std::vector<FileError> errors;  ///< what could not be entered or is not there
};

/// One name for one place: relative where it lies below the current folder or in its repository,
/// otherwise as it is given; without `./`. Empty for the current folder itself.
[[nodiscard]] std::string name_of_path(const std::string& path);

/// A name that `patch` takes, which goes no way upwards: what does not lie below the current folder
/// is named from the root of the file system.
[[nodiscard]] std::string name_for_patch(const std::string& name);

/// The files that are named, and the YAML files of the folders that are. In folders, `.gitignore`
/// is respected, from the root of the repository downwards; `.git` and what symbolic links to
/// folders lead to is not entered. The paths do not include `-`.
[[nodiscard]] InputFiles input_files(const std::vector<std::string>& paths);

/// The current folder as seen from the root of its repository: empty, or ending in a slash. Where
/// there is no repository, as seen from the first of `roots` that it lies in.
[[nodiscard]] std::string folder_in_repository(const std::vector<std::string>& roots);

/// A cheap look at the bytes: whether a line begins with the key `event_context`, plain or quoted,
/// alone or in braces, at the first column or where the document begins.
[[nodiscard]] bool has_design_key(std::string_view text);

}  // namespace eventarch::cli
