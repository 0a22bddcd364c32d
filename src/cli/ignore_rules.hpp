#pragma once

/// What a `.gitignore` says of a path. Values in, values out; nothing here touches the disk.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eventarch::cli {

/// One line of the file.
struct IgnoreRule {
  std::vector<std::string> parts;  ///< between slashes; `**` stands for any number of folders
  bool is_exception = false;       ///< `!pattern`: what was ignored is taken after all
  bool only_folders = false;       ///< `pattern/`
};

using IgnoreRules = std::vector<IgnoreRule>;  ///< in the order of the file

[[nodiscard]] IgnoreRules read_ignore_rules(std::string_view text);

enum class IgnoreVerdict : std::uint8_t { silent, ignored, taken };

/// What the rules say of a path, given as its parts below the folder of the file: the last rule
/// that matches decides. Whether a folder above it is ignored is asked of that folder.
[[nodiscard]] IgnoreVerdict verdict_on(std::span<const std::string_view> path, bool is_folder,
                                       const IgnoreRules& rules);

/// Whether a name without slashes matches a pattern of `*`, `?`, `[a-z]`, `[!a-z]`, `[[:digit:]]`
/// and `\`. Takes time in proportion to the product of the lengths, however many stars there are.
[[nodiscard]] bool name_matches(std::string_view pattern, std::string_view name);

}  // namespace eventarch::cli
