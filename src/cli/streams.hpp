#pragma once

/// What the command line knows of the world outside: streams, terminal, environment, as values.

#include <functional>
#include <istream>
#include <optional>
#include <ostream>
#include <string>

#include "eventarch/suppression.hpp"

namespace eventarch::cli {

struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

struct Environment {
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool out_is_file = false;  ///< nobody reads it while it is written
  /// Whether a service that runs builds reads its log for commands: GitHub, Azure or TeamCity.
  bool log_takes_commands = false;
  std::optional<std::string> no_color;
  std::optional<std::string> force_color;
  std::optional<std::string> term;
  /// Where services that run builds have checked the repository out.
  std::optional<std::string> github_workspace;
  std::optional<std::string> gitlab_project;
  Date today;  ///< suppressions end with it
  /// Whether the user wants the work to stop. From the first call on, the signal for it ends
  /// nothing by itself; a second one does. Empty: nobody asks.
  std::function<bool()> interrupted;
};

/// The same for every output format, and never a count.
enum class ExitStatus : int {
  done = 0,     ///< nothing at or above --fail-on
  refused = 1,  ///< findings at or above it, no broker qualifies, no finite result, does not hold
  could_not_run = 2,   ///< bad flag, no input, unreadable input, unwritable output
  internal_error = 3,  ///< a mistake of ours
};

}  // namespace eventarch::cli
