#pragma once

/// Points in time that the caller supplies. No component reads a clock: what happens at an instant
/// is a function of that instant, so that a test, a simulation and production run the same code.

#include <chrono>

namespace eventarch::components {

/// Nanoseconds since an origin of the caller's choice, the same for all components that work
/// together. Within `longest_duration` of that origin. Take it from a steady clock, or from the
/// wall clock where it must survive the process:
/// `Instant{std::chrono::nanoseconds{clock::now().time_since_epoch()}}`.
using Instant = std::chrono::local_time<std::chrono::nanoseconds>;

/// A hundred years: no sum of an instant and a duration of ours leaves the range of 64 bits.
inline constexpr std::chrono::nanoseconds longest_duration = std::chrono::hours{24 * 365 * 100};

}  // namespace eventarch::components
