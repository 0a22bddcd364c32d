#pragma once

/// Where the words of YAML source begin and end: quotes, comments, and the scalar that a mark of
/// the parser points at. It looks at the text alone and knows no grammar.

#include <cstddef>
#include <string_view>

#include "input/document.hpp"

namespace eventarch::input {

/// Whether a `#` at `at` begins a comment, and is not a sign inside plain text.
[[nodiscard]] bool opens_comment(std::string_view text, std::size_t at);

/// Whether a quote at `at` opens a quoted scalar, and is not a sign inside plain text.
[[nodiscard]] bool opens_quote(std::string_view text, std::size_t at);

/// Behind the quote that closes the one at `open`; npos where none does.
[[nodiscard]] std::size_t behind_closing_quote(std::string_view text, std::size_t open);

/// Where the quote stands that is never closed; npos where there is none.
[[nodiscard]] std::size_t unclosed_quote(std::string_view text);

/// Skips an anchor and a tag before a value, and the lines up to it: marks point at them, carets
/// should not.
[[nodiscard]] std::size_t value_begin(std::string_view text, std::size_t at);

/// The tag of a value whose mark is at `at`; empty where it has none.
[[nodiscard]] Stretch tag_before_value(std::string_view text, std::size_t at);

/// Where the word for null that begins at `at` ends; `at` itself where none does.
[[nodiscard]] std::size_t null_word_end(std::string_view text, std::size_t at);

/// Where the word of YAML that begins at `at` ends: an alias, an anchor, a tag or a plain word.
[[nodiscard]] std::size_t word_end(std::string_view text, std::size_t at);

/// End of the scalar that starts at `begin` in the source, for the caret. Block and multi-line
/// scalars end with their first line.
[[nodiscard]] std::size_t scalar_end(std::string_view text, std::size_t begin,
                                     std::string_view value, bool plain);

}  // namespace eventarch::input
