#pragma once

/// What the tests of the circuit breaker share.

#include <gtest/gtest.h>

#include "eventarch/components/circuit_breaker.hpp"

namespace eventarch::components {

/// Admitted, and its outcome recorded.
inline Recorded call(CircuitBreaker& breaker, CallOutcome outcome, Instant now = {}) {
  const Admission admission = breaker.admit(now);
  EXPECT_TRUE(admission.admitted());
  return breaker.record(*admission.permit, outcome, now);
}

}  // namespace eventarch::components
