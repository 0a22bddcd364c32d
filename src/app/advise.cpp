#include "eventarch/advise.hpp"

#include <optional>
#include <utility>

#include "app/design_declaration.hpp"
#include "input/declaration_reader.hpp"
#include "input/overrides.hpp"
#include "input/yaml_reader.hpp"
#include "rules/rule.hpp"

namespace eventarch {
namespace {

/// What a document says, with its findings in `advice`; empty where nothing could be read.
std::optional<Declaration> load_and_validate(input::ReadDocument& read, const Catalogue& catalogue,
                                             const std::vector<Override>& overrides,
                                             Advice& advice) {
  advice.document = read.number;
  advice.findings = std::move(read.findings);
  if (read.document.empty()) return std::nullopt;
  for (const Override& change : overrides) {
    input::apply_override(read.document, change.path, change.value, advice.findings);
  }
  Declaration declaration = input::read_declaration(read.document, read.complete, advice.findings);
  // From here on nothing knows that the input was YAML.

  rules::run_rules({declaration, catalogue}, advice.findings);  // on whatever could be read
  return declaration;
}

Advice advise_document(input::ReadDocument& read, const SourceText& source,
                       const Catalogue& catalogue, const std::vector<Override>& overrides,
                       const DesignPreferences& preferences) {
  Advice advice;
  advice.file = source.name;
  const auto declaration = load_and_validate(read, catalogue, overrides, advice);
  // From here on the requirements are known to be valid, or there is nothing to design.

  if (declaration && !advice.findings.has_errors()) {
    design_declaration(*declaration, source.stem, catalogue, preferences, advice);
  }
  advice.findings.sort();
  return advice;
}

}  // namespace

std::vector<Advice> advise(const SourceText& source, const Catalogue& catalogue,
                           const std::vector<Override>& overrides,
                           const DesignPreferences& preferences) {
  std::vector<Advice> all;
  for (input::ReadDocument& read : input::read_documents(source.name, source.text)) {
    all.push_back(advise_document(read, source, catalogue, overrides, preferences));
  }
  return all;
}

Findings validate(const SourceText& source) {
  Findings all;
  for (input::ReadDocument& read : input::read_documents(source.name, source.text)) {
    Advice advice;
    (void)load_and_validate(read, built_in_catalogue(), {}, advice);
    advice.findings.sort();
    all.add_all(advice.findings);
  }
  return all;
}

}  // namespace eventarch
