#pragma once

/// The calls by which consumers get messages, where a service limits them: they are made apart, and
/// each brings several messages.

#include <cstdint>
#include <vector>

#include "simulation/engine/ring.hpp"
#include "simulation/models/key_queues.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

template <class Pending>
class ReceiveCalls {
 public:
  explicit ReceiveCalls(World<Pending>& world) : world_(world), next_(world.groups) {}

  /// Whether a consumer of the group can call now, with so many messages that wait. Otherwise the
  /// group is told when one can. Calls that bring all they can are no waste: the service is split
  /// into as many parts as those need.
  bool call(std::uint16_t group, std::uint64_t waiting) {
    if (world_.setup.calls_apart.empty()) return true;
    Next& next = next_[group];
    if (world_.now < next.possible && waiting < world_.setup.received_at_once) {
      if (!next.told) world_.at(next.possible, Step::call_possible, group, 0);
      next.told = true;
      return false;
    }
    next.possible = world_.now + world_.setup.calls_apart[group];
    return true;
  }
  void told(std::uint16_t group) { next_[group].told = false; }

  /// What comes with a message that was asked for: others of its key first, then what waits.
  void receive_more(Slot received, Ring<Slot>& in_hand, KeyQueues<Pending>& keys,
                    Ring<Slot>& waiting) const {
    for (std::uint32_t room = world_.setup.received_at_once - 1; room > 0; --room) {
      Slot next = keys.comes_along(received);
      if (next == no_slot && waiting.empty()) return;
      if (next == no_slot) next = waiting.pop_front();
      in_hand.push_back(next);
      received = next;
    }
  }

 private:
  struct Next {
    Time possible = 0;
    bool told = false;  ///< an event is under way
  };

  World<Pending>& world_;
  std::vector<Next> next_;
};

}  // namespace eventarch::simulation
