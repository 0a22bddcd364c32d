#pragma once

/// Design files that ask for less than another one, and what must hold of them.

#include <algorithm>
#include <cmath>

#include "property/harness.hpp"

namespace eventarch::property {

struct Loosening {
  std::string what;
  DesignFile file;
};

inline std::vector<Loosening> loosenings(const DesignFile& file, const EventContext& context) {
  std::vector<Loosening> all;
  const auto add = [&](const std::string& path, std::string value) {
    DesignFile changed = file;
    changed.set(path, value);
    all.push_back({fmt::format("{}: {}", path, value), std::move(changed)});
  };
  for (const std::string_view flag : feature_flags) {
    const std::string path = fmt::format("constraints.{}", flag);
    if (file.has(path) && file.at(path) == "true") add(path, "false");
  }
  const Requirements& r = context.requirements;
  for (const double factor : {1.001, 2.0, 100.0}) {
    add("requirements.latency",
        fmt::format("{:.0f}ms", std::ceil(r.latency.milliseconds * factor)));
  }
  for (const double factor : {0.999, 0.5, 0.01}) {
    add("requirements.throughput",
        fmt::format("{:.0f} msg/s", std::max(1.0, std::floor(r.throughput.per_second * factor))));
    add("requirements.retention",
        fmt::format("{:.0f} hours", std::max(1.0, std::floor(r.retention.hours() * factor))));
  }
  if (r.ordering == Ordering::partition) add("requirements.ordering", "none");
  if (r.delivery == Delivery::exactly_once) add("requirements.delivery", "at_least_once");
  // At most once forbids the repeats that at least once allows: it is looser than exactly once
  // alone.
  if (r.delivery == Delivery::exactly_once) add("requirements.delivery", "at_most_once");
  return all;
}

/// What may be chosen before may be chosen after.
inline void expect_nothing_ruled_out(const std::vector<Candidate>& before,
                                     const std::vector<Candidate>& after) {
  for (const Candidate& candidate : before) {
    if (!candidate.eligible()) continue;
    const Candidate* same = find_mode(after, *candidate.mode);
    ASSERT_NE(same, nullptr);
    // It may let another one in, for which this one gives way.
    if (same->exclusions.size() == 1 && same->exclusions.front().constraint == "unit_limit")
      continue;
    EXPECT_TRUE(same->eligible()) << name_of(*same)
                                  << " is out: " << same->exclusions.front().reason;
  }
}

}  // namespace eventarch::property
