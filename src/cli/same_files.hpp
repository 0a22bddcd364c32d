#pragma once

/// Files that go by several names, through links to them or to the folders that they lie in.

#include <vector>

#include "cli/input_paths.hpp"

namespace eventarch::cli {

/// Leaves one name of each file: its own before that of a link, else the first. Hard links are
/// files of their own. `files` are ordered by name and stay so; takes a look at each of them.
void keep_one_name(std::vector<InputFile>& files);

}  // namespace eventarch::cli
