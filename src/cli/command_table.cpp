#include "cli/command_table.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "eventarch/check_report.hpp"
#include "eventarch/report.hpp"
#include "eventarch/simulation.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

using Options = std::vector<OptionDefinition>;
using Words = std::vector<std::string>;

/// An option that takes one of a few words.
OptionDefinition choice(std::string names, OptionTarget target, std::string value, Words words,
                        std::string about = {}) {
  if (about.empty()) about = text::list_of(words, "or");
  return {std::move(names), target, std::move(value), std::move(about), std::move(words)};
}

OptionDefinition catalogue_option(std::optional<std::string>& folder) {
  return {"--catalogue", &folder, "DIR",
          "Broker files of your own: they join the built-in ones, or replace those of the same id"};
}

OptionDefinition color_option(std::string& color) {
  return choice("--color", &color, "WHEN", {"auto", "always", "never"});
}

OptionDefinition output_option(std::vector<std::string>& outputs) {
  return {"-o,--output", &outputs, "[FORMAT=]PATH",
          "Write the report to PATH, whole or not at all; FORMAT=PATH writes a further one"};
}

OptionDefinition fail_on_option(std::optional<std::string>& fail_on) {
  return choice("--fail-on", &fail_on, "SEVERITY", {"error", "warning", "info", "never"},
                "From here on the exit status is 1: error, warning, info or never (default error, "
                "or what .eventarch.yaml says)");
}

OptionDefinition set_option(std::vector<std::string>& overrides) {
  return {"--set", &overrides, "PATH=VALUE",
          "Put a value in the place of the file's, such as requirements.latency=50ms"};
}

OptionDefinition ignores_flag(bool& no_ignores) {
  return {"--no-ignores", &no_ignores, "", "Let comments that ignore a finding count for nothing"};
}

OptionDefinition schema_format_option(std::optional<std::string>& format, std::string about) {
  return choice("--schema-format", &format, "LANGUAGE", {"json_schema", "avro", "protobuf"},
                std::move(about));
}

OptionDefinition quiet_flag(bool& quiet, std::string about) {
  return {"-q,--quiet", &quiet, "", std::move(about)};
}

OptionDefinition verbose_flag(bool& verbose, std::string about) {
  return {"-v,--verbose", &verbose, "", std::move(about), {}, true};
}

Options design_options(RawRequest& all) {
  RawDesign& raw = all.design;
  const auto sections = section_names();
  return {
      {"FILE", &raw.files, "", "Design files; `-` reads standard input"},
      choice("-f,--format", &raw.format, "FORMAT", {"text", "markdown", "json", "jsonl"},
             "text, markdown (for a pull request), json (one design) or jsonl"),
      output_option(raw.outputs),
      fail_on_option(raw.fail_on),
      set_option(raw.overrides),
      ignores_flag(raw.no_ignores),
      schema_format_option(
          raw.schema_format,
          "json_schema, avro or protobuf, in the place of the design's own choice"),
      choice("--section", &raw.sections, "NAME", {sections.begin(), sections.end()},
             fmt::format("Print this section alone, in full; may be repeated: {}",
                         fmt::join(sections, ", "))),
      catalogue_option(raw.catalogue),
      color_option(raw.color),
      quiet_flag(raw.quiet, "The decision in three lines"),
      verbose_flag(raw.verbose,
                   "Every section in full: scores, sources, settings, patterns, operations"),
  };
}

