/// The comparison of two design files: read, design, match, compare, and try out which change leads
/// to what.

#include "eventarch/diff.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "app/design_declaration.hpp"
#include "app/finding_verdicts.hpp"
#include "check/suppression_rules.hpp"
#include "diff/causes.hpp"
#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "diff/requirements.hpp"
#include "input/declaration_reader.hpp"
#include "input/yaml_reader.hpp"
#include "model/resolve.hpp"
#include "rules/rule.hpp"

namespace eventarch {
namespace {

/// Designs that are made to find causes, in one run; each takes about as long as `design`.
constexpr std::size_t most_trials = 500;

/// One document, judged by what it says. It is designed when its turn comes: a design takes far
/// more room than what it is made from.
struct JudgedDocument {
  std::uint32_t number = 1;
  Declaration declaration;
  Findings findings;  ///< of reading it, and of the rules on what it says
  FindingVerdicts verdicts;
  bool has_design = false;
  std::string name;  ///< of its design
};

JudgedDocument document_of(input::ReadDocument read, const Catalogue& catalogue,
                           FindingVerdicts verdicts) {
  JudgedDocument document;
  document.number = read.number;
  document.verdicts = std::move(verdicts);
  document.findings = std::move(read.findings);
  if (read.document.empty()) return document;
  document.declaration = input::read_declaration(read.document, read.complete, document.findings);
  rules::run_rules({document.declaration, catalogue}, document.findings);
  document.has_design = !document.verdicts.stop(document.findings);
  document.findings.sort();
  return document;
}

std::vector<JudgedDocument> documents_of(const SourceText& source, const Catalogue& catalogue,
                                         const CheckSettings& settings) {
  auto verdicts = verdicts_by_document(source, catalogue, settings);
  std::vector<JudgedDocument> all;
  input::read_each_document(source.name, source.text, [&](input::ReadDocument read) {
    FindingVerdicts of_document = std::move(verdicts[read.number]);
    all.push_back(document_of(std::move(read), catalogue, std::move(of_document)));
  });
  return all;
}

void name_designs(std::vector<JudgedDocument>& documents, const std::string& stem) {
  for (JudgedDocument& one : documents) one.name = model::design_name(one.declaration, stem);
}

/// What holds for the designs of both sides.
struct Basis {
  const Catalogue& catalogue;
  const DesignPreferences& preferences;
};

/// `findings`: those on the declaration; none of them is an error.
Advice designed(const Declaration& declaration, const SourceText& source, const Basis& basis,
                Findings findings) {
  Advice advice;
  advice.file = source.name;
  advice.findings = std::move(findings);
  design_to_compare(declaration, source.stem, basis.catalogue, basis.preferences, advice);
  advice.findings.sort();
  return advice;
}

bool states_no_name(const std::vector<JudgedDocument>& documents) {
  return std::ranges::none_of(
      documents, [](const JudgedDocument& one) { return one.declaration.name.has_value(); });
}

/// The findings of the documents that give nothing to compare.
DiffSide side_of(const SourceText& source, const std::vector<JudgedDocument>& documents) {
  DiffSide side{source.name, {}};
  for (const JudgedDocument& document : documents) {
    if (!document.has_design) side.findings.add_all(document.findings);
  }
  return side;
}

bool comparable(const std::vector<JudgedDocument>& documents) {
  return std::ranges::all_of(documents, &JudgedDocument::has_design);
}

struct Pair {
  const JudgedDocument* before = nullptr;
  const JudgedDocument* after = nullptr;
};

/// By name, equal names in order; then those left over in order, where both sides have as many.
std::vector<Pair> matched(const std::vector<JudgedDocument>& before,
                          const std::vector<JudgedDocument>& after) {
  std::multimap<std::string_view, const JudgedDocument*> old_ones;
  for (const JudgedDocument& one : before) old_ones.emplace(one.name, &one);
  std::vector<Pair> pairs;
  std::vector<std::size_t> alone;
  for (const JudgedDocument& one : after) {
    const auto same = old_ones.lower_bound(one.name);
    const bool found = same != old_ones.end() && same->first == one.name;
    if (!found) alone.push_back(pairs.size());
    pairs.push_back({found ? same->second : nullptr, &one});
    if (found) old_ones.erase(same);
  }
  std::vector<const JudgedDocument*> left;
  for (const auto& [name, document] : old_ones) left.push_back(document);
  std::ranges::sort(left, {}, &JudgedDocument::number);
  if (left.size() == alone.size()) {
    for (std::size_t i = 0; i < left.size(); ++i) pairs[alone[i]].before = left[i];
  } else {
    for (const JudgedDocument* document : left) pairs.push_back({document, nullptr});
  }
  return pairs;
}

/// What comes of a declaration in which one difference is made or taken back.
class Trier {
 public:
  /// `old`: what the old document of the pair gives.
  Trier(const Pair& pair, const Advice& old, const SourceText& before, const SourceText& after,
        const Basis& basis, const std::vector<diff::Difference>& differences)
      : pair_(pair),
        old_(old),
        before_(before),
        after_(after),
        basis_(basis),
        differences_(differences) {}

