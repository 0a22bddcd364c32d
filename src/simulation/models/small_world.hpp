#pragma once

/// What the small models beside the message path share: a clock, pending events, the history, and
/// one fault at most.

#include <cstdint>

#include "simulation/engine/pending_heap.hpp"
#include "simulation/engine/random_stream.hpp"
#include "simulation/models/aim.hpp"
#include "simulation/models/recorder.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

/// One run of a small model.
struct SmallRun {
  const SimulationPlan* plan = nullptr;
  Recorder* recorder = nullptr;
  Aim* aim = nullptr;  ///< null: no fault
  std::uint64_t seed = 1;
  std::uint32_t count = 200;  ///< of what the model repeats: sagas, commands, transactions
};

/// The kind under which a fault strikes; models number theirs from 0.
inline constexpr std::uint8_t strike_kind = 255;

class SmallWorld {
 public:
  explicit SmallWorld(const SmallRun& run) : run_(run) {}

  [[nodiscard]] const SimulationPlan& plan() const { return *run_.plan; }
  [[nodiscard]] std::uint64_t seed() const { return run_.seed; }
  [[nodiscard]] std::uint32_t count() const { return run_.count; }
  [[nodiscard]] Time now() const { return now_; }

  /// `kind` is an enumerator of the model.
  template <class Kind>
  void after(Time delay, Kind kind, std::uint32_t subject, std::uint32_t generation = 0,
             std::uint16_t actor = 0) {
    pending_.push({now_ + delay, event_order(sequence_++, static_cast<std::uint8_t>(kind), actor),
                   subject, generation});
  }

  void record(Event event) {
    event.time = now_;
    run_.recorder->record(event);
    if (run_.aim == nullptr || !run_.aim->see(event)) return;
    opened_ = event;
    after(0, strike_kind, 0);
  }
  /// Tells the strike; what it does is the model's.
  void begin_fault(std::uint16_t actor) {
    const bool inside = run_.aim->inside();
    run_.aim->struck(inside, now_);
    record({.subject = run_.aim->fault(), .actor = actor, .kind = EventKind::fault_begin});
    if (inside) record({.subject = run_.aim->fault(), .kind = EventKind::fault_window});
  }
  void end_fault() {
    if (run_.aim != nullptr) {
      record({.subject = run_.aim->fault(), .kind = EventKind::fault_end});
    }
  }
  [[nodiscard]] const Event& opened() const { return opened_; }
  [[nodiscard]] std::string_view fault() const {
    return run_.aim == nullptr ? std::string_view{} : fault_table()[run_.aim->fault()].name;
  }

  /// Runs a model until it has come to rest. `model.step(event)` handles its kinds and
  /// `strike_kind`.
  template <class Model>
  void run_to_rest(Model& model) {
    constexpr std::uint64_t steps_most = 10'000'000;
    std::uint64_t steps = 0;
    while (!pending_.empty() && steps++ < steps_most) {
      const PendingEvent event = pending_.pop();
      now_ = event.time;
      model.step(event);
    }
    record({.kind = pending_.empty() ? EventKind::quiesce : EventKind::horizon});
  }

 private:
  SmallRun run_;
  PendingHeap pending_;
  Time now_ = 0;
  std::uint64_t sequence_ = 0;
  Event opened_;
};

}  // namespace eventarch::simulation
