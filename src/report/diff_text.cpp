/// A comparison for people: the verdict first, then what changed in the file, then what becomes of
/// the design, the most harmful first.

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "report/diff_words.hpp"
#include "report/text_page.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using report::page_width;

constexpr std::array impacts{Impact::breaking, Impact::risky, Impact::safe};

/// The one place where text of the input becomes text for a terminal.
class DiffPage {
 public:
  explicit DiffPage(const DiffTextOptions& options) : options_(options) {}

  void add(const DiffReport& report) {
    line(painted("1", diff_headline(report)), 0);
    if (options_.detail == Detail::brief || !report.comparable) return;
    for (const DesignDiff& design : report.designs) {
      // In a file of many designs those that changed are what counts.
      if (design.unchanged() && options_.detail != Detail::verbose) continue;
      add_design(design);
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void add_design(const DesignDiff& design) {
    blank();
    const std::string where = report::standing(design);
    wrapped(where.empty() ? design.name : fmt::format("{} ({})", design.name, where), 0);
    add_requirements(design);
    for (const Impact impact : impacts) add_impact(design, impact);
    if (!design.notes.empty()) blank();
    for (const std::string& note : design.notes) wrapped("note: " + note, 2);
  }

  void add_requirements(const DesignDiff& design) {
    if (design.requirements.empty()) return;
    blank();
    line(painted("1", "Requirements changed"), 2);
    for (const RequirementChange& change : design.requirements) {
      const std::string lines = report::lines_text(change);
      wrapped(fmt::format("{}: {} -> {}{}", change.field, change.from, change.to,
                          lines.empty() ? "" : "  (" + lines + ")"),
              4);
    }
  }

  void add_impact(const DesignDiff& design, Impact impact) {
    const auto changes = report::changes_of(design, impact);
    if (changes.empty()) return;
    blank();
    line(painted(code_of(impact), title_of(impact)), 2);
    for (std::size_t i = 0; i < changes.size();) i = add_alike(changes, i, design);
  }

  /// The changes from `first` on that are of one kind and have one cause, with what is said of them
  /// once. Gives the place of the next one.
  std::size_t add_alike(const std::vector<const Change*>& changes, std::size_t first,
                        const DesignDiff& design) {
    const Change& change = *changes[first];
    const std::string cause = cause_text(change, design);
    const std::string advice = advice_text(change);
    std::size_t next = first;
    for (; next < changes.size(); ++next) {
      const Change& one = *changes[next];
      if (one.rule != change.rule || cause_text(one, design) != cause || advice_text(one) != advice)
        break;
      wrapped(fmt::format("{}: {}", report::what_changed(one), report::from_to(one)), 4);
    }
    add_reasons(change, cause);
    return next;
  }

  void add_reasons(const Change& change, const std::string& cause) {
    const bool verbose = options_.detail == Detail::verbose;
    // What is safe needs no defence.
    if (verbose || change.rule->impact != Impact::safe) wrapped(change.rule->reason, 8);
    if (!cause.empty()) wrapped(cause, 8);
    if (const std::string advice = advice_text(change); !advice.empty()) wrapped(advice, 8);
    if (!verbose) return;
    const std::string_view source = change.rule->source;
    wrapped(fmt::format("[{}]{}", change.rule->name,
                        source.empty() ? std::string() : fmt::format(" source: {}", source)),
            8);
  }

  static std::string_view title_of(Impact impact) {
    switch (impact) {
      case Impact::breaking: return "Breaking";
      case Impact::risky: return "Risky";
      case Impact::safe: break;
    }
    return "Safe";
  }

  static std::string_view code_of(Impact impact) {
    switch (impact) {
      case Impact::breaking: return "1;31";
      case Impact::risky: return "1;33";
      case Impact::safe: break;
    }
    return "1;32";
  }

  [[nodiscard]] std::string painted(std::string_view code, std::string_view text) const {
    return options_.color == Color::on ? fmt::format("\x1b[{}m{}\x1b[0m", code, text)
                                       : std::string(text);
  }

  void blank() { out_ += '\n'; }

  /// Ours alone: nothing of the input.
  void line(std::string_view shown, std::size_t indent) {
    out_.append(indent, ' ');
    out_ += text::inert_line(shown);
    out_ += '\n';
  }

  /// Made safe and broken into lines; those after the first one are set in.
  void wrapped(std::string_view raw, std::size_t indent) {
    constexpr std::size_t hanging = 2;
    const auto parts = text::wrap(text::printable(raw), page_width - indent - hanging);
    for (std::size_t i = 0; i < parts.size(); ++i)
      line(parts[i], i == 0 ? indent : indent + hanging);
  }

  DiffTextOptions options_;
  std::string out_;
};

}  // namespace

std::string render_diff_text(const DiffReport& report, const DiffTextOptions& options) {
  DiffPage page(options);
  page.add(report);
  return page.take();
}

}  // namespace eventarch
