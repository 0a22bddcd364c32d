#include "cli/shell_word.hpp"

#include <string_view>

namespace eventarch::cli {

std::string shell_word(const std::string& text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=@%+,-";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string shell_file(const std::string& path) {
  const bool is_flag = path.size() > 1 && path.starts_with('-');
  return shell_word(is_flag ? "./" + path : path);
}

}  // namespace eventarch::cli
