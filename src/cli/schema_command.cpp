#include "cli/commands.hpp"
#include "eventarch/report.hpp"

namespace eventarch::cli {

ExitStatus run_schema(const SchemaOptions& options, const Streams& io) {
  io.out << (options.report ? report_schema() : input_schema());
  return ExitStatus::done;
}

}  // namespace eventarch::cli
