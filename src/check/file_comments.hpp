#pragma once

/// The suppressions of a file, document by document as it is read.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "check/node_index.hpp"
#include "check/suppressions.hpp"
#include "eventarch/check.hpp"

namespace eventarch::check {

class FileComments {
 public:
  /// Both must outlive this. Where suppressions are not honoured, there are none.
  FileComments(const SourceText& source, const CheckSettings& settings);

  /// Whether comments are left that stand behind the documents of before, or that none counts is
  /// still to be told.
  [[nodiscard]] bool are_left() const { return next_ != lines_.size() || passed_over_from_ != 0; }

  /// What the comments up to the end of a document suppress. What is wrong with them is added to
  /// `findings`.
  [[nodiscard]] std::vector<Suppression> take(const input::Document& document,
                                              const NodeIndex& nodes, Findings& findings);

  /// The same for what stands behind the last document, which speaks of nothing.
  [[nodiscard]] std::vector<Suppression> take_rest(Findings& findings);

 private:
  std::vector<Suppression> take_until(std::size_t behind, const NodeIndex& nodes,
                                      Findings& findings);
  void tell_passed_over(Findings& findings);
  void forget_earlier(const input::Document& document, std::size_t earlier);

  const std::string& file_;
  Date today_;
  std::vector<CommentLine> lines_;
  std::uint32_t passed_over_from_ = 0;  ///< line; 0: nothing was, or it is told
  std::size_t next_ = 0;
  std::vector<SpeakingScalar> speaking_;  ///< of this document, and of one whose end is still ahead
};

}  // namespace eventarch::check
