#pragma once

/// The events of the log schema, fixed by the public contract; one row each.

#include <span>
#include <string_view>
#include <vector>

#include "assembly/watched.hpp"

namespace eventarch::assembly {

struct LogEvent {
  std::string_view name;
  std::string_view level;
  std::string_view when;
  std::string_view meaning;
  std::string_view look;  ///< what to make of it
  LogSample (*sample)(const Watched&);
};

[[nodiscard]] std::span<const LogEvent> log_events();

[[nodiscard]] std::vector<SchemaField> log_fields();
/// One for each event, in this design's names; where one never occurs, its `when` says so.
[[nodiscard]] std::vector<LogSample> log_samples(const Watched& watched);

}  // namespace eventarch::assembly
