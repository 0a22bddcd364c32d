#include <algorithm>
#include <cstddef>
#include <string_view>

#include "cli/input_paths.hpp"

namespace eventarch::cli {
namespace {

constexpr std::string_view key = "event_context";
constexpr std::string_view blanks = " \t";

std::string_view without_blanks(std::string_view line) {
  return line.substr(std::min(line.size(), line.find_first_not_of(blanks)));
}

/// `event_context:`, `"event_context" :`, `{event_context:`
bool starts_with_key(std::string_view line) {
  if (line.starts_with('{')) line = without_blanks(line.substr(1));
  const bool quoted = line.starts_with('"') || line.starts_with('\'');
  const char quote = quoted ? line.front() : ' ';
  if (quoted) line.remove_prefix(1);
  if (!line.starts_with(key)) return false;
  line.remove_prefix(key.size());
  if (quoted) {
    if (!line.starts_with(quote)) return false;
    line.remove_prefix(1);
  }
  return without_blanks(line).starts_with(':');
}

}  // namespace

bool has_design_key(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  // Most files are settled by one search.
  if (text.find(key) == std::string_view::npos) return false;
  bool at_start = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    if (line.starts_with("---")) {
      at_start = true;
      line = without_blanks(line.substr(3));
    }
    const std::string_view content = without_blanks(line);
    if (content.empty() || content.front() == '#' || line.starts_with('%')) continue;
    if (starts_with_key(at_start ? content : line)) return true;
    at_start = at_start && content == "{";
  }
  return false;
}

}  // namespace eventarch::cli
