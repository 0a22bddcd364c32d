#pragma once

/// The requirements as the design rests on them, in the words of the design file.

#include <string>
#include <vector>

#include "eventarch/context.hpp"

namespace eventarch::report {

struct ContextRow {
  std::string field;  ///< path below event_context
  std::string value;
};

/// Every value that holds, stated or assumed; constraints and decisions where they are stated.
[[nodiscard]] std::vector<ContextRow> context_rows(const EventContext& context);

}  // namespace eventarch::report
