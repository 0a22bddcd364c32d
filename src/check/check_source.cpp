#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "check/comments.hpp"
#include "check/fingerprint.hpp"
#include "check/levels.hpp"
#include "check/place_index.hpp"
#include "check/stages.hpp"
#include "check/suppressions.hpp"
#include "eventarch/check.hpp"
#include "input/byte_scan.hpp"
#include "input/source_positions.hpp"

namespace eventarch {
namespace {

/// Takes the documents of one file one after the other and keeps only what is found in them.
class FileCheck {
 public:
  FileCheck(const SourceText& source, const Catalogue& catalogue, const CheckSettings& settings,
            const std::vector<Override>& overrides)
      : source_(source),
        catalogue_(catalogue),
        settings_(settings),
        overrides_(overrides),
        comments_count_(settings.honour_suppressions && check::may_hold_comments(source.text)) {
    out_.name = source.name;
    out_.documents = 0;
  }

  void take(input::ReadDocument& read) {
    ++out_.documents;
    Findings found;
    const auto declaration = check::load_and_validate(read, catalogue_, overrides_, found);
    const bool judged = declaration && !found.has_errors();
    const bool all_ran =
        judged && check::judge_design(*declaration, source_.stem, catalogue_, found);
    found.sort();
    if (!found.all().empty() || comments_count_) keep(read, found, all_ran);
  }

  CheckedFile finish() {
    std::ranges::stable_sort(out_.findings, [](const CheckFinding& a, const CheckFinding& b) {
      return reports_before(a.diagnostic, b.diagnostic);
    });
    const auto identities = check::identities(out_);
    for (std::size_t i = 0; i < identities.size(); ++i) {
      out_.findings[i].fingerprint = check::fingerprint(identities[i]);
    }
    add_lines();
    return std::move(out_);
  }

 private:
  /// Made only where there is something to place in the text.
  const input::SourcePositions& positions() {
    if (!positions_) {
      positions_.emplace(source_.name, input::without_byte_order_mark(source_.text));
    }
    return *positions_;
  }

  void keep(const input::ReadDocument& read, const Findings& found, bool all_ran) {
    const check::PlaceIndex places(read.document, source_.name);
    std::vector<CheckFinding> findings;
    for (const Diagnostic& diagnostic : found.all()) {
      findings.push_back(placed(diagnostic, read.number, places));
    }
    if (comments_count_) {
      const std::uint32_t first = std::exchange(
          next_line_, check::line_behind(read.document, positions(), source_.name, next_line_));
      const auto comments =
          check::comments_of(read.document, positions(), source_.name, first, next_line_);
      const check::FoundInDocument document{positions(), source_.name, places, settings_.today,
                                            all_ran};
      const Findings about_comments = check::suppress(comments, document, findings);
      for (const Diagnostic& diagnostic : about_comments.all()) {
        CheckFinding& finding = findings.emplace_back(placed(diagnostic, read.number, places));
        finding.pointer = places.last_on(diagnostic.where.line, diagnostic.where.column);
      }
    }
    for (CheckFinding& finding : findings) {
      if (!check::apply_level(settings_.levels, finding.diagnostic)) continue;
      out_.findings.push_back(std::move(finding));
    }
  }

  [[nodiscard]] CheckFinding placed(const Diagnostic& diagnostic, std::uint32_t document,
                                    const check::PlaceIndex& places) const {
    CheckFinding finding{.diagnostic = diagnostic, .document = document};
    finding.pointer = places.pointer_at(diagnostic.where);
    // A value of the command line is not in the text, and one that others share is not alone.
    const bool out_of_reach = std::ranges::any_of(diagnostic.fix, [&](const Edit& edit) {
      return edit.where.file != source_.name || places.is_shared(diagnostic.where);
    });
    if (out_of_reach) finding.diagnostic.fix.clear();
    return finding;
  }

  void add_lines() {
    // A file may be one line, and each of its findings would hold all of it.
    constexpr std::size_t bytes_most = std::size_t{4} * 1024 * 1024;
    std::size_t bytes = 0;
    for (CheckFinding& finding : out_.findings) {
      for (const std::uint32_t number : lines_of(finding.diagnostic)) {
        const std::string_view line = positions().line(number);
        if (bytes + line.size() > bytes_most) continue;
        bytes += line.size();
        finding.lines.push_back({number, std::string(line)});
      }
    }
  }

  [[nodiscard]] std::set<std::uint32_t> lines_of(const Diagnostic& diagnostic) const {
    constexpr std::uint32_t lines_most = 10;
    std::set<std::uint32_t> numbers;
    const auto add = [&](const SourceSpan& where) {
      if (where.file != source_.name || where.line == 0) return;
      const std::uint32_t last = std::min(where.end_line, where.line + lines_most);
      for (std::uint32_t number = where.line; number <= std::max(last, where.line); ++number) {
        numbers.insert(number);
      }
    };
    add(diagnostic.where);
    for (const RelatedPlace& place : diagnostic.related) add(place.where);
    return numbers;
  }

  const SourceText& source_;
  const Catalogue& catalogue_;
  const CheckSettings& settings_;
  const std::vector<Override>& overrides_;
  bool comments_count_;
  std::uint32_t next_line_ = 1;
  std::optional<input::SourcePositions> positions_;
  CheckedFile out_;
};

}  // namespace

CheckedFile check_source(const SourceText& source, const Catalogue& catalogue,
                         const CheckSettings& settings, const std::vector<Override>& overrides) {
  FileCheck check(source, catalogue, settings, overrides);
  input::for_each_document(source.name, source.text,
                           [&](input::ReadDocument&& read) { check.take(read); });
  return check.finish();
}

}  // namespace eventarch
