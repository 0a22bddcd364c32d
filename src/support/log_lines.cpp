#include "support/log_lines.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "support/ascii.hpp"

namespace eventarch::text {
namespace {

/// Every character that a service may skip at the start of a line, in UTF-8.
constexpr std::array<std::string_view, 24> blanks{
    " ",
    "\t",
    "\v",
    "\f",
    "\r",
    "\xC2\x85",
    "\xC2\xA0",
    "\xE1\x9A\x80",
    "\xE2\x80\x80",
    "\xE2\x80\x81",
    "\xE2\x80\x82",
    "\xE2\x80\x83",
    "\xE2\x80\x84",
    "\xE2\x80\x85",
    "\xE2\x80\x86",
    "\xE2\x80\x87",
    "\xE2\x80\x88",
    "\xE2\x80\x89",
    "\xE2\x80\x8A",
    "\xE2\x80\xA8",
    "\xE2\x80\xA9",
    "\xE2\x80\xAF",
    "\xE2\x81\x9F",
    "\xE3\x80\x80",
};

std::size_t first_of_the_text(std::string_view line) {
  std::size_t at = 0;
  while (true) {
    const auto* const blank = std::ranges::find_if(
        blanks, [&](std::string_view one) { return line.substr(at).starts_with(one); });
    if (blank == blanks.end()) return at;
    at += blank->size();
  }
}

}  // namespace

bool bracket_opens_command(std::string_view before) {
  while (!before.empty() && ascii::is_letter(before.back())) before.remove_suffix(1);
  return before.ends_with("##");
}

std::string inert_line(std::string_view line) {
  const bool is_plain =
      line.find("::") == std::string_view::npos && line.find("##") == std::string_view::npos;
  if (is_plain) return std::string(line);
  std::string out;
  out.reserve(line.size());
  const std::size_t start = first_of_the_text(line);
  const bool is_command = line.substr(start).starts_with("::");
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (is_command && at == start) {
      out += "\\u{3a}";
    } else if (line[at] == '[' && bracket_opens_command(line.substr(0, at))) {
      out += "\\u{5b}";
    } else {
      out += line[at];
    }
  }
  return out;
}

bool holds_command(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (inert_line(line) != line) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace eventarch::text
