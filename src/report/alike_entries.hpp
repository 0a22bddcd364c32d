#pragma once

/// Entries of a report that say the same of each consumer group: fifty groups have fifty topics of
/// dead letters that differ in a name alone.

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

/// A name and what is said of it.
struct ReportEntry {
  std::string name;
  std::string text;
};

/// One entry, or several in one: then `<group>` stands in name and text for each of `groups`, in
/// the order of the entries. `groups` views the design.
struct AlikeEntries {
  ReportEntry shown;
  std::vector<std::string_view> groups;  ///< empty: one entry as it is
};

/// In the order of the entries; several in one stand where the first of them stood. Up to three
/// alike are left as they are, since they are read faster than a pattern.
[[nodiscard]] std::vector<AlikeEntries> alike_entries(
    const std::vector<ReportEntry>& entries, const std::vector<ConsumerGroupConfig>& groups);

}  // namespace eventarch::report