  std::optional<std::vector<Change>> with_one(std::size_t index) const {
    Declaration changed = pair_.before->declaration;
    differences_[index].take(pair_.after->declaration, changed);
    return against_old(changed, before_);
  }

  std::optional<std::vector<Change>> without_one(std::size_t index) const {
    Declaration changed = pair_.after->declaration;
    differences_[index].take(pair_.before->declaration, changed);
    return against_old(changed, after_);
  }

 private:
  std::optional<std::vector<Change>> against_old(const Declaration& changed,
                                                 const SourceText& source) const {
    Findings findings;
    rules::run_rules({changed, basis_.catalogue}, findings);
    if (pair_.after->verdicts.stop(findings) && pair_.before->verdicts.stop(findings)) {
      return std::nullopt;
    }
    Advice advice = designed(changed, source, basis_, std::move(findings));
    pair_.before->verdicts.take_into(advice);
    pair_.after->verdicts.take_into(advice);
    return diff::compare({old_, advice});
  }

  const Pair& pair_;
  const Advice& old_;
  const SourceText& before_;
  const SourceText& after_;
  const Basis& basis_;
  const std::vector<diff::Difference>& differences_;
};

/// The first finding of the old side whose help asks for a value of the field, and which is mended;
/// empty where there is none.
std::string advice_on(const std::string& field, const diff::Sides& sides) {
  const std::string key = field.substr(field.rfind('.') + 1);
  for (const Diagnostic& one : sides.before.findings.all()) {
    const bool named = one.help.find("`" + field + ": ") != std::string::npos ||
                       one.help.find("`" + key + ": ") != std::string::npos;
    const auto is_same = [&](const Diagnostic& other) { return other.rule == one.rule; };
    if (named && std::ranges::none_of(sides.after.findings.all(), is_same)) {
      return std::string(one.rule->name);
    }
  }
  return {};
}

bool is_accepted(const Advice& advice, std::string_view rule) {
  return std::ranges::any_of(advice.suppressed, [&](const SuppressedFinding& one) {
    return one.diagnostic.rule->name == rule;
  });
}

/// Whether a comment leads to the change, and no value of the file.
bool follows_from_comment(const Change& change, const diff::Sides& sides) {
  if (change.field != "error" && change.field != "warning") return false;
  const auto about_comments = check::suppression_rules();
  return std::ranges::any_of(about_comments,
                             [&](const Rule* rule) { return rule->name == change.subject; }) ||
         is_accepted(sides.before, change.subject) != is_accepted(sides.after, change.subject);
}

/// A change that the old file was advised to make hurts no less, but it is no slip.
void name_advice(const diff::Sides& sides, DesignDiff& out) {
  for (Change& change : out.changes) {
    if (change.rule->impact == Impact::safe || change.causation == Causation::not_examined)
      continue;
    for (const std::size_t index : change.causes) {
      if (!change.advised_by.empty()) break;
      change.advised_by = advice_on(out.requirements[index].field, sides);
    }
  }
}

/// One comparison of two files.
class Comparison {
 public:
  Comparison(const SourceText& before, const SourceText& after, const Basis& basis)
      : before_(before), after_(after), basis_(basis) {}

