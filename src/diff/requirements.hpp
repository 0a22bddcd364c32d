#pragma once

/// What the two files state differently, and how one such difference is made or taken back.

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "eventarch/context.hpp"
#include "eventarch/diff.hpp"

namespace eventarch::diff {

/// What one document states, and the context that follows from it.
struct Statement {
  const Declaration& declaration;
  const EventContext& context;
};

struct Difference {
  RequirementChange shown;
  /// Makes the second declaration state here what the first one does.
  std::function<void(const Declaration&, Declaration&)> take;
};

/// In the order in which a design file is best written. A value that is stated as it was assumed
/// counts as a difference: a peak that is stated rules brokers out, an assumed one does not.
[[nodiscard]] std::vector<Difference> differences(const Statement& before, const Statement& after);

/// The fields that are compared one by one; event types are compared on their own.
[[nodiscard]] std::vector<std::string_view> compared_fields();

/// Event types that were added, removed or changed, and another order of them.
[[nodiscard]] std::vector<Difference> message_differences(const std::vector<MessageType>& before,
                                                          const std::vector<MessageType>& after);

}  // namespace eventarch::diff
