#include "cli/commands.hpp"
#include "eventarch/check_report.hpp"
#include "eventarch/diff.hpp"
#include "eventarch/report.hpp"
#include "eventarch/simulation_report.hpp"

namespace eventarch::cli {

ExitStatus run_schema(const SchemaOptions& options, const Streams& io) {
  switch (options.kind) {
    case SchemaKind::check: io.out << check_schema(); break;
    case SchemaKind::diff: io.out << diff_schema(); break;
    case SchemaKind::input: io.out << input_schema(); break;
    case SchemaKind::report: io.out << report_schema(); break;
    case SchemaKind::simulation: io.out << simulation_schema(); break;
  }
  return ExitStatus::done;
}

}  // namespace eventarch::cli
