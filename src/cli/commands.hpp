#pragma once

/// One function a command, one file each.

#include <string_view>

#include "cli/options.hpp"
#include "cli/streams.hpp"

namespace eventarch::cli {

[[nodiscard]] ExitStatus run_design(const DesignOptions& options, const Streams& io,
                                    const Environment& environment);
[[nodiscard]] ExitStatus run_check(const CheckOptions& options, const Streams& io,
                                   const Environment& environment);
[[nodiscard]] ExitStatus run_rule_list(const RuleListOptions& options, const Streams& io);
[[nodiscard]] ExitStatus run_completion(const CompletionOptions& options, const Streams& io);
[[nodiscard]] ExitStatus run_diff(const DiffOptions& options, const Streams& io,
                                  const Environment& environment);
[[nodiscard]] ExitStatus run_simulate(const SimulateOptions& options, const Streams& io,
                                      const Environment& environment);
[[nodiscard]] ExitStatus run_schema(const SchemaOptions& options, const Streams& io);
[[nodiscard]] ExitStatus run_init(const InitOptions& options, const Streams& io);
[[nodiscard]] ExitStatus run_explain(const ExplainOptions& options, const Streams& io);
[[nodiscard]] ExitStatus run_calculate(const CalculateOptions& options, const Streams& io);

/// "eventarch: error: ..." and a line of help, on standard error.
void complain(std::ostream& err, std::string_view message, std::string_view help = {});

/// A line that says what was done. Like complaints it may hold names from outside.
void tell(std::ostream& err, std::string_view message);

}  // namespace eventarch::cli
