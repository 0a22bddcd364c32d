#pragma once

/// What one run says about one invariant.

#include <cstdint>
#include <optional>

#include "simulation/history/event.hpp"
#include "simulation/invariants/cause.hpp"

namespace eventarch::simulation {

/// Where a guarantee broke.
struct Violation {
  Cause cause{};
  /// The event that showed it. For what is judged at rest it is that event, with message and group
  /// of what is missing.
  Event event{};
  std::uint32_t other = nothing;      ///< a second message that it is about
  std::uint32_t other_nth = nothing;  ///< where only its place in its key is known

  bool operator==(const Violation&) const = default;
};

struct Evidence {
  std::uint64_t exercised = 0;   ///< how often it could have broken
  std::uint64_t violations = 0;  ///< how often it did
  std::optional<Violation> first;

  bool operator==(const Evidence&) const = default;
};

/// What an invariant writes to.
class Report {
 public:
  explicit Report(Evidence& evidence) : evidence_{evidence} {}

  void exercised(std::uint64_t times = 1) { evidence_.exercised += times; }

  // Apart from the checks, which stay small where nothing is wrong.
  void violated(const Violation& violation);
  void violated(Cause cause, const Event& event, std::uint32_t other = nothing);

 private:
  Evidence& evidence_;
};

}  // namespace eventarch::simulation
