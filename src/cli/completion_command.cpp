#include <ostream>

#include "cli/command_description.hpp"
#include "cli/commands.hpp"

namespace eventarch::cli {

ExitStatus run_completion(const CompletionOptions& options, const Streams& io) {
  io.out << completion_script(options.shell);
  return ExitStatus::done;
}

}  // namespace eventarch::cli
