#pragma once

/// What every text that is written must keep, whatever was read.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "invariants.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::fuzz {

template <class Check>
void for_each_line(std::string_view text, Check check) {
  require(text.empty() || text.ends_with('\n'), "a text ends in a newline");
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find('\n', start);
    check(text.substr(start, end - start));
    start = end + 1;
  }
}

/// For people, also in the log of a build.
inline void check_inert(std::string_view text) {
  for_each_line(text, [](std::string_view line) {
    require(text::printable(line) == line, "no control character or hidden mark reaches people");
    require(text::inert_line(line) == line, "no line is a command to a service that runs builds");
  });
}

inline nlohmann::json check_json(std::string_view text) {
  check_inert(text);
  auto json = nlohmann::json::parse(text, nullptr, false);
  require(json.is_object() || json.is_array(), "what is written as JSON is JSON");
  return json;
}

/// The part of a text before a line of three equals signs, and what follows it.
inline std::pair<std::string_view, std::string_view> halves(std::string_view text) {
  constexpr std::string_view fence = "\n===\n";
  const std::size_t at = text.find(fence);
  if (at == std::string_view::npos) return {text, text};
  return {text.substr(0, at + 1), text.substr(at + fence.size())};
}

}  // namespace eventarch::fuzz
