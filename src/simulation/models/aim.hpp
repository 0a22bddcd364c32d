#pragma once

/// A fault that waits for its moment. It counts how often the window that it is aimed at opens in
/// the history, and strikes inside it at the k-th time, k drawn from the seed.

#include <cstdint>
#include <optional>

#include "simulation/engine/random_stream.hpp"
#include "simulation/engine/time.hpp"
#include "simulation/faults/fault_table.hpp"
#include "simulation/history/event.hpp"

namespace eventarch::simulation {

class Aim {
 public:
  /// `within`: k is drawn from 1 .. within; the gap to the next strike likewise. `commits_first`:
  /// as for window_of.
  Aim(std::uint32_t fault, std::uint64_t seed, std::uint64_t within, std::uint32_t strikes_most,
      bool commits_first = false)
      : fault_(fault),
        window_(window_of(fault, commits_first)),
        draws_(StreamName{seed, "fault", fault, "moment"}),
        within_(within == 0 ? 1 : within),
        left_(strikes_most) {
    next_ = 1 + below(draws_.next(), within_);
  }

  /// Whether the fault strikes with this event. It is inside its window until see() has met the
  /// event that closes it.
  bool see(const Event& event) {
    if (!window_) return false;
    if (inside_ && closes(*window_, opened_, event)) inside_ = false;
    if (left_ == 0 || !opens(*window_, event)) return false;
    if (++seen_ < next_) return false;
    opened_ = event;
    inside_ = true;
    --left_;
    next_ = seen_ + 1 + below(draws_.next(), within_);
    return true;
  }

  [[nodiscard]] std::uint32_t fault() const { return fault_; }
  [[nodiscard]] const Event& opened() const { return opened_; }
  [[nodiscard]] bool inside() const { return inside_; }
  /// A strike has been carried out.
  void struck(bool inside_window, Time now) {
    if (strikes_++ == 0) first_strike_ = now;
    if (inside_window) ++hits_;
  }
  void hit() { ++hits_; }
  /// Requires: strikes() > 0.
  [[nodiscard]] Time first_strike() const { return first_strike_; }
  [[nodiscard]] std::uint64_t strikes() const { return strikes_; }
  [[nodiscard]] std::uint64_t hits() const { return hits_; }

 private:
  std::uint32_t fault_;
  std::optional<Window> window_;
  RandomStream draws_;
  std::uint64_t within_;
  std::uint32_t left_;
  std::uint64_t seen_ = 0;
  std::uint64_t next_ = 1;
  bool inside_ = false;
  Event opened_;
  std::uint64_t strikes_ = 0;
  Time first_strike_ = 0;
  std::uint64_t hits_ = 0;
};

}  // namespace eventarch::simulation
