/// Consumers that call a service, which is down for a while. Each consumer has a circuit breaker
/// and retries; a call that the breaker rejects is no attempt: the consumer waits and calls again.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "simulation/engine/distribution.hpp"
#include "simulation/models/scenario.hpp"

namespace eventarch::simulation {
namespace {

enum class CallStep : std::uint8_t { arrive, call, result };

constexpr std::uint16_t consumers = 3;

struct Work {
  std::uint32_t attempts = 0;
  std::uint32_t calls = 0;  ///< of this attempt
};

/// The consecutive form: so many failures in a row open it; after a while one trial is let through.
struct Breaker {
  Outcome state = Outcome::closed;
  std::uint32_t epoch = 0;
  std::uint32_t failures = 0;
  std::uint32_t trials = 0;
  Time opened = 0;
};

class Dependency {
 public:
  explicit Dependency(const SmallRun& run)
      : world_(run), all_(run.count), draws_(StreamName{run.seed, "dependency", 0, "waits"}) {}

  void run() {
    for (std::uint32_t i = 0; i < world_.count(); ++i) {
      world_.after(i * gap, CallStep::arrive, i);
    }
    world_.run_to_rest(*this);
  }

  void step(const PendingEvent& event) {
    if (event.kind() == strike_kind) return strike();
    switch (static_cast<CallStep>(event.kind())) {
      case CallStep::arrive: return arrive(event.subject);
      case CallStep::call: return call(event.subject);
      case CallStep::result: return result(event.subject, event.generation);
    }
  }

 private:
  static constexpr Time gap = 20 * one_millisecond;
  static constexpr Time answer = 10 * one_millisecond;
  static constexpr Time outage = 30 * one_second;

  [[nodiscard]] static std::uint16_t consumer_of(std::uint32_t work) {
    return static_cast<std::uint16_t>(work % consumers);
  }
  [[nodiscard]] const ConsumerPlan& rules() const { return world_.plan().consumer; }
  [[nodiscard]] bool guarded() const { return rules().retry_budget; }

  /// While its breaker is open a consumer does not ask for more.
  void arrive(std::uint32_t work) {
    const Breaker& breaker = breakers_[consumer_of(work)];
    if (guarded() && breaker.state != Outcome::closed) {
      const Time open_until = breaker.opened + from_milliseconds(rules().breaker_reset_ms);
      const bool first = world_.now() >= open_until && breaker.trials < rules().breaker_trials;
      if (!first) {
        const Time next = std::max(open_until, world_.now() + one_second);
        return world_.after(next - world_.now(), CallStep::arrive, work);
      }
    }
    world_.record(
        {.subject = consumer_of(work), .actor = consumer_of(work), .kind = EventKind::request});
    call(work);
  }

  void call(std::uint32_t work) {
    Breaker& breaker = breakers_[consumer_of(work)];
    if (guarded() && !admits(breaker, consumer_of(work))) {
      tell(work, breaker.epoch, Outcome::rejected);
      const Time open_until = breaker.opened + from_milliseconds(rules().breaker_reset_ms);
      world_.after(std::max(open_until, world_.now() + one_second) - world_.now(), CallStep::call,
                   work);
      return;
    }
    tell(work, breaker.epoch, Outcome::started);
    world_.after(answer, CallStep::result, work, breaker.epoch);
  }
  bool admits(Breaker& breaker, std::uint16_t number) {
    if (breaker.state == Outcome::closed) return true;
    if (breaker.state == Outcome::open) {
      if (world_.now() < breaker.opened + from_milliseconds(rules().breaker_reset_ms)) return false;
      change(breaker, number, Outcome::half_open);
    }
    if (breaker.trials >= rules().breaker_trials) return false;
    ++breaker.trials;
    return true;
  }

  void result(std::uint32_t work, std::uint32_t epoch) {
    const bool fails = world_.now() < down_until_;
    const std::uint16_t number = consumer_of(work);
    tell(work, epoch, fails ? Outcome::failed : Outcome::ok);
    if (guarded() && epoch == breakers_[number].epoch) note(breakers_[number], number, fails);
    if (!fails) return;
    Work& one = all_[work];
    if (++one.calls < rules().calls_per_attempt) {
      return world_.after(100 * one_millisecond, CallStep::call, work);
    }
    one.calls = 0;
    if (++one.attempts >= rules().retry.attempts) return;  // set aside
    const double jitter =
        rules().retry.jitter * (2 * unit_interval(draws_.at(work, one.attempts)) - 1);
    world_.after(from_milliseconds(wait_ms(rules().retry, one.attempts) * (1 + jitter)),
                 CallStep::call, work);
  }
  void note(Breaker& breaker, std::uint16_t number, bool failed) {
    if (breaker.state == Outcome::half_open) {
      change(breaker, number, failed ? Outcome::open : Outcome::closed);
    } else if (!failed) {
      breaker.failures = 0;
    } else if (++breaker.failures >= rules().breaker_failures) {
      change(breaker, number, Outcome::open);
    }
  }
  void change(Breaker& breaker, std::uint16_t number, Outcome state) {
    breaker.state = state;
    ++breaker.epoch;
    breaker.failures = 0;
    breaker.trials = 0;
    if (state == Outcome::open) breaker.opened = world_.now();
    world_.record({.subject = number,
                   .epoch = breaker.epoch,
                   .actor = number,
                   .kind = EventKind::breaker,
                   .outcome = state});
  }

  void tell(std::uint32_t work, std::uint32_t epoch, Outcome outcome) {
    world_.record({.subject = consumer_of(work),
                   .epoch = epoch,
                   .actor = consumer_of(work),
                   .kind = EventKind::call,
                   .outcome = outcome});
  }

  void strike() {
    world_.begin_fault(world_.opened().actor);
    down_until_ = world_.now() + outage;
    world_.end_fault();
  }

  SmallWorld world_;
  std::vector<Work> all_;
  std::array<Breaker, consumers> breakers_;
  RandomStream draws_;
  Time down_until_ = 0;
};

constexpr std::array<std::string_view, 1> dependency_faults{"dependency_down"};

}  // namespace

extern const Scenario dependency_scenario;
constinit const Scenario dependency_scenario{
    .name = "dependency",
    .applies = [](const SimulationPlan& plan) { return plan.delivery != Delivery::at_most_once; },
    .faults = dependency_faults,
    .layout = [](const SimulationPlan&) { return Layout{}; },
    .actor = [](std::uint16_t number) { return fmt::format("consumer {}", number + 1); },
    .group = nullptr,
    .promises =
        [](const Promises& all) {
          Promises own;
          own.breaker = all.breaker;
          own.amplification = all.amplification;
          return own;
        },
    .run =
        [](const SmallRun& run) {
          // Long enough for an outage, and for what comes after it.
          SmallRun longer = run;
          longer.count = run.count * 20;
          Dependency(longer).run();
        },
};

}  // namespace eventarch::simulation
