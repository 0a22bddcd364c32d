#pragma once

/// Lines for the log of a build, whose service reads commands out of it: GitHub takes `::name` at
/// the start of a line and `##[name]` anywhere in it, others `##vso[` and `##teamcity[`. Content of
/// a file must not become one.

#include <string>
#include <string_view>

namespace eventarch::text {

/// Whether a `[` behind this text would open a command.
[[nodiscard]] bool bracket_opens_command(std::string_view before);

/// The line with what would make it a command written as \u{hex}; any other line is unchanged.
[[nodiscard]] std::string inert_line(std::string_view line);

/// Whether a line of the text would be a command. A CR alone ends a line for some.
[[nodiscard]] bool holds_command(std::string_view text);

}  // namespace eventarch::text
