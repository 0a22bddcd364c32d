#pragma once

/// Rules about what accepts findings: comments, and the baseline of check.hpp.

#include <span>

#include "eventarch/diagnostic.hpp"

namespace eventarch::check {

extern const Rule expired_suppression;
extern const Rule malformed_suppression;
extern const Rule suppression_without_reason;
extern const Rule unknown_rule_suppressed;
extern const Rule unused_suppression;

/// By name.
[[nodiscard]] std::span<const Rule* const> suppression_rules();
[[nodiscard]] bool is_suppression_rule(const Rule& rule);

}  // namespace eventarch::check
