#include "check/suppressions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "check/suppression_comment.hpp"
#include "input/certain_fixes.hpp"
#include "input/suppression_rules.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::check {
namespace {

const Rule* rule_named(std::string_view name) {
  for (const Rule* rule : rules::all_rules()) {
    if (rule->name == name) return rule;
  }
  return nullptr;
}

bool is_about_comments(const Rule& rule) {
  const auto rules = input::suppression_rules();
  return std::ranges::find(rules, &rule) != rules.end();
}

/// A value and all below it. The root key stands for the whole document.
bool covers(std::string_view pointer, std::string_view other) {
  if (pointer == "/event_context") return true;
  return other.starts_with(pointer) &&
         (other.size() == pointer.size() || other[pointer.size()] == '/');
}

std::string names_of(const std::vector<IgnoredRule>& rules) {
  std::vector<std::string> names;
  for (const IgnoredRule& rule : rules) names.push_back(text::quoted(rule.name));
  return text::list_of(names);
}

class Suppressor {
 public:
  Suppressor(const FoundInDocument& document, std::vector<CheckFinding>& findings)
      : document_(document), findings_(findings) {}

  void take(const SuppressionComment& comment) {
    if (!comment.fault.empty()) return report_fault(comment);
    const auto known = known_rules(comment);
    if (comment.reason.empty()) return report_missing_reason(comment);
    if (comment.until && document_.today.year > 0 && *comment.until < document_.today) {
      return report_expired(comment);
    }
    std::vector<IgnoredRule> used;
    std::vector<IgnoredRule> unused;
    for (const IgnoredRule& rule : known) {
      (mark(comment, rule.name) ? used : unused).push_back(rule);
    }
    if (document_.all_rules_ran && !unused.empty()) report_unused(comment, used, unused);
  }

  Findings about_comments() { return std::move(about_comments_); }

 private:
  [[nodiscard]] SourceSpan span_of(const Comment& comment) const {
    return document_.source.span(comment.begin, comment.end);
  }

  [[nodiscard]] bool speaks_of(const Comment& comment, const std::optional<std::string>& below,
                               const CheckFinding& finding) const {
    if (comment.alone) return below && covers(*below, finding.pointer);
    const SourceSpan& where = finding.diagnostic.where;
    return where.file == document_.file && where.line == comment.line;
  }

  /// True where something is found that the comment speaks of, marked by another one or not.
  bool mark(const SuppressionComment& comment, std::string_view rule) {
    const auto below =
        comment.comment.alone ? document_.places.first_behind(comment.comment.line) : std::nullopt;
    bool found = false;
    for (CheckFinding& finding : findings_) {
      if (finding.diagnostic.rule->name != rule) continue;
      if (!speaks_of(comment.comment, below, finding)) continue;
      found = true;
      if (finding.suppressed) continue;
      finding.suppressed = Suppressed{Suppressed::By::comment, comment.reason, comment.until,
                                      span_of(comment.comment)};
    }
    return found;
  }

  void report_fault(const SuppressionComment& comment) {
    about_comments_.add(input::malformed_suppression, span_of(comment.comment), comment.fault,
                        "write `# eventarch: ignore=rule_name -- reason`, with `until=YYYY-MM-DD` "
                        "before the dashes where it is to end");
  }

  void report_missing_reason(const SuppressionComment& comment) {
    about_comments_.add(
        input::suppression_without_reason, span_of(comment.comment),
        fmt::format("no reason is given why {} may be ignored", names_of(comment.rules)),
        "add ` -- ` and the reason; until then nothing is suppressed");
  }

  void report_expired(const SuppressionComment& comment) {
    about_comments_.add(
        input::expired_suppression, span_of(comment.comment),
        fmt::format("{} was to be ignored until {:04}-{:02}-{:02} only", names_of(comment.rules),
                    comment.until->year, comment.until->month, comment.until->day),
        "mend what it speaks of and delete the comment, or give it a new day");
  }

