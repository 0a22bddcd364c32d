/// The comparison of two design files: read, design, match, compare, and try out which change leads
/// to what.

#include "eventarch/diff.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "app/design_declaration.hpp"
#include "diff/causes.hpp"
#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "diff/requirements.hpp"
#include "input/declaration_reader.hpp"
#include "input/yaml_reader.hpp"
#include "rules/rule.hpp"

namespace eventarch {
namespace {

/// Designs that are made to find causes, in one run; each takes about as long as `design`.
constexpr std::size_t most_trials = 500;

/// One document, designed.
struct AdvisedDocument {
  std::uint32_t number = 1;
  Declaration declaration;
  Advice advice;
};

Advice advice_for(const Declaration& declaration, const SourceText& source,
                  const Catalogue& catalogue, Findings findings) {
  Advice advice;
  advice.file = source.name;
  advice.findings = std::move(findings);
  rules::run_rules({declaration, catalogue}, advice.findings);
  if (!advice.findings.has_errors()) {
    design_declaration(declaration, source.stem, catalogue, {}, advice);
  }
  advice.findings.sort();
  return advice;
}

std::vector<AdvisedDocument> documents_of(const SourceText& source, const Catalogue& catalogue) {
  std::vector<AdvisedDocument> all;
  for (input::ReadDocument& read : input::read_documents(source.name, source.text)) {
    AdvisedDocument document;
    document.number = read.number;
    Findings findings = std::move(read.findings);
    if (read.document.empty()) {
      document.advice.findings = std::move(findings);
    } else {
      document.declaration = input::read_declaration(read.document, read.complete, findings);
      document.advice = advice_for(document.declaration, source, catalogue, std::move(findings));
    }
    all.push_back(std::move(document));
  }
  return all;
}

bool states_no_name(const SourceText& source) {
  const auto documents = input::read_documents(source.name, source.text);
  return std::ranges::none_of(documents, [&](const input::ReadDocument& read) {
    if (read.document.empty()) return false;
    Findings ignored;
    return input::read_declaration(read.document, read.complete, ignored).name.has_value();
  });
}

/// The findings of the documents that give nothing to compare.
DiffSide side_of(const SourceText& source, const std::vector<AdvisedDocument>& documents) {
  DiffSide side{source.name, {}};
  for (const AdvisedDocument& document : documents) {
    if (!document.advice.context) side.findings.add_all(document.advice.findings);
  }
  return side;
}

bool comparable(const std::vector<AdvisedDocument>& documents) {
  return std::ranges::all_of(
      documents, [](const AdvisedDocument& one) { return one.advice.context.has_value(); });
}

struct Pair {
  const AdvisedDocument* before = nullptr;
  const AdvisedDocument* after = nullptr;
};

/// By name, equal names in order; then those left over in order, where both sides have as many.
std::vector<Pair> matched(const std::vector<AdvisedDocument>& before,
                          const std::vector<AdvisedDocument>& after) {
  std::multimap<std::string_view, const AdvisedDocument*> old_ones;
  for (const AdvisedDocument& one : before) old_ones.emplace(one.advice.context->name, &one);
  std::vector<Pair> pairs;
  std::vector<std::size_t> alone;
  for (const AdvisedDocument& one : after) {
    const auto same = old_ones.lower_bound(one.advice.context->name);
    const bool found = same != old_ones.end() && same->first == one.advice.context->name;
    if (!found) alone.push_back(pairs.size());
    pairs.push_back({found ? same->second : nullptr, &one});
    if (found) old_ones.erase(same);
  }
  std::vector<const AdvisedDocument*> left;
  for (const auto& [name, document] : old_ones) left.push_back(document);
  std::ranges::sort(left, {}, &AdvisedDocument::number);
  if (left.size() == alone.size()) {
    for (std::size_t i = 0; i < left.size(); ++i) pairs[alone[i]].before = left[i];
  } else {
    for (const AdvisedDocument* document : left) pairs.push_back({document, nullptr});
  }
  return pairs;
}

/// What comes of a declaration in which one difference is made or taken back.
class Trier {
 public:
  Trier(const Pair& pair, const SourceText& before, const SourceText& after,
        const Catalogue& catalogue, const std::vector<diff::Difference>& differences)
      : pair_(pair),
        before_(before),
        after_(after),
        catalogue_(catalogue),
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
    const Advice advice = advice_for(changed, source, catalogue_, {});
    if (!advice.context) return std::nullopt;
    return diff::compare({pair_.before->advice, advice});
  }

  const Pair& pair_;
  const SourceText& before_;
  const SourceText& after_;
  const Catalogue& catalogue_;
  const std::vector<diff::Difference>& differences_;
};

/// One comparison of two files.
class Comparison {
 public:
  Comparison(const SourceText& before, const SourceText& after, const Catalogue& catalogue)
      : before_(before), after_(after), catalogue_(catalogue) {}

  DesignDiff compare(const Pair& pair) {
    DesignDiff out;
    if (pair.before != nullptr) out.before = pair.before->number;
    if (pair.after != nullptr) out.after = pair.after->number;
    out.name = (pair.after != nullptr ? pair.after : pair.before)->advice.context->name;
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
    const Advice& before = pair.before->advice;
    const Advice& after = pair.after->advice;
    const auto differences = diff::differences({pair.before->declaration, *before.context},
                                               {pair.after->declaration, *after.context});
    for (const diff::Difference& one : differences) out.requirements.push_back(one.shown);
    const diff::Sides sides{before, after};
    out.changes = diff::compare(sides);
    if (sides.both_designed() && !sides.same_broker()) {
      out.notes.emplace_back(
          "Topics and settings are those of another broker: `eventarch design` lists the new ones");
    }
    explain(pair, differences, out.changes);
    std::ranges::stable_sort(out.changes, [](const Change& a, const Change& b) {
      return a.rule->impact > b.rule->impact;
    });
  }

  void explain(const Pair& pair, const std::vector<diff::Difference>& differences,
               std::vector<Change>& changes) {
    const std::size_t needed = 2 * differences.size();
    if (changes.empty() || differences.empty()) return;
    if (trials_ + needed > most_trials) {
      for (Change& change : changes) change.causation = Causation::not_examined;
      return;
    }
    trials_ += needed;
    const Trier trier(pair, before_, after_, catalogue_, differences);
    diff::find_causes(changes,
                      {differences.size(), [&](std::size_t index) { return trier.with_one(index); },
                       [&](std::size_t index) { return trier.without_one(index); }});
  }

  const SourceText& before_;
  const SourceText& after_;
  const Catalogue& catalogue_;
  std::size_t trials_ = 0;
};

}  // namespace

DiffReport diff_designs(const SourceText& before, const SourceText& after,
                        const Catalogue& catalogue) {
  SourceText old_source = before;
  if (states_no_name(before) && states_no_name(after)) old_source.stem = after.stem;
  const auto old_documents = documents_of(old_source, catalogue);
  const auto new_documents = documents_of(after, catalogue);
  DiffReport report;
  report.before = side_of(before, old_documents);
  report.after = side_of(after, new_documents);
  report.comparable = comparable(old_documents) && comparable(new_documents);
  if (!report.comparable) return report;
  Comparison comparison(old_source, after, catalogue);
  for (const Pair& pair : matched(old_documents, new_documents)) {
    report.designs.push_back(comparison.compare(pair));
  }
  return report;
}

}  // namespace eventarch
