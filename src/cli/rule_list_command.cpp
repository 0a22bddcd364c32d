#include <string>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "eventarch/check_report.hpp"

namespace eventarch::cli {

ExitStatus run_rule_list(const RuleListOptions& options, const Streams& io) {
  const auto list = [](CheckFormat format) {
    return format == CheckFormat::json ? rule_list_json() : rule_list_text();
  };
  for (const CheckOutputFile& output : options.outputs) {
    if (const auto error = write_whole(output.path, list(output.format))) {
      complain(io.err, error->message);
      return ExitStatus::could_not_run;
    }
  }
  if (options.to_stdout) io.out << list(options.format);
  return ExitStatus::done;
}

}  // namespace eventarch::cli
