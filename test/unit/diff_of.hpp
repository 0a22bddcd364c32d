#pragma once

/// Comparisons as short lines that a test can list.

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/diff.hpp"

namespace eventarch::testing_support {

inline DiffReport diff_of_files(std::string_view before, std::string_view after) {
  return diff_designs({"old.yaml", std::string(before), "orders"},
                      {"new.yaml", std::string(after), "orders"}, built_in_catalogue());
}

/// Both are the value of event_context as flow YAML.
inline DiffReport diff_of(std::string_view before, std::string_view after) {
  const std::string key = "event_context: ";
  return diff_of_files(key + std::string(before), key + std::string(after));
}

/// "partitions of orders: 12 -> 24"
inline std::string line_of(const Change& change) {
  return fmt::format("{}{}{}: {} -> {}", change.field, change.subject.empty() ? "" : " of ",
                     change.subject, change.from, change.to);
}

/// The lines of all changes, in order.
inline std::vector<std::string> lines_of(const DiffReport& report) {
  std::vector<std::string> lines;
  for (const DesignDiff& design : report.designs) {
    for (const Change& change : design.changes) lines.push_back(line_of(change));
  }
  return lines;
}

/// "breaking partitions_changed_keyed" of all changes, in order.
inline std::vector<std::string> rules_of(const DiffReport& report) {
  std::vector<std::string> rules;
  for (const DesignDiff& design : report.designs) {
    for (const Change& change : design.changes) {
      rules.push_back(fmt::format("{} {}", name_of(change.rule->impact), change.rule->name));
    }
  }
  return rules;
}

/// The first change of this line; null where there is none.
inline const Change* find_change(const DesignDiff& design, std::string_view line) {
  for (const Change& change : design.changes) {
    if (line_of(change) == line) return &change;
  }
  return nullptr;
}

}  // namespace eventarch::testing_support
