#pragma once

/// A page of text for people: headings, paragraphs, rows, tables; 80 columns but for what is
/// written to be copied. Everything passes one place that makes control characters visible and
/// keeps lines from being commands to the service that runs the build.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/diagnostic.hpp"
#include "eventarch/report.hpp"

namespace eventarch::report {

inline constexpr std::size_t page_width = 80;

using TableRow = std::vector<std::string>;

/// How an answer is coloured. It is always a word, too.
enum class Tone : std::uint8_t { plain, good, bad, open };

class TextPage {
 public:
  explicit TextPage(Color color) : color_(color) {}

  void title(std::string_view text, Tone tone = Tone::plain);  ///< bold, wrapped
  void heading(std::string_view text);                         ///< a blank line, then bold
  void blank();
  void paragraph(std::string_view text, std::size_t indent = 2);
  /// "  - text", wrapped under itself.
  void bullet(std::string_view text, std::size_t indent = 2);
  /// A label in a column of its own, the value wrapped beside it.
  void row(std::string_view label, std::string_view value, std::size_t label_width = 16,
           std::size_t indent = 2);
  /// A line to copy, such as a command or a query: never broken, however long.
  void verbatim(std::string_view text, std::size_t indent);
  /// Columns as wide as their widest cell; the first row is the heading. Requires rows of one
  /// length.
  void table(const std::vector<TableRow>& rows, std::size_t indent);
  /// `file:line:column: severity [rule]`, the message, the notes and the help below.
  void finding(const Diagnostic& diagnostic);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void line(std::string_view text);
  [[nodiscard]] std::string bold(std::string_view text, Tone tone = Tone::plain) const;
  [[nodiscard]] std::string painted(Severity severity) const;

  Color color_;
  std::string out_;
};

}  // namespace eventarch::report
