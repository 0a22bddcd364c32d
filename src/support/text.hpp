#pragma once

/// Text for people: escaping what must not reach a terminal, quoting, wrapping, "did you mean".

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eventarch::text {

/// The text with everything invisible or dangerous made visible: control characters (C0, DEL, C1),
/// bidirectional marks and overrides, line and paragraph separators, zero-width characters, tag
/// characters and the byte order mark as \u{hex}; invalid UTF-8 bytes as \x{hex}.
/// The result is valid UTF-8 on one line.
[[nodiscard]] std::string printable(std::string_view raw);

/// `printable` in backticks, shortened in the middle beyond 60 characters.
[[nodiscard]] std::string quoted(std::string_view raw);

/// `printable` in backticks, whole: a path that is cut is of no use in a log.
[[nodiscard]] std::string quoted_whole(std::string_view raw);

/// Number of code points in valid UTF-8.
[[nodiscard]] std::size_t length(std::string_view utf8);

/// Columns on a terminal: wide East Asian characters and emoji take two, combining marks none.
/// An approximation by ranges, good enough to align carets and wrap lines.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// Length in bytes of the valid UTF-8 sequence at the start; 0 where there is none.
[[nodiscard]] std::size_t sequence_length(std::string_view bytes);

/// The candidate that `wanted` is most likely a slip of: equal but for case, or the closest by
/// Damerau-Levenshtein distance up to a third of the length, or the same words in another order.
/// Ties go to the candidate that comes first. Empty where nothing is close.
[[nodiscard]] std::optional<std::string_view> closest(std::string_view wanted,
                                                      std::span<const std::string_view> candidates);

/// The same where no other candidate is as close: sure enough to mend a file by.
[[nodiscard]] std::optional<std::string_view> certainly(
    std::string_view wanted, std::span<const std::string_view> candidates);

/// Breaks at blanks so that no line is wider than `width`; a word that is wider is cut,
/// an address (https://...) of up to 300 bytes is not. No line is
/// empty; empty text gives no line.
[[nodiscard]] std::vector<std::string> wrap(std::string_view utf8, std::size_t width);

/// "use_case_fit" as words: "use case fit".
[[nodiscard]] std::string spoken(std::string_view name);

/// A sentence made fit to stand inside another one.
[[nodiscard]] std::string without_full_stop(std::string_view sentence);

/// "a, b and c"
[[nodiscard]] std::string list_of(std::span<const std::string> items,
                                  std::string_view last = "and");

/// A name that brokers accept everywhere: [a-z0-9._-], lower case, other runs of characters as one
/// dash, none at the ends; at most 200 characters, cut ones end in a hash. Never empty.
[[nodiscard]] std::string resource_name(std::string_view raw);

/// 32-bit FNV-1a hash as eight hex digits: keeps shortened names apart.
[[nodiscard]] std::string short_hash(std::string_view bytes);

/// Two 64-bit FNV-1a hashes, forwards and backwards, as 32 hex digits. Not for secrets.
[[nodiscard]] std::string long_hash(std::string_view bytes);

}  // namespace eventarch::text
