#pragma once

/// Comments that were meant to suppress a finding and are spelt in another way, such as
/// `# Eventarch: ignore=...`, `# eventarch ignore=...` and `# eventarch-ignore`: without a word
/// they would suppress nothing. Prose that mentions eventarch is none of them.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace eventarch::check {

/// What may stand around a comment and its words; lines may end in CR LF.
inline constexpr std::string_view comment_blanks = " \t\r";

/// Whether the text may hold a comment for us, well spelt or not. Quick: asked of whole files.
[[nodiscard]] bool may_speak(std::string_view text);

/// What a comment, from its `#` on, was probably meant to say: a directive in full. Nothing where
/// it is prose. `rules`: the names that it may suppress.
[[nodiscard]] std::optional<std::string> meant_directive(std::string_view comment,
                                                         std::span<const std::string_view> rules);

}  // namespace eventarch::check
