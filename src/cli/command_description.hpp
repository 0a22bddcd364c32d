#pragma once

/// The commands and their flags as people and shells see them: what help pages, completion and the
/// manual page are written from.

#include <string>
#include <string_view>
#include <vector>

#include "cli/command_table.hpp"

namespace eventarch::cli {

struct OptionDescription {
  std::vector<std::string> names;  ///< "-f", "--format"; a single bare word where positional
  bool is_positional = false;
  bool is_repeatable = false;
  std::string value;                 ///< what follows, such as FORMAT; empty for a flag
  std::string about;                 ///< with the default
  std::vector<std::string> choices;  ///< the words it takes; empty where they are not listed

  /// "-f, --format FORMAT"
  [[nodiscard]] std::string signature() const;
  [[nodiscard]] bool takes_file() const;
};

struct CommandDescription {
  std::string name;  ///< empty: the program itself
  std::string about;
  std::vector<OptionDescription> options;
};

[[nodiscard]] CommandDescription described_program();
[[nodiscard]] CommandDescription described(const Command& command);

/// The script that a shell reads; empty for a shell that is not known.
[[nodiscard]] std::string completion_script(std::string_view shell);

/// The page for section 1 of the manual, in the language of man(7).
[[nodiscard]] std::string manual_page();

}  // namespace eventarch::cli
