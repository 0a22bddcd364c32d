#pragma once

/// Randomness that the caller supplies. The same draws give the same behaviour, everywhere.

namespace eventarch::components {

/// A stream of independent draws. Give every purpose a stream of its own (for a retry: one for each
/// message, group and attempt), and a change elsewhere moves nothing.
class RandomSource {
 public:
  virtual ~RandomSource() = default;

  /// Uniform in [0, 1). A component treats values outside as the nearest one inside.
  virtual double next() = 0;
};

}  // namespace eventarch::components
