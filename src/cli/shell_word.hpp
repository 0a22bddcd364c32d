#pragma once

/// Words of a command line that people copy.

#include <string>

namespace eventarch::cli {

/// The text as the shells of Bourne's family want a word.
[[nodiscard]] std::string shell_word(const std::string& text);

/// The same for the name of a file: one that begins with a dash would be taken for a flag.
[[nodiscard]] std::string shell_file(const std::string& path);

}  // namespace eventarch::cli
