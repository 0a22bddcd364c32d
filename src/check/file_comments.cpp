#include "check/file_comments.hpp"

#include <span>

#include "input/byte_scan.hpp"

namespace eventarch::check {
namespace {

std::ptrdiff_t offset(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

}  // namespace

FileComments::FileComments(const SourceText& source, const CheckSettings& settings)
    : file_(source.name), today_(settings.today) {
  if (settings.honour_suppressions) {
    lines_ = comment_lines(input::without_byte_order_mark(source.text));
  }
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
  const std::span<const CommentLine> lines(lines_.begin() + offset(next_),
                                           lines_.begin() + offset(behind));
  next_ = behind;
  return read_suppressions(lines, speaking_, file_, nodes, today_, findings);
}

/// Forgets the first so many scalars, which are those of documents before this one, once no comment
/// before it is left: what stands behind its first line stands in none of them.
void FileComments::forget_earlier(const input::Document& document, std::size_t earlier) {
  if (document.empty()) return;
  const bool before = are_left() && lines_[next_].number < document.root().where.line;
  if (!before) speaking_.erase(speaking_.begin(), speaking_.begin() + offset(earlier));
}

}  // namespace eventarch::check
