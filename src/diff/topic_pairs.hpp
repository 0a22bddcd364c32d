#pragma once

/// Which topic of the new design is which of the old one.

#include <string>
#include <vector>

#include "diff/comparison.hpp"

namespace eventarch::diff {

struct TopicPair {
  const Topic* before = nullptr;  ///< null: added
  const Topic* after = nullptr;   ///< null: removed

  /// What the changes of the topic are filed under: its old name where it has one.
  [[nodiscard]] std::string subject() const;
  [[nodiscard]] bool in_both() const { return before != nullptr && after != nullptr; }
  /// In both, and for instance no queue that became an exchange: settings and copies of the one say
  /// nothing about the other.
  [[nodiscard]] bool of_one_kind() const;
};

/// A name without the numbers of a row of queues: `tasks.{0..3}` is `tasks.{n}`, however many.
[[nodiscard]] std::string unnumbered(const std::string& name);

/// Topics of the same name; those that differ only by the name of the design count as renamed. In
/// the order of the old design, then what was added.
[[nodiscard]] std::vector<TopicPair> topic_pairs(const Sides& sides);

}  // namespace eventarch::diff
