#pragma once

/// The fields of a context that can be varied to ask what a decision rests on, and how: figures by
/// factors, enumerations by steps, features by switching them.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/context.hpp"

namespace eventarch::selection {

/// A figure of the design file. Values are in its smallest unit, such as whole milliseconds.
struct Figure {
  std::string_view field;
  double (*get)(const EventContext&);
  /// Sets the value as one that the file states.
  void (*set)(EventContext&, double);
  std::string (*show)(const EventContext&);  ///< in the notation of the design file
  double least = 1;
  double most = 1;   ///< beyond it nobody designs
  double steps = 1;  ///< how many values the file can state between 0 and 1

  /// The nearest value that a file can state: the same number that its text gives when it is read.
  [[nodiscard]] double stated(double value) const;
};
[[nodiscard]] std::span<const Figure> figures();

/// The context without what no constraint and no criterion reads: it is copied for every variation.
[[nodiscard]] EventContext without_words(EventContext context);

/// One change of one field.
struct Change {
  std::string_view field;
  std::string from;
  std::string to;
  std::function<void(EventContext&)> apply;
  int distance = 1;  ///< of two changes of one field the nearer one is smaller
};

/// The changes of every other field, nearest first within a field: use case, order, guarantee,
/// place, way of running, team, features, and the names allowed and forbidden. Of two guarantees as
/// near the stronger one comes first; use cases, places and ways of running are all as near.
[[nodiscard]] std::vector<Change> word_changes(const EventContext& context);

/// The changes by one step that stability is measured over: each figure halved and doubled, and the
/// guarantees and the team one step up and down.
[[nodiscard]] std::vector<Change> single_steps(const EventContext& context);

/// The geometric middle of two values at three significant digits; a value that can be stated.
[[nodiscard]] double rounded_between(double one, double other, const Figure& figure);

/// `value` at three significant digits, not nearer to `origin` than it was; a value that can be
/// stated.
[[nodiscard]] double rounded_away(double value, double origin, const Figure& figure);

}  // namespace eventarch::selection
