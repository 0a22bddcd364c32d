#pragma once

/// Where the reports of a command go: files, each whole or not at all, then standard output.

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "eventarch/report.hpp"

namespace eventarch::cli {

/// The paths of the outputs of any command.
template <class Outputs>
[[nodiscard]] std::vector<std::string> paths_of(const Outputs& outputs) {
  std::vector<std::string> paths;
  paths.reserve(outputs.size());
  for (const auto& output : outputs) paths.push_back(output.path);
  return paths;
}

/// Whether each output is a file of its own, no input and no other output; where not, that is told.
/// Files are compared by what they are, not by how they are spelt; devices and pipes may be named
/// more than once.
[[nodiscard]] bool outputs_stand_alone(const std::vector<std::string>& outputs,
                                       const std::vector<std::string>& inputs, std::ostream& err);

/// Whether as many designs fit the formats that are asked for: `json` is one object for one design.
/// Where not, that is told.
[[nodiscard]] bool formats_hold(std::size_t designs, const ReportOptions& options,
                                std::ostream& err);

/// Writes the files and then standard output; `render` gives the report in a format and a color.
/// False where a file could not be written; the reason is then told, and nothing printed.
template <class Render>
[[nodiscard]] bool write_report(const ReportOptions& options, Color color, const Streams& io,
                                const Render& render) {
  for (const OutputFile& output : options.outputs) {
    if (const auto error = write_whole(output.path, render(output.format, Color::off))) {
      complain(io.err, error->message);
      return false;
    }
  }
  if (options.to_stdout) io.out << render(options.format, color);
  return true;
}

}  // namespace eventarch::cli
