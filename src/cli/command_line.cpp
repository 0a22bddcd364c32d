#include "cli/command_line.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "cli/command_description.hpp"
#include "cli/command_table.hpp"
#include "cli/help_page.hpp"
#include "cli/other_words.hpp"
#include "eventarch/version.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

/// The flag that other programs call so, where this command has it and, of a format, knows it.
std::optional<std::string_view> other_word_for(const CLI::App& app, std::string_view written) {
  const auto meant = flag_meant_by(written);
  if (!meant) return std::nullopt;
  const std::string_view flag = meant->substr(0, meant->find(' '));
  const CLI::Option* option = app.get_option_no_throw(std::string(flag));
  if (option == nullptr) return std::nullopt;
  const std::string_view value = meant->substr(std::min(meant->size(), flag.size() + 1));
  const bool named =
      flag != "--format" || option->get_description().find(value) != std::string::npos;
  return named ? meant : std::nullopt;
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
  auto meant = other_word_for(app, flag);
  if (!meant) meant = text::closest(flag, views);
  if (meant) return fmt::format("did you mean `{}`?", *meant);
  return fmt::format("`eventarch{}{} --help` lists the flags", app.get_name().empty() ? "" : " ",
                     app.get_name());
}

CLI::Option* add_to(CLI::App& app, const OptionDefinition& option) {
  const auto add = [&](auto* target) {
    using Target = std::remove_pointer_t<decltype(target)>;
    if constexpr (std::is_same_v<Target, bool>) {
      return app.add_flag(option.names, *target, option.about);
    } else {
      CLI::Option* added = app.add_option(option.names, *target, option.about);
      if (!added->get_positional()) added->type_name(option.value)->allow_extra_args(false);
      if constexpr (std::is_same_v<Target, std::string>) {
        if (!target->empty()) added->capture_default_str();
      }
      return added;
    }
  };
  return std::visit(add, option.target);
}

/// The command line as CLI11 sees it, with what it fills in. Options cost time to define, so only
/// those of the command that is asked for are.
struct Parser {
  CLI::App app{std::string(about_program()), ""};
  RawRequest raw;
  bool version = false;
  const Command* command = nullptr;  ///< null: the program itself

  explicit Parser(const Command* wanted) : command(wanted) {
    app.add_flag("--version", version, std::string(about_version()));
    if (command == nullptr) return;
    CLI::App* sub = app.add_subcommand(std::string(command->name), std::string(command->about));
    CLI::Option* before = nullptr;
    for (const OptionDefinition& option : command->options(raw)) {
      CLI::Option* added = add_to(*sub, option);
      if (option.excludes_the_one_before) added->excludes(before);
      before = added;
    }
    sub->add_flag("--version", version, std::string(about_version()));
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  /// The command's own, whether or not it was reached.
  [[nodiscard]] const CLI::App& chosen() const {
    const auto defined = app.get_subcommands(nullptr);
    return defined.empty() ? app : *defined.front();
  }
};

const Command* command_named(std::string_view name) {
  const auto found = std::ranges::find(commands(), name, &Command::name);
  return found == commands().end() ? nullptr : &*found;
}

/// The command is the first argument that is no flag: the program itself has no flag with a value.
const Command* command_in(std::span<const std::string> arguments) {
  const auto word = std::ranges::find_if(
      arguments, [](const std::string& argument) { return !argument.starts_with('-'); });
  return word == arguments.end() ? nullptr : command_named(*word);
}

Information help_for(const Command* command) {
  const CommandDescription description =
      command == nullptr ? described_program() : described(*command);
  HelpPage page{description.name, description.about, {}, {}};
  if (command == nullptr) {
    for (const Command& one : commands()) {
      page.commands.push_back({std::string(one.name), std::string(one.about)});
    }
  }
  for (const OptionDescription& option : description.options) {
    page.flags.push_back({option.signature(), option.about});
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
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  std::ranges::sort(names);
  auto meant = command_meant_by(written);
  if (!meant) meant = text::closest(written, names);
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
  if (parser.command != nullptr && !parser.app.get_subcommands().empty()) {
    return parser.command->request(parser.raw);
  }
  return UsageError{"no command is given", "`eventarch --help` lists the commands"};
}

}  // namespace

Request parse_command_line(std::span<const std::string> arguments) {
  const auto parser = std::make_unique<Parser>(command_in(arguments));
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
    return help_for(parser->command);
  } catch (const CLI::ExtrasError&) {
    return unknown_argument(*parser, parser->app.remaining(true));
  } catch (const CLI::ParseError& error) {
    return plain_error(error.what(), parser->chosen());
  }
}

}  // namespace eventarch::cli
