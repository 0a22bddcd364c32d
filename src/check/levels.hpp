#pragma once

/// The severities that a repository gives to rules.

#include "eventarch/diagnostic.hpp"

namespace eventarch::check {

/// Gives a finding the severity that its rule is to have; false where the rule is off.
[[nodiscard]] bool apply_level(const RuleLevels& levels, Diagnostic& diagnostic);

}  // namespace eventarch::check
