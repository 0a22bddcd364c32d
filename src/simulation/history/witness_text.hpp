#pragma once

/// Events for people: what happened, who did it, to what.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "simulation/history/event.hpp"

namespace eventarch::simulation {

/// The word of a kind in reports and traces: snake_case, as in EventKind.
std::string_view name_of(EventKind kind);

/// What things are called. A function that is left out gives "actor 3", "group 0", "partition 5".
struct HistoryNames {
  std::function<std::string(std::uint16_t)> actor;
  std::function<std::string(std::uint16_t)> group;
  std::function<std::string(std::uint32_t)> partition;
};

/// One event as a phrase without its time: "order-service sends message 17 (key 4, number 2)".
std::string phrase_of(const Event& event, const HistoryNames& names);

/// The time in milliseconds with three digits behind the point, rounded down to the microsecond.
std::string time_text(std::uint64_t ns);

/// Time and phrase, the time right-aligned in 12 characters: "      12.345 ms  consumer 1 ...".
std::string witness_line(const Event& event, const HistoryNames& names);

}  // namespace eventarch::simulation
