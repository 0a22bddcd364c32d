#include <ostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "eventarch/explain.hpp"
#include "support/text.hpp"

namespace eventarch::cli {

ExitStatus run_init(const InitOptions& options, const Streams& io) {
  if (options.path == "-") {
    io.out << starter_file();
    return ExitStatus::done;
  }
  const auto error = options.force ? write_whole(options.path, starter_file())
                                   : write_new(options.path, starter_file());
  if (error) {
    complain(io.err, error->message);
    return ExitStatus::could_not_run;
  }
  io.err << "wrote " << text::printable(options.path) << "; next: eventarch design "
         << text::printable(options.path) << '\n';
  return ExitStatus::done;
}

}  // namespace eventarch::cli
