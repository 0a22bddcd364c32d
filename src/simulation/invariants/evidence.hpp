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
  /// `exercised` is counted apart from the evidence: the counters of all invariants are written all
  /// the time, and lie close together where they have a place of their own.
  Report(Evidence& evidence, std::uint64_t& exercised)
      : evidence_{evidence}, exercised_{exercised} {}

  void exercised(std::uint64_t times = 1) { exercised_ += times; }

  void violated(const Violation& violation) { note(evidence_, violation); }
  void violated(Cause cause, const Event& event, std::uint32_t other = nothing) {
    note(evidence_, cause, event, other);
  }

 private:
  // Apart from the checks, which stay small where nothing is wrong.
  [[gnu::cold, gnu::noinline]] static void note(Evidence& evidence, const Violation& violation);
  [[gnu::cold, gnu::noinline]] static void note(Evidence& evidence, Cause cause, const Event& event,
                                                std::uint32_t other);

  Evidence& evidence_;
  std::uint64_t& exercised_;
};

}  // namespace eventarch::simulation
