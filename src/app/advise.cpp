#include "eventarch/advise.hpp"

#include <optional>
#include <utility>

#include "app/design_declaration.hpp"
#include "check/document_verdict.hpp"
#include "check/file_comments.hpp"
#include "check/stages.hpp"
#include "eventarch/check.hpp"
#include "input/yaml_reader.hpp"
#include "rules/rule.hpp"

namespace eventarch {
namespace {

/// Tells what counts from what is accepted.
void take_findings(std::vector<check::JudgedFinding> judged, Advice& advice) {
  for (check::JudgedFinding& one : judged) {
    if (one.suppressed) {
      advice.suppressed.push_back({std::move(one.diagnostic), std::move(*one.suppressed)});
    } else {
      advice.findings.add(std::move(one.diagnostic));
    }
  }
  advice.findings.sort();
}

/// What all documents of a file share.
struct Request {
  const SourceText& source;
  const Catalogue& catalogue;
  const CheckSettings& settings;
  const std::vector<Override>& overrides;
  const DesignPreferences& preferences;
};

Advice advise_document(input::ReadDocument& read, const Request& request,
                       check::FileComments& comments) {
  Advice advice;
  advice.file = request.source.name;
  advice.document = read.number;
  advice.findings = std::move(read.findings);
  const auto declaration =
      check::load_and_validate(read, request.catalogue, request.overrides, advice.findings);
  check::DocumentVerdict verdict(read.document, request.settings, comments);
  // From here on the requirements are known to be valid, or there is nothing to design.

  if (declaration && !verdict.stops(advice.findings)) {
    design_declaration(*declaration, request.source.stem, request.catalogue, request.preferences,
                       advice);
  }
  advice.findings.sort();
  const Findings found = std::exchange(advice.findings, {});
  take_findings(verdict.judged(found, advice.design.has_value()), advice);
  return advice;
}

}  // namespace

void advise_each(const SourceText& source, const Catalogue& catalogue,
                 const CheckSettings& settings, const std::vector<Override>& overrides,
                 const DesignPreferences& preferences, const std::function<void(Advice)>& take) {
  const Request request{source, catalogue, settings, overrides, preferences};
  check::FileComments comments(source, settings);
  // What is said behind the last document is found with it: one is held back.
  std::optional<Advice> last;
  input::read_each_document(source.name, source.text, [&](input::ReadDocument read) {
    if (last) take(std::move(*last));
    last = advise_document(read, request, comments);
  });
  take_findings(check::judged_rest(comments, last->design.has_value(), settings), *last);
  take(std::move(*last));
}

std::vector<Advice> advise(const SourceText& source, const Catalogue& catalogue,
                           const std::vector<Override>& overrides,
                           const DesignPreferences& preferences) {
  CheckSettings settings;
  settings.honour_suppressions = false;
  std::vector<Advice> all;
  advise_each(source, catalogue, settings, overrides, preferences,
              [&](Advice advice) { all.push_back(std::move(advice)); });
  return all;
}

Findings validate(const SourceText& source) {
  Findings all;
  for (input::ReadDocument& read : input::read_documents(source.name, source.text)) {
    Findings findings = std::move(read.findings);
    (void)check::load_and_validate(read, built_in_catalogue(), {}, findings);
    findings.sort();
    all.add_all(findings);
  }
  return all;
}

}  // namespace eventarch