Options check_options(RawRequest& all) {
  RawCheck& raw = all.check;
  const auto formats = check_format_names();
  return {
      {"PATH", &raw.paths, "",
       "Files, folders (what .gitignore names is passed over) and `-` for standard input; without "
       "any, the current folder"},
      choice("-f,--format", &raw.format, "FORMAT", {formats.begin(), formats.end()}),
      output_option(raw.outputs),
      fail_on_option(raw.fail_on),
      {"--fix", &raw.fix, "", "Mend in the files what can be mended with certainty"},
      {"--diff", &raw.diff, "", "Print what --fix would change, and change nothing"},
      {"--baseline", &raw.baseline, "FILE", "Accept the findings that this file lists"},
      {"--write-baseline", &raw.new_baseline, "FILE",
       "Accept what is found now, and list it in this file; not where a file cannot be read"},
      ignores_flag(raw.no_ignores),
      {"--list-rules", &raw.list_rules, "", "Print all rules, as text or json"},
      set_option(raw.overrides),
      catalogue_option(raw.catalogue),
      {"--config", &raw.configuration, "FILE",
       "Let this file hold for all, in the place of the nearest .eventarch.yaml upwards from each"},
      {"--no-config", &raw.no_configuration, "", "Pass over every .eventarch.yaml"},
      {"--stdin-filename", &raw.stdin_name, "NAME",
       "What standard input is called in findings, and where its configuration is looked for"},
      {"-j,--jobs", &raw.jobs, "N", "Threads (default: one for each processor)"},
      color_option(raw.color),
      quiet_flag(raw.quiet, "Errors alone, a line each"),
      verbose_flag(raw.verbose, "Findings that are suppressed, too"),
  };
}

Options explain_options(RawRequest& all) {
  return {{"NAME", &all.explanation.name, "",
           "A broker, broker/mode, rule, formula, pattern, alert, metric, log event, "
           "troubleshooting entry, checklist item, setting, guarantee, fault, cause, mistake, "
           "change, or another name that a report prints; without it, the index"},
          catalogue_option(all.explanation.catalogue)};
}

Options calculate_options(RawRequest& all) {
  RawCalculation& raw = all.calculation;
  return {{"FORMULA", &raw.formula, "", "The formula; without it, the index"},
          {"NAME=VALUE", &raw.arguments, "",
           "Its inputs, with units: `arrival=\"10K msg/s\"`; without them, how it is called"},
          choice("-f,--format", &raw.format, "FORMAT", {"text", "json"}),
          output_option(raw.outputs)};
}

Options diff_options(RawRequest& all) {
  RawDiff& raw = all.diff;
  return {
      {"OLD NEW", &raw.sides, "", "Each a file, `-` for standard input, or REF:PATH out of git"},
      choice("-f,--format", &raw.format, "FORMAT", {"text", "markdown", "json"},
             "text, markdown (for a pull request) or json"),
      output_option(raw.outputs),
      choice("--fail-on", &raw.fail_on, "CLASS", {"breaking", "risky", "any", "never"}),
      schema_format_option(
          raw.schema_format,
          "json_schema, avro or protobuf on both sides, as the flow in use has it"),
      ignores_flag(raw.no_ignores),
      catalogue_option(raw.catalogue),
      color_option(raw.color),
      quiet_flag(raw.quiet, "The count of changes in one line"),
      verbose_flag(raw.verbose, "Reasons, rules and sources of every change"),
  };
}

/// none, default, all and every fault; the words of a completion.
Words fault_words(Words before) {
  for (const SimulationFault& fault : simulation_faults()) before.emplace_back(fault.name);
  return before;
}

Words mistake_words() {
  Words words;
  for (const SimulationMistake& mistake : simulation_mistakes()) words.emplace_back(mistake.name);
  return words;
}

