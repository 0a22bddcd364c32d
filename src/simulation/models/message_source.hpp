#pragma once

/// Where messages come from: when each is due, its key, and its place among those of its key.

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/models/world.hpp"

namespace eventarch::simulation {

template <class Pending>
class MessageSource {
 public:
  explicit MessageSource(World<Pending>& world)
      : world_(world),
        nth_(world.setup.keys),
        arrivals_(StreamName{world.setup.seed, "producers", 0, "arrivals"}),
        hot_key_(StreamName{world.setup.seed, "producers", 0, "hot key"}),
        gap_(world.plan.arrivals == Arrivals::steady
                 ? Distribution::deterministic(1e9 / world.setup.rate_per_second)
                 : Distribution::exponential(1e9 / world.setup.rate_per_second)) {}

  void begin() {
    if (world_.setup.messages == 0) return;
    world_.at(gap_.draw(arrivals_.at(~std::uint64_t{0})), Step::source, 0, 0);
  }

  /// The next message is due. It is held once, for its producer.
  Slot next() {
    const Slot slot = world_.new_message();
    Message& message = world_.messages[slot];
    message.intended = world_.now;
    message.id = static_cast<std::uint32_t>(sent_);
    const std::size_t place = sent_ % drawn_at_once;
    if (place == 0) draw_ahead();
    message.key = keys_[place];
    message.nth = nth_[message.key]++;
    message.partition = partition_of(message.key);
    message.producer = static_cast<std::uint16_t>(message.key % world_.setup.producers);
    ++sent_;
    if (sent_ < world_.setup.messages) {
      world_.at(world_.now + surged(gaps_[place]), Step::source, 0, 0);
    }
    world_.hold(slot);
    world_.record_received(
        slot, {.value = world_.now, .actor = message.producer, .kind = EventKind::send});
    return slot;
  }

  [[nodiscard]] std::uint64_t sent() const { return sent_; }

 private:
  // Some messages at once: the processor works on draws that do not wait for each other side by
  // side, and has time to fetch what is known of their keys.
  void draw_ahead() {
    const ManyDraws draws = arrivals_.many_from(sent_);
    for (std::size_t i = 0; i < drawn_at_once; ++i) {
      keys_[i] = key_of(sent_ + i, draws.first[i]);
      __builtin_prefetch(&nth_[keys_[i]], 1);
    }
    gap_.draw(draws.second, gaps_);
  }
  [[nodiscard]] Time surged(Time gap) const {
    const bool surge = world_.setup.surge_factor > 1 && sent_ * 3 > world_.setup.messages &&
                       sent_ * 3 < world_.setup.messages * 2;
    return surge ? from_nanoseconds(static_cast<double>(gap) / world_.setup.surge_factor) : gap;
  }
  [[nodiscard]] std::uint32_t key_of(std::uint64_t message, std::uint64_t draw) const {
    if (world_.plan.hot_key_share > 0 &&
        unit_interval(hot_key_.at(message)) < world_.plan.hot_key_share) {
      return 0;
    }
    return static_cast<std::uint32_t>(below(draw, world_.setup.keys));
  }
  [[nodiscard]] std::uint32_t partition_of(std::uint32_t key) const {
    return world_.setup.keys_in_turn
               ? key % world_.partitions_in_use
               : static_cast<std::uint32_t>(below(mixed(key), world_.partitions_in_use));
  }

  World<Pending>& world_;
  std::vector<std::uint32_t> nth_;
  RandomStream arrivals_;
  RandomStream hot_key_;
  Distribution gap_;
  std::uint64_t sent_ = 0;
  std::array<std::uint32_t, drawn_at_once> keys_{};
  std::array<Time, drawn_at_once> gaps_{};
};

}  // namespace eventarch::simulation
