/// How fast the message path is simulated, beside a floor in the same run: a bare loop over the
/// same steps, with the same queue and distributions, but without a history, its hash, checks,
/// names of random streams, statistics, faults or a choice of models.
///
///     eventarch_simulation_speed [MESSAGES] [REPETITIONS]

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "simulation/engine/mathematics.hpp"
#include "simulation/engine/ring.hpp"
#include "simulation/engine/slab.hpp"
#include "simulation/engine/timing_wheel.hpp"
#include "simulation/invariants/invariant_set.hpp"
#include "simulation/models/message_path.hpp"
#include "simulation/run/promises_of.hpp"

namespace eventarch::simulation {
namespace {

constexpr std::uint32_t partitions = 64;
constexpr double rate = 10'000;
constexpr double service_ns = 4e6;
constexpr double failing = 0.05;
constexpr Time commit_delay = 2'500'000;
constexpr Time request = 1'250'000;
constexpr Time copying = 2'500'000;

/// xoshiro256++ (Blackman, Vigna): one shared generator, as a bare loop would have.
class Generator {
 public:
  std::uint64_t next() {
    const std::uint64_t result = rotated(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return result;
  }
  double unit() { return unit_interval(next()); }
  Time exponential(double mean) { return from_nanoseconds(-mean * natural_logarithm(unit())); }

 private:
  static std::uint64_t rotated(std::uint64_t value, unsigned by) {
    return value << by | value >> (64U - by);
  }
  std::uint64_t state_[4] = {1, 2, 3, 4};
};

/// Source, append, stored, visible, processed with retries, commit.
class BareLoop {
 public:
  explicit BareLoop(std::uint64_t messages) : messages_(messages), all_(partitions) {}

  std::uint64_t run() {
    push(0, 0, 0, 0);
    while (!pending_.empty()) {
      const PendingEvent event = pending_.pop();
      now_ = event.time;
      ++steps_;
      step(event);
    }
    return steps_;
  }

 private:
  struct Record {
    Time sent = 0;
    std::uint32_t id = 0;
    std::uint32_t key = 0;
    std::uint32_t attempts = 0;
  };
  struct Owner {
    Ring<Slot> log;
    std::uint64_t visible = 0;
    std::uint64_t position = 0;
    bool busy = false;
    bool commit_pending = false;
  };

  void push(Time delay, std::uint8_t kind, std::uint16_t partition, Slot slot) {
    pending_.push({now_ + delay, event_order(sequence_++, kind, partition), slot, 0});
  }
  void step(const PendingEvent& event) {
    const std::uint16_t partition = event.actor();
    Owner& one = all_[partition];
    switch (event.kind()) {
      case 0: return source();
      case 1: one.log.push_back(event.subject); return push(copying, 2, partition, event.subject);
      case 2: return push(request, 3, partition, event.subject);
      case 3: ++one.visible; return start(one, partition);
      case 4: return processed(one, partition);
      case 5: return start_again(one, partition);
      case 6: return commit(one);
      default: return;
    }
  }
  void source() {
    const Slot slot = records_.allocate();
    Record& record = records_[slot];
    record.sent = now_;
    record.id = static_cast<std::uint32_t>(sent_++);
    record.key = static_cast<std::uint32_t>(below(draws_.next(), partitions * 1000));
    push(request, 1, static_cast<std::uint16_t>(record.key % partitions), slot);
    if (sent_ < messages_) push(draws_.exponential(1e9 / rate), 0, 0, 0);
  }
  void start(Owner& one, std::uint16_t partition) {
    if (!one.busy && one.position < one.visible) start_again(one, partition);
  }
  void start_again(Owner& one, std::uint16_t partition) {
    one.busy = true;
    push(draws_.exponential(service_ns), 4, partition, 0);
  }
  void processed(Owner& one, std::uint16_t partition) {
    Record& record = records_[one.log.at(one.position)];
    if (draws_.unit() < failing && ++record.attempts < 5) {
      return push(from_nanoseconds(1e9 * (0.8 + 0.4 * draws_.unit()) / 1000), 5, partition, 0);
    }
    ++one.position;
    one.busy = false;
    if (!one.commit_pending) {
      one.commit_pending = true;
      push(commit_delay, 6, partition, 0);
    }
    start(one, partition);
  }
  void commit(Owner& one) {
    one.commit_pending = false;
    while (one.log.begin() < one.position) records_.release(one.log.pop_front());
  }

