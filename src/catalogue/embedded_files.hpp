#pragma once

/// The broker files of the catalogue, built into the program.

#include <span>
#include <string_view>

namespace eventarch::catalogue {

struct EmbeddedFile {
  std::string_view name;  ///< the file's name without its folder, such as kafka.yaml
  std::string_view text;
};

/// Defined in a file that the build generates: see cmake/EmbedCatalogue.cmake.
std::span<const EmbeddedFile> embedded_files();

}  // namespace eventarch::catalogue
