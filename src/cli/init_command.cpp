#include <fmt/format.h>

#include <ostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/shell_word.hpp"
#include "eventarch/explain.hpp"

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
  tell(io.err,
       fmt::format("wrote {}; next: eventarch design {}", options.path, shell_file(options.path)));
  const std::string schema = beside(options.path, std::string(starter_schema_file));
  if (!is_there(schema)) {
    tell(io.err, fmt::format("its first line names {} for your editor, which is not there yet: "
                             "eventarch schema input > {}",
                             schema, shell_word(schema)));
  }
  return ExitStatus::done;
}

}  // namespace eventarch::cli
