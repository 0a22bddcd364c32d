/// An event store with several writers: load an aggregate, decide, append to the version that was
/// seen. Snapshots shorten a load, and a projection follows the events by their position.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "simulation/models/scenario.hpp"

namespace eventarch::simulation {
namespace {

enum class EventStoreStep : std::uint8_t { command, decide, project };

constexpr std::uint32_t aggregates = 5;
constexpr std::uint16_t writers = 3;
constexpr std::uint16_t store = writers;

struct Aggregate {
  std::vector<std::uint32_t> events;      ///< ids, in order
  std::vector<std::uint32_t> digests{0};  ///< by version
  std::uint64_t snapshot = 0;             ///< version; 0: none
};

struct Command {
  std::uint32_t aggregate = 0;
  std::uint64_t seen = 0;
  std::uint32_t tries = 0;
};

class Store {
 public:
  explicit Store(const SmallRun& run)
      : world_(run),
        commands_(run.count),
        draws_(StreamName{run.seed, "event store", 0, "commands"}) {}

  void run() {
    for (std::uint32_t i = 0; i < world_.count(); ++i) {
      commands_[i].aggregate = static_cast<std::uint32_t>(below(draws_.at(i), aggregates));
      world_.after(Time{i} * 10 * one_millisecond, EventStoreStep::command, i);
    }
    world_.run_to_rest(*this);
  }

  void step(const PendingEvent& event) {
    if (event.kind() == strike_kind) return strike();
    switch (static_cast<EventStoreStep>(event.kind())) {
      case EventStoreStep::command: return load(event.subject);
      case EventStoreStep::decide: return append(event.subject);
      case EventStoreStep::project: return project();
    }
  }

 private:
  [[nodiscard]] static std::uint16_t writer_of(std::uint32_t command) {
    return static_cast<std::uint16_t>(command % writers);
  }

  void load(std::uint32_t number) {
    Command& command = commands_[number];
    Aggregate& one = all_[command.aggregate];
    command.seen = one.events.size();
    // The snapshot and what came after it, or everything.
    std::uint32_t state = one.digests[one.snapshot];
    for (std::uint64_t v = one.snapshot; v < one.events.size(); ++v) {
      state = fold_digest(state, one.events[v]);
    }
    world_.record({.value = command.seen,
                   .key = command.aggregate,
                   .subject = state,
                   .actor = writer_of(number),
                   .kind = EventKind::store_load,
                   .outcome = one.snapshot != 0 ? Outcome::from_snapshot : Outcome::ok});
    const Time deciding =
        one_millisecond + below(draws_.at(number, 1 + command.tries), 8 * one_millisecond);
    world_.after(deciding, EventStoreStep::decide, number);
  }

  void append(std::uint32_t number) {
    Command& command = commands_[number];
    Aggregate& one = all_[command.aggregate];
    const bool fits = command.seen == one.events.size();
    if (!fits && world_.plan().patterns.expected_version) {
      tell(number, one.events.size(), nothing, Outcome::conflict);
      ++command.tries;
      return world_.after(Time{command.tries} * 5 * one_millisecond, EventStoreStep::command,
                          number);
    }
    one.events.push_back(number);
    one.digests.push_back(fold_digest(one.digests.back(), number));
    const auto interval = std::max<std::uint64_t>(
        1, std::min<std::uint64_t>(world_.plan().patterns.snapshot_interval, 10));
    if (one.events.size() % interval == 0) one.snapshot = one.events.size();
    log_.push_back(number);
    tell(number, one.events.size(), static_cast<std::uint32_t>(log_.size() - 1), Outcome::ok);
    world_.after(2 * one_millisecond, EventStoreStep::project, 0);
  }
  void tell(std::uint32_t number, std::uint64_t version, std::uint32_t position, Outcome outcome) {
    world_.record({.value = version,
                   .message = number,
                   .key = commands_[number].aggregate,
                   .nth = static_cast<std::uint32_t>(commands_[number].seen),
                   .subject = position,
                   .actor = writer_of(number),
                   .attempt = 1,
                   .kind = EventKind::store_append,
                   .outcome = outcome});
  }

  /// The view and its checkpoint change together.
  void project() {
    world_.record({.value = projected_,
                   .message = log_[projected_],
                   .actor = store,
                   .group = 0,
                   .kind = EventKind::project});
    ++projected_;
    world_.record({.value = projected_, .actor = store, .group = 0, .kind = EventKind::checkpoint});
  }

  void strike() {
    const std::uint32_t aggregate = world_.opened().key;
    world_.begin_fault(world_.opened().actor);
    Aggregate& one = all_[aggregate];
    if (world_.fault() == "stale_snapshot") {
      if (one.snapshot > 1) one.snapshot /= 2;
    } else {
      // Another writer decides about the same version at once.
      commands_.push_back({aggregate, one.events.size(), 0});
      const auto number = static_cast<std::uint32_t>(commands_.size() - 1);
      load(number);
    }
    world_.end_fault();
  }

  SmallWorld world_;
  std::vector<Command> commands_;
  RandomStream draws_;
  std::array<Aggregate, aggregates> all_;
  std::vector<std::uint32_t> log_;
  std::uint64_t projected_ = 0;
};

constexpr std::array<std::string_view, 2> event_store_faults{"concurrent_writers",
                                                             "stale_snapshot"};

}  // namespace

extern const Scenario event_store_scenario;
constinit const Scenario event_store_scenario{
    .name = "event_store",
    .applies = [](const SimulationPlan& plan) { return plan.patterns.event_store; },
    .faults = event_store_faults,
    .layout = [](const SimulationPlan&) { return Layout{}; },
    .actor =
        [](std::uint16_t number) {
          return number == store ? std::string("the store") : fmt::format("writer {}", number + 1);
        },
    .group = nullptr,
    .promises =
        [](const Promises& all) {
          Promises own;
          own.event_store = all.event_store;
          own.snapshots = all.snapshots;
          own.projections = all.projections;
          return own;
        },
    .run = [](const SmallRun& run) { Store(run).run(); },
};

}  // namespace eventarch::simulation
