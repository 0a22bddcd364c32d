#pragma once

/// Another program, run to its end. Without a shell: arguments arrive as they are.

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace eventarch::cli {

struct ProcessRequest {
  std::vector<std::string> arguments;  ///< the first one is the program, looked for in PATH
  /// Added to the environment of this program, in the place of variables of the same name.
  std::vector<std::pair<std::string, std::string>> variables;
  std::size_t output_most = 0;  ///< the program is ended once it has written more
};

struct ProcessResult {
  int status = 0;      ///< as a shell tells it: above 128 where a signal ended it
  std::string output;  ///< at most one byte more than was asked for
  std::string errors;  ///< the beginning of what it said on standard error
};

/// Runs the program with nothing on standard input. The error number where it cannot be started.
[[nodiscard]] std::variant<ProcessResult, int> run_program(const ProcessRequest& request);

}  // namespace eventarch::cli
