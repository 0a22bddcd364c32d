/// One design file through the gate.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "check/document_verdict.hpp"
#include "check/file_comments.hpp"
#include "check/node_index.hpp"
#include "check/stages.hpp"
#include "eventarch/check.hpp"
#include "input/byte_scan.hpp"
#include "support/repository_path.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using check::DocumentVerdict;
using check::JudgedFinding;
using check::NodeIndex;

/// A place shows three lines at most: a longer one its first and its last.
constexpr std::uint32_t shown_lines = 3;
/// A line is kept up to here: a file may be one line with thousands of findings.
constexpr std::size_t shown_bytes = 2000;

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
      : source_(source),
        catalogue_(catalogue),
        settings_(settings),
        overrides_(overrides),
        comments_(source, settings) {}

  CheckedFile run() {
    out_.name = source_.name;
    out_.documents = 0;
    input::read_each_document(source_.name, source_.text,
                              [this](input::ReadDocument read) { take(std::move(read)); });
    for (JudgedFinding& finding : check::judged_rest(comments_, judged_whole_, settings_)) {
      keep(std::move(finding), NodeIndex(input::Document{}));
    }
    number_equal_ones();
    std::ranges::stable_sort(out_.findings, [](const CheckFinding& a, const CheckFinding& b) {
      return reports_before(a.diagnostic, b.diagnostic);
    });
    return std::move(out_);
  }

 private:
  void take(input::ReadDocument read) {
    document_ = read.number;
    design_ = check::design_of(read.document);
    const std::uint32_t times = ++designs_[design_];
    if (times > 1) design_ += fmt::format("/{}", times);
    Findings findings = std::move(read.findings);
    const auto declaration = check::load_and_validate(read, catalogue_, overrides_, findings);
    if (declaration) ++out_.documents;
    DocumentVerdict verdict(read.document, settings_, comments_);
    judged_whole_ = declaration && !verdict.stops(findings) &&
                    check::check_design(*declaration, source_.stem, catalogue_, findings);
    findings.sort();
    for (JudgedFinding& finding : verdict.judged(findings, judged_whole_)) {
      keep(std::move(finding), verdict.nodes());
    }
  }

  void keep(JudgedFinding finding, const NodeIndex& nodes) {
    CheckFinding kept;
    kept.diagnostic = std::move(finding.diagnostic);
    kept.document = std::max(1U, document_);
    kept.design = design_;
    const SourceSpan& where = kept.diagnostic.where;
    if (where.file == source_.name) {
      kept.pointer = nodes.pointer_of(where);
      kept.subject = nodes.subject_of(where);
    }
    kept.suppressed = std::move(finding.suppressed);
    add_lines(kept.diagnostic, kept.lines);
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

  /// Numbers findings of one rule about one subject in the order of the file, and names each.
  void number_equal_ones() {
    std::map<std::tuple<std::string_view, std::string, std::string>, std::uint32_t> seen;
    const std::string name = name_in_repository(settings_.folder, source_.name);
    for (CheckFinding& finding : out_.findings) {
      finding.ordinal = ++seen[{finding.diagnostic.rule->name, finding.design, finding.subject}];
      // No part can hold a NUL: the reader refuses it, and names of files cannot.
      constexpr char end = '\0';
      finding.fingerprint = text::long_hash(
          fmt::format("{}{}{}{}{}{}{}{}{}", finding.diagnostic.rule->name, end, name, end,
                      finding.design, end, finding.subject, end, finding.ordinal));
    }
  }

  const SourceText& source_;
  const Catalogue& catalogue_;
  const CheckSettings& settings_;
  const std::vector<Override>& overrides_;
  CheckedFile out_;
  std::uint32_t document_ = 0;
  std::string design_ = "document";  ///< of that document
  bool judged_whole_ = false;        ///< of that document every rule could be asked
  std::map<std::string, std::uint32_t, std::less<>> designs_;  ///< how often each was seen
  check::FileComments comments_;
  std::optional<Lines> lines_;  ///< made for the first finding
};

}  // namespace

CheckedFile check_source(const SourceText& source, const Catalogue& catalogue,
                         const CheckSettings& settings, const std::vector<Override>& overrides) {
  return FileCheck(source, catalogue, settings, overrides).run();
}

}  // namespace eventarch
