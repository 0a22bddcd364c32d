#include "cli/run.hpp"

#include <exception>
#include <new>
#include <ostream>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

/// Gives each kind of request to its command.
struct Dispatch {
  const Streams& io;
  const Environment& environment;

  ExitStatus operator()(const DesignOptions& options) const {
    return run_design(options, io, environment);
  }
  ExitStatus operator()(const CheckOptions& options) const {
    return run_check(options, io, environment);
  }
  ExitStatus operator()(const RuleListOptions& options) const { return run_rule_list(options, io); }
  ExitStatus operator()(const SchemaOptions& options) const { return run_schema(options, io); }
  ExitStatus operator()(const InitOptions& options) const { return run_init(options, io); }
  ExitStatus operator()(const ExplainOptions& options) const { return run_explain(options, io); }
  ExitStatus operator()(const CalculateOptions& options) const {
    return run_calculate(options, io);
  }
  ExitStatus operator()(const DiffOptions& options) const {
    return run_diff(options, io, environment);
  }
  ExitStatus operator()(const SimulateOptions& options) const {
    return run_simulate(options, io, environment);
  }
  ExitStatus operator()(const CompletionOptions& options) const {
    return run_completion(options, io);
  }
  ExitStatus operator()(const Information& information) const {
    io.out << information.text;
    return ExitStatus::done;
  }
  ExitStatus operator()(const UsageError& error) const {
    complain(io.err, error.message, error.help);
    return ExitStatus::could_not_run;
  }
};

}  // namespace

void complain(std::ostream& err, std::string_view message, std::string_view help) {
  err << "eventarch: error: " << text::inert_line(text::printable(message)) << '\n';
  if (!help.empty()) err << "  help: " << text::inert_line(text::printable(help)) << '\n';
}

void tell(std::ostream& err, std::string_view message) {
  err << text::inert_line(text::printable(message)) << '\n';
}

ExitStatus run(std::span<const std::string> arguments, const Streams& io,
               const Environment& environment) {
  try {
    return std::visit(Dispatch{io, environment}, parse_command_line(arguments));
  } catch (const std::bad_alloc&) {
    complain(io.err, "there is not enough memory",
             "raise the limit of the shell (`ulimit -v`) or of the container, or ask for less: "
             "fewer messages to simulate, fewer files at once");
    return ExitStatus::could_not_run;
  } catch (const std::exception& error) {
    complain(io.err, error.what(),
             "this is a mistake in eventarch, not in your file: please report it with the input");
    return ExitStatus::internal_error;
  }
}

}  // namespace eventarch::cli
