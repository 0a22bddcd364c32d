/// Completion for shells. Where a flag takes one of a few words these are offered, and files
/// otherwise.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_description.hpp"
#include "eventarch/explain.hpp"
#include "eventarch/formulas.hpp"

namespace eventarch::cli {
namespace {

std::string replaced(std::string_view text, std::string_view old, std::string_view by) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = std::min(text.find(old, at), text.size());
    out += text.substr(at, found - at);
    if (found < text.size()) out += by;
    at = found + old.size();
  }
  return out;
}

/// Between single quotes, in the shell of Bourne and its children.
std::string quoted_for_shell(std::string_view text) {
  return "'" + replaced(text, "'", "'\\''") + "'";
}

/// Names in which no shell sees anything but a word.
std::vector<std::string> plain_words(std::vector<std::string> names) {
  static constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
  std::erase_if(names, [](const std::string& name) {
    return name.find_first_not_of(plain) != std::string::npos;
  });
  return names;
}

/// The many words that an argument takes, which its help cannot list.
std::vector<std::string> names_for(std::string_view argument) {
  if (argument == "NAME") return plain_words(explained_names(built_in_catalogue()));
  std::vector<std::string> names;
  if (argument != "FORMULA") return names;
  for (const Formula* formula : formula_table()) names.emplace_back(formula->name);
  std::ranges::sort(names);
  return plain_words(std::move(names));
}

std::vector<CommandDescription> described_commands() {
  std::vector<CommandDescription> all;
  for (const Command& command : commands()) {
    all.push_back(described(command));
    for (OptionDescription& option : all.back().options) {
      if (option.is_positional && option.choices.empty()) {
        option.choices = names_for(option.names.front());
      }
    }
  }
  return all;
}

std::string command_names(std::string_view separator) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  return fmt::format("{}", fmt::join(names, separator));
}