  /// The rules that a comment may speak of; the others are reported.
  std::vector<IgnoredRule> known_rules(const SuppressionComment& comment) {
    std::vector<IgnoredRule> known;
    for (const IgnoredRule& ignored : comment.rules) {
      const Rule* rule = rule_named(ignored.name);
      if (rule == nullptr) {
        report_unknown(ignored);
      } else if (is_about_format(*rule) || is_about_comments(*rule)) {
        about_comments_.add(input::format_rule_ignored, span_of(ignored),
                            fmt::format("{} is about the file itself and cannot be ignored",
                                        text::quoted(ignored.name)),
                            "mend what it finds; keys of your own start with `x-`");
      } else {
        known.push_back(ignored);
      }
    }
    return known;
  }

  [[nodiscard]] SourceSpan span_of(const IgnoredRule& rule) const {
    return document_.source.span(rule.offset, rule.offset + rule.name.size());
  }

  void report_unknown(const IgnoredRule& ignored) {
    constexpr std::size_t suggestions_most = 100;  // more of them help nobody
    std::vector<std::string_view> names;
    if (about_comments_.all().size() < suggestions_most) {
      for (const Rule* rule : rules::all_rules()) names.push_back(rule->name);
    }
    const auto meant = text::closest(ignored.name, names);
    auto& finding =
        about_comments_.add(input::unknown_rule_ignored, span_of(ignored),
                            fmt::format("there is no rule {}", text::quoted(ignored.name)),
                            meant ? fmt::format("did you mean `{}`?", *meant)
                                  : "`eventarch check --list-rules` names them all");
    if (const auto certain = input::certainly_meant(ignored.name, names)) {
      finding.fix = {{finding.where, std::string(*certain)}};
    }
  }

  void report_unused(const SuppressionComment& comment, const std::vector<IgnoredRule>& used,
                     const std::vector<IgnoredRule>& unused) {
    const bool several = unused.size() > 1;
    auto& finding = about_comments_.add(
        input::unused_suppression, span_of(comment.comment),
        fmt::format("{} {} nothing {}", names_of(unused), several ? "find" : "finds",
                    comment.comment.alone ? "in what stands below this comment" : "on this line"),
        used.empty() && unused.size() == comment.rules.size()
            ? "delete the comment"
            : fmt::format("take {} out of the comment", several ? "them" : "it"));
    finding.fix = {unused.size() == comment.rules.size() ? without_comment(comment.comment)
                                                         : without_names(comment, unused)};
  }

  /// Deletes the comment: with its line, or with the blanks before it.
  [[nodiscard]] Edit without_comment(const Comment& comment) const {
    const auto& source = document_.source;
    if (comment.alone) {
      return {source.span(source.line_start(comment.line - 1), source.line_start(comment.line)),
              {}};
    }
    const std::size_t last = source.text().find_last_not_of(" \t", comment.begin - 1);
    return {source.span(last + 1, comment.end), {}};
  }

  [[nodiscard]] Edit without_names(const SuppressionComment& comment,
                                   const std::vector<IgnoredRule>& unused) const {
    std::string kept;
    for (const IgnoredRule& rule : comment.rules) {
      if (std::ranges::find(unused, rule.offset, &IgnoredRule::offset) != unused.end()) continue;
      kept += (kept.empty() ? "" : ",") + std::string(rule.name);
    }
    const IgnoredRule& last = comment.rules.back();
    return {document_.source.span(comment.rules.front().offset, last.offset + last.name.size()),
            kept};
  }

  const FoundInDocument& document_;
  std::vector<CheckFinding>& findings_;
  Findings about_comments_;
};

}  // namespace

Findings suppress(const std::vector<Comment>& comments, const FoundInDocument& document,
                  std::vector<CheckFinding>& findings) {
  Suppressor suppressor(document, findings);
  for (const Comment& comment : comments) {
    const auto suppression = read_suppression(comment, document.source.text());
    if (suppression) suppressor.take(*suppression);
  }
  return suppressor.about_comments();
}

}  // namespace eventarch::check