  std::uint64_t messages_;
  TimingWheel pending_{12'500};
  std::vector<Owner> all_;
  Slab<Record> records_;
  Generator draws_;
  Time now_ = 0;
  std::uint64_t sequence_ = 0;
  std::uint64_t sent_ = 0;
  std::uint64_t steps_ = 0;
};

struct Speed {
  double messages_per_second = 0;
  double steps_per_second = 0;
};

template <class Run>
Speed measured(std::uint64_t messages, Run run) {
  const auto begin = std::chrono::steady_clock::now();
  const std::uint64_t steps = run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  return {static_cast<double>(messages) / took.count(), static_cast<double>(steps) / took.count()};
}

SimulationPlan plan() {
  SimulationPlan plan;
  plan.broker = *find_broker_model("kafka_topic");
  plan.groups = {{"group", partitions}};
  plan.ordering = Ordering::partition;
  plan.effects_once = true;
  plan.consumer.deduplication = Deduplication::with_effect;
  plan.consumer.remember_ms = 3'600'000;
  plan.consumer.retry.initial_ms = 1;
  return plan;
}

std::uint64_t simulate_path(std::uint64_t messages, bool judged) {
  const SimulationPlan the_plan = plan();
  PathSetup setup;
  setup.plan = &the_plan;
  setup.messages = messages;
  setup.rate_per_second = rate;
  setup.partitions = partitions;
  setup.instances = {partitions};
  setup.keys = partitions * 1000;
  setup.processing = Distribution::exponential(service_ns);
  setup.broker = Distribution::deterministic(5e6);
  setup.commit_delay = commit_delay;
  setup.failing_share = failing;
  InvariantSet invariants(layout_of(setup), promises_of(the_plan, the_plan));
  Recorder recorder(judged ? &invariants : nullptr);
  const PathEnd end = run_message_path({&setup, &recorder, nullptr, nullptr}, TimingWheel(12'500));
  if (!end.at_rest || invariants.any_violation()) std::puts("the run is not sound");
  return end.steps;
}

void print(const char* what, const Speed& speed, const Speed& floor) {
  std::printf("%-38s %6.2f M messages/s  %6.2f M steps/s  ratio %.2f\n", what,
              speed.messages_per_second / 1e6, speed.steps_per_second / 1e6,
              speed.messages_per_second / floor.messages_per_second);
}

/// Interleaved, and the best of each: the machine may be shared.
void compare(std::uint64_t messages, int repetitions) {
  Speed floor;
  Speed unjudged;
  Speed judged;
  const auto better = [](Speed& best, const Speed& now) {
    if (now.messages_per_second > best.messages_per_second) best = now;
  };
  for (int i = 0; i < repetitions; ++i) {
    better(floor, measured(messages, [&] { return BareLoop(messages).run(); }));
    better(unjudged, measured(messages, [&] { return simulate_path(messages, false); }));
    better(judged, measured(messages, [&] { return simulate_path(messages, true); }));
  }
  print("bare loop", floor, floor);
  print("simulated, with its history", unjudged, floor);
  print("simulated, with all checks", judged, floor);
}

}  // namespace
}  // namespace eventarch::simulation

int main(int argc, char** argv) {
  const std::uint64_t messages = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const int repetitions = argc > 2 ? std::atoi(argv[2]) : 5;
  eventarch::simulation::compare(std::max<std::uint64_t>(messages, 1), std::max(repetitions, 1));
}
