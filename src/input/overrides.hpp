#pragma once

/// `--set PATH=VALUE`: a value of the command line takes the place of one in the file.

#include <string>
#include <string_view>

#include "input/document.hpp"

namespace eventarch::input {

/// Puts a value below event_context. Its place is then "--set PATH". The value is YAML; an unknown
/// path or a broken value is a finding.
void apply_override(Document& document, std::string_view path, const std::string& value,
                    Findings& findings);

}  // namespace eventarch::input
