#pragma once

/// Logarithm, exponential and the normal quantile with arithmetic of our own. The functions of the
/// C library differ in the last bit between libraries, and one bit moves an event: what a seed
/// replays would then depend on the machine. Only +, -, *, / and sqrt are used, which IEEE 754
/// fixes; this folder is built without contraction to fused operations.

#include <array>

#include "simulation/engine/random_stream.hpp"

namespace eventarch::simulation {

/// Relative error below 2e-15. Requires: value > 0 and finite and not subnormal.
[[nodiscard]] double natural_logarithm(double value);

/// The same to the last bit, for many values: each is replaced by its logarithm. Faster than one by
/// one, since none waits for the one before it.
void replace_by_logarithms(std::array<double, drawn_at_once>& values);

/// Relative error below 2e-15. Below -700 it is 0, above 700 exp(700).
[[nodiscard]] double exponential(double exponent);

/// The x with P(X <= x) = probability for a standard normal X. Requires: 0 < probability < 1.
/// Source: algorithm AS 241 (PPND16), Wichura 1988; relative error about 1e-15.
[[nodiscard]] double normal_quantile(double probability);

}  // namespace eventarch::simulation
