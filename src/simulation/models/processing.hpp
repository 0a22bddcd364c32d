#pragma once

/// What a consumer does with a message, whoever it is shared out by: how long it takes, whether it
/// fails, whether it has been processed before.

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/models/late_work.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

enum class Attempt : std::uint8_t { succeeded, failed, failed_for_good, store_unreachable };

template <class Pending>
class Processing {
 public:
  explicit Processing(World<Pending>& world) : world_(world) {
    for (std::uint16_t group = 0; group < world.groups; ++group) {
      service_.emplace_back(StreamName{world.setup.seed, "group", group, "service"});
      failures_.emplace_back(StreamName{world.setup.seed, "group", group, "failures"});
      waits_.emplace_back(StreamName{world.setup.seed, "group", group, "retry"});
    }
    ahead_.resize(world.groups);
  }

  /// Gives a new message what its first attempts will need; messages come in the order of their
  /// ids.
  void prepare(Slot slot) {
    const std::uint32_t id = world_.messages[slot].id;
    const std::size_t place = id % drawn_at_once;
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      if (place == 0) draw_ahead(group, id);
      Reception& one = world_.reception(slot, group);
      one.service = ahead_[group].service[place];
      one.luck = ahead_[group].luck[place];
    }
  }

  /// How an attempt will turn out: a pure function of message, group and attempt.
  struct Work {
    Time service = 0;
    std::uint64_t luck = 0;
  };
  [[nodiscard]] Work work(Slot slot, std::uint16_t group, std::uint32_t consumer,
                          std::uint32_t attempt) const {
    const Reception& one = world_.reception(slot, group);
    const Work drawn = attempt == 0 && one.service != never ? Work{one.service, one.luck}
                                                            : draw(slot, group, attempt);
    const bool slow = consumer == world_.setup.slow_consumer;
    return {slow ? drawn.service * 4 : drawn.service, drawn.luck};
  }

  /// The wait after a failed attempt, with its jitter.
  [[nodiscard]] Time wait(Slot slot, std::uint16_t group, std::uint32_t attempt) const {
    const RetryPlan& retry = world_.plan.consumer.retry;
    const double nominal = wait_ms(retry, attempt);
    const double draw = unit_interval(waits_[group].at(world_.messages[slot].id, attempt));
    return from_milliseconds(nominal * (1 + retry.jitter * (2 * draw - 1)));
  }

  [[nodiscard]] Attempt attempt(Slot slot, std::uint16_t group, std::uint64_t luck) {
    const Message& message = world_.messages[slot];
    if (message.poison_for_good) return Attempt::failed_for_good;
    if (message.poison) return Attempt::failed;
    if (world_.setup.failing_for_good > 0 &&
        unit_interval(failures_[group].at(message.id)) < world_.setup.failing_for_good) {
      return Attempt::failed_for_good;
    }
    if (world_.setup.failing_share > 0 && unit_interval(luck) < world_.setup.failing_share) {
      world_.count_hit();
      return Attempt::failed;
    }
    if (remembers() && world_.now < unreachable_until_) return Attempt::store_unreachable;
    return Attempt::succeeded;
  }

  // --- What was processed before.
  [[nodiscard]] bool remembers() const {
    return world_.plan.consumer.deduplication != Deduplication::none;
  }
  [[nodiscard]] bool store_reachable() const { return world_.now >= unreachable_until_; }
  [[nodiscard]] Time reachable_from() const { return unreachable_until_; }

  /// Whether the group remembers the message, and tells it. What was forgotten is told as well.
  bool is_duplicate(Slot slot, std::uint16_t group, std::uint16_t actor) {
    if (!remembers() || !store_reachable()) return false;
    Reception& known = world_.reception(world_.messages[slot].identity, group);
    return known.remembered != never && recognizes(known, slot, group, actor);
  }
  void remember(Slot slot, std::uint16_t group, std::uint16_t actor) {
    world_.reception(world_.messages[slot].identity, group).remembered = world_.now;
    world_.record_about(slot, {.actor = actor, .group = group, .kind = EventKind::remember});
  }

  /// After an effect: at once where the identity is part of it, otherwise a little later, unless
  /// the consumer is lost before. `generation` is that of what it works on.
  void remember_effect(Slot slot, std::uint16_t group, std::uint16_t actor,
                       std::uint32_t generation) {
    switch (world_.plan.consumer.deduplication) {
      case Deduplication::none: return;
      case Deduplication::with_effect: return remember(slot, group, actor);
      case Deduplication::after_effect:
        world_.hold(slot);
        world_.at(world_.now + world_.setup.commit_delay / 2, Step::remembered, group, slot,
                  generation);
    }
  }

  // --- What others see.
  void record_effect(std::uint16_t group, Slot slot, std::uint64_t offset, std::uint16_t attempt,
                     std::uint16_t actor, Attempt result, std::uint32_t transaction) {
    world_.record_received(slot,
                           {.value = offset,
                            .subject = transaction,
                            .actor = actor,
                            .group = group,
                            .attempt = attempt,
                            .kind = EventKind::effect,
                            .outcome = result == Attempt::succeeded ? Outcome::ok
                                       : result == Attempt::failed  ? Outcome::failed
                                                                    : Outcome::failed_for_good});
  }

  /// A replaced consumer finishes; the identity decides whether it was too late. Lets the message
  /// go.
  void finish_late(const LateWork& work) {
    if (!is_duplicate(work.slot, work.group, work.actor)) {
      const Attempt result = attempt(work.slot, work.group, work.luck);
      record_effect(work.group, work.slot, work.offset, work.attempt, work.actor, result, nothing);
      if (result == Attempt::succeeded && remembers()) remember(work.slot, work.group, work.actor);
    }
    world_.let_go(work.slot);
  }

  void store_down_for(Time span) { unreachable_until_ = world_.now + span; }
  /// The clock by which identities are forgotten is ahead of the one by which they were stored.
  void clock_jumps(Time ahead) { clock_ahead_ += ahead; }
  void store_loses_all() { lost_before_ = world_.now + 1; }

 private:
  [[gnu::noinline]] bool recognizes(Reception& known, Slot slot, std::uint16_t group,
                                    std::uint16_t actor) {
    const Time age = world_.now + clock_ahead_ - known.remembered;
    const Time kept = from_milliseconds(world_.plan.consumer.remember_ms);
    const bool expired = kept != 0 && age > kept;
    const bool lost = known.remembered < lost_before_;
    if (expired || lost) {
      known.remembered = never;
      world_.record_about(slot, {.value = age,
                                 .group = group,
                                 .kind = EventKind::forget,
                                 .outcome = expired ? Outcome::expired : Outcome::silent});
      return false;
    }
    world_.record_received(
        slot, {.value = age, .actor = actor, .group = group, .kind = EventKind::skip_duplicate});
    return true;
  }
  struct Ahead {
    std::array<Time, drawn_at_once> service{};
    std::array<std::uint64_t, drawn_at_once> luck{};
  };

  [[nodiscard]] Work draw(Slot slot, std::uint16_t group, std::uint32_t attempt) const {
    const TwoDraws draws = service_[group].both_at(world_.messages[slot].id, attempt);
    return {world_.setup.processing.draw(draws.first), draws.second};
  }
  void draw_ahead(std::uint16_t group, std::uint64_t first_message) {
    Ahead& ahead = ahead_[group];
    const ManyDraws draws = service_[group].many_from(first_message);
    ahead.luck = draws.second;
    world_.setup.processing.draw(draws.first, ahead.service);
  }

  World<Pending>& world_;
  std::vector<Ahead> ahead_;  ///< of each group
  std::vector<RandomStream> service_;
  std::vector<RandomStream> failures_;
  std::vector<RandomStream> waits_;
  Time unreachable_until_ = 0;
  Time lost_before_ = 0;
  Time clock_ahead_ = 0;
};

}  // namespace eventarch::simulation
