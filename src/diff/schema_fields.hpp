#pragma once

/// The fields of one event type, compared by name and, where the format counts them, by place.

#include <string>
#include <vector>

#include "diff/comparison.hpp"

namespace eventarch::diff {

struct FieldComparison {
  const std::string& event;
  const MessageSchema& schema;  ///< of the new design: its format and mode decide
  Changes& changes;
};

/// Compares the fields of an object at `path`, and of the objects in it.
void compare_fields(const FieldComparison& comparison, const std::string& path,
                    const std::vector<SchemaField>& before, const std::vector<SchemaField>& after);

}  // namespace eventarch::diff
