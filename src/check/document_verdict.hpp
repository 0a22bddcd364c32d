#pragma once

/// What the settings of a repository and the comments of a file make of the findings in one
/// document: shared by `design` and `check`, so that both give the same answer.

#include <optional>
#include <vector>

#include "check/file_comments.hpp"
#include "check/node_index.hpp"
#include "eventarch/check.hpp"
#include "input/document.hpp"

namespace eventarch::check {

/// A finding at the level of the settings, and what accepts it, where anything does.
struct JudgedFinding {
  Diagnostic diagnostic;
  std::optional<Suppressed> suppressed;
};

class DocumentVerdict {
 public:
  /// All must outlive this; `document` is as it was checked. One for each document, in their order.
  DocumentVerdict(const input::Document& document, const CheckSettings& settings,
                  FileComments& comments)
      : document_(document), settings_(settings), comments_(comments) {}

  /// Whether an error stands that neither a level nor a comment accepts: there is no design then.
  [[nodiscard]] bool stops(const Findings& findings);

  /// Everything found, in its order, then what is wrong with the comments; without what is off.
  /// Where not every rule could be asked (`judged_whole`), no comment is called unused.
  [[nodiscard]] std::vector<JudgedFinding> judged(const Findings& findings, bool judged_whole);

  /// Those of the document; made when they are first asked for.
  [[nodiscard]] const NodeIndex& nodes();

 private:
  void read_comments();
  /// The first comment that suppresses the finding; null where there is none.
  const Suppression* suppression(const Diagnostic& finding);

  const input::Document& document_;
  const CheckSettings& settings_;
  FileComments& comments_;
  std::optional<NodeIndex> nodes_;
  std::optional<std::vector<Suppression>> suppressions_;
  Findings about_comments_;
};

/// What is wrong with the comments behind the last document.
[[nodiscard]] std::vector<JudgedFinding> judged_rest(FileComments& comments, bool judged_whole,
                                                     const CheckSettings& settings);

}  // namespace eventarch::check
