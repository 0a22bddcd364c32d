#pragma once

/// The stages of the pipeline as far as rules need them; `advise` shares the first ones, so that a
/// check and a design find the same.

#include <optional>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/diagnostic.hpp"
#include "input/yaml_reader.hpp"

namespace eventarch::check {

/// What a document says; empty where nothing could be read. Findings of the reader are taken out of
/// `read` and added, with those of the rules about what is declared.
[[nodiscard]] std::optional<Declaration> load_and_validate(input::ReadDocument& read,
                                                           const Catalogue& catalogue,
                                                           const std::vector<Override>& overrides,
                                                           Findings& findings);

/// The rules about the choice of a broker and about the sizes. Requires that nothing is wrong with
/// the declaration. `stem` names the design where it does not. False where no broker qualifies, and
/// there are no sizes.
bool judge_design(const Declaration& declaration, std::string_view stem, const Catalogue& catalogue,
                  Findings& findings);

}  // namespace eventarch::check
