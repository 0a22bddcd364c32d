#include "cli/command_line.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/help_page.hpp"
#include "cli/requests.hpp"
#include "eventarch/report.hpp"
#include "eventarch/version.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

void define_catalogue(CLI::App& app, std::optional<std::string>& folder) {
  app.add_option("--catalogue", folder,
                 "Broker files of your own: they join the built-in ones, or replace those of the "
                 "same id")
      ->type_name("DIR");
}

void define_report(CLI::App& app, std::string& format, std::vector<std::string>& outputs,
                   const std::string& formats) {
  app.add_option("-f,--format", format, formats)->type_name("FORMAT")->capture_default_str();
  app.add_option("-o,--output", outputs,
                 "Write the report to PATH, whole or not at all; FORMAT=PATH writes a further one")
      ->type_name("[FORMAT=]PATH")
      ->allow_extra_args(false);
}

void define_design(CLI::App& app, RawDesign& raw) {
  app.add_option("FILE", raw.files, "Design files; `-` reads standard input");
  define_report(app, raw.format, raw.outputs,
                "text, markdown (for a pull request), json (one design) or jsonl");
  app.add_option("--fail-on", raw.fail_on, "error, warning, info or never")
      ->type_name("SEVERITY")
      ->capture_default_str();
  app.add_option("--set", raw.overrides,
                 "Put a value in the place of the file's, such as requirements.latency=50ms")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  app.add_option("--schema-format", raw.schema_format,
                 "json_schema, avro or protobuf, in the place of the design's own choice")
      ->type_name("LANGUAGE");
  app.add_option("--section", raw.sections,
                 fmt::format("Print this section alone, in full; may be repeated: {}",
                             fmt::join(section_names(), ", ")))
      ->type_name("NAME")
      ->allow_extra_args(false);
  define_catalogue(app, raw.catalogue);
  app.add_option("--color", raw.color, "auto, always or never")
      ->type_name("WHEN")
      ->capture_default_str();
  auto* quiet = app.add_flag("-q,--quiet", raw.quiet, "The decision in three lines");
  app.add_flag("-v,--verbose", raw.verbose,
               "Every section in full: scores, sources, settings, patterns, operations")
      ->excludes(quiet);
}

void define_calculation(CLI::App& app, RawCalculation& raw) {
  app.add_option("FORMULA", raw.formula, "The formula; without it, the index");
  app.add_option("NAME=VALUE", raw.arguments,
                 "Its inputs, with units: `arrival=\"10K msg/s\"`; without them, how it is called");
  define_report(app, raw.format, raw.outputs, "text or json");
}

void define_diff(CLI::App& app, RawDiff& raw) {
  app.add_option("OLD NEW", raw.sides,
                 "Each a file, `-` for standard input, or REF:PATH out of git");
  define_report(app, raw.format, raw.outputs, "text, markdown (for a pull request) or json");
  app.add_option("--fail-on", raw.fail_on, "breaking, risky, any or never")
      ->type_name("CLASS")
      ->capture_default_str();
  define_catalogue(app, raw.catalogue);
  app.add_option("--color", raw.color, "auto, always or never")
      ->type_name("WHEN")
      ->capture_default_str();
  auto* quiet = app.add_flag("-q,--quiet", raw.quiet, "The count of changes in one line");
  app.add_flag("-v,--verbose", raw.verbose, "Reasons, rules and sources of every change")
      ->excludes(quiet);
}

/// The nearest flag of a command to what was written.
std::string flag_help(const CLI::App& app, const std::string& written) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  std::vector<std::string_view> views(names.begin(), names.end());
  const std::string flag = written.substr(0, written.find('='));
  if (const auto meant = text::closest(flag, views)) {
    return fmt::format("did you mean `{}`?", *meant);
  }
  return fmt::format("`eventarch{}{} --help` lists the flags", app.get_name().empty() ? "" : " ",
                     app.get_name());
}

/// The command line as CLI11 sees it, with what it fills in.
struct Parser {
  CLI::App app{
      "Design advisor for event-driven architecture: from one page of requirements to a "
      "broker, partitions and a design that carries its reasons.",
      ""};
  RawDesign design;
  RawCalculation calculation;
  RawDiff diff;
  std::string schema;
  InitOptions init;
  ExplainOptions explain;
  std::optional<std::string> explain_catalogue;
  bool version = false;
  CLI::App* design_command = nullptr;
  CLI::App* schema_command = nullptr;
  CLI::App* init_command = nullptr;
  CLI::App* explain_command = nullptr;
  CLI::App* calculate_command = nullptr;
  CLI::App* diff_command = nullptr;