std::string flag_names(const CommandDescription& command) {
  std::vector<std::string> names;
  for (const OptionDescription& option : command.options) {
    if (!option.is_positional) names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return fmt::format("{}", fmt::join(names, " "));
}

/// The first positional argument of a command; null where it has none.
const OptionDescription* argument_of(const CommandDescription& command) {
  const auto found = std::ranges::find_if(command.options, &OptionDescription::is_positional);
  return found == command.options.end() ? nullptr : &*found;
}

std::string bash_for(const CommandDescription& command) {
  std::string values;
  for (const OptionDescription& option : command.options) {
    if (option.value.empty()) continue;
    values += fmt::format("        {}) words={} files={} ;;\n", fmt::join(option.names, "|"),
                          quoted_for_shell(fmt::format("{}", fmt::join(option.choices, " "))),
                          option.takes_file() ? "yes" : "no");
  }
  const OptionDescription* argument = argument_of(command);
  const std::string words =
      argument == nullptr ? "" : fmt::format("{}", fmt::join(argument->choices, " "));
  return fmt::format(
      "    {})\n"
      "      case $previous in\n"
      "{}"
      "        *)\n"
      "          words={} files={}\n"
      "          [[ $current == -* ]] && words={}\n"
      "          ;;\n"
      "      esac\n"
      "      ;;\n",
      command.name, values, quoted_for_shell(words), words.empty() ? "yes" : "no",
      quoted_for_shell(flag_names(command)));
}

std::string bash_script() {
  std::string cases;
  for (const CommandDescription& command : described_commands()) cases += bash_for(command);
  return fmt::format(
      "# Completion of eventarch for bash: eventarch completion bash\n"
      "_eventarch() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}\n"
      "  local command='' words='' files=no i\n"
      "  # bash takes --flag=value for three words.\n"
      "  if [[ $current == '=' ]]; then\n"
      "    current=''\n"
      "  elif [[ $previous == '=' ]]; then\n"
      "    previous=${{COMP_WORDS[COMP_CWORD - 2]}}\n"
      "  fi\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case ${{COMP_WORDS[i]}} in\n"
      "      {}) command=${{COMP_WORDS[i]}}; break ;;\n"
      "    esac\n"
      "  done\n"
      "  case $command in\n"
      "{}"
      "    *) words={} ;;\n"
      "  esac\n"
      "  COMPREPLY=()\n"
      "  [[ -n $words ]] && COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "  # With nothing to offer, bash completes the names of files.\n"
      "  if [[ $files == no ]]; then compopt +o default 2>/dev/null; fi\n"
      "  return 0\n"
      "}}\n"
      "complete -o default -F _eventarch eventarch\n",
      command_names("|"), cases,
      quoted_for_shell(command_names(" ") + " " + flag_names(described_program())));
}

/// Inside the brackets of a specification of _arguments.
std::string quoted_for_zsh(std::string_view text) {
  std::string out(text);
  for (const std::string_view special : {"\\", "[", "]", ":"}) {
    out = replaced(out, special, fmt::format("\\{}", special));
  }
  return out;
}

std::string zsh_action(const OptionDescription& option) {
  if (!option.choices.empty()) return fmt::format("({})", fmt::join(option.choices, " "));
  return option.takes_file() ? "_files" : " ";
}

std::string zsh_option(const OptionDescription& option) {
  if (option.is_positional) {
    return quoted_for_shell(fmt::format("{}:{}:{}", option.is_repeatable ? "*" : "1",
                                        quoted_for_zsh(option.names.front()), zsh_action(option)));
  }
  std::string all;
  for (const std::string& name : option.names) {
    const std::string others =
        option.is_repeatable ? std::string("*") : fmt::format("({})", fmt::join(option.names, " "));
    const std::string value =
        option.value.empty()
            ? ""
            : fmt::format(":{}:{}", quoted_for_zsh(option.value), zsh_action(option));
    if (!all.empty()) all += " ";
    all += quoted_for_shell(
        fmt::format("{}{}[{}]{}", others, name, quoted_for_zsh(option.about), value));
  }
  return all;
}

std::string zsh_script() {
  std::string names;
  std::string cases;
  for (const CommandDescription& command : described_commands()) {
    names += fmt::format(
        "    {}\n", quoted_for_shell(command.name + ":" + replaced(command.about, ":", "\\:")));
    cases += fmt::format("    {})\n      _arguments -s", command.name);
    for (const OptionDescription& option : command.options) {
      cases += " \\\n        " + zsh_option(option);
    }
    cases += "\n      ;;\n";
  }
  return fmt::format(
      "#compdef eventarch\n"
      "# Completion of eventarch for zsh: eventarch completion zsh\n"
      "_eventarch() {{\n"
      "  local curcontext=$curcontext state line\n"
      "  local -a commands\n"
      "  commands=(\n{}  )\n"
      "  _arguments -C '(- *)'{{-h,--help}}'[Print the help page]' '(- *)--version[{}]' \\\n"
      "    '1:command:->command' '*::argument:->argument' && return\n"
      "  case $state in\n"
      "    command) _describe command commands; return ;;\n"
      "  esac\n"
      "  case $line[1] in\n"
      "{}"
      "  esac\n"
      "}}\n"
      "if [[ $funcstack[1] == _eventarch ]]; then _eventarch \"$@\"; else compdef _eventarch "
      "eventarch; fi\n",
      names, about_version(), cases);
}

std::string quoted_for_fish(std::string_view text) {
  return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_option(const std::string& command, const OptionDescription& option) {
  std::string line =
      fmt::format("complete -c eventarch -n '__fish_seen_subcommand_from {}'", command);
  const std::string words = fmt::format("{}", fmt::join(option.choices, " "));
  if (option.is_positional) {
    return words.empty() ? "" : fmt::format("{} -f -a {}\n", line, quoted_for_fish(words));
  }
  for (const std::string& name : option.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty()) line += option.takes_file() ? " -r -F" : " -x";
  if (!words.empty()) line += " -a " + quoted_for_fish(words);
  return fmt::format("{} -d {}\n", line, quoted_for_fish(option.about));
}

std::string fish_script() {
  std::string out = "# Completion of eventarch for fish: eventarch completion fish\n";
  for (const OptionDescription& option : described_program().options) {
    for (const std::string& name : option.names) {
      if (!name.starts_with("--")) continue;
      out += fmt::format("complete -c eventarch -n __fish_use_subcommand -f -l {} -d {}\n",
                         name.substr(2), quoted_for_fish(option.about));
    }
  }
  for (const CommandDescription& command : described_commands()) {
    out += fmt::format("complete -c eventarch -n __fish_use_subcommand -f -a {} -d {}\n",
                       command.name, quoted_for_fish(command.about));
    for (const OptionDescription& option : command.options) {
      out += fish_option(command.name, option);
    }
  }
  return out;
}

}  // namespace

std::string completion_script(std::string_view shell) {
  if (shell == "bash") return bash_script();
  if (shell == "zsh") return zsh_script();
  if (shell == "fish") return fish_script();
  return {};
}

}  // namespace eventarch::cli
