/// One design file through the gate.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "check/node_index.hpp"
#include "check/stages.hpp"
#include "check/suppression_rules.hpp"
#include "check/suppressions.hpp"
#include "eventarch/check.hpp"
#include "input/byte_scan.hpp"
#include "support/repository_path.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using check::CommentLine;
using check::NodeIndex;
using check::SpeakingScalar;
using check::Suppression;

/// A place shows three lines at most: a longer one its first and its last.
constexpr std::uint32_t shown_lines = 3;
/// A line is kept up to here: a file may be one line with thousands of findings.
constexpr std::size_t shown_bytes = 2000;

/// Nothing where the rule is off.
std::optional<Severity> severity_at(const Diagnostic& finding, const RuleLevels& levels) {
  const auto level = levels.find(finding.rule->name);
  const bool fixed = level == levels.end() || !check::may_be_levelled(*finding.rule);
  if (fixed) return finding.severity;
  switch (level->second) {
    case RuleLevel::off: return std::nullopt;
    case RuleLevel::info: return Severity::info;
    case RuleLevel::warning: return Severity::warning;
    case RuleLevel::error: return Severity::error;
  }
  return finding.severity;
}

/// The name of a file as its repository has it; what stands for standard input has no place.
std::string name_in_repository(std::string_view folder, const std::string& name) {
  return name.starts_with('<') ? name : text::repository_path(folder, name);
}

