#pragma once

/// What was typed, before and after it is checked. Knows nothing of CLI11.

#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"

namespace eventarch::cli {

/// `design` as it was typed.
struct RawDesign {
  std::vector<std::string> files;
  std::string format = "text";
  std::vector<std::string> outputs;
  std::optional<std::string> fail_on;
  std::string color = "auto";
  bool quiet = false;
  bool verbose = false;
  std::vector<std::string> overrides;
  std::vector<std::string> sections;
  bool no_ignores = false;
  std::optional<std::string> catalogue;
  std::optional<std::string> schema_format;
};

/// `check` as it was typed.
struct RawCheck {
  std::vector<std::string> paths;
  std::string format = "text";
  std::vector<std::string> outputs;
  std::optional<std::string> fail_on;
  std::string color = "auto";
  bool quiet = false;
  bool verbose = false;
  std::vector<std::string> overrides;
  std::optional<std::string> catalogue;
  std::optional<std::string> configuration;
  bool no_configuration = false;
  bool no_ignores = false;
  std::optional<std::string> baseline;
  std::optional<std::string> new_baseline;
  bool fix = false;
  bool diff = false;
  bool list_rules = false;
  std::optional<std::string> stdin_name;
  std::optional<std::string> jobs;
};

/// `calculate` as it was typed.
struct RawCalculation {
  std::string formula;
  std::vector<std::string> arguments;
  std::string format = "text";
  std::vector<std::string> outputs;
};

/// `diff` as it was typed.
struct RawDiff {
  std::vector<std::string> sides;
  std::string format = "text";
  std::vector<std::string> outputs;
  std::string fail_on = "breaking";
  std::optional<std::string> schema_format;
  std::string color = "auto";
  bool quiet = false;
  bool verbose = false;
  bool no_ignores = false;
  std::optional<std::string> catalogue;
};

/// `simulate` as it was typed.
struct RawSimulation {
  std::vector<std::string> files;
  std::string format = "text";
  std::vector<std::string> outputs;
  std::optional<std::string> seeds;
  std::optional<std::string> seed;
  std::vector<std::string> faults;
  std::optional<std::string> mistake;
  std::optional<std::string> trace;
  std::optional<std::string> duration;
  std::optional<std::string> messages;
  std::optional<std::string> fault_messages;
  std::optional<std::string> trace_events;
  std::string arrivals = "poisson";
  std::string service = "exponential";
  std::optional<std::string> service_variation;
  std::string fail_on = "violated";
  std::vector<std::string> overrides;
  bool no_ignores = false;
  std::optional<std::string> catalogue;
  std::optional<std::string> jobs;
  std::string color = "auto";
  bool quiet = false;
  bool verbose = false;
};

/// `explain` as it was typed.
struct RawExplanation {
  std::string name;
  std::optional<std::string> catalogue;
};

/// Each is the request, or a UsageError.
[[nodiscard]] Request design_request(const RawDesign& raw);
[[nodiscard]] Request check_request(const RawCheck& raw);
[[nodiscard]] Request calculate_request(const RawCalculation& raw);
[[nodiscard]] Request diff_request(const RawDiff& raw);
[[nodiscard]] Request simulate_request(const RawSimulation& raw);
[[nodiscard]] Request completion_request(const std::string& shell);
[[nodiscard]] Request schema_request(const std::string& which);

}  // namespace eventarch::cli
