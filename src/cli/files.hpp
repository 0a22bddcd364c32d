#pragma once

/// Files, read whole and written whole. With input_paths.hpp the only part of the program that
/// touches the disk.

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "eventarch/advise.hpp"

namespace eventarch::cli {

/// Why a file could not be read or written, for people.
struct FileError {
  std::string message;
};

/// At most one byte more than the reader accepts is read of any input.
inline constexpr std::size_t read_most = 1024 * 1024 + 1;

/// The file's name without folders and without its endings: orders.eventarch.yaml is "orders".
[[nodiscard]] std::string stem_of(const std::string& path);

/// Whether something has this name, whatever it is.
[[nodiscard]] bool is_there(const std::string& path);

/// A file, or a link to one: no folder, pipe or device.
[[nodiscard]] bool is_plain_file(const std::string& path);

/// Reads a file, or `input` for the path `-`. At most one byte more than the reader accepts is
/// read, so that a file without end does no harm.
[[nodiscard]] std::variant<SourceText, FileError> read_source(const std::string& path,
                                                              std::istream& input);

/// Reads a file that is no design, such as a baseline: up to 64 MiB.
[[nodiscard]] std::variant<std::string, FileError> read_large_file(const std::string& path);

/// The broker files of a folder (*.yaml, *.yml), sorted by name; folders in it are not entered,
/// pipes and devices not opened.
[[nodiscard]] std::variant<std::vector<std::string>, FileError> yaml_files_in(
    const std::string& folder);

/// The nearest `.eventarch.yaml` upwards from the folder of a file, no further than the root of its
/// repository. `-` and the empty path stand for the current folder.
[[nodiscard]] std::optional<std::string> nearest_configuration(const std::string& path);

/// A path that is relative to the folder of `file`.
[[nodiscard]] std::string beside(const std::string& file, const std::string& path);

/// Writes a file whole or not at all: into a temporary file beside it, then renamed. A link stays
/// one, also where the file that it leads to is still to be made; a file without permission to
/// write stays as it is. Devices, pipes and streams of this process (/dev/stdout), which cannot be
/// renamed onto, are written to directly; a reader of a pipe who has gone away is no error.
[[nodiscard]] std::optional<FileError> write_whole(const std::string& path,
                                                   const std::string& content);

/// Creates a file that must not exist.
[[nodiscard]] std::optional<FileError> write_new(const std::string& path,
                                                 const std::string& content);

}  // namespace eventarch::cli