  Parser() {
    app.require_subcommand(0, 1);
    app.add_flag("--version", version, "Print the version");
    design_command = app.add_subcommand("design", "Design from a file and print the report");
    define_design(*design_command, design);
    explain_command =
        app.add_subcommand("explain", "Explain what a report or a finding names, with sources");
    explain_command->add_option(
        "NAME", explain.name,
        "A broker, broker/mode, rule, formula, pattern, alert, metric, log event, "
        "troubleshooting entry, checklist item or setting; without it, the index");
    define_catalogue(*explain_command, explain_catalogue);
    calculate_command = app.add_subcommand("calculate", "Evaluate one of the sizing formulas");
    define_calculation(*calculate_command, calculation);
    diff_command =
        app.add_subcommand("diff", "What changes between two designs, and what that breaks");
    define_diff(*diff_command, diff);
    init_command = app.add_subcommand("init", "Write a commented design file to start from");
    init_command->add_option("FILE", init.path, "Where to write it (context.yaml)");
    init_command->add_flag("--force", init.force, "Replace a file that exists");
    schema_command = app.add_subcommand("schema", "Print a JSON Schema (2020-12)");
    schema_command->add_option("WHICH", schema, "input (the design file) or report (the JSON)");
    for (CLI::App* command : app.get_subcommands(nullptr)) {
      command->add_flag("--version", version, "Print the version");
    }
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  [[nodiscard]] const CLI::App& chosen() const {
    const auto used = app.get_subcommands();
    return used.empty() ? app : *used.front();
  }
};

/// "-f, --format FORMAT"
std::string signature(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  const std::string type = option.get_items_expected_max() == 0 ? "" : option.get_type_name();
  return fmt::format("{}{}{}", fmt::join(names, ", "), type.empty() ? "" : " ", type);
}

Information help_for(const CLI::App& root, const CLI::App& app) {
  HelpPage page;
  if (&app == &root) {
    for (const CLI::App* command : root.get_subcommands(nullptr)) {
      page.commands.push_back({command->get_name(), command->get_description()});
    }
  } else {
    page.command = app.get_name();
  }
  page.about = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    std::string about = option->get_description();
    if (!option->get_default_str().empty()) {
      about += fmt::format(" (default {})", option->get_default_str());
    }
    page.flags.push_back({signature(*option), std::move(about)});
  }
  return {written(page)};
}

UsageError unknown_argument(const Parser& parser, const std::vector<std::string>& extras) {
  const std::string& written = extras.front();
  const CLI::App& app = parser.chosen();
  if (written.starts_with('-')) {
    return {fmt::format("unknown flag {}", text::quoted(written)), flag_help(app, written)};
  }
  if (&app != &parser.app) {
    return {fmt::format("{} is one argument too many", text::quoted(written)),
            fmt::format("see `eventarch {} --help`", app.get_name())};
  }
  std::vector<std::string> names;
  for (const CLI::App* command : parser.app.get_subcommands(nullptr)) {
    names.push_back(command->get_name());
  }
  std::ranges::sort(names);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto meant = text::closest(written, views);
  return {fmt::format("unknown command {}", text::quoted(written)),
          meant ? fmt::format("did you mean `eventarch {}`?", *meant)
                : fmt::format("commands: {}", fmt::join(names, ", "))};
}

/// CLI11's messages begin with the flag; what they say of it is for programmers.
UsageError plain_error(const std::string& message, const CLI::App& app) {
  const std::string help = fmt::format("see `eventarch {} --help`", app.get_name());
  const std::string flag = message.substr(0, message.find_first_of(": "));
  const CLI::Option* option = flag.starts_with('-') ? app.get_option_no_throw(flag) : nullptr;
  if (option == nullptr) return {text::printable(message), help};
  if (message.find("xcludes") != std::string::npos) {
    return {"--quiet and --verbose exclude each other", help};
  }
  if (option->get_items_expected_max() == 0) return {fmt::format("{} takes no value", flag), help};
  return {fmt::format("{} needs exactly one value", flag), help};
}

Request request_of(const Parser& parser) {
  if (parser.version) return Information{fmt::format("eventarch {}\n", version())};
  if (parser.design_command->parsed()) return design_request(parser.design);
  if (parser.calculate_command->parsed()) return calculate_request(parser.calculation);
  if (parser.diff_command->parsed()) return diff_request(parser.diff);
  if (parser.init_command->parsed()) {
    InitOptions options = parser.init;
    if (options.path.empty()) options.path = "context.yaml";
    return options;
  }
  if (parser.explain_command->parsed()) {
    ExplainOptions options = parser.explain;
    options.catalogue = parser.explain_catalogue.value_or(std::string{});
    return options;
  }
  if (parser.schema_command->parsed()) return schema_request(parser.schema);
  return UsageError{"no command is given", "`eventarch --help` lists the commands"};
}

}  // namespace

Request parse_command_line(std::span<const std::string> arguments) {
  const auto parser = std::make_unique<Parser>();
  // CLI11 takes them from the back.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  for (std::string& argument : reversed) {
    // It would take a file named `[a,b]` for a list.
    if (argument.starts_with('[') && argument.ends_with(']')) argument.insert(0, "./");
  }
  try {
    parser->app.parse(reversed);
    return request_of(*parser);
  } catch (const CLI::CallForHelp&) {
    return help_for(parser->app, parser->chosen());
  } catch (const CLI::ExtrasError&) {
    return unknown_argument(*parser, parser->app.remaining(true));
  } catch (const CLI::ParseError& error) {
    return plain_error(error.what(), parser->chosen());
  }
}

}  // namespace eventarch::cli
