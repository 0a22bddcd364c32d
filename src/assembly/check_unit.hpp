#pragma once

/// Checklist items: the seven of the public contract in checks/every_design.cpp, those that a
/// broker needs in one file a broker; check_table.cpp lists the files.

#include <span>
#include <string>
#include <string_view>

#include "assembly/watched.hpp"

namespace eventarch::assembly {

inline constexpr std::string_view satisfied = "satisfied";
inline constexpr std::string_view missing = "missing";
inline constexpr std::string_view unknown = "unknown";
inline constexpr std::string_view not_applicable = "not_applicable";

struct Verdict {
  std::string_view status;
  std::string evidence;  ///< what of this design says so, with its figures
};

struct CheckUnit {
  std::string_view name;    ///< snake_case
  std::string_view item;    ///< as the report prints it
  std::string_view why;     ///< what happens without
  std::string_view remedy;  ///< what to do where it is missing or unknown
  std::string_view source;
  Verdict (*verdict)(const Watched&);
};

struct CheckFamily {
  std::string_view broker;  ///< catalogue id; empty: every design
  std::span<const CheckUnit> checks;
};

/// Every design first, then by broker.
[[nodiscard]] std::span<const CheckFamily> check_families();

/// The value of a setting as a number; empty where the design does not set it.
[[nodiscard]] std::optional<double> setting_number(const std::vector<Setting>& settings,
                                                   std::string_view key);
/// Whether the design sets this key to this text or, with an empty text, at all.
[[nodiscard]] bool is_set(const std::vector<Setting>& settings, std::string_view key,
                          std::string_view text = {});
/// The configuration of the first resource of this kind; empty where there is none.
[[nodiscard]] const std::vector<Setting>& config_of(const Watched& watched, std::string_view kind);

}  // namespace eventarch::assembly
