#pragma once

/// Findings that were accepted: by whom, why, and until when.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "eventarch/diagnostic.hpp"

namespace eventarch {

/// A day of the Gregorian calendar.
struct Date {
  int year = 0;
  int month = 0;  ///< 1 to 12
  int day = 0;    ///< 1 to 31

  friend auto operator<=>(const Date&, const Date&) = default;
};

/// Why a finding does not count.
struct Suppressed {
  enum class By : std::uint8_t { comment, baseline };
  By by = By::comment;
  std::string reason;         ///< of the comment; may be hostile
  std::optional<Date> until;  ///< of the comment
  SourceSpan where;           ///< of the comment; line 0 for a baseline
};

/// A finding that does not count, and why.
struct SuppressedFinding {
  Diagnostic diagnostic;
  Suppressed suppressed;
};

}  // namespace eventarch
