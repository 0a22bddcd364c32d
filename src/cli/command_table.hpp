#pragma once

/// The commands with their flags, as a table. Knows nothing of the library that parses them.

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/requests.hpp"

namespace eventarch::cli {

/// Everything that any command fills in.
struct RawRequest {
  RawDesign design;
  RawCheck check;
  RawCalculation calculation;
  RawDiff diff;
  RawSimulation simulation;
  InitOptions init;
  RawExplanation explanation;
  std::string schema;
  std::string shell;
};

/// Where the value of an option goes: a flag, one value with a default, one value or none, or many.
using OptionTarget =
    std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*>;

struct OptionDefinition {
  std::string names;  ///< "-f,--format"; a single bare word for a positional argument
  OptionTarget target;
  std::string value;  ///< what follows it, such as FORMAT; empty for flags and positional ones
  std::string about;
  std::vector<std::string> choices = {};  ///< the words that it takes; empty where it takes others
  bool excludes_the_one_before = false;
};

struct Command {
  std::string_view name;
  std::string_view about;
  std::vector<OptionDefinition> (*options)(RawRequest& raw);
  Request (*request)(const RawRequest& raw);
};

/// In the order of the help page.
[[nodiscard]] std::span<const Command> commands();

[[nodiscard]] std::string_view about_program();
[[nodiscard]] std::string_view about_version();

}  // namespace eventarch::cli
