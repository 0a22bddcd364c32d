#pragma once

/// The stages before a design, shared by `design` and `check` so that both find the same.

#include <optional>
#include <string>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/diagnostic.hpp"
#include "input/yaml_reader.hpp"

namespace eventarch::check {

/// What a document says, checked as far as it can be without a decision; empty where nothing could
/// be read. The findings of reading it are `findings` already.
[[nodiscard]] std::optional<Declaration> load_and_validate(input::ReadDocument& read,
                                                           const Catalogue& catalogue,
                                                           const std::vector<Override>& overrides,
                                                           Findings& findings);

/// The rules that need a decision and sizes. Both are made as far as rules read them: without the
/// words, the flips and the sensitivity that a report adds. Whether all of them could be asked: not
/// where nothing qualifies.
bool check_design(const Declaration& declaration, const std::string& stem,
                  const Catalogue& catalogue, Findings& findings);

}  // namespace eventarch::check
