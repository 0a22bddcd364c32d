#pragma once

/// How the models carry out the faults of the table.

#include <cstdint>
#include <string_view>

namespace eventarch::simulation {

enum class Strike : std::uint8_t {
  not_modelled,
  // Marks a message, at the very event that opens the window.
  lose_request,
  lose_answer,
  poison,
  poison_for_good,
  refuse_dead_letter,
  // Happens right after the event that opens the window.
  crash_consumer,
  crash_consumer_for_long,
  pause_consumer,
  rebalance,
  crash_leader,
  isolate_leader,
  collapse_in_sync,
  lose_power,
  deduplication_down,
  deduplication_lost,
  // Holds for the whole run.
  transient_failures,
  slow_consumer,
  rate_surge,
};

/// What a fault does to the message path; not_modelled where it does nothing there.
[[nodiscard]] Strike strike_of(std::string_view fault);

[[nodiscard]] constexpr bool marks(Strike strike) {
  return strike >= Strike::lose_request && strike <= Strike::refuse_dead_letter;
}
[[nodiscard]] constexpr bool holds_for_the_run(Strike strike) {
  return strike >= Strike::transient_failures;
}

}  // namespace eventarch::simulation
