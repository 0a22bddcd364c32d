#pragma once

/// What the views of a comparison say alike. Raw: each view makes it safe in its own way.

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/diff.hpp"

namespace eventarch::report {

/// "partitions of order-events"
[[nodiscard]] std::string what_changed(const Change& change);

/// "12 -> 24", "new", "gone"; a value alone where it says all.
[[nodiscard]] std::string from_to(const Change& change);

/// "order-events" or, where a file holds several or they differ, with the documents.
[[nodiscard]] std::string standing(const DesignDiff& design);

/// "line 6 -> line 7", "line 6 of the old file", or nothing.
[[nodiscard]] std::string lines_text(const RequirementChange& change);

/// The changes of one class, in order.
[[nodiscard]] std::vector<const Change*> changes_of(const DesignDiff& design, Impact impact);

/// "added", "removed", "changed", "unchanged"
[[nodiscard]] std::string_view status_of(const DesignDiff& design);

}  // namespace eventarch::report
