#pragma once

/// The messages of a group that wait until the one before them of the same key is done.

#include <cstdint>
#include <vector>

#include "simulation/models/world.hpp"

namespace eventarch::simulation {

template <class Pending>
class KeyQueues {
 public:
  /// Keys lock each other out only where `locks`.
  KeyQueues(World<Pending>& world, std::uint16_t group, bool locks)
      : world_(world), group_(group), keys_(locks ? world.setup.keys : 0) {}

  /// Whether the message can be handed out; otherwise it waits here for its turn.
  bool arrives(Slot slot) {
    if (keys_.empty()) return true;
    Key& key = keys_[world_.messages[slot].key];
    if (key.under_way == 0) {
      key.under_way = 1;
      return true;
    }
    world_.reception(slot, group_).next = no_slot;
    if (key.first == no_slot) {
      key.first = slot;
    } else {
      world_.reception(key.last, group_).next = slot;
    }
    key.last = slot;
    return false;
  }

  /// A message is done: the next one of its key, or none.
  Slot next_after(Slot slot) {
    if (keys_.empty()) return no_slot;
    Key& key = keys_[world_.messages[slot].key];
    --key.under_way;
    return key.under_way == 0 ? hand_out(key) : no_slot;
  }

  /// The next one of its key, which its consumer receives with it; or none.
  Slot comes_along(Slot slot) {
    return keys_.empty() ? no_slot : hand_out(keys_[world_.messages[slot].key]);
  }

 private:
  struct Key {
    Slot first = no_slot;
    Slot last = no_slot;
    std::uint32_t under_way = 0;  ///< with one consumer, or on their way to one; others wait
  };

  Slot hand_out(Key& key) {
    const Slot next = key.first;
    if (next == no_slot) return no_slot;
    key.first = world_.reception(next, group_).next;
    ++key.under_way;
    return next;
  }

  World<Pending>& world_;
  std::uint16_t group_;
  std::vector<Key> keys_;
};

}  // namespace eventarch::simulation
