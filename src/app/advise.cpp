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

std::vector<Advice> advise_with_settings(const SourceText& source, const Catalogue& catalogue,
                                         const CheckSettings& settings,
                                         const std::vector<Override>& overrides,
                                         const DesignPreferences& preferences) {
  const Request request{source, catalogue, settings, overrides, preferences};
  check::FileComments comments(source, settings);
  std::vector<Advice> all;
  for (input::ReadDocument& read : input::read_documents(source.name, source.text)) {
    all.push_back(advise_document(read, request, comments));
  }
  Advice& last = all.back();
  take_findings(check::judged_rest(comments, last.design.has_value(), settings), last);
  return all;
}

std::vector<Advice> advise(const SourceText& source, const Catalogue& catalogue,
                           const std::vector<Override>& overrides,
                           const DesignPreferences& preferences) {
  CheckSettings settings;
  settings.honour_suppressions = false;
  return advise_with_settings(source, catalogue, settings, overrides, preferences);
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
