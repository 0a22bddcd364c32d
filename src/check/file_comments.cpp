#include "check/file_comments.hpp"

#include <fmt/format.h>

#include <span>

#include "check/suppression_rules.hpp"
#include "input/byte_scan.hpp"

namespace eventarch::check {
namespace {

/// Beyond what people write: each may be a finding, and a megabyte of them would take seconds.
constexpr std::size_t comments_most = 1000;

std::ptrdiff_t offset(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

}  // namespace

FileComments::FileComments(const SourceText& source, const CheckSettings& settings)
    : file_(source.name), today_(settings.today) {
  if (!settings.honour_suppressions) return;
  lines_ = comment_lines(input::without_byte_order_mark(source.text));
  if (lines_.size() <= comments_most) return;
  passed_over_from_ = lines_[comments_most].number;
  lines_.clear();
}

std::vector<Suppression> FileComments::take(const input::Document& document, const NodeIndex& nodes,
                                            Findings& findings) {
  const std::size_t earlier = speaking_.size();
  add_speaking_scalars(document, speaking_);
  std::size_t behind = next_;
  while (behind < lines_.size() && lines_[behind].number <= nodes.last_line()) ++behind;
  auto suppressions = take_until(behind, nodes, findings);
  forget_earlier(document, earlier);
  return suppressions;
}

std::vector<Suppression> FileComments::take_rest(Findings& findings) {
  return take_until(lines_.size(), NodeIndex(input::Document{}), findings);
}

std::vector<Suppression> FileComments::take_until(std::size_t behind, const NodeIndex& nodes,
                                                  Findings& findings) {
  if (passed_over_from_ != 0) tell_passed_over(findings);
  const std::span<const CommentLine> lines(lines_.begin() + offset(next_),
                                           lines_.begin() + offset(behind));
  next_ = behind;
  return read_suppressions(lines, speaking_, file_, nodes, today_, findings);
}

/// None of so many counts, which is told once.
void FileComments::tell_passed_over(Findings& findings) {
  findings.add(malformed_suppression, {file_, passed_over_from_, 1, passed_over_from_, 1},
               fmt::format("there are more than {} suppressions, and none counts", comments_most),
               "turn a rule off in `.eventarch.yaml`, or accept what is found by a baseline");
  passed_over_from_ = 0;
}

/// Forgets the first so many scalars, which are those of documents before this one, once no comment
/// before it is left: what stands behind its first line stands in none of them.
void FileComments::forget_earlier(const input::Document& document, std::size_t earlier) {
  if (document.empty()) return;
  const bool before = next_ != lines_.size() && lines_[next_].number < document.root().where.line;
  if (!before) speaking_.erase(speaking_.begin(), speaking_.begin() + offset(earlier));
}

}  // namespace eventarch::check
