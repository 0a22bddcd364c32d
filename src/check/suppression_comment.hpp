#pragma once

/// What a comment says that asks for silence:
/// `# eventarch: ignore=rule[,rule] [until=YYYY-MM-DD] -- reason`.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/comments.hpp"
#include "eventarch/check.hpp"

namespace eventarch::check {

struct IgnoredRule {
  std::string_view name;
  std::size_t offset = 0;  ///< in the text
};

struct SuppressionComment {
  Comment comment;
  std::vector<IgnoredRule> rules;
  std::optional<Date> until;
  std::string reason;  ///< empty: none is given
  std::string fault;   ///< what is wrong with its form; empty: nothing
};

/// Empty where the comment asks for nothing: prose may follow `eventarch:` as well.
[[nodiscard]] std::optional<SuppressionComment> read_suppression(const Comment& comment,
                                                                 std::string_view text);

}  // namespace eventarch::check