  DesignDiff compare(const Pair& pair) {
    DesignDiff out;
    if (pair.before != nullptr) out.before = pair.before->number;
    if (pair.after != nullptr) out.after = pair.after->number;
    out.name = (pair.after != nullptr ? pair.after : pair.before)->name;
    if (pair.before == nullptr || pair.after == nullptr) {
      add_whole_design(out);
    } else {
      add_changes(pair, out);
    }
    return out;
  }

 private:
  static void add_whole_design(DesignDiff& out) {
    Change change;
    change.rule = out.after ? &diff::design_added : &diff::design_removed;
    change.field = "design";
    (out.after ? change.to : change.from) = out.name;
    out.changes.push_back(std::move(change));
  }

  void add_changes(const Pair& pair, DesignDiff& out) {
    const Advice before = design_of(*pair.before, before_);
    const Advice after = design_of(*pair.after, after_);
    const auto differences = diff::differences({pair.before->declaration, *before.context},
                                               {pair.after->declaration, *after.context});
    for (const diff::Difference& one : differences) out.requirements.push_back(one.shown);
    const diff::Sides sides{before, after};
    out.changes = diff::compare(sides);
    if (sides.both_designed() && !sides.same_broker()) {
      out.notes.emplace_back(
          "Topics and settings are those of another broker or mode, and cannot be compared one by "
          "one: "
          "`eventarch design` lists the new ones");
    }
    explain(pair, before, differences, out.changes);
    for (Change& change : out.changes) {
      if (follows_from_comment(change, sides)) change.causes.clear();
    }
    name_advice(sides, out);
    std::ranges::stable_sort(out.changes, [](const Change& a, const Change& b) {
      return a.rule->impact > b.rule->impact;
    });
  }

  Advice design_of(const JudgedDocument& document, const SourceText& source) const {
    Advice advice = designed(document.declaration, source, basis_, document.findings);
    document.verdicts.take_into(advice);
    return advice;
  }

  void explain(const Pair& pair, const Advice& old,
               const std::vector<diff::Difference>& differences, std::vector<Change>& changes) {
    const std::size_t needed = 2 * differences.size();
    if (changes.empty() || differences.empty()) return;
    if (trials_ + needed > most_trials) {
      for (Change& change : changes) change.causation = Causation::not_examined;
      return;
    }
    trials_ += needed;
    const Trier trier(pair, old, before_, after_, basis_, differences);
    diff::find_causes(changes,
                      {differences.size(), [&](std::size_t index) { return trier.with_one(index); },
                       [&](std::size_t index) { return trier.without_one(index); }});
  }

  const SourceText& before_;
  const SourceText& after_;
  const Basis& basis_;
  std::size_t trials_ = 0;
};

}  // namespace

DiffReport diff_designs(const SourceText& before, const SourceText& after,
                        const Catalogue& catalogue, const CheckSettings& settings,
                        const DesignPreferences& preferences) {
  std::vector<JudgedDocument> old_documents = documents_of(before, catalogue, settings);
  std::vector<JudgedDocument> new_documents = documents_of(after, catalogue, settings);
  SourceText old_source = before;
  if (states_no_name(old_documents) && states_no_name(new_documents)) old_source.stem = after.stem;
  name_designs(old_documents, old_source.stem);
  name_designs(new_documents, after.stem);
  DiffReport report;
  report.before = side_of(before, old_documents);
  report.after = side_of(after, new_documents);
  report.comparable = comparable(old_documents) && comparable(new_documents);
  if (!report.comparable) return report;
  const Basis basis{catalogue, preferences};
  Comparison comparison(old_source, after, basis);
  for (const Pair& pair : matched(old_documents, new_documents)) {
    report.designs.push_back(comparison.compare(pair));
  }
  return report;
}

}  // namespace eventarch
