#pragma once

/// Findings about a design file: values with a rule, a place and a remedy. Nothing here prints.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eventarch {

/// error: the design cannot work or the input is invalid. warning: it will hurt.
/// info: worth knowing.
enum class Severity : std::uint8_t { info, warning, error };

[[nodiscard]] std::string_view name_of(Severity severity);

/// A place in a source text. Lines and columns count from 1, columns in characters (Unicode code
/// points); the end is exclusive. line == 0 means that the finding concerns the file as a whole.
struct SourceSpan {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;

  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};

/// A replacement of one stretch of the text. Empty spans insert, empty texts delete.
struct Edit {
  SourceSpan where;
  std::string replacement;
};

/// A second place that explains a finding, such as the first of two equal keys.
struct RelatedPlace {
  SourceSpan where;
  std::string message;
};

/// What a finding is an instance of. One constant a rule, listed in the rule table.
struct Rule {
  std::string_view name;  ///< snake_case, names the problem, is never reused
  Severity severity = Severity::error;
  std::string_view summary;    ///< one line
  std::string_view rationale;  ///< why it matters
  std::string_view flagged;    ///< an input that it finds, as a design file or a part of one
  std::string_view accepted;   ///< the same input, mended
  std::string_view source;     ///< who says so; empty where the file format itself does
};

struct Diagnostic {
  const Rule* rule = nullptr;  ///< never null; rules live as long as the program
  Severity severity = Severity::error;
  SourceSpan where;
  std::string message;  ///< what is wrong, quoting the value found; may hold raw input text
  std::string help;     ///< what to do next; empty where there is nothing to add
  std::vector<RelatedPlace> related;
  std::string label = {};               ///< a few words under the marked text; may be empty
  std::vector<std::string> notes = {};  ///< the arithmetic or the background, a sentence each
  /// The edits that mend it, where they are certain to be meant: applied unasked by `--fix`. They
  /// lie in the same document as the finding and do not overlap.
  std::vector<Edit> fix = {};
};

/// The total order of a report: by place, then rule, then message. Places outside the file
/// (values given on the command line) follow those in it.
[[nodiscard]] bool reports_before(const Diagnostic& a, const Diagnostic& b);

/// All findings of one run. Stages append; the composition sorts once.
class Findings {
 public:
  /// Adds a finding with the severity of its rule. `rule` must outlive the findings.
  Diagnostic& add(const Rule& rule, SourceSpan where, std::string message, std::string help);

  /// Adds a finding as it is.
  void add(Diagnostic finding);

  /// Takes over the findings of a part of the work.
  void add_all(const Findings& others);

  /// Puts the findings into the order of `reports_before` and drops exact repetitions.
  void sort();

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return diagnostics_; }
  [[nodiscard]] bool has_errors() const;

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace eventarch
