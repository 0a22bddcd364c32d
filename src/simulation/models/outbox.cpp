/// A service that writes to its database and publishes a message about it. With an outbox the
/// message is a row of the same database transaction, and a relay publishes rows in the order of
/// their commits. Without, the service publishes by itself after the commit.

#include <fmt/format.h>

#include <array>
#include <deque>

#include "simulation/models/scenario.hpp"

namespace eventarch::simulation {
namespace {

enum class OutboxStep : std::uint8_t { request, commit, publish, relay, stored, restart };

constexpr std::uint16_t services = 2;
constexpr std::uint16_t relay_actor = services;
constexpr std::uint16_t replica = services + 1;

class Outbox {
 public:
  explicit Outbox(const SmallRun& run)
      : world_(run), draws_(StreamName{run.seed, "outbox", 0, "work"}) {}

  void run() {
    for (std::uint32_t i = 0; i < world_.count(); ++i) {
      world_.after(Time{5} * i * one_millisecond, OutboxStep::request, i);
    }
    world_.run_to_rest(*this);
  }

  void step(const PendingEvent& event) {
    if (event.kind() == strike_kind) return crash();
    switch (static_cast<OutboxStep>(event.kind())) {
      case OutboxStep::request: return request(event.subject);
      case OutboxStep::commit: return commit(event.subject, event.generation);
      case OutboxStep::publish: return publish(event.subject, event.generation);
      case OutboxStep::relay: return relay();
      case OutboxStep::stored: return stored(event.subject, event.actor());
      case OutboxStep::restart: return restart(event.actor());
    }
  }

 private:
  [[nodiscard]] static std::uint16_t service_of(std::uint32_t work) {
    return static_cast<std::uint16_t>(work % services);
  }
  [[nodiscard]] bool has_table() const { return world_.plan().patterns.outbox_table; }

  void request(std::uint32_t work) {
    const std::uint16_t service = service_of(work);
    if (down_[service]) return world_.after(one_second, OutboxStep::request, work);
    world_.record({.message = work,
                   .partition = 0,
                   .subject = work,
                   .actor = service,
                   .kind = EventKind::database_write});
    world_.after(2 * one_millisecond, OutboxStep::commit, work, generation_[service]);
  }
  void commit(std::uint32_t work, std::uint32_t generation) {
    const std::uint16_t service = service_of(work);
    constexpr double rolled_back = 0.1;
    const bool lost = generation != generation_[service];
    if (lost || unit_interval(draws_.at(work)) < rolled_back) {
      world_.record({.subject = work, .actor = service, .kind = EventKind::database_rollback});
      return;
    }
    world_.record({.subject = work, .actor = service, .kind = EventKind::database_commit});
    if (has_table()) {
      rows_.push_back(work);
      wake_relay();
    } else {
      world_.after(one_millisecond, OutboxStep::publish, work, generation_[service]);
    }
  }
  void publish(std::uint32_t work, std::uint32_t generation) {
    const std::uint16_t service = service_of(work);
    if (generation != generation_[service]) return;  // it died, and nobody else knows of it
    send(work, service);
  }
  void send(std::uint32_t work, std::uint16_t by) {
    world_.record({.value = world_.now(),
                   .message = work,
                   .key = work,
                   .partition = 0,
                   .actor = by,
                   .kind = EventKind::send});
    world_.after(3 * one_millisecond, OutboxStep::stored, work, 0, by);
  }
  void stored(std::uint32_t work, std::uint16_t by) {
    world_.record({.value = offset_++,
                   .message = work,
                   .key = work,
                   .partition = 0,
                   .epoch = 1,
                   .actor = replica,
                   .kind = EventKind::append});
    world_.record({.value = offset_ - 1,
                   .message = work,
                   .partition = 0,
                   .actor = by,
                   .kind = EventKind::send_ok});
    if (by != relay_actor) return;
    rows_.pop_front();  // marked as sent, after the confirmation
    busy_ = false;
    wake_relay();
  }

  void wake_relay() {
    if (busy_ || rows_.empty()) return;
    busy_ = true;
    world_.after(10 * one_millisecond, OutboxStep::relay, 0);
  }
  void relay() { send(rows_.front(), relay_actor); }

  void crash() {
    const std::uint16_t service = world_.opened().actor;
    world_.begin_fault(service);
    if (service >= services || down_[service]) return;
    world_.record({.actor = service, .kind = EventKind::crash});
    ++generation_[service];
    down_[service] = true;
    world_.after(one_second, OutboxStep::restart, 0, 0, service);
  }
  void restart(std::uint16_t service) {
    down_[service] = false;
    world_.record({.actor = service, .kind = EventKind::restart});
    world_.end_fault();
  }

  SmallWorld world_;
  RandomStream draws_;
  std::deque<std::uint32_t> rows_;  ///< committed and not yet sent
  std::array<std::uint32_t, services> generation_{};
  std::array<bool, services> down_{};
  std::uint64_t offset_ = 0;
  bool busy_ = false;
};

constexpr std::array<std::string_view, 1> outbox_faults{"crash_between_commit_and_publish"};

}  // namespace

extern const Scenario outbox_scenario;
constinit const Scenario outbox_scenario{
    .name = "outbox",
    .applies = [](const SimulationPlan& plan) { return plan.patterns.outbox; },
    .faults = outbox_faults,
    .layout = [](const SimulationPlan&) { return Layout{.topics = {TopicLayout{}}, .groups = {}}; },
    .actor =
        [](std::uint16_t number) {
          if (number == relay_actor) return std::string("the relay");
          return number == replica ? std::string("the broker")
                                   : fmt::format("service {}", number + 1);
        },
    .group = nullptr,
    .promises =
        [](const Promises& all) {
          Promises own;
          own.outbox = all.outbox;
          return own;
        },
    .run = [](const SmallRun& run) { Outbox(run).run(); },
};

}  // namespace eventarch::simulation
