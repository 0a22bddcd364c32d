#include "cli/run.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <new>
#include <ostream>
#include <string>
#include <string_view>

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

constexpr char kept_blank = '\x01';  // no such character is left in text that is printable

/// Blanks within backticks, so that what is to be typed stays in one line where it fits one.
std::string with_commands_whole(std::string text) {
  constexpr std::size_t longest = 60;
  for (std::size_t open = text.find('`'); open != std::string::npos; open = text.find('`', open)) {
    const std::size_t close = text.find('`', open + 1);
    if (close == std::string::npos) break;
    const auto from = text.begin() + static_cast<std::ptrdiff_t>(open);
    const auto to = text.begin() + static_cast<std::ptrdiff_t>(close);
    if (close - open < longest) std::replace(from, to, ' ', kept_blank);
    open = close + 1;
  }
  return text;
}

}  // namespace

void complain(std::ostream& err, std::string_view message, std::string_view help) {
  err << "eventarch: error: " << text::inert_line(text::printable(message)) << '\n';
  constexpr std::size_t width = 80;  // as reports, to a pipe as well
  constexpr std::string_view lead = "  help: ";
  std::string_view before = lead;
  const std::string whole = with_commands_whole(text::printable(help));
  for (std::string line : text::wrap(whole, width - lead.size())) {
    std::ranges::replace(line, kept_blank, ' ');
    err << text::inert_line(std::string(before) + line) << '\n';
    before = "        ";
  }
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
