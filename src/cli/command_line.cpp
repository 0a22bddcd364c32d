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

#include "cli/help_texts.hpp"
#include "eventarch/version.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

const std::map<std::string, Format> formats{
    {"json", Format::json}, {"jsonl", Format::jsonl}, {"text", Format::text}};
const std::map<std::string, FailOn> thresholds{{"error", FailOn::error},
                                               {"info", FailOn::info},
                                               {"never", FailOn::never},
                                               {"warning", FailOn::warning}};
const std::map<std::string, ColorChoice> colors{{"always", ColorChoice::always},
                                                {"auto", ColorChoice::automatic},
                                                {"never", ColorChoice::never}};

/// What CLI11 fills in, before it is checked.
struct RawDesign {
  std::vector<std::string> files;
  std::string format = "text";
  std::vector<std::string> outputs;
  std::string fail_on = "error";
  std::string color = "auto";
  bool quiet = false;
  bool verbose = false;
  std::vector<std::string> overrides;
  std::optional<std::string> catalogue;
};

template <class T>
std::string names_of(const std::map<std::string, T>& table) {
  std::vector<std::string> names;
  names.reserve(table.size());
  for (const auto& [name, value] : table) names.push_back(name);
  return fmt::format("{}", fmt::join(names, ", "));
}

template <class T>
UsageError bad_value(std::string_view flag, const std::string& value,
                     const std::map<std::string, T>& table) {
  std::vector<std::string_view> names;
  names.reserve(table.size());
  for (const auto& [name, unused] : table) names.emplace_back(name);
  const auto meant = text::closest(value, names);
  return {fmt::format("{} cannot be {}", flag, text::quoted(value)),
          meant ? fmt::format("did you mean `{}`?", *meant)
                : fmt::format("one of {}", names_of(table))};
}

/// `FORMAT=PATH`, or a path alone.
std::variant<OutputFile, UsageError> output_file(const std::string& text, Format plain) {
  const std::size_t equals = text.find('=');
  if (equals != std::string::npos) {
    const auto format = formats.find(text.substr(0, equals));
    if (format != formats.end()) {
      if (equals + 1 == text.size()) {
        return UsageError{fmt::format("--output {} needs a path", text), "write FORMAT=PATH"};
      }
      return OutputFile{format->second, text.substr(equals + 1)};
    }
  }
  if (text.empty()) return UsageError{"--output needs a path", {}};
  const bool word = equals != std::string::npos && equals > 0 &&
                    text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == equals;
  if (word) {
    UsageError error = bad_value("the format of --output", text.substr(0, equals), formats);
    error.help += fmt::format("; a path with an equals sign is written ./{}", text);
    return error;
  }
  return OutputFile{plain, text};
}

std::variant<Override, UsageError> override_of(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    return UsageError{fmt::format("--set cannot be {}", text::quoted(text)),
                      "write PATH=VALUE, such as --set requirements.throughput=\"50K msg/s\""};
  }
  return Override{text.substr(0, equals), text.substr(equals + 1)};
}

std::optional<UsageError> wrong_input(const RawDesign& raw) {
  if (raw.files.empty()) {
    return UsageError{"no design file is given",
                      "name one, such as `eventarch design ctx.yaml`, or `-` for standard input; "
                      "`eventarch init ctx.yaml` writes one to start from"};
  }
  if (raw.files.size() > 1 && raw.format == "json") {
    return UsageError{"--format json is one object for one design, and several files are named",
                      "use --format jsonl: one object a line"};
  }
  if (std::ranges::count(raw.files, "-") > 1) {
    return UsageError{"standard input is named twice", "it can be read once only"};
  }
  if (!formats.contains(raw.format)) return bad_value("--format", raw.format, formats);
  if (!thresholds.contains(raw.fail_on)) return bad_value("--fail-on", raw.fail_on, thresholds);
  if (raw.catalogue && raw.catalogue->empty()) {
    return UsageError{"--catalogue needs a folder", "name one with broker files (*.yaml)"};
  }
  if (!colors.contains(raw.color)) return bad_value("--color", raw.color, colors);
  return std::nullopt;
}

std::optional<UsageError> add_output(const std::string& text, DesignOptions& options) {
  const auto output = output_file(text, options.format);
  if (const auto* error = std::get_if<UsageError>(&output)) return *error;
  const auto& file = std::get<OutputFile>(output);
  if (file.path == "-") {
    options.format = file.format;
    return std::nullopt;
  }
  const bool plain = file.path == text;
  if (plain && !options.to_stdout) {
    return UsageError{"--output names two paths for one report",
                      "give each a format: --output json=PATH"};
  }
  if (plain) options.to_stdout = false;
  options.outputs.push_back(file);
  return std::nullopt;
}

