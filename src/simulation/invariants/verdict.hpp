#pragma once

/// What many runs together say about each invariant.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "simulation/invariants/evidence.hpp"
#include "simulation/invariants/invariant.hpp"
#include "simulation/invariants/invariant_set.hpp"
#include "simulation/invariants/promises.hpp"

namespace eventarch::simulation {

enum class Verdict : std::uint8_t {
  holds,           ///< it could have broken, and did not
  violated,        ///< in at least one run
  not_exercised,   ///< nothing that could break it happened, or no fault struck where it hurts
  not_applicable,  ///< the design does not promise it
  undecided,       ///< it is judged at rest, and a run did not come to rest
};

/// The words of reports: "holds", "violated", "not exercised", "not applicable", "undecided".
std::string_view name_of(Verdict verdict);

struct SeededEvidence {
  std::uint64_t seed = 0;
  RunEvidence evidence;
};

struct Judgement {
  const Invariant* invariant = nullptr;  ///< never null; lives as long as the program
  Verdict verdict = Verdict::not_applicable;
  std::uint64_t runs = 0;
  std::uint64_t runs_violated = 0;
  std::uint64_t exercised = 0;    ///< over all runs
  std::uint64_t violations = 0;   ///< over all runs
  std::uint64_t window_hits = 0;  ///< of the injected faults that endanger it, over all runs
  /// Of the first run, in the order given, in which it was violated. The witness follows from both:
  /// see witness.hpp.
  std::optional<std::uint64_t> seed;
  std::optional<Violation> violation;
};

/// One judgement for each invariant, in the order of the table.
/// `runs` in the order of seeds; the result depends on nothing else than its arguments.
/// `injected`: places in the fault table of the faults that were asked for and can strike this
/// design.
std::vector<Judgement> judge(const Promises& promises, std::span<const SeededEvidence> runs,
                             std::span<const std::uint32_t> injected);

/// How often each fault struck, over all runs, by place in the fault table.
std::vector<FaultCount> count_faults(std::span<const SeededEvidence> runs);

}  // namespace eventarch::simulation
