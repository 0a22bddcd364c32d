#include "eventarch/advise.hpp"

#include <optional>
#include <utility>

#include "app/design_declaration.hpp"
#include "check/stages.hpp"
#include "input/yaml_reader.hpp"
#include "rules/rule.hpp"

namespace eventarch {
namespace {

Advice advise_document(input::ReadDocument read, const SourceText& source,
                       const Catalogue& catalogue, const std::vector<Override>& overrides,
                       const DesignPreferences& preferences) {
  Advice advice;
  advice.file = source.name;
  advice.document = read.number;
  advice.findings = std::move(read.findings);
  const auto declaration = check::load_and_validate(read, catalogue, overrides, advice.findings);
  // From here on the requirements are known to be valid, or there is nothing to design.

  if (declaration && !advice.findings.has_errors()) {
    design_declaration(*declaration, source.stem, catalogue, preferences, advice);
  }
  advice.findings.sort();
  return advice;
}

}  // namespace

void advise_each(const SourceText& source, const Catalogue& catalogue,
                 const std::vector<Override>& overrides, const DesignPreferences& preferences,
                 const std::function<void(Advice)>& take) {
  input::read_each_document(source.name, source.text, [&](input::ReadDocument read) {
    take(advise_document(std::move(read), source, catalogue, overrides, preferences));
  });
}

std::vector<Advice> advise(const SourceText& source, const Catalogue& catalogue,
                           const std::vector<Override>& overrides,
                           const DesignPreferences& preferences) {
  std::vector<Advice> all;
  advise_each(source, catalogue, overrides, preferences,
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