Request design_request(const RawDesign& raw) {
  if (auto error = wrong_input(raw)) return *error;
  DesignOptions options;
  options.files = raw.files;
  options.catalogue = raw.catalogue.value_or(std::string{});
  options.format = formats.at(raw.format);
  options.fail_on = thresholds.at(raw.fail_on);
  options.color = colors.at(raw.color);
  if (raw.quiet) options.detail = Detail::brief;
  if (raw.verbose) options.detail = Detail::verbose;
  for (const std::string& text : raw.outputs) {
    if (auto error = add_output(text, options)) return *error;
  }
  for (const std::string& text : raw.overrides) {
    auto change = override_of(text);
    if (const auto* error = std::get_if<UsageError>(&change)) return *error;
    options.overrides.push_back(std::get<Override>(change));
  }
  return options;
}

void define_catalogue(CLI::App& app, std::optional<std::string>& folder) {
  app.add_option("--catalogue", folder,
                 "Broker files of your own: they join the built-in ones, or replace those of the "
                 "same id")
      ->type_name("DIR");
}

void define_design(CLI::App& app, RawDesign& raw) {
  app.add_option("FILE", raw.files, "Design files; `-` reads standard input");
  app.add_option("-f,--format", raw.format, "text, json (one design) or jsonl")
      ->type_name("FORMAT")
      ->capture_default_str();
  app.add_option("-o,--output", raw.outputs,
                 "Write the report to PATH, whole or not at all; FORMAT=PATH writes a further one")
      ->type_name("[FORMAT=]PATH")
      ->allow_extra_args(false);
  app.add_option("--fail-on", raw.fail_on, "error, warning, info or never")
      ->type_name("SEVERITY")
      ->capture_default_str();
  app.add_option("--set", raw.overrides,
                 "Put a value in the place of the file's, such as requirements.latency=50ms")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  define_catalogue(app, raw.catalogue);
  app.add_option("--color", raw.color, "auto, always or never")
      ->type_name("WHEN")
      ->capture_default_str();
  auto* quiet = app.add_flag("-q,--quiet", raw.quiet, "The decision in three lines");
  app.add_flag("-v,--verbose", raw.verbose, "Scores, sources, settings, patterns, operations")
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
  std::string schema;
  InitOptions init;
  ExplainOptions explain;
  std::optional<std::string> explain_catalogue;
  bool version = false;
  CLI::App* design_command = nullptr;
  CLI::App* schema_command = nullptr;
  CLI::App* init_command = nullptr;
  CLI::App* explain_command = nullptr;

  Parser() {
    app.require_subcommand(0, 1);
    app.add_flag("--version", version, "Print the version");
    design_command = app.add_subcommand("design", "Design from a file and print the report");
    define_design(*design_command, design);
    explain_command = app.add_subcommand("explain", "Explain a rule or a broker, with sources");
    explain_command->add_option("NAME", explain.name,
                                "A rule, a broker, or a broker/mode; without it, the index");
    define_catalogue(*explain_command, explain_catalogue);
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

std::string help_row(std::string_view left, const std::string& right) {
  constexpr std::size_t column = 30;
  constexpr std::size_t width = 80;
  std::string out;
  std::string head = fmt::format("  {:<{}}", left, column - 2);
  if (head.size() > column) {
    out += fmt::format("  {}\n", left);
    head = std::string(column, ' ');
  }
  for (const std::string& line : text::wrap(right, width - column)) {
    out += head + line + "\n";
    head = std::string(column, ' ');
  }
  return out;
}

std::string option_rows(const CLI::App& app) {
  std::string out;
  for (const CLI::Option* option : app.get_options()) {
    std::string about = option->get_description();
    if (!option->get_default_str().empty()) {
      about += fmt::format(" (default {})", option->get_default_str());
    }
    out += help_row(signature(*option), about);
  }
  return out;
}

Information help_for(const CLI::App& root, const CLI::App& app) {
  std::string commands;
  if (&app == &root) {
    for (const CLI::App* command : root.get_subcommands(nullptr)) {
      commands += help_row(command->get_name(), command->get_description());
    }
  }
  std::string about;
  for (const std::string& line : text::wrap(app.get_description(), 80)) about += line + "\n";
  return {fmt::format("{}\n{}\nUsage: eventarch {}\n\n{}{}{}Flags and arguments:\n{}\n{}",
                      examples_of(&app == &root ? "" : app.get_name()), about,
                      usage_of(&app == &root ? "" : app.get_name()),
                      commands.empty() ? "" : "Commands:\n", commands, commands.empty() ? "" : "\n",
                      option_rows(app), exit_statuses())};
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
  if (parser.schema_command->parsed()) {
    constexpr std::array<std::string_view, 2> schemas{"input", "report"};
    if (parser.schema == schemas[0]) return SchemaOptions{false};
    if (parser.schema == schemas[1]) return SchemaOptions{true};
    const auto meant = text::closest(parser.schema, schemas);
    return UsageError{parser.schema.empty()
                          ? std::string("which schema is wanted?")
                          : fmt::format("there is no schema {}", text::quoted(parser.schema)),
                      meant ? fmt::format("did you mean `{}`?", *meant) : "`input` or `report`"};
  }
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
