#include "check/document_verdict.hpp"

#include <algorithm>
#include <utility>

#include "check/suppressions.hpp"

namespace eventarch::check {
namespace {

/// Nothing where the rule is off.
std::optional<Severity> severity_at(const Diagnostic& finding, const RuleLevels& levels) {
  const auto level = levels.find(finding.rule->name);
  const bool fixed = level == levels.end() || !may_be_levelled(*finding.rule);
  if (fixed) return finding.severity;
  switch (level->second) {
    case RuleLevel::off: return std::nullopt;
    case RuleLevel::info: return Severity::info;
    case RuleLevel::warning: return Severity::warning;
    case RuleLevel::error: return Severity::error;
  }
  return finding.severity;
}

void add(const Diagnostic& finding, const RuleLevels& levels, std::optional<Suppressed> suppressed,
         std::vector<JudgedFinding>& out) {
  const auto severity = severity_at(finding, levels);
  if (!severity) return;
  out.push_back({finding, std::move(suppressed)});
  out.back().diagnostic.severity = *severity;
}

}  // namespace

const NodeIndex& DocumentVerdict::nodes() {
  if (!nodes_) nodes_.emplace(document_);
  return *nodes_;
}

void DocumentVerdict::read_comments() {
  if (suppressions_) return;
  suppressions_.emplace();
  if (comments_.are_left()) *suppressions_ = comments_.take(document_, nodes(), about_comments_);
}

const Suppression* DocumentVerdict::suppression(const Diagnostic& finding) {
  read_comments();
  return suppression_of(finding, *suppressions_);
}

bool DocumentVerdict::stops(const Findings& findings) {
  return std::ranges::any_of(findings.all(), [this](const Diagnostic& finding) {
    if (finding.severity != Severity::error) return false;
    return severity_at(finding, settings_.levels) == Severity::error &&
           suppression(finding) == nullptr;
  });
}

std::vector<JudgedFinding> DocumentVerdict::judged(const Findings& findings, bool judged_whole) {
  std::vector<JudgedFinding> out;
  if (findings.all().empty() && !suppressions_ && !comments_.are_left()) return out;
  for (const Diagnostic& finding : findings.all()) {
    const Suppression* by = suppression(finding);
    add(finding, settings_.levels, by == nullptr ? std::nullopt : std::optional(by->what), out);
  }
  read_comments();
  report_unused(*suppressions_, judged_whole, about_comments_);
  for (const Diagnostic& finding : about_comments_.all()) {
    add(finding, settings_.levels, std::nullopt, out);
  }
  return out;
}

std::vector<JudgedFinding> judged_rest(FileComments& comments, bool judged_whole,
                                       const CheckSettings& settings) {
  std::vector<JudgedFinding> out;
  if (!comments.are_left()) return out;
  Findings findings;
  const auto suppressions = comments.take_rest(findings);
  report_unused(suppressions, judged_whole, findings);
  for (const Diagnostic& finding : findings.all()) add(finding, settings.levels, {}, out);
  return out;
}

}  // namespace eventarch::check
