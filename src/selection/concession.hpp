#pragma once

/// What a team could give up, as a change of one field to the nearest value that is enough.

#include <functional>
#include <optional>
#include <vector>

#include "eventarch/decision.hpp"
#include "selection/subject.hpp"

namespace eventarch::selection {

struct Concession {
  RelaxedField field;
  /// Sets the field, whatever its value is by now.
  std::function<void(EventContext&)> apply;
};

using Concessions = std::vector<Concession>;

// Lowering a figure to at most `most`. Nothing where no legal value of the field is low enough.
[[nodiscard]] std::optional<Concession> lower_rate(const EventContext& context, MessageRate most);
[[nodiscard]] std::optional<Concession> lower_message_size(const EventContext& context,
                                                           ByteSize most);
[[nodiscard]] std::optional<Concession> lower_processing_time(const EventContext& context,
                                                              Duration most);

/// Asks for no less latency than `to`, in whole milliseconds.
[[nodiscard]] Concession allow_latency(const EventContext& context, Duration to);

/// Weakens the order to one that the mode keeps.
[[nodiscard]] Concession weaken_ordering(const EventContext& context, Ordering to);
/// Gives up a feature that was asked for.
[[nodiscard]] Concession drop_feature(std::string_view name, bool Constraints::*feature);

/// Drops the ways that turned out to be none.
[[nodiscard]] Concessions ways(std::vector<std::optional<Concession>> found);

// How far apart two values are. A judgement, documented: giving up any requirement costs 1; a
// figure costs 1 more for each halving or doubling, a step of a guarantee 2, a feature or a name 1,
// the place or the way of running 2, and another use case 4.
[[nodiscard]] double distance_between(double from, double to);
inline constexpr double guarantee_step = 3;
inline constexpr double feature_dropped = 2;
inline constexpr double place_changed = 3;
inline constexpr double use_case_changed = 5;

}  // namespace eventarch::selection
