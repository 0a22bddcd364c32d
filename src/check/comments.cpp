#include "check/comments.hpp"

#include <algorithm>

#include "input/source_quotes.hpp"

namespace eventarch::check {
namespace {

using input::Document;
using input::Node;
using input::NodeIndex;
using input::NodeKind;
using input::SourcePositions;

constexpr std::string_view address = "eventarch:";
constexpr std::string_view blanks = " \t";

/// A stretch of text in which nothing is a comment.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// Behind a block scalar whose header stands at `begin`: it goes on while lines are blank or as
/// indented as its first one.
std::size_t behind_block(const SourcePositions& source, std::uint32_t header) {
  std::size_t indent = 0;
  std::uint32_t number = header + 1;
  for (; source.line_start(number - 1) < source.text().size(); ++number) {
    const std::string_view line = source.line(number);
    if (line.find_first_not_of(blanks) == std::string_view::npos) continue;
    if (indent == 0) indent = std::max<std::size_t>(1, indent_of(line));
    if (indent_of(line) < indent) break;
  }
  return source.line_start(number - 1);
}

/// Where quoted and block scalars lie, in the order of the text.
std::vector<Stretch> texts_of(const Document& document, const SourcePositions& source,
                              std::string_view file) {
  std::vector<Stretch> all;
  for (NodeIndex i = 0; i < document.size(); ++i) {
    const Node& node = document.at(i);
    if (node.kind != NodeKind::scalar || node.plain || node.where.file != file) continue;
    const std::size_t begin = source.offset(node.where.line, node.where.column);
    if (begin >= source.text().size()) continue;
    const char first = source.text()[begin];
    if (first == '"' || first == '\'') {
      all.push_back({begin, input::behind_closing_quote(source.text(), begin)});
    } else if (first == '|' || first == '>') {
      all.push_back({source.line_start(node.where.line), behind_block(source, node.where.line)});
    }
  }
  std::ranges::sort(all, {}, &Stretch::begin);
  return all;
}

bool lies_in(const std::vector<Stretch>& texts, std::size_t at) {
  const auto behind = std::ranges::upper_bound(texts, at, {}, &Stretch::begin);
  return behind != texts.begin() && at < (behind - 1)->end;
}

/// The `#` that begins the comment of a line; npos where it has none.
std::size_t comment_begin(const std::vector<Stretch>& texts, const SourcePositions& source,
                          std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    if (input::opens_comment(source.text(), at) && !lies_in(texts, at)) return at;
  }
  return std::string_view::npos;
}

bool is_marker(std::string_view line) {
  const bool dashes = line.starts_with("---") || line.starts_with("...");
  return dashes && (line.size() == 3 || line[3] == ' ' || line[3] == '\t');
}

}  // namespace

bool may_hold_comments(std::string_view text) {
  return text.find(address) != std::string_view::npos;
}

std::vector<Comment> comments_of(const Document& document, const SourcePositions& source,
                                 std::string_view file, std::uint32_t first, std::uint32_t behind) {
  std::vector<Comment> all;
  const auto texts = texts_of(document, source, file);
  for (std::uint32_t number = first; number < behind; ++number) {
    const std::string_view line = source.line(number);
    if (line.find(address) == std::string_view::npos) continue;
    const std::size_t start = source.line_start(number - 1);
    const std::size_t at = comment_begin(texts, source, start, start + line.size());
    if (at == std::string_view::npos) continue;
    std::string_view words = line.substr(at - start + 1);
    words.remove_prefix(std::min(words.find_first_not_of(blanks), words.size()));
    if (!words.starts_with(address)) continue;
    words.remove_prefix(address.size());
    const bool alone = line.find_first_not_of(blanks) == at - start;
    all.push_back({number, at, start + line.size(), alone, words});
  }
  return all;
}

std::uint32_t line_behind(const Document& document, const SourcePositions& source,
                          std::string_view file, std::uint32_t first) {
  std::uint32_t number = first;
  for (NodeIndex i = 0; i < document.size(); ++i) {
    const SourceSpan& where = document.at(i).where;
    if (where.file == file) number = std::max(number, where.line);
  }
  ++number;
  while (source.line_start(number - 1) < source.text().size() && !is_marker(source.line(number))) {
    ++number;
  }
  return number;
}

}  // namespace eventarch::check
