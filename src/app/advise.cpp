#include "eventarch/advise.hpp"

#include <utility>

#include "input/field_reader.hpp"
#include "input/overrides.hpp"
#include "input/yaml_reader.hpp"
#include "model/resolve.hpp"
#include "rules/rule.hpp"

namespace eventarch {
namespace {

Advice advise_document(input::ReadDocument& read, const SourceText& source,
                       const Catalogue& catalogue, const std::vector<Override>& overrides) {
  Advice advice;
  advice.file = source.name;
  advice.document = read.number;
  advice.findings = std::move(read.findings);
  if (read.document.empty()) return advice;
  for (const Override& change : overrides) {
    input::apply_override(read.document, change.path, change.value, advice.findings);
  }
  const Declaration declaration =
      input::read_declaration(read.document, read.complete, advice.findings);
  // From here on nothing knows that the input was YAML.

  rules::run_rules({declaration, catalogue}, advice.findings);  // on whatever could be read
  advice.findings.sort();
  if (advice.findings.has_errors()) return advice;
  // From here on the requirements are known to be valid.

  advice.context = model::resolve(declaration, source.stem);
  advice.decision = select_broker(*advice.context, catalogue);
  rules::run_rules({declaration, catalogue, &*advice.decision}, advice.findings);
  advice.findings.sort();
  const Candidate* chosen = advice.decision->winner();
  if (chosen == nullptr) return advice;
  // From here on there is a broker to design for.

  advice.design = assemble_design(*advice.context, *chosen, size_design(*advice.context, *chosen));
  return advice;
}

}  // namespace

std::vector<Advice> advise(const SourceText& source, const Catalogue& catalogue,
                           const std::vector<Override>& overrides) {
  std::vector<Advice> all;
  for (input::ReadDocument& read : input::read_documents(source.name, source.text)) {
    all.push_back(advise_document(read, source, catalogue, overrides));
  }
  return all;
}

Findings validate(const SourceText& source) {
  Findings all;
  for (const Advice& advice : advise(source, built_in_catalogue())) all.add_all(advice.findings);
  return all;
}

}  // namespace eventarch