/// Where the lines of a text begin.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(input::without_byte_order_mark(text)) {
    for (std::size_t at = 0; at != std::string_view::npos;) {
      starts_.push_back(at);
      const std::size_t end = text_.find('\n', at);
      at = end == std::string_view::npos ? end : end + 1;
    }
  }

  /// Without its end; the place must lie in the part that is kept.
  void add(std::uint32_t number, std::uint32_t column, std::vector<SourceLine>& out) const {
    if (number == 0 || number > starts_.size() || column > shown_bytes / 4) return;
    if (std::ranges::find(out, number, &SourceLine::number) != out.end()) return;
    std::string_view line = text_.substr(starts_[number - 1]);
    line = line.substr(0, line.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() > shown_bytes) {
      std::size_t end = shown_bytes;
      // Not in the middle of a character.
      while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
      line = line.substr(0, end);
    }
    out.push_back({number, std::string(line)});
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

class FileCheck {
 public:
  FileCheck(const SourceText& source, const Catalogue& catalogue, const CheckSettings& settings,
            const std::vector<Override>& overrides)
      : source_(source), catalogue_(catalogue), settings_(settings), overrides_(overrides) {
    if (settings.honour_suppressions) {
      comments_ = check::comment_lines(input::without_byte_order_mark(source.text));
    }
  }

  CheckedFile run() {
    out_.name = source_.name;
    out_.documents = 0;
    if (comments_.size() > comments_most) pass_over_comments();
    input::read_each_document(source_.name, source_.text,
                              [this](input::ReadDocument read) { take(std::move(read)); });
    // What stands behind the last document speaks of nothing.
    keep_suppressed({}, NodeIndex(input::Document{}), comments_.size());
    number_equal_ones();
    std::ranges::stable_sort(out_.findings, [](const CheckFinding& a, const CheckFinding& b) {
      return reports_before(a.diagnostic, b.diagnostic);
    });
    return std::move(out_);
  }

 private:
  /// Beyond what people write: each may be a finding, and a megabyte of them would take seconds.
  static constexpr std::size_t comments_most = 1000;

  /// None of so many counts, which is told once.
  void pass_over_comments() {
    const std::uint32_t number = comments_[comments_most].number;
    comments_.clear();
    Findings findings;
    findings.add(check::malformed_suppression, {source_.name, number, 1, number, 1},
                 fmt::format("there are more than {} suppressions, and none counts", comments_most),
                 "turn a rule off in `.eventarch.yaml`, or accept what is found by a baseline");
    keep(findings.all().front(), NodeIndex(input::Document{}), std::nullopt);
  }

  void take(input::ReadDocument read) {
    document_ = read.number;
    Findings findings = std::move(read.findings);
    const auto declaration = check::load_and_validate(read, catalogue_, overrides_, findings);
    if (declaration) ++out_.documents;
    judged_whole_ = declaration && !findings.has_errors() &&
                    check::check_design(*declaration, source_.stem, catalogue_, findings);
    findings.sort();
    if (findings.all().empty() && next_comment_ == comments_.size()) return;
    const NodeIndex nodes(read.document);
    const std::size_t earlier = speaking_.size();
    check::add_speaking_scalars(read.document, speaking_);
    std::size_t behind = next_comment_;
    while (behind < comments_.size() && comments_[behind].number <= nodes.last_line()) ++behind;
    keep_suppressed(findings, nodes, behind);
    forget_earlier(read.document, earlier);
  }

  /// Forgets the first so many scalars, which are those of documents before this one, once no
  /// comment before it is left: what stands behind its first line stands in none of them.
  void forget_earlier(const input::Document& document, std::size_t earlier) {
    if (document.empty()) return;
    const bool before = next_comment_ < comments_.size() &&
                        comments_[next_comment_].number < document.root().where.line;
    if (!before) speaking_.erase(speaking_.begin(), speaking_.begin() + offset(earlier));
  }

  /// Keeps the findings of a document, marked by its suppressions: the comments up to `behind`.
  void keep_suppressed(const Findings& findings, const NodeIndex& nodes, std::size_t behind) {
    const std::span<const CommentLine> lines(comments_.begin() + offset(next_comment_),
                                             comments_.begin() + offset(behind));
    next_comment_ = behind;
    Findings about_comments;
    auto suppressions = check::read_suppressions(lines, speaking_, source_.name, nodes,
                                                 settings_.today, about_comments);
    for (const Diagnostic& finding : findings.all()) {
      const Suppression* by = check::suppression_of(finding, suppressions);
      keep(finding, nodes, by == nullptr ? std::nullopt : std::optional(by->what));
    }
    check::report_unused(suppressions, judged_whole_, about_comments);
    for (const Diagnostic& finding : about_comments.all()) keep(finding, nodes, std::nullopt);
  }

  static std::ptrdiff_t offset(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

  void keep(const Diagnostic& finding, const NodeIndex& nodes,
            std::optional<Suppressed> suppressed) {
    const auto severity = severity_at(finding, settings_.levels);
    if (!severity) return;
    CheckFinding kept;
    kept.diagnostic = finding;
    kept.diagnostic.severity = *severity;
    kept.document = std::max(1U, document_);
    if (finding.where.file == source_.name) kept.pointer = nodes.pointer_of(finding.where);
    kept.suppressed = std::move(suppressed);
    add_lines(finding, kept.lines);
    out_.findings.push_back(std::move(kept));
  }

  void add_lines(const Diagnostic& finding, std::vector<SourceLine>& lines) {
    if (!lines_) lines_.emplace(source_.text);
    const auto add = [&](const SourceSpan& where) {
      if (where.file != source_.name) return;  // a value of the command line
      lines_->add(where.line, where.column, lines);
      const bool few = where.end_line - where.line < shown_lines;
      for (std::uint32_t n = few ? where.line + 1 : where.end_line; n <= where.end_line; ++n) {
        if (n > where.line) lines_->add(n, 1, lines);
      }
    };
    add(finding.where);
    for (const RelatedPlace& related : finding.related) add(related.where);
    std::ranges::sort(lines, {}, &SourceLine::number);
  }

  /// Numbers findings of one rule at one pointer in the order of the file, and names each.
  void number_equal_ones() {
    std::map<std::tuple<std::string_view, std::uint32_t, std::string>, std::uint32_t> seen;
    const std::string name = name_in_repository(settings_.folder, source_.name);
    for (CheckFinding& finding : out_.findings) {
      finding.ordinal = ++seen[{finding.diagnostic.rule->name, finding.document, finding.pointer}];
      // No part can hold a NUL: the reader refuses it, and names of files cannot.
      constexpr char end = '\0';
      finding.fingerprint = text::long_hash(
          fmt::format("{}{}{}{}{}{}{}{}{}", finding.diagnostic.rule->name, end, name, end,
                      finding.document, end, finding.pointer, end, finding.ordinal));
    }
  }

  const SourceText& source_;
  const Catalogue& catalogue_;
  const CheckSettings& settings_;
  const std::vector<Override>& overrides_;
  CheckedFile out_;
  std::uint32_t document_ = 0;
  bool judged_whole_ = false;  ///< of that document every rule could be asked
  std::vector<CommentLine> comments_;
  std::size_t next_comment_ = 0;
  std::vector<SpeakingScalar> speaking_;  ///< of this document, and of one whose end is still ahead
  std::optional<Lines> lines_;            ///< made for the first finding
};

}  // namespace

CheckedFile check_source(const SourceText& source, const Catalogue& catalogue,
                         const CheckSettings& settings, const std::vector<Override>& overrides) {
  return FileCheck(source, catalogue, settings, overrides).run();
}

Findings with_levels(const Findings& findings, const RuleLevels& levels) {
  Findings out;
  for (const Diagnostic& finding : findings.all()) {
    const auto severity = severity_at(finding, levels);
    if (!severity) continue;
    Diagnostic& kept = out.add(*finding.rule, finding.where, finding.message, finding.help);
    kept = finding;
    kept.severity = *severity;
  }
  return out;
}

}  // namespace eventarch
