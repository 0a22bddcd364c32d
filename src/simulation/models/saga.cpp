/// An orchestrated saga: steps one after the other, and where one fails, what was done is undone in
/// reverse. With a log the orchestrator goes on after a crash, and asks again for what it has no
/// answer to; participants recognize what they are asked twice.

#include <array>
#include <vector>

#include "simulation/models/scenario.hpp"

namespace eventarch::simulation {
namespace {

enum class SagaStep : std::uint8_t { begin, answer, undone, restart };

constexpr std::uint16_t orchestrator = 0;

struct Progress {
  std::uint32_t step = 0;
  std::uint32_t refusals = 0;  ///< compensations that still fail
  bool undoing = false;
  bool running = false;
};

class Sagas {
 public:
  explicit Sagas(const SmallRun& run)
      : world_(run), all_(run.count), draws_(StreamName{run.seed, "saga", 0, "answers"}) {}

  void run() {
    for (std::uint32_t i = 0; i < world_.count(); ++i) {
      world_.after(Time{i} * 20 * one_millisecond, SagaStep::begin, i);
    }
    world_.run_to_rest(*this);
  }

  void step(const PendingEvent& event) {
    if (event.kind() == strike_kind) return strike();
    const bool lost = event.generation != generation_;
    switch (static_cast<SagaStep>(event.kind())) {
      case SagaStep::begin: return begin(event.subject);
      case SagaStep::answer: return answer(event.subject, lost);
      case SagaStep::undone: return undone(event.subject, lost);
      case SagaStep::restart: return restart();
    }
  }

 private:
  [[nodiscard]] std::uint32_t steps() const { return world_.plan().patterns.saga_steps; }

  void begin(std::uint32_t saga) {
    if (down_) return world_.after(one_second, SagaStep::begin, saga);
    all_[saga].running = true;
    world_.record({.value = (std::uint64_t{1} << steps()) - 1,
                   .subject = saga,
                   .actor = orchestrator,
                   .attempt = static_cast<std::uint16_t>(steps()),
                   .kind = EventKind::saga_begin});
    ask(saga);
  }
  void ask(std::uint32_t saga) {
    tell(EventKind::saga_step, saga, all_[saga].step, Outcome::started);
    world_.after(30 * one_millisecond, SagaStep::answer, saga, generation_);
  }

  /// A participant has done its step, or refuses. Whether anybody hears of it is another matter.
  void answer(std::uint32_t saga, bool lost) {
    constexpr double refused = 0.1;
    Progress& one = all_[saga];
    const bool fails =
        unit_interval(draws_.at(saga, one.step)) < refused;  // the same answer when asked again
    tell(EventKind::saga_step, saga, one.step, fails ? Outcome::failed : Outcome::ok);
    if (lost) return;
    if (fails) {
      one.undoing = true;
      return undo(saga);
    }
    if (++one.step == steps()) return end(saga, Outcome::completed);
    ask(saga);
  }

  void undo(std::uint32_t saga) {
    if (all_[saga].step == 0) return end(saga, Outcome::compensated);
    world_.after(30 * one_millisecond, SagaStep::undone, saga, generation_);
  }
  void undone(std::uint32_t saga, bool lost) {
    Progress& one = all_[saga];
    if (one.refusals > 0) {
      --one.refusals;
      tell(EventKind::saga_compensate, saga, one.step - 1, Outcome::failed);
      if (!lost) world_.after(one_second, SagaStep::undone, saga, generation_);
      return;
    }
    tell(EventKind::saga_compensate, saga, one.step - 1, Outcome::ok);
    if (lost) return;
    --one.step;
    undo(saga);
  }
  void end(std::uint32_t saga, Outcome outcome) {
    all_[saga].running = false;
    world_.record(
        {.subject = saga, .actor = orchestrator, .kind = EventKind::saga_end, .outcome = outcome});
  }
  void tell(EventKind kind, std::uint32_t saga, std::uint32_t step, Outcome outcome) {
    world_.record({.subject = saga,
                   .actor = orchestrator,
                   .attempt = static_cast<std::uint16_t>(step),
                   .kind = kind,
                   .outcome = outcome});
  }

  void strike() {
    world_.begin_fault(orchestrator);
    if (world_.fault() == "compensation_fails") {
      constexpr std::uint32_t refusals = 3;
      all_[world_.opened().subject].refusals = refusals;
      return;
    }
    if (down_) return;
    world_.record({.actor = orchestrator, .kind = EventKind::crash});
    down_ = true;
    ++generation_;
    world_.after(5 * one_second, SagaStep::restart, 0, generation_);
  }
  void restart() {
    down_ = false;
    world_.record({.actor = orchestrator, .kind = EventKind::restart});
    world_.end_fault();
    if (!world_.plan().patterns.saga_log) return;  // nobody knows of them any more
    for (std::uint32_t saga = 0; saga < all_.size(); ++saga) {
      if (!all_[saga].running) continue;
      if (all_[saga].undoing) {
        undo(saga);
      } else {
        ask(saga);
      }
    }
  }

  SmallWorld world_;
  std::vector<Progress> all_;
  RandomStream draws_;
  std::uint32_t generation_ = 0;
  bool down_ = false;
};

constexpr std::array<std::string_view, 2> saga_faults{"compensation_fails", "orchestrator_crash"};

}  // namespace

extern const Scenario saga_scenario;
constinit const Scenario saga_scenario{
    .name = "saga",
    .applies = [](const SimulationPlan& plan) { return plan.patterns.saga; },
    .faults = saga_faults,
    .layout = [](const SimulationPlan&) { return Layout{}; },
    .actor = [](std::uint16_t) { return std::string("the orchestrator"); },
    .group = nullptr,
    .promises =
        [](const Promises& all) {
          Promises own;
          own.saga = all.saga;
          own.saga_in_order = all.saga_in_order;
          return own;
        },
    .run = [](const SmallRun& run) { Sagas(run).run(); },
};

}  // namespace eventarch::simulation
