#pragma once

/// Adds up what the runs of a study say, seed by seed, without keeping all of them.

#include <cstdint>
#include <optional>
#include <vector>

#include "simulation/invariants/verdict.hpp"
#include "simulation/run/single_run.hpp"

namespace eventarch::simulation {

class VerdictTotals {
 public:
  VerdictTotals();

  /// In the order of seeds, and of runs within a seed.
  void add(const RunName& name, const RunResult& result);

  struct Invariant {
    std::uint64_t runs_violated = 0;
    std::uint64_t seeds_violated = 0;
    std::optional<RunName> first;
    std::optional<Violation> violation;
    std::uint64_t last_seed = 0;  ///< counted in seeds_violated
    bool without_fault = false;   ///< in a run without any
  };
  struct Fault {
    std::uint64_t runs = 0;
    std::uint64_t cut = 0;  ///< runs that did not come to rest
    std::uint64_t strikes = 0;
    std::uint64_t broken = 0;  ///< runs in which a guarantee broke
    Time recovery = 0;
    std::uint64_t path_runs = 0;  ///< of the message path
    std::uint64_t retries = 0;    ///< in those
    std::uint64_t dead_letters_most = 0;
    std::vector<bool> broke;  ///< by place in the invariant table
  };

  [[nodiscard]] const std::vector<Invariant>& invariants() const { return invariants_; }
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  /// Runs that judged an invariant: those in which it applied and was put to the test.
  [[nodiscard]] const std::vector<std::uint64_t>& judged() const { return judged_; }
  [[nodiscard]] std::uint64_t events() const { return events_; }
  [[nodiscard]] std::uint64_t hash() const { return hash_.value(); }
  /// What judge() needs: the first run that violated each invariant, and all others added up.
  [[nodiscard]] std::vector<SeededEvidence> evidence() const;

 private:
  /// Counts a violation; true for the first that is seen of the invariant, which is kept.
  static bool is_first(Invariant& one, const RunName& name, const Evidence& found);
  static void take_costs(Fault& fault, const RunEvidence& evidence);
  void fold(const RunEvidence& evidence);

  std::vector<Invariant> invariants_;
  std::vector<Fault> faults_;
  std::vector<std::uint64_t> judged_;
  SeededEvidence quiet_;
  std::vector<SeededEvidence> kept_;
  std::uint64_t events_ = 0;
  HistoryHash hash_;
};

}  // namespace eventarch::simulation
