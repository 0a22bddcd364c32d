#pragma once

/// Comments that accept findings:
///   # eventarch: ignore=rule[,rule] [until=YYYY-MM-DD] -- reason
/// At the end of a line one speaks of what begins on that line; alone on a line, of the next key or
/// item with everything below it.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/node_index.hpp"
#include "eventarch/check.hpp"

namespace eventarch::check {

struct SuppressedRule {
  std::string name;
  SourceSpan where;  ///< of the name
  bool used = false;
};

struct Suppression {
  std::vector<SuppressedRule> rules;  ///< that there are, and that may be suppressed
  SourceSpan list;                    ///< where they are named
  bool all_known = true;              ///< whether the list names nothing else
  Suppressed what;                    ///< reason, last day and place
  LineRange lines;                    ///< that it speaks of
  bool expired = false;
};

/// A line with something in it that looks like a comment for us.
struct CommentLine {
  std::uint32_t number = 0;  ///< counts from 1
  std::string_view text;     ///< the whole line, without its end
};

/// By number; hardly a file has one.
[[nodiscard]] std::vector<CommentLine> comment_lines(std::string_view text);

/// A scalar that holds such text: what stands in it is no comment.
struct SpeakingScalar {
  std::uint32_t line = 0;  ///< where it begins
  std::string text;
};

/// Adds those of a document.
void add_speaking_scalars(const input::Document& document, std::vector<SpeakingScalar>& scalars);

/// The suppressions on some lines. What is wrong with them is added to `findings`; those that do
/// not count are not returned.
[[nodiscard]] std::vector<Suppression> read_suppressions(std::span<const CommentLine> lines,
                                                         std::span<const SpeakingScalar> scalars,
                                                         const std::string& file,
                                                         const NodeIndex& nodes, Date today,
                                                         Findings& findings);

/// The first suppression of the finding, which is then used; null where there is none.
[[nodiscard]] const Suppression* suppression_of(const Diagnostic& finding,
                                                std::vector<Suppression>& suppressions);

/// Adds findings about those that were of no use, wholly or in part. Where not every rule could be
/// asked
/// (`judged_whole`), nobody knows which they are.
void report_unused(const std::vector<Suppression>& suppressions, bool judged_whole,
                   Findings& findings);

/// Whether a level may change how a rule is reported: not for those about the file format.
[[nodiscard]] bool may_be_levelled(const Rule& rule);
/// Whether a comment may suppress a rule: nor for those about suppressions.
[[nodiscard]] bool may_be_suppressed(const Rule& rule);

}  // namespace eventarch::check