Options simulate_options(RawRequest& all) {
  RawSimulation& raw = all.simulation;
  return {
      {"FILE", &raw.files, "", "Design files; `-` reads standard input"},
      {"--seeds", &raw.seeds, "N", "Repetitions, each with the next seed (default 20)"},
      {"--seed", &raw.seed, "N", "The first seed (default 1)"},
      choice("--faults", &raw.faults, "NAME,...", fault_words({"none", "default", "all"}),
             "none, default (what a sound design survives), all, or names of faults; `eventarch "
             "explain` lists them"),
      choice("--mistake", &raw.mistake, "NAME", mistake_words(),
             "Weaken the design by a known mistake, to see what it costs; `eventarch explain` "
             "lists them"),
      choice("--trace", &raw.trace, "FAULT", fault_words({"none"}),
             "Show the history of the run under this fault (or none) with the seed of --seed"),
      {"--messages", &raw.messages, "N", "Messages of each run at peak (default 50K)"},
      {"--fault-messages", &raw.fault_messages, "N",
       "Messages of each run under a fault (default 1K)"},
      {"--trace-events", &raw.trace_events, "N", "Events that --trace shows at most (default 10K)"},
      {"--duration", &raw.duration, "TIME",
       "How long each run at peak is, such as 30s, in the place of --messages"},
      choice("--arrivals", &raw.arrivals, "HOW", {"poisson", "steady"}, "poisson or steady"),
      choice("--service", &raw.service, "HOW", {"deterministic", "exponential", "lognormal"},
             "How processing times vary: deterministic, exponential or lognormal"),
      {"--service-variation", &raw.service_variation, "NUMBER",
       "Standard deviation over mean of lognormal processing times (default 1)"},
      choice("-f,--format", &raw.format, "FORMAT", {"text", "json", "jsonl"},
             "text, json (one design) or jsonl"),
      output_option(raw.outputs),
      choice("--fail-on", &raw.fail_on, "WHAT", {"violated", "untested", "never"},
             "When the exit status is 1: violated (a guarantee breaks, a requirement is missed), "
             "untested (also what stays undecided or not exercised) or never"),
      set_option(raw.overrides),
      ignores_flag(raw.no_ignores),
      catalogue_option(raw.catalogue),
      {"-j,--jobs", &raw.jobs, "N",
       "Threads (default: one for each processor); the result does not depend on it"},
      color_option(raw.color),
      quiet_flag(raw.quiet, "The answer in one line"),
      verbose_flag(raw.verbose, "Every guarantee, fault, group and formula in full"),
  };
}

Options init_options(RawRequest& all) {
  return {{"FILE", &all.init.path, "", "Where to write it (context.yaml)"},
          {"--force", &all.init.force, "", "Replace a file that exists"}};
}

Options schema_options(RawRequest& all) {
  return {choice("WHICH", &all.schema, "", {"check", "diff", "input", "report", "simulation"},
                 "input (the design file), or the JSON of a command: report (of design), check, "
                 "diff or simulation (of simulate)")};
}

Options completion_options(RawRequest& all) {
  return {choice("SHELL", &all.shell, "", {"bash", "zsh", "fish"})};
}

Request init_request(const RawRequest& raw) {
  InitOptions options = raw.init;
  if (options.path.empty()) options.path = "context.yaml";
  return options;
}

constexpr std::array table{
    Command{"design", "Design from a file and print the report", design_options,
            [](const RawRequest& raw) { return design_request(raw.design); }},
    Command{"check", "Find what is wrong with design files: for editors, hooks and pipelines",
            check_options, [](const RawRequest& raw) { return check_request(raw.check); }},
    Command{"explain", "Explain what a report or a finding names, with sources", explain_options,
            [](const RawRequest& raw) -> Request {
              return ExplainOptions{raw.explanation.name,
                                    raw.explanation.catalogue.value_or(std::string{})};
            }},
    Command{"calculate", "Evaluate one of the sizing formulas", calculate_options,
            [](const RawRequest& raw) { return calculate_request(raw.calculation); }},
    Command{"diff", "What changes between two designs, and what that breaks", diff_options,
            [](const RawRequest& raw) { return diff_request(raw.diff); }},
    Command{"simulate", "Whether the design holds at peak, and under faults", simulate_options,
            [](const RawRequest& raw) { return simulate_request(raw.simulation); }},
    Command{"init", "Write a commented design file to start from", init_options, init_request},
    Command{"schema", "Print a JSON Schema (2020-12)", schema_options,
            [](const RawRequest& raw) { return schema_request(raw.schema); }},
    Command{"completion", "Print the completion script of a shell", completion_options,
            [](const RawRequest& raw) { return completion_request(raw.shell); }},
};

}  // namespace

std::span<const Command> commands() { return table; }

std::string_view about_program() {
  return "Design advisor for event-driven architecture: from one page of requirements to a broker, "
         "partitions and a design that carries its reasons.";
}

std::string_view about_version() { return "Print the version"; }

}  // namespace eventarch::cli
