#pragma once

/// Tells once that dead letters have piled up, and once that they are gone: a depth that swings
/// around one threshold would tell it all night.

#include <cstdint>

namespace eventarch::components {

enum class AlarmChange : std::uint8_t { none, raised, cleared };

class DepthAlarm {
 public:
  /// Raised at `raise_at` or more, cleared at `clear_at` or fewer. Requires: clear_at < raise_at.
  explicit constexpr DepthAlarm(std::uint64_t raise_at = 100, std::uint64_t clear_at = 80)
      : raise_at_(raise_at), clear_at_(clear_at) {}

  constexpr AlarmChange update(std::uint64_t depth) {
    const bool changes = is_raised_ ? depth <= clear_at_ : depth >= raise_at_;
    if (!changes) return AlarmChange::none;
    is_raised_ = !is_raised_;
    return is_raised_ ? AlarmChange::raised : AlarmChange::cleared;
  }

  [[nodiscard]] constexpr bool is_raised() const { return is_raised_; }

 private:
  std::uint64_t raise_at_;
  std::uint64_t clear_at_;
  bool is_raised_ = false;
};

}  // namespace eventarch::components
