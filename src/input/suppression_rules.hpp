#pragma once

/// Rules about the comments that ask for silence. Listed in the rule table with the others; unlike
/// those about the file format they can be turned off.

#include <span>

#include "eventarch/diagnostic.hpp"

namespace eventarch::input {

extern const Rule expired_suppression;
extern const Rule format_rule_ignored;
extern const Rule malformed_suppression;
extern const Rule suppression_without_reason;
extern const Rule unknown_rule_ignored;
extern const Rule unused_suppression;

/// All of the above, by name.
[[nodiscard]] std::span<const Rule* const> suppression_rules();

}  // namespace eventarch::input
